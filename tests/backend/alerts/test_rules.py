"""The incident engine: no sequence of happenings loses an open critical incident."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_backend.alerts.model import Incident, Wake, What, key_of
from hallenwart_backend.alerts.rules import acknowledge, clear, may_resolve, order, pause_ms, report, resolve
from hallenwart_contract.live_incidents import IncidentKind, IncidentState, StepKind
from hallenwart_contract.messages import Severity

NOW = 1_000_000
PAUSE_MS = 600_000


def _what(sev="crit", since_ms=NOW, **more):
    return What("smoke:n:g", IncidentKind.SMOKE, Severity(sev), "n", since_ms, **more)


def _raised(sev="crit", **more) -> Incident:
    change = report(None, "a1", _what(sev, **more), now_ms=NOW, new_id="i1")
    assert change.wake is Wake.PEOPLE
    assert [step.kind for step in change.steps] == [StepKind.RAISED]
    return change.incident


def _again(incident, cause, what, *, now_ms, **more):
    change = report(incident, cause, what, now_ms=now_ms, new_id="i2", **more)
    return change.incident, change.wake, [step.kind for step in change.steps]


def _cleared(incident, cause, *, at_ms, now_ms):
    return clear(incident, cause, at_ms=at_ms, now_ms=now_ms).incident


def _acked(incident, *, by="M. Kern", word="seen", now_ms=NOW):
    return acknowledge(incident, by=by, word=word, now_ms=now_ms).incident


def test_the_same_cause_told_again_changes_nothing():
    incident = _raised()
    assert _again(incident, "a1", _what(), now_ms=NOW + 5) == (incident, Wake.NOBODY, [])


def test_a_second_cause_holds_the_same_incident_open():
    incident, _, _ = _again(_raised(), "a2", _what(since_ms=NOW + 9), now_ms=NOW + 9)
    assert incident.id == "i1"
    assert set(incident.causes) == {"a1", "a2"}
    after_one = _cleared(incident, "a1", at_ms=NOW + 20, now_ms=NOW + 21)
    assert after_one.cleared_ms is None
    after_both = _cleared(after_one, "a2", at_ms=NOW + 30, now_ms=NOW + 31)
    assert (after_both.cleared_ms, after_both.state) == (NOW + 30, IncidentState.OPEN)


def test_every_later_sensor_updates_the_incident_with_its_figure_and_its_end():
    incident = _raised(device="n-1", sensor="s1", measured="Rauch 3,1 %/m")
    second = _what(device="n-1", sensor="s2", sensors=("s1", "s2"), measured="Rauch 8,0 %/m", since_ms=NOW + 4_000)
    incident, wake, kinds = _again(incident, "a1", second, now_ms=NOW + 4_100)
    assert (wake, kinds) == (Wake.PAGE, [StepKind.SENSOR])
    assert [(one.c, one.since_ms, one.measured) for one in incident.sensors] == [
        ("s1", NOW, "Rauch 3,1 %/m"),
        ("s2", NOW + 4_000, "Rauch 8,0 %/m"),
    ]
    assert _again(incident, "a1", second, now_ms=NOW + 5_000) == (incident, Wake.NOBODY, [])
    over = _cleared(incident, "a1", at_ms=NOW + 9_000, now_ms=NOW + 9_001)
    assert [one.gone_ms for one in over.sensors] == [NOW + 9_000] * 2
    anew, _, _ = _again(over, "a9", _what(device="n-1", sensor="s1", since_ms=NOW + 20_000), now_ms=NOW + 20_000)
    assert [(one.c, one.since_ms, one.gone_ms) for one in anew.sensors] == [
        ("s1", NOW + 20_000, None),
        ("s2", NOW + 4_000, NOW + 9_000),
    ]


def test_acknowledged_is_not_resolved_and_names_the_first_hour_of_the_last_person():
    acked = _acked(_raised(), word="going", now_ms=NOW + 60)
    change = acknowledge(acked, by="A. Yilmaz", word="there", now_ms=NOW + 99)
    there = change.incident
    assert [(step.kind, step.who, step.text) for step in change.steps] == [(StepKind.ACKED, "A. Yilmaz", "there")]
    assert acknowledge(there, by="A. Yilmaz", word="there", now_ms=NOW + 100).steps == ()
    assert (there.state, there.acked_by, there.ack_word, there.acked_ms) == (
        IncidentState.ACKED,
        "A. Yilmaz",
        "there",
        NOW + 60,
    )


def test_a_critical_cause_that_holds_cannot_be_resolved_away():
    incident = _raised()
    assert not may_resolve(incident)
    refused = resolve(incident, by="M. Kern", note="", now_ms=NOW)
    assert (refused.incident, refused.steps) == (incident, ())
    assert may_resolve(_cleared(incident, "a1", at_ms=NOW + 1, now_ms=NOW + 1))
    assert may_resolve(_raised("warn"))


def test_an_acknowledged_incident_opens_anew_when_it_gets_worse_or_comes_back():
    acked = replace(_acked(_raised("warn")), woken=3, told_ms=NOW, stepped_ms=NOW)
    worse, wake, kinds = _again(acked, "a1", _what("crit"), now_ms=NOW + 1, pause_ms=PAUSE_MS)
    assert (worse.state, worse.sev, wake, worse.woken, worse.call_ms) == (IncidentState.OPEN, "crit", Wake.PEOPLE, 0, NOW + 1)
    assert kinds == [StepKind.WORSE]
    unseen = _cleared(_raised(), "a1", at_ms=NOW + 5, now_ms=NOW + 5)
    seen = _acked(unseen, now_ms=NOW + 6)
    again, wake, kinds = _again(seen, "a3", _what(since_ms=NOW + 9), now_ms=NOW + 9)
    assert (again.state, again.cleared_ms, again.what.since_ms, wake) == (IncidentState.OPEN, None, NOW + 9, Wake.PEOPLE)
    assert kinds == [StepKind.AGAIN]
    assert _acked(again, now_ms=NOW + 10).state is IncidentState.ACKED  # the same word of the same person is news again


def test_a_pre_alarm_that_grows_becomes_the_alarm_itself():
    pre = replace(_raised("warn"), what=replace(_what("warn"), kind=IncidentKind.PRE_ALARM))
    grown, wake, _ = _again(pre, "a1", _what(siren=True), now_ms=NOW + 3)
    assert (grown.what.kind, grown.sev, grown.what.siren, wake) == ("smoke", "crit", True, Wake.PEOPLE)
    told_late, wake, _ = _again(grown, "a1", replace(_what("warn"), kind=IncidentKind.PRE_ALARM), now_ms=NOW + 4)
    assert (told_late.what.kind, told_late.sev, wake) == ("smoke", "crit", Wake.NOBODY)


def test_what_comes_back_within_its_pause_is_only_counted():
    told = replace(_raised("warn"), told_ms=NOW, woken=1)
    cleared = _cleared(told, "a1", at_ms=NOW + 5, now_ms=NOW + 5)
    again, wake, kinds = _again(cleared, "a2", _what("warn", since_ms=NOW + 9), now_ms=NOW + 9, pause_ms=PAUSE_MS)
    assert (again.count, again.cleared_ms, again.woken, wake, kinds) == (2, None, 1, Wake.PAGE, [StepKind.AGAIN])
    later, wake, _ = _again(cleared, "a2", _what("warn", since_ms=NOW + 9), now_ms=NOW + PAUSE_MS, pause_ms=PAUSE_MS)
    assert (later.count, later.woken, wake) == (1, 0, Wake.PEOPLE)


def test_what_was_resolved_and_comes_back_within_its_pause_lives_on_and_is_told_at_its_end():
    told = replace(_acked(_raised("warn"), now_ms=NOW + 1), told_ms=NOW, woken=1)
    over = _cleared(told, "a1", at_ms=NOW + 5, now_ms=NOW + 5)
    assert over.state is IncidentState.RESOLVED
    lives, wake, _ = _again(None, "a2", _what("warn", since_ms=NOW + 9), now_ms=NOW + 9, pause_ms=PAUSE_MS, lately=over)
    assert (lives.id, lives.state, lives.count, lives.woken, wake) == ("i1", IncidentState.OPEN, 2, 0, Wake.PAGE)
    assert (lives.hush_until_ms, lives.acked_by, lives.causes) == (NOW + PAUSE_MS, "", {"a2": NOW + 9})
    assert _cleared(lives, "a2", at_ms=NOW + 20, now_ms=NOW + 20).state is IncidentState.RESOLVED
    worse, wake, _ = _again(None, "a2", _what("crit", since_ms=NOW + 9), now_ms=NOW + 9, pause_ms=PAUSE_MS, lately=over)
    assert (worse.id, wake) == ("i2", Wake.PEOPLE)
    fire, wake, _ = _again(None, "a2", _what("warn", since_ms=NOW + 9), now_ms=NOW + 9, pause_ms=0, lately=over)
    assert (fire.id, wake) == ("i2", Wake.PEOPLE)


def test_a_cause_that_ended_is_no_news_but_its_next_occurrence_is():
    cleared = _cleared(_raised(), "a1", at_ms=NOW + 5, now_ms=NOW + 5)
    told_again, wake, _ = _again(cleared, "a1", _what(), now_ms=NOW + 6)
    assert (told_again.cleared_ms, wake) == (NOW + 5, Wake.NOBODY)
    anew, wake, _ = _again(cleared, "a1", _what(since_ms=NOW + 7), now_ms=NOW + 8)
    assert (anew.cleared_ms, wake) == (None, Wake.PEOPLE)


def test_a_hint_is_over_by_itself():
    assert _cleared(_raised("info"), "a1", at_ms=NOW, now_ms=NOW + 3).state is IncidentState.RESOLVED
    assert _cleared(_raised("warn"), "a1", at_ms=NOW, now_ms=NOW + 3).state is IncidentState.OPEN


def test_a_warning_that_is_over_waits_until_a_person_has_seen_it():
    over = _cleared(_raised("warn"), "a1", at_ms=NOW, now_ms=NOW + 3)
    assert (over.state, over.cleared_ms) == (IncidentState.OPEN, NOW)
    seen = _acked(over, now_ms=NOW + 9)
    assert (seen.state, seen.resolved_ms, seen.resolved_by) == (IncidentState.RESOLVED, NOW + 9, "M. Kern")
    first_seen = _acked(_raised("warn"), now_ms=NOW + 1)
    assert first_seen.state is IncidentState.ACKED
    assert _cleared(first_seen, "a1", at_ms=NOW + 2, now_ms=NOW + 3).state is IncidentState.RESOLVED


def test_a_critical_incident_that_is_over_stays_though_a_person_has_seen_it():
    over = _cleared(_acked(_raised(), now_ms=NOW + 1), "a1", at_ms=NOW + 2, now_ms=NOW + 3)
    assert (over.state, over.cleared_ms) == (IncidentState.ACKED, NOW + 2)


def test_a_drill_is_never_mixed_with_something_real():
    assert key_of("smoke:n:g", drill=True) != key_of("smoke:n:g", drill=False)
    assert key_of(key_of("smoke:n:g", drill=True), drill=True) == "drill:smoke:n:g"
    drill = report(None, "d1", replace(_what(drill=True), kind=IncidentKind.DRILL), now_ms=NOW, new_id="d").incident
    assert may_resolve(drill)
    assert [one.id for one in order([drill, _raised()])] == ["i1", "d"]


def test_critical_sorts_first_then_unacknowledged_then_newest():
    crit, warn = _raised(), _raised("warn")
    old = replace(warn, id="old", raised_ms=NOW - 9)
    acked = replace(_acked(crit), id="acked", raised_ms=NOW + 99)
    later = replace(warn, id="later", raised_ms=NOW + 1)
    assert [one.id for one in order([old, acked, replace(warn, id="warn"), crit, later])] == [
        "i1",
        "acked",
        "later",
        "warn",
        "old",
    ]


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
@given(steps, st.sampled_from([0, 35, PAUSE_MS]))
def test_no_sequence_loses_a_critical_cause(happenings, pause):
    """While a critical cause holds there is an unresolved critical incident that has it; whoever must be told is due."""
    incident, lately, holding, now = None, None, {}, NOW
    for kind, cause, sev in happenings:
        now += 10
        if kind == "report":
            what = _what(sev, since_ms=now)
            change = report(incident, cause, what, now_ms=now, new_id=f"i{now}", pause_ms=pause, lately=lately)
            if change.wake is Wake.PEOPLE:
                assert (change.incident.state, change.incident.woken) == (IncidentState.OPEN, 0)
                change = replace(change, incident=replace(change.incident, woken=1, told_ms=now, stepped_ms=now))
            incident = change.incident
            if sev == "crit":
                holding[cause] = now
        elif incident is not None and kind == "clear":
            incident = clear(incident, cause, at_ms=now, now_ms=now).incident
            holding = {one: since for one, since in holding.items() if cause not in {"", one}}
        elif incident is not None and kind == "ack":
            incident = acknowledge(incident, by="x", word="seen", now_ms=now).incident
        elif incident is not None:
            incident = resolve(incident, by="x", note="", now_ms=now).incident
        if incident is not None and incident.state is IncidentState.RESOLVED:
            assert not holding
            incident, lately = None, incident
        if holding:
            assert incident is not None
            assert incident.sev == "crit"
            assert set(holding) <= set(incident.causes)
            assert incident.cleared_ms is None
