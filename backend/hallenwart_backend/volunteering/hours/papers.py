"""Certificates of hours: handed out as PDF, checked by anybody who has their number."""

from __future__ import annotations

import asyncio
import base64
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.volunteering.hours import record, store
from hallenwart_backend.volunteering.hours.model import Hours, Named, PaperOut
from hallenwart_backend.volunteering.hours.record import Standing
from hallenwart_backend.volunteering.hours.refusals import refusal
from hallenwart_backend.volunteering.hours.sheet import Sheet, rendered
from hallenwart_contract.clock import Clock

PATH: Final = "/nachweis/"
_ID_BYTES: Final = 10


@dataclass(frozen=True, slots=True)
class Checked:
    """What anybody may know of a certificate. `intact`: every signature fits what is stored."""

    id: str
    standing: Standing
    intact: bool
    clubs: tuple[str, ...]
    from_ms: int
    to_ms: int
    made_ms: int
    hours: tuple[Hours, ...]


class Papers:
    def __init__(
        self,
        records: Records,
        clock: Clock,
        key: Ed25519PrivateKey,
        *,
        club_name: Callable[[str | None], str],
        zone: Callable[[], ZoneInfo],
        base: Callable[[], str],
    ) -> None:
        """`base`: where people reach this server."""
        self._records, self._clock, self._key = records, clock, key
        self._club_name, self._zone, self._base = club_name, zone, base

    async def certificate(self, helper: str, lang: str) -> tuple[str, bytes]:
        """Return number and PDF of all hours of a helper that stand. Raises RefusedError 404 when there are none."""
        named = await self._records.read(lambda connection: store.of_helper(connection, helper))
        if not named:
            raise refusal("no_hours")
        ids, now = tuple(one.hours.id for one in named), self._clock.now_ms()
        new = PaperOut(secrets.token_hex(_ID_BYTES), record.paper_digest(ids, lang), ids, now)
        paper = await self._records.write(lambda connection: store.put_paper(connection, new))
        sheet = Sheet(
            id=paper.id,
            lang=lang,
            name=named[-1].name,
            entries=[(self._club_name(one.hours.club), one.hours) for one in named],
            made_ms=paper.made_ms,
            zone=self._zone(),
            address=f"{self._base()}{PATH}{paper.id}",
        )
        return paper.id, await asyncio.to_thread(rendered, sheet)

    async def check(self, identity: str) -> Checked | None:
        """Say how a certificate, or a single record of hours, stands now; None for a number that was never given."""
        found = await self._read(identity)
        if not found:
            return None
        made_ms, named = found
        hours = tuple(one.hours for one in named)
        return Checked(
            id=identity,
            standing=record.standing((one.minutes, one.withdrawn_ms is not None) for one in hours),
            intact=all(self._is_signed(one) for one in hours),
            clubs=tuple(dict.fromkeys(self._club_name(one.club) for one in hours)),
            from_ms=min(one.from_ms for one in hours),
            to_ms=max(one.to_ms for one in hours),
            made_ms=made_ms,
            hours=hours,
        )

    async def fits(self, identity: str, name: str) -> bool | None:
        """Say whether a certificate was made out to this name; None when that cannot be said any more."""
        found = await self._read(identity)
        named = [one for one in found[1] if one.salt] if found else []
        if not named:
            return None
        return all(_told(one.hours)["helper"] == record.commitment(name, one.salt) for one in named)

    def public_key(self) -> str:
        """Return the key that proves signatures, base64."""
        return base64.b64encode(self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()

    async def _read(self, identity: str) -> tuple[int, list[Named]] | None:
        def read(connection: Connection) -> tuple[int, list[Named]] | None:
            if paper := store.paper(connection, identity):
                found = [store.one(connection, each) for each in paper.hours]
                return paper.made_ms, [one for one in found if one is not None]
            single = store.one(connection, identity)
            return (single.hours.made_ms, [single]) if single else None

        found = await self._records.read(read)
        return found if found and found[1] else None

    def _is_signed(self, hours: Hours) -> bool:
        """Whether the record is as it was signed, and says what is stored beside it."""
        told = _told(hours)
        same = (told["id"], told["minutes"], told["from_ms"]) == (hours.id, hours.minutes, hours.from_ms)
        try:
            signature = base64.b64decode(hours.signature)
            self._key.public_key().verify(signature, record.to_sign(hours.record.encode()))
        except (InvalidSignature, ValueError):
            return False
        return same


def _told(hours: Hours) -> dict[str, Any]:
    return record.told(hours.record)
