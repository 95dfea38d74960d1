"""A place under watch: its count, whether somebody is there, and what is to be told of it. No I/O."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from hallenwart_contract.people import PlaceCount, Use
from hallenwart_edge.occupancy import closing, counting, fusion, proof
from hallenwart_edge.occupancy.closing import Closing, Tally
from hallenwart_edge.occupancy.counting import DoorSpec, Place, Running
from hallenwart_edge.occupancy.fusion import Evidence, Fused, Verdict
from hallenwart_edge.occupancy.kept import KeptPlace
from hallenwart_edge.occupancy.proof import Circumstance, Why

STEP_EVERY_MS: Final = 15_000
LATE_MS: Final = 10_000
NOTHING: Final = Verdict(Use.UNKNOWN, 0.5, (), 0.5)


@dataclass(frozen=True, slots=True)
class Reset:
    """A count that proof put right; `people` None: it was not known."""

    people: int | None
    why: Why


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of a place now, beside its doors.

    `quiet_since_ms`: since when nobody is seen in all of it, whoever passed; None while somebody is, or not all is seen.
    `trusted`: whether its doors are well.
    `local_late`: see `closing.is_late`, None while the clock is not right. `head`: people as one sensor sees them all, and the
    variance of that.
    """

    evidence: Evidence
    quiet_since_ms: int | None
    circumstance: Circumstance
    trusted: bool = True
    head: Running | None = None


