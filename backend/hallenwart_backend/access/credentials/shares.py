"""What each locker keeps of a credential: hashes with its own salt and pepper, card keys sealed for it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.access.credentials import store
from hallenwart_backend.access.credentials.rules import SUN_KEY_BYTES
from hallenwart_backend.access.credentials.store import STAFF, Card, Share
from hallenwart_backend.access.grants import demands
from hallenwart_backend.access.grants.vault import Vault
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import CodeTakenError
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.documents import CredentialKind

_log: Final = logging.getLogger(__name__)
_AT_ONCE: Final = 4
SUN_META: Final = "sun_meta"


class Shares:
    """Makes shares when a credential is given, and later for lockers that were added since."""

    Made = dict[str, Share]

    def __init__(self, records: Records, places: PlaceBook, vault: Vault) -> None:
        self._records = records
        self._places = places
        self._vault = vault

    def _lockers(self, card: Card) -> list[str]:
        """Return the lockers at which a credential may ever open: a staff code at those of its site."""
        places = self._places.current
        known = [device for device in places.lockers() if self._vault.knows(device)]
        if card.kind != STAFF:
            return known
        return [device for device in known if (site := places.site_of_device(device)) and site.id == card.site]

    async def first(self, card: Card) -> Made:
        """Return the shares of the first lockers; the others follow with `fill`."""
        return await self._made(card, self._lockers(card)[:_AT_ONCE])

    async def _made(self, card: Card, devices: Iterable[str]) -> Made:
        secret = self._vault.open_bytes(card.secret or b"", card.id)
        if card.kind in {CredentialKind.PIN, STAFF}:
            hashed = await self._vault.hashes(secret.decode(), devices, long_only=card.kind == STAFF)
            return {device: Share(one.pin, one.long, one.duress) for device, one in hashed.items()}
        if card.kind == CredentialKind.CARD:
            return {device: Share(self._vault.card(device, secret)) for device in devices}
        uid, key = secret[:-SUN_KEY_BYTES], secret[-SUN_KEY_BYTES:]
        return {
            device: Share(self._vault.card(device, uid), key=self._vault.seal_for(device, key, card.id)) for device in devices
        }

    async def fill(self) -> bool:
        """Make what lockers lack; return True when more waits."""
        await self._fill_meta()
        lockers = self._places.current.lockers()
        lacking = await self._records.read(lambda connection: store.missing(connection, lockers))
        jobs = [(card, device) for card, devices in lacking for device in devices if device in self._lockers(card)]
        for card, device in jobs[:_AT_ONCE]:
            await self._share(card, await self._made(card, [device]))
        return len(jobs) > _AT_ONCE

    async def _share(self, card: Card, made: Made) -> None:
        def keep(connection: Connection, shares: Shares.Made) -> None:
            found = store.one(connection, card.id)
            if found is not None and found.state == store.ACTIVE:
                store.share(connection, card.id, shares)

        try:
            await self._records.write(lambda connection: keep(connection, made))
        except CodeTakenError:
            _log.warning("%s: its 8 digits are in use at %s: there only all 12 open", card.id, ", ".join(made))
            long_only = {device: Share(b"", one.long, one.duress, one.key) for device, one in made.items()}
            await self._records.write(lambda connection: keep(connection, long_only))

    async def _fill_meta(self) -> None:
        """Give every locker the key that hides the numbers of NTAG 424 cards, once there are such cards."""

        def look(connection: Connection) -> demands.Demands | None:
            suns = any(card.kind == CredentialKind.SUN for card in store.active(connection))
            return demands.read(connection) if suns else None

        asked = await self._records.read(look)
        for device in self._places.current.lockers() if asked else ():
            if asked and self._vault.knows(device) and not (of_device := asked.device(device)).sun_meta:
                sealed = self._vault.seal_for(device, self._vault.sun_meta_key(), SUN_META)
                wanted = replace(of_device, sun_meta=sealed)
                await self._records.write(partial(demands.set_device, device=device, wanted=wanted))
