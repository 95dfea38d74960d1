"""Reads the town's platforms in turn, and says which projects concern a hall."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.participation.platforms import rules, store
from hallenwart_backend.participation.platforms.answers import AnswerError
from hallenwart_backend.participation.platforms.model import Kept, Platform, Read
from hallenwart_backend.participation.platforms.words import READING
from hallenwart_backend.participation.ports import Vault
from hallenwart_backend.qr import module_rows
from hallenwart_contract.clock import Clock
from hallenwart_contract.view import Project

_log: Final = logging.getLogger(__name__)


class Reading(Protocol):
    async def read(self, platform: Platform, token: str) -> Read:
        """Raises OSError, or AnswerError, with a code of `words.READING`."""
        ...


@dataclass(frozen=True, slots=True)
class Shown:
    """A project with its platform, and the (hall, site) it concerns."""

    project: Kept
    platform: Platform
    places: tuple[tuple[str, str], ...]


class Platforms:
    def __init__(
        self, records: Records, places: PlaceBook, clock: Clock, vault: Vault, reading: Reading, changed: Callable[[], None]
    ) -> None:
        self._records, self._places, self._clock = records, places, clock
        self._vault, self._reading, self._changed = vault, reading, changed
        self._platforms: Mapping[str, Platform] = {}
        self._projects: Sequence[Kept] = ()
        self._busy: set[str] = set()

    async def load(self) -> None:
        found, kept = await self._records.read(lambda connection: (store.every(connection), store.all_projects(connection)))
        self._platforms, self._projects = {one.id: one for one in found}, kept

    # --- what is shown ---

    def shown(self) -> list[Shown]:
        """Return what people are told of, what ends soon first."""
        now = self._clock.now_ms()
        found = [one for one in self.listed() if one.places and rules.is_shown(one.project, one.platform, now)]
        return sorted(found, key=lambda one: rules.order(one.project))

    def listed(self) -> list[Shown]:
        """Return all that is kept, with where it belongs."""
        sites = {hall.id: hall.site.id for hall in self._places.current.halls.values()}
        return [
            Shown(one, platform, one.placed if one.placed is not None else rules.concerned(one.told, platform.rules, sites))
            for one in self._projects
            if (platform := self._platforms.get(one.platform)) is not None
        ]

    def of_hall(self, hall: str) -> list[Shown]:
        known = self._places.current.halls.get(hall)
        return [one for one in self.shown() if known and rules.at(one.places, hall=hall, site=known.site.id)]

    def at_site(self, site: str) -> list[Project]:
        """Return what the kiosks of a site show."""
        here = [one for one in self.shown() if rules.at(one.places, site=site)]
        return [_told(one) for one in here[: rules.MOST_AT_KIOSK]]

    # --- what the office sets ---

    def platforms(self) -> list[Platform]:
        return list(self._platforms.values())

    def is_current(self, platform: Platform) -> bool:
        return rules.is_current(platform, self._clock.now_ms())

    async def put(self, wanted: Platform, token: str | None) -> Platform:
        """Add or change a platform; one with a new address is read anew. `token` None: as it was."""
        known = self._platforms.get(wanted.id)
        identity = known.id if known else secrets.token_hex(6)
        sealed = known.token if known else b""
        if token is not None:
            sealed = self._vault.seal_bytes(token.encode(), f"platform {identity}") if token else b""
        kept = replace(wanted, id=identity, token=sealed, created_ms=known.created_ms if known else self._clock.now_ms())
        if known and known.url == wanted.url and known.kind is wanted.kind:
            kept = replace(kept, tried_ms=known.tried_ms, read_ms=known.read_ms, fault=known.fault)
        await self._records.write(lambda connection: store.put(connection, kept))
        await self._tell()
        return kept

    async def remove(self, platform: str) -> None:
        await self._records.write(lambda connection: store.remove(connection, platform))
        await self._tell()

    async def place(self, project: str, placed: Sequence[tuple[str, str]] | None, *, hidden: bool) -> bool:
        now = self._clock.now_ms()
        done = await self._records.write(lambda connection: store.place(connection, project, placed, hidden=hidden, now_ms=now))
        await self._tell()
        return done

    async def _tell(self) -> None:
        await self.load()
        self._changed()

    # --- reading ---

    async def look(self) -> None:
        """Read the platforms that are due, side by side: one that hangs holds up no other."""
        now = self._clock.now_ms()
        due = [one for one in self.platforms() if rules.is_due(one, now) and one.id not in self._busy]
        if due:
            await asyncio.gather(*(self.read(one) for one in due))
            await self._records.write(lambda connection: store.forget(connection, now - rules.GONE_TOLD_MS))

    async def read(self, platform: Platform) -> str:
        """Take over what a platform publishes now; return the code of why it could not be read, empty when it could."""
        self._busy.add(platform.id)
        try:
            return await self._take(platform)
        finally:
            self._busy.discard(platform.id)

    async def _take(self, platform: Platform) -> str:
        now, fault, read = self._clock.now_ms(), "", None
        token = self._vault.open_bytes(platform.token, f"platform {platform.id}").decode() if platform.token else ""
        try:
            read = await self._reading.read(platform, token)
        except (OSError, AnswerError) as error:  # TimeoutError is an OSError
            fault = code_of(error)
        if fault and fault != platform.fault:
            _log.warning("platform %s: %s", platform.name, fault)

        def write(connection: Connection) -> None:
            values: dict[str, object] = {"tried_ms": now, "fault": fault}
            if read is not None:
                store.take(connection, platform.id, read, now)
                values["read_ms"] = now
            store.note(connection, platform.id, **values)

        await self._records.write(write)
        await self._tell()
        return fault


def code_of(error: Exception) -> str:
    text = str(error)
    return text if text in READING else "timeout" if isinstance(error, TimeoutError) else "unreachable"


def _told(shown: Shown) -> Project:
    told = shown.project.told
    return Project(
        id=shown.project.id,
        title=told.title,
        text=told.text[:200],
        by=shown.platform.name,
        link=told.link,
        qr=[*module_rows(told.link)] if told.link else [],
        until_ms=told.to_ms,
        read_ms=shown.project.read_ms,
    )