@dataclass(slots=True)
class WatchedPlace:
    """State of one place. Times are monotonic, `since_ms` is wall time for people."""

    place: Place
    kept: KeptPlace
    counted: bool
    moved_ms: int
    fused: Fused = field(default_factory=Fused)
    told: Evidence | None = None
    stepped_ms: int = 0
    passed: int = 0
    verdict: Verdict = NOTHING
    since_ms: int = 0
    missed: int = 0
    missed_ms: int = 0
    """How many were thought missed on the way in, and when that was."""
    trusted: bool = True
    doubted: bool = False
    """Somebody was counted in whom nobody sees although somebody would have to, by now."""

    @property
    def count(self) -> Running:
        return self.kept.count

    @property
    def sure_count(self) -> Running | None:
        """The count where there is one to be relied on."""
        return self.count if self.counted and self.trusted and self.count.known and not self.doubted else None

    def walked(self, door: DoorSpec, persons: int, error: float, now_ms: int, *, late: bool = False) -> bool:
        """Take in persons who went in (above 0) or out through a door. Returns whether it changed this place.

        `late`: that is told by another device, perhaps after somebody who came after them.
        """
        effect = counting.effect(door, self.place)
        if effect is None or (effect == 0 and door.hall != self.place.hall):
            return False
        inside = effect == 0 and not self.place.sections  # from one part of it to another
        if effect == 0 and not inside:
            return False
        self.moved_ms = now_ms
        self.passed += abs(persons)
        if effect:
            self._count(effect * persons, error, now_ms, late=late)
            self.kept.today = self.kept.today.plus(effect * persons)
            self.kept.balance = replace(self.kept.balance, tally=self.kept.balance.tally.plus(effect * persons))
        return bool(effect)

    def _count(self, persons: int, error: float, now_ms: int, *, late: bool) -> None:
        count = self.kept.count
        if late and persons > 0 and now_ms - self.missed_ms <= LATE_MS:
            count, persons = counting.late(count, persons, self.missed)
        self.kept.count = counting.passed(count, persons, error)
        if self.kept.count.missed > count.missed:
            self.missed, self.missed_ms = self.kept.count.missed - count.missed, now_ms

    def unwatched(self, lasted_ms: int | None) -> None:
        """Take in that doors were not watched for so long."""
        self.kept.count = counting.unwatched(self.kept.count, lasted_ms)
        self.kept.balance = replace(self.kept.balance, whole=False)

    def new_day(self) -> None:
        self.kept.today = Tally()

    def look(self, around: Around, *, now_ms: int, wall_ms: int) -> Reset | None:
        """Take in what is so now. Returns the reset it made necessary."""
        self.trusted = around.trusted
        if around.head is not None:
            self.kept.count = around.head
        reset = self._prove(around, now_ms)
        self.doubted = self._in_doubt(around, now_ms)
        count = self.sure_count
        evidence = replace(around.evidence, passed=self.passed)
        if count is not None:
            evidence = replace(evidence, people=count.people, low=count.low, high=count.high)
        if self._due(evidence, now_ms):
            before_that = self.fused if self.told is not None else fusion.resumed(self.kept.learnt)
            self.fused = fusion.step(before_that, evidence, now_ms)
            self.kept.learnt = fusion.learnt_of(self.fused)
            self.passed, self.told, self.stepped_ms = 0, evidence, now_ms
            before, self.verdict = self.verdict.use, fusion.verdict(self.fused)
            if before is not self.verdict.use or not self.since_ms:
                self.since_ms = wall_ms
        return reset

    def _due(self, evidence: Evidence, now_ms: int) -> bool:
        if self.told is None or evidence.passed:
            return True
        steady = replace(evidence, light_lx=self.told.light_lx, co2_ppm=self.told.co2_ppm) == replace(self.told, passed=0)
        seeing = (evidence.motion or evidence.radar) and self.verdict.use is Use.BUSY
        return not steady or now_ms - self.stepped_ms >= STEP_EVERY_MS * (4 if seeing else 1)

    def _prove(self, around: Around, now_ms: int) -> Reset | None:
        why = self.proven(around, now_ms)
        if why is None or not self.counted or around.head is not None:
            return None
        before = self.kept.count
        self.kept.count = counting.emptied(0.0 if around.circumstance.seen_at_all else proof.UNSEEN_VARIANCE)
        if before.known and not before.people:
            return None
        return Reset(before.people if before.known else None, why)

    def proven(self, around: Around, now_ms: int) -> Why | None:
        """Return what proves now that nobody is here, None when nothing does."""
        since_ms = around.quiet_since_ms if around.circumstance.seen_at_all else self.moved_ms
        quiet_ms = None if since_ms is None else now_ms - max(since_ms, self.moved_ms)
        unseen_ms = None if around.quiet_since_ms is None else now_ms - around.quiet_since_ms
        return proof.proof(quiet_ms, around.circumstance, known=self.count.known, unseen_ms=unseen_ms)

    def _in_doubt(self, around: Around, now_ms: int) -> bool:
        if around.quiet_since_ms is None or around.head is not None or not self.count.people:
            return False
        return now_ms - around.quiet_since_ms >= proof.QUIET_ALONE_MS and now_ms - self.moved_ms >= proof.DOUBTED_MS

    def balanced(self, closed: tuple[closing.Balance, Closing | None]) -> Closing | None:
        """Keep a day's balance, and return the closing where there is one."""
        self.kept.balance, told = closed
        if told is not None:
            self.kept.closings = closing.kept(self.kept.closings, told)
        return told

    def shown(self, whole: WatchedPlace | None, of: Sequence[str]) -> PlaceCount:
        """Return the place as the state snapshot tells it. `whole`: the hall it is part of; `of`: devices that are in it."""
        count, verdict = self.sure_count, self.verdict
        if count is not None and whole is not None and whole.sure_count is not None:
            count = counting.within(count, whole.sure_count)
        return PlaceCount(
            hall=self.place.hall,
            sections=[*self.place.sections],
            people=None if count is None else count.people,
            low=None if count is None else count.low,
            high=None if count is None else count.high,
            use=verdict.use,
            sure=round(verdict.sure, 2),
            signs=[*verdict.signs],
            since_ms=self.since_ms or None,
            ins=self.kept.today.ins,
            outs=self.kept.today.outs,
            of=[*of],
        )


def parts(places: Sequence[WatchedPlace], hall: str) -> list[WatchedPlace]:
    """Return what is watched of a hall, the whole of it first."""
    return [each for each in places if each.place.hall == hall]
