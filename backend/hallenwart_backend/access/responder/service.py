"""Releases of the fire-safety officer, and openings in an emergency: each a link of the evidence log."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from sqlalchemy import Connection

from hallenwart_backend.access.responder import store
from hallenwart_backend.access.responder.store import GivenRelease
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.evidence import store as evidence
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock

LONGEST_MS: Final = 400 * 86_400_000
"""A release is looked at anew every year."""
GIVEN: Final = "release.given"
ENDED: Final = "release.ended"
EMERGENCY: Final = "emergency.ordered"


@dataclass(frozen=True, slots=True)
class By:
    """Who acts: the pseudonym for the chain, the name for people."""

    who: str
    name: str


class Opens(Protocol):
    async def open(self, device: str, slot: int, *, by: str, emergency: bool = False) -> str: ...


class Responder:
    """`changed` publishes the lockers' lists anew."""

    def __init__(
        self, records: Records, places: PlaceBook, clock: Clock, commands: Opens, changed: Callable[[], Awaitable[None]]
    ) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._commands = commands
        self._changed = changed

    async def give(self, device: str, slots: Sequence[int], from_ms: int, to_ms: int, *, protocol: str, by: By) -> GivenRelease:
        """Release compartments for the responders. Raises RefusedError 404, 409 while another is in force, 422."""
        now, wanted = self._clock.now_ms(), tuple(sorted(set(slots)))
        self._check(device, wanted, from_ms, to_ms, now)
        release = GivenRelease(secrets.token_hex(8), device, wanted, from_ms, to_ms, by.name, now)
        said = f"{by.name} · {device} · {', '.join(map(str, wanted))} · {from_ms}-{to_ms} · {protocol}"

        def keep(connection: Connection) -> None:
            if store.release_of(connection, device, now_ms=now) is not None:
                raise RefusedError(
                    "released",
                    "Für diesen Kasten gilt schon eine Freigabe. Bitte zuerst beenden.",
                    "A release is in force at this locker. Please end it first.",
                    status=409,
                )
            store.add_release(connection, release)
            evidence.append(connection, kind=GIVEN, about=release.id, who=by.who, said=said, t_ms=now)

        await self._records.write(keep)
        await self._changed()
        return release

    async def end(self, release: str, *, protocol: str, by: By) -> None:
        """Take a release back. Raises RefusedError 404, or 409 when it ended before."""
        now = self._clock.now_ms()

        def end(connection: Connection) -> None:
            if store.one_release(connection, release) is None:
                raise no_such_release()
            if not store.end_release(connection, release, by=by.name, now_ms=now):
                raise RefusedError("ended", "Diese Freigabe ist schon beendet.", "This release has ended.", status=409)
            evidence.append(connection, kind=ENDED, about=release, who=by.who, said=f"{by.name} · {protocol}", t_ms=now)

        await self._records.write(end)
        await self._changed()

    async def one(self, release: str) -> GivenRelease:
        """Return it. Raises RefusedError 404."""
        found = await self._records.read(lambda connection: store.one_release(connection, release))
        if found is None:
            raise no_such_release()
        return found

    async def all(self) -> list[GivenRelease]:
        """Return every release ever given, the newest first."""
        devices = list(self._places.current.devices)
        return await self._records.read(lambda connection: store.releases_of(connection, devices))

    async def open_in_emergency(self, device: str, slot: int, *, reason: str, by: By) -> str:
        """Open whatever the state of the compartment; return the command's id. Raises RefusedError 409 when offline."""
        command = await self._commands.open(device, slot, by=f"{by.name}: {reason}", emergency=True)
        now, said = self._clock.now_ms(), f"{by.name} · {device} {slot} · {reason}"

        def keep(connection: Connection) -> None:
            evidence.append(connection, kind=EMERGENCY, about=command, who=by.who, said=said, t_ms=now)

        await self._records.write(keep)
        return command

    def _check(self, device: str, slots: Sequence[int], from_ms: int, to_ms: int, now_ms: int) -> None:
        if not slots or any(self._places.current.compartment(device, slot) is None for slot in slots):
            raise RefusedError("no_such_compartment", "Dieses Fach gibt es nicht.", "There is no such compartment.", status=404)
        if not from_ms < to_ms or to_ms <= now_ms or to_ms - from_ms > LONGEST_MS:
            raise RefusedError(
                "bad_span",
                "Eine Freigabe endet nach ihrem Beginn, in der Zukunft und nach höchstens 400 Tagen.",
                "A release ends after it begins, in the future, and after 400 days at most.",
                status=422,
            )


def no_such_release() -> RefusedError:
    return RefusedError("no_such_release", "Diese Freigabe gibt es nicht.", "There is no such release.", status=404)
