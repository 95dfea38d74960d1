"""What was seen of helpers: their keys, marks and badges at lockers, and people of the club who saw them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Arrival, ListenerBase
from hallenwart_backend.volunteering import store as shift_store
from hallenwart_backend.volunteering.hours import rules, store
from hallenwart_backend.volunteering.hours.model import SignRow
from hallenwart_backend.volunteering.hours.ports import KeyRights
from hallenwart_backend.volunteering.hours.rules import SignKind
from hallenwart_backend.volunteering.model import Placed
from hallenwart_backend.volunteering.tables import signups
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event

_SHOWN: Final = frozenset({SignKind.MARK, SignKind.BADGE})
_KEYS: Final = {EventKind.KEY_TAKEN: SignKind.KEY_TAKEN, EventKind.KEY_RETURNED: SignKind.KEY_RETURNED}


class Signs(ListenerBase):
    """Keeps what devices tell of shifts; all of it may be told twice, and late."""

    def __init__(self, records: Records, places: PlaceBook, rights: KeyRights, changed: Callable[[str | None], None]) -> None:
        self._records, self._places, self._rights, self._changed = records, places, rights, changed

    async def on_event(self, arrival: Arrival, event: Event) -> None:
        """Take in marks, and keys that went or came under the right of a shift."""
        if event.kind == EventKind.CHECKED_IN:
            mark = event.a.get("mark")
            await self._note(lambda connection: _of_mark(connection, mark), SignKind.MARK, arrival.device, event.t_ms)
        elif event.kind in _KEYS:
            grant = event.a.get("grant")
            if isinstance(grant, str) and grant:
                await self._note(
                    lambda connection: self._of_grant(connection, arrival.device, grant),
                    _KEYS[event.kind],
                    arrival.device,
                    event.t_ms,
                )

    async def badge(self, person: str, device: str, at_ms: int) -> None:
        """Take in that the badge of a person with an account was shown: it is about a shift of theirs that is on here."""

        def find(connection: Connection) -> Placed | None:
            theirs = shift_store.of_person_at(connection, person, at_ms - rules.LATE_MS, at_ms + rules.EARLY_MS)
            near = [one for one in theirs if belongs(one, at_ms) and self._is_here(one, device)]
            return min(near, key=lambda one: _distance(one, at_ms), default=None)

        await self._note(find, SignKind.BADGE, device, at_ms)

    async def _note(self, find: Callable[[Connection], Placed | None], kind: SignKind, device: str, at_ms: int) -> None:
        def note(connection: Connection) -> Placed | None:
            placed = find(connection)
            if placed is None or not belongs(placed, at_ms) or (kind in _SHOWN and not self._is_here(placed, device)):
                return None
            added = store.add_sign(connection, SignRow(placed.signup.id, kind, at_ms, device))
            return placed if added else None

        if not await self._records.read(lambda connection: find(connection) is not None):
            return
        if (placed := await self._records.write(note)) is not None:
            self._changed(placed.offer.club)

    def _of_grant(self, connection: Connection, device: str, grant: str) -> Placed | None:
        signup = self._rights.signup_of(connection, device, grant)
        return next(iter(shift_store.placed(connection, signups.c.id == signup)), None) if signup else None

    def _is_here(self, placed: Placed, device: str) -> bool:
        """A mark counts at the shift's own site; a shift that is in none of our halls may be noted anywhere."""
        hall = self._places.current.halls.get(placed.offer.hall)
        site = self._places.current.site_of_device(device)
        return hall is None or (site is not None and site.id == hall.site.id)


def belongs(placed: Placed, at_ms: int) -> bool:
    """Say whether a moment is near enough to a shift to be about it."""
    return placed.shift.from_ms - rules.EARLY_MS <= at_ms <= placed.shift.to_ms + rules.LATE_MS


def _distance(placed: Placed, at_ms: int) -> tuple[int, int]:
    """Prefer the shift that runs, then the one whose beginning is nearest."""
    runs = placed.shift.from_ms <= at_ms <= placed.shift.to_ms
    return not runs, abs(placed.shift.from_ms - at_ms)


def _of_mark(connection: Connection, mark: object) -> Placed | None:
    return shift_store.of_mark(connection, mark) if isinstance(mark, str) else None
