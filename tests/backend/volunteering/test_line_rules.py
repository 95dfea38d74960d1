"""Who gets a place, who waits, who is asked next: by example, and by anything that may happen in any order."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from hallenwart_backend.volunteering import rules
from hallenwart_backend.volunteering.model import COUNTED, SignState
from hallenwart_backend.volunteering.rules import HOUR_MS

START_MS = 1_000 * HOUR_MS


@dataclass(frozen=True)
class Entry:
    id: str
    state: str
    line: int
    answer_by_ms: int | None = None


def entries(*states: str) -> list[Entry]:
    return [Entry(f"s{number}", state, number) for number, state in enumerate(states)]


def test_whoever_wants_to_pass_on_counts_until_somebody_comes():
    held = entries("in", "offered_swap", "offered_swap")
    assert (rules.counted(held), rules.free(held, 3)) == (3, 2)
    assert rules.giver(held, 3).id == "s1"
    assert rules.giver(held, 4) is None


def test_shortly_before_nobody_is_asked_any_more():
    waiting = entries("waiting", "waiting")
    assert [one.id for one in rules.next_up(waiting, 1, START_MS, START_MS - 3 * HOUR_MS)] == ["s0"]
    assert rules.answer_by(START_MS, START_MS - 3 * HOUR_MS) == START_MS - 2 * HOUR_MS
    assert rules.next_up(waiting, 1, START_MS, START_MS - 2 * HOUR_MS) == []
    assert rules.state_on_entry(waiting, 1, START_MS, START_MS - 3 * HOUR_MS) is SignState.WAITING
    assert rules.state_on_entry(waiting, 1, START_MS, START_MS - HOUR_MS) is SignState.IN


def test_a_missed_reminder_gives_way_to_the_next():
    due = [
        rules.due_reminder(told, START_MS, START_MS - hours * HOUR_MS)
        for told, hours in ((0, 49), (0, 48), (1, 40), (0, 2), (2, 1), (1, 0))
    ]
    assert due == [0, 1, 0, 2, 0, 0]


spans = st.tuples(st.integers(0, 50), st.integers(1, 10)).map(lambda it: (it[0], it[0] + it[1]))


@given(spans, spans, spans)
def test_a_shift_that_follows_its_date_still_begins_before_it_ends(span, before, after):
    start, end = rules.followed_span(span, before, after)
    assert start < end
    assert rules.followed_span(span, before, before) == span


class Line(RuleBasedStateMachine):
    """One shift, and everybody who may do anything with it, as `line.Line` does by these rules."""

    @initialize(wanted=st.integers(1, 3))
    def begin(self, wanted: int) -> None:
        self.wanted, self.now, self.held, self.number = wanted, START_MS - 100 * HOUR_MS, {}, 0
        self.asked: list[int] = []

    def _put(self, entry: Entry, **values: object) -> None:
        self.held[entry.id] = replace(entry, **values)

    def _into(self, entry: Entry) -> None:
        others = [one for one in self.held.values() if one.id != entry.id]
        given_up = rules.giver(others, self.wanted)
        self._put(entry, state="in", answer_by_ms=None)
        if given_up is not None:
            self._put(given_up, state="out")

    def _advance(self) -> None:
        for one in rules.next_up(list(self.held.values()), self.wanted, START_MS, self.now):
            self.asked.append(one.line)
            self._put(one, answer_by_ms=rules.answer_by(START_MS, self.now))

    def _some(self, state: str) -> list[Entry]:
        return [one for one in self.held.values() if one.state == state]

    @rule()
    def somebody_comes(self) -> None:
        self.number += 1
        entry = Entry(f"s{self.number}", "waiting", self.number)
        state = rules.state_on_entry(list(self.held.values()), self.wanted, START_MS, self.now)
        self.held[entry.id] = entry
        if state is SignState.IN:
            self._into(entry)

    @rule(which=st.integers(0, 9), act=st.sampled_from(["cancel", "swap", "keep", "accept"]))
    def somebody_does(self, which: int, act: str) -> None:
        state = {"cancel": "in", "swap": "in", "keep": "offered_swap", "accept": "waiting"}[act]
        some = self._some(state)
        if not some:
            return
        entry = some[which % len(some)]
        others = [one for one in self.held.values() if one.id != entry.id]
        if act == "accept" and entry.answer_by_ms and self.now < entry.answer_by_ms and rules.free(others, self.wanted):
            self._into(entry)
        elif act == "cancel":
            self._put(entry, state="out")
        elif act == "swap":
            self._put(entry, state="offered_swap")
        elif act == "keep" and rules.free(list(self.held.values()), self.wanted):
            self._put(entry, state="in")
        self._advance()

    @rule(hours=st.integers(1, 30))
    def time_passes(self, hours: int) -> None:
        self.now = min(START_MS - 1, self.now + hours * HOUR_MS)
        for one in self._some("waiting"):
            if one.answer_by_ms is not None and self.now >= one.answer_by_ms:
                self._put(one, state="out", answer_by_ms=None)
        self._advance()

    @invariant()
    def never_more_than_wanted(self) -> None:
        if hasattr(self, "held"):
            assert sum(one.state in COUNTED for one in self.held.values()) <= self.wanted
            assert rules.pending(self.held.values()) <= self.wanted

    @invariant()
    def nobody_is_lost_and_the_order_is_kept(self) -> None:
        if hasattr(self, "held"):
            assert len(self.held) == self.number
            assert self.asked == sorted(self.asked)

    @invariant()
    def a_free_place_does_not_wait_for_nobody(self) -> None:
        if hasattr(self, "held") and rules.line_moves(START_MS, self.now) and rules.free(list(self.held.values()), self.wanted):
            assert not rules.line(self.held.values())


TestLine = Line.TestCase
TestLine.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
