"""The incident engine: no sequence of happenings loses an open critical incident."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_backend.alerts.rules import (
    ESCALATE_MS,
    Incident,
    Wake,
    What,
    acknowledge,
    clear,
    due_step,
    may_resolve,
    order,
    pause_ms,
    report,
    resolve,
)
from hallenwart_contract.live import IncidentKind, IncidentState
from hallenwart_contract.messages import Severity

NOW = 1_000_000


def _what(sev="crit", since_ms=NOW, **more):
    return What("smoke:n:g", IncidentKind.SMOKE, Severity(sev), "n", since_ms, **more)


def _raised(sev="crit") -> Incident:
    incident, wake = report(None, "a1", _what(sev), now_ms=NOW, new_id="i1")
    assert wake is Wake.PEOPLE
    return incident


def test_the_same_cause_told_again_changes_nothing():
    incident = _raised()
    assert report(incident, "a1", _what(), now_ms=NOW + 5, new_id="i2") == (incident, Wake.NOBODY)


def test_a_second_sensor_holds_the_same_incident_open():
    incident, _ = report(_raised(), "a2", _what(since_ms=NOW + 9), now_ms=NOW + 9, new_id="i2")
    assert incident.id == "i1"
    assert set(incident.causes) == {"a1", "a2"}
    after_one = clear(incident, "a1", at_ms=NOW + 20, now_ms=NOW + 21)
    assert after_one.cleared_ms is None
    after_both = clear(after_one, "a2", at_ms=NOW + 30, now_ms=NOW + 31)
    assert (after_both.cleared_ms, after_both.state) == (NOW + 30, IncidentState.OPEN)


def test_acknowledged_is_not_resolved_and_names_the_first_hour_of_the_last_person():
    acked = acknowledge(_raised(), by="M. Kern", word="going", now_ms=NOW + 60)
    there = acknowledge(acked, by="A. Yilmaz", word="there", now_ms=NOW + 99)
    assert (there.state, there.acked_by, there.ack_word, there.acked_ms) == (
        IncidentState.ACKED,
        "A. Yilmaz",
        "there",
        NOW + 60,
    )


def test_a_critical_cause_that_holds_cannot_be_resolved_away():
    incident = _raised()
    assert not may_resolve(incident)
    assert resolve(incident, by="M. Kern", note="", now_ms=NOW) == incident
    assert may_resolve(clear(incident, "a1", at_ms=NOW + 1, now_ms=NOW + 1))
    assert may_resolve(_raised("warn"))


def test_an_acknowledged_incident_opens_anew_when_it_gets_worse_or_comes_back():
    acked = acknowledge(_raised("warn"), by="M. Kern", word="seen", now_ms=NOW)
    worse, wake = report(acked, "a2", _what("crit"), now_ms=NOW + 1, new_id="i2")
    assert (worse.state, worse.sev, wake, worse.woken) == (IncidentState.OPEN, "crit", Wake.PEOPLE, 0)
    cleared = clear(acked, "a1", at_ms=NOW + 5, now_ms=NOW + 5)
    again, wake = report(cleared, "a3", _what("warn", since_ms=NOW + 9), now_ms=NOW + 9, new_id="i2")
    assert (again.state, again.cleared_ms, again.what.since_ms, wake) == (IncidentState.OPEN, None, NOW + 9, Wake.PEOPLE)


def test_a_cause_that_ended_is_no_news_but_its_next_occurrence_is():
    cleared = clear(_raised(), "a1", at_ms=NOW + 5, now_ms=NOW + 5)
    told_again, wake = report(cleared, "a1", _what(), now_ms=NOW + 6, new_id="i2")
    assert (told_again.cleared_ms, wake) == (NOW + 5, Wake.NOBODY)
    anew, wake = report(cleared, "a1", _what(since_ms=NOW + 7), now_ms=NOW + 8, new_id="i2")
    assert (anew.cleared_ms, wake) == (None, Wake.PEOPLE)


def test_a_hint_is_over_by_itself():
    assert clear(_raised("info"), "a1", at_ms=NOW, now_ms=NOW + 3).state is IncidentState.RESOLVED
    assert clear(_raised("warn"), "a1", at_ms=NOW, now_ms=NOW + 3).state is IncidentState.OPEN


def test_a_warning_that_is_over_waits_until_a_person_has_seen_it():
    over = clear(_raised("warn"), "a1", at_ms=NOW, now_ms=NOW + 3)
    assert (over.state, over.cleared_ms) == (IncidentState.OPEN, NOW)
    seen = acknowledge(over, by="M. Kern", word="seen", now_ms=NOW + 9)
    assert (seen.state, seen.resolved_ms, seen.resolved_by) == (IncidentState.RESOLVED, NOW + 9, "M. Kern")
    first_seen = acknowledge(_raised("warn"), by="M. Kern", word="seen", now_ms=NOW + 1)
    assert first_seen.state is IncidentState.ACKED
    assert clear(first_seen, "a1", at_ms=NOW + 2, now_ms=NOW + 3).state is IncidentState.RESOLVED


def test_a_critical_incident_that_is_over_stays_though_a_person_has_seen_it():
    seen = acknowledge(_raised(), by="M. Kern", word="seen", now_ms=NOW + 1)
    over = clear(seen, "a1", at_ms=NOW + 2, now_ms=NOW + 3)
    assert (over.state, over.cleared_ms) == (IncidentState.ACKED, NOW + 2)


def test_critical_sorts_first_then_unacknowledged_then_newest():
    crit, warn = _raised(), _raised("warn")
    old = replace(warn, id="old", raised_ms=NOW - 9)
    acked = replace(acknowledge(crit, by="x", word="seen", now_ms=NOW), id="acked", raised_ms=NOW + 99)
    later = replace(warn, id="later", raised_ms=NOW + 1)
    assert [one.id for one in order([old, acked, replace(warn, id="warn"), crit, later])] == [
        "i1",
        "acked",
        "later",
        "warn",
        "old",
    ]


def test_a_critical_incident_wakes_one_person_after_the_other_until_someone_answers():
    incident = _raised()
    assert due_step(incident, 2, now_ms=NOW) == 0
    first = replace(incident, woken=1)
    assert due_step(first, 2, now_ms=NOW + ESCALATE_MS - 1) is None
    assert due_step(first, 2, now_ms=NOW + ESCALATE_MS) == 1
    assert due_step(replace(incident, woken=2), 2, now_ms=NOW + 9 * ESCALATE_MS) is None
    assert due_step(acknowledge(first, by="x", word="seen", now_ms=NOW), 2, now_ms=NOW + ESCALATE_MS) is None
    assert due_step(_raised("info"), 2, now_ms=NOW) is None
    assert due_step(replace(_raised("warn"), woken=1), 2, now_ms=NOW + ESCALATE_MS) is None
    past = replace(_raised("warn"), what=_what("warn", replayed=True))
    assert due_step(past, 2, now_ms=NOW) is None


def test_pauses_grow_and_stay_bounded():
    pauses = [pause_ms(attempts) for attempts in range(1, 40)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (2_000, 600_000)


steps = st.lists(
    st.one_of(
        st.tuples(st.just("report"), st.sampled_from("abc"), st.sampled_from(["crit", "warn", "info"])),
        st.tuples(st.just("clear"), st.sampled_from(["a", "b", "c", ""]), st.just("")),
        st.tuples(st.just("ack"), st.just(""), st.just("")),
        st.tuples(st.just("resolve"), st.just(""), st.just("")),
    ),
    max_size=25,
)


@settings(max_examples=300)
@given(steps)
def test_no_sequence_loses_a_critical_cause(happenings):
    """While a critical cause holds there is an unresolved critical incident that has it."""
    incident, holding, now = None, {}, NOW
    for kind, cause, sev in happenings:
        now += 10
        if kind == "report":
            incident, _ = report(incident, cause, _what(sev, since_ms=now), now_ms=now, new_id=f"i{now}")
            if sev == "crit":
                holding[cause] = now
        elif incident is not None and kind == "clear":
            incident = clear(incident, cause, at_ms=now, now_ms=now)
            holding = {one: since for one, since in holding.items() if cause not in {"", one}}
        elif incident is not None and kind == "ack":
            incident = acknowledge(incident, by="x", word="seen", now_ms=now)
        elif incident is not None:
            incident = resolve(incident, by="x", note="", now_ms=now)
        if incident is not None and incident.state is IncidentState.RESOLVED:
            assert not holding
            incident = None
        if holding:
            assert incident is not None
            assert incident.sev == "crit"
            assert set(holding) <= set(incident.causes)
            assert incident.cleared_ms is None
