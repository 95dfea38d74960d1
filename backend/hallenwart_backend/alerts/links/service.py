"""What a link of a message may do: show its incident, and take the answer a person presses. Fetching it answers nothing."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Protocol

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.accounts.store import person_of
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts import letters, steps, store
from hallenwart_backend.alerts.links.signer import Links
from hallenwart_backend.alerts.links.tokens import Claim
from hallenwart_backend.alerts.model import Incident
from hallenwart_backend.errors import RefusedError
from hallenwart_contract.clock import Clock
from hallenwart_contract.live_incidents import IncidentState, IncidentStep, StepKind

_REMEMBERED: Final = 5_000
_FORBIDDEN: Final = 403


class Rate:
    """So many calls in a minute by one name; kept in memory on the monotonic clock."""

    def __init__(self, clock: Clock, most: int) -> None:
        self._clock = clock
        self._most = most
        self._calls: dict[str, deque[int]] = {}

    def allows(self, name: str) -> bool:
        now = self._clock.mono_ms()
        if len(self._calls) > _REMEMBERED:
            self._calls.clear()
        calls = self._calls.setdefault(name, deque(maxlen=self._most))
        if len(calls) == self._most and now - calls[0] < 60_000:
            return False
        calls.append(now)
        return True


@dataclass(frozen=True, slots=True)
class Looked:
    """`state`: live, over, expired, unknown; the rest is there for the first two."""

    state: str
    claim: Claim | None = None
    incident: Incident | None = None
    person: Person | None = None
    steps: tuple[IncidentStep, ...] = ()
    grown: bool = False
    """The answer was to what the page showed before, and did not count."""


class Acknowledges(Protocol):
    """The incident engine, as far as a link may use it."""

    async def acknowledge(
        self, incident: str, *, by: str, word: str, may: Callable[[Incident], bool], person: str = "", way: str = ""
    ) -> Incident: ...


class LinkDesk:
    def __init__(self, records: Records, clock: Clock, links: Links) -> None:
        self._records = records
        self._clock = clock
        self._links = links
        self._looks = Rate(clock, 240)
        self._tries = Rate(clock, 30)

    def may_look(self, token: str, sender: str) -> bool:
        """Say whether it is not too often. Who guesses tokens slows down no one who has one, though they share an address."""
        return self._looks.allows(token if self._links.read(token) else sender)

    def may_try(self, token: str, sender: str) -> bool:
        return self._tries.allows(token if self._links.read(token) else sender)

    async def look(self, token: str, *, opened: bool) -> Looked:
        """Return what the link shows now. `opened` notes once per letter that a person opened it; it acknowledges nothing."""
        claim = self._links.read(token)
        if claim is None or not claim.incident:
            return Looked("unknown")
        now = self._clock.now_ms()
        if now >= claim.expires_ms:
            return Looked("expired", claim)
        if opened and await self._records.read(lambda connection: _is_fresh(connection, claim)):
            await self._records.write(lambda connection: _note_opened(connection, claim, now))
        return await self._records.read(lambda connection: _look(connection, claim))

    async def answer(self, incidents: Acknowledges, token: str, *, name: str, word: str, stage_ms: int | None = None) -> Looked:
        """Acknowledge by the link. A link that is over, expired or unknown answers nothing and says so; again is harmless.

        `stage_ms` is what the page showed: an answer to an earlier stage of the incident does not count.
        """
        looked = await self.look(token, opened=False)
        if looked.state != "live" or looked.claim is None:
            return looked
        owner = looked.person.name if looked.person else ""
        own = not owner or name.casefold() == owner.casefold()
        by, person = (name, looked.claim.person) if own else (f"{name} (Link: {owner})", "")

        def shown(incident: Incident) -> bool:
            return stage_ms in {None, incident.stage_ms}

        try:
            await incidents.acknowledge(looked.claim.incident, by=by, word=word, may=shown, person=person, way="link")
        except RefusedError as error:  # resolved meanwhile, or worse
            return replace(await self.look(token, opened=False), grown=error.status == _FORBIDDEN)
        letter, now = looked.claim.letter, self._clock.now_ms()
        await self._records.write(lambda connection: _note_answered(connection, letter, now))
        return await self.look(token, opened=False)


def _look(connection: Connection, claim: Claim) -> Looked:
    found = store.one(connection, claim.incident)
    if found is None:
        return Looked("unknown", claim)
    state = "over" if found.state is IncidentState.RESOLVED else "live"
    return Looked(state, claim, found, person_of(connection, claim.person), tuple(steps.of(connection, claim.incident)))


def _is_fresh(connection: Connection, claim: Claim) -> bool:
    known = letters.times(connection, claim.letter)
    return known is not None and known.opened_ms is None


def _note_opened(connection: Connection, claim: Claim, now_ms: int) -> None:
    """Note it in the letter and the timeline, unless another request was quicker."""
    letter = letters.one(connection, claim.letter)
    if letter is None or letter.incident != claim.incident or not _is_fresh(connection, claim):
        return
    letters.mark(connection, claim.letter, opened_ms=now_ms)
    person = person_of(connection, claim.person)
    steps.add(connection, claim.incident, StepKind.OPENED, now_ms, who=person.name if person else "", way=letter.way)


def _note_answered(connection: Connection, letter: int, now_ms: int) -> None:
    known = letters.times(connection, letter)
    if known is not None and known.acked_ms is None:
        letters.mark(connection, letter, acked_ms=now_ms)
