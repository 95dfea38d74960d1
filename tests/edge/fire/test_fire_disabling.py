"""Disablements and walk tests: what they cover, how they end, and that they hide nothing else."""

import pytest

from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import AlarmType, Phase, Severity
from hallenwart_contract.zones import OffReason, ZoneWord
from hallenwart_edge.fire.verdict import OK, Note, Verdict, Word

FIRE, FAULT = Verdict(Word.FIRE, x=6.0, thr=5.0), Verdict(Word.FAULT, "silent")
DAY_MS = 86_400_000


def disabled(town, **arg):
    lager = town()
    assert (
        lager.order("disable", **{"off": "o", "zone": "lager", "until_ms": lager.t_ms + 3_600_000, "reason": "fog"} | arg)
        == "ok"
    )
    return lager


def test_a_disabled_zone_gives_no_fire_and_stays_listed_with_owner_reason_and_end(town):
    lager = disabled(town)
    assert lager.say(rauch=FIRE, waerme=FIRE) == []
    assert lager.word() == ZoneWord.DISABLED
    (off,) = lager.state.off.values()
    assert (off.by, off.reason, off.until_ms) == ("p-hausmeister", OffReason.FOG, lager.t_ms + 3_600_000)
    (told,) = lager.events(EventKind.FIRE_OFF)
    assert told.a["reason"] == "fog"


def test_a_disabled_zone_keeps_its_call_point_and_another_zone_its_fire(town):
    lager = disabled(town)
    assert lager.say(taster=FIRE) == [(Phase.RAISE, Severity.CRIT, "taster")]
    assert lager.say(bmz=FIRE) == [(Phase.RAISE, Severity.CRIT, "bmz")]
    assert (lager.word(), lager.word("foyer")) == (ZoneWord.FIRE, ZoneWord.FIRE)


def test_the_panel_and_carbon_monoxide_are_disabled_by_name_only(town):
    foyer = disabled(town, zone="foyer")
    assert [c for _, _, c in foyer.say(bmz=FIRE, co=FIRE)] == ["bmz", "co"]
    named = disabled(town, zone="foyer", c="bmz")
    assert named.say(bmz=FIRE) == []


def test_a_disabled_sensor_leaves_its_neighbours_alone(town):
    lager = disabled(town, c="rauch")
    assert lager.say(rauch=FIRE) == []
    assert lager.say(rauch_2=FIRE) == [(Phase.RAISE, Severity.CRIT, "rauch-2")]
    assert lager.word() == ZoneWord.FIRE


def test_it_ends_by_itself_and_a_sensor_that_burns_then_alarms(town):
    lager = disabled(town)
    lager.say(rauch=FIRE)
    assert lager.wait(3_599) == []
    assert lager.wait(1) == [(Phase.RAISE, Severity.CRIT, "rauch")]
    assert [event.a["why"] for event in lager.events(EventKind.FIRE_ON)] == ["end"]


def test_a_hand_ends_it_too_and_renews_it(town):
    lager = disabled(town)
    since_ms = lager.state.off["o"].since_ms
    lager.wait(60)
    assert lager.order("disable", off="o", zone="lager", until_ms=lager.t_ms + 7 * DAY_MS) == "ok"
    assert lager.state.off["o"].since_ms == since_ms < lager.t_ms
    assert lager.order("disable", off="o", zone="foyer", until_ms=lager.t_ms + 1_000) == "other_zone"
    assert lager.order("enable", off="nonsense") == "unknown_off"
    assert lager.order("enable", off="o") == "ok"
    assert [event.a["why"] for event in lager.events(EventKind.FIRE_ON)] == ["person"]
    assert lager.word() == ZoneWord.NORMAL


@pytest.mark.parametrize(
    ("arg", "why"),
    [
        ({"zone": "keller"}, "unknown_zone"),
        ({"c": "bmz"}, "unknown_sensor"),
        ({"until_ms": 7 * DAY_MS + 1}, "bad_until"),
        ({"until_ms": 0}, "bad_until"),
        ({"until_ms": -1}, "bad_until"),
        ({"until_ms": None}, "bad_until"),
        ({"until_ms": True}, "bad_until"),
    ],
)
def test_what_cannot_be_disabled_is_refused_with_a_reason(town, arg, why):
    lager = town()
    wanted = {"off": "o", "zone": "lager", "c": "", "until_ms": 1_000} | arg
    if isinstance(wanted["until_ms"], int) and not isinstance(wanted["until_ms"], bool):
        wanted["until_ms"] += lager.t_ms
    assert lager.order("disable", **wanted) == why
    assert (lager.state.off, lager.state.events) == ({}, ())


def test_a_clock_that_was_set_back_ends_it_rather_than_making_it_longer(town):
    for days in (30, 5):
        lager = disabled(town)
        lager.t_ms -= days * DAY_MS
        lager.look()
        assert lager.state.off == {}


def test_a_pi_that_wakes_with_the_time_it_saved_an_hour_ago_keeps_it(town):
    lager = disabled(town)
    lager.t_ms -= 3_600_000
    lager.look()
    assert list(lager.state.off) == ["o"]


def test_an_alarm_that_stands_goes_on_when_its_sensor_is_disabled_and_can_be_reset_then(town):
    lager = town()
    lager.say(rauch=FIRE)
    assert lager.reset() == ["id-1"]
    assert lager.order("disable", off="o", zone="lager", c="rauch", until_ms=lager.t_ms + 1_000) == "ok"
    assert lager.word() == ZoneWord.FIRE
    assert lager.reset() == []
    assert lager.look() == []
    assert lager.word() == ZoneWord.DISABLED


def test_a_disabled_sensor_has_no_fault_and_a_fault_of_a_neighbour_stays_visible(town):
    lager = town()
    lager.say(rauch=FAULT)
    assert lager.word() == ZoneWord.FAULT
    lager.order("disable", off="o", zone="lager", c="rauch", reason="defect", until_ms=lager.t_ms + 1_000_000)
    lager.look()
    assert lager.word() == ZoneWord.DISABLED
    lager.say(rauch_2=FAULT)
    assert lager.word() == ZoneWord.FAULT


def test_a_walk_test_tells_each_hit_once_and_alarms_nobody(town):
    lager = town()
    assert lager.order("walk", zone="lager", on=True, until_ms=lager.t_ms + 3_600_000) == "ok"
    assert lager.word() == ZoneWord.TEST
    assert lager.say(rauch=FIRE) == []
    lager.look()
    lager.say(rauch=OK)
    lager.say(rauch=Verdict(Word.TEST))
    lager.say(taster=FIRE)
    hits = [(event.c, event.a) for event in lager.events(EventKind.WALK_HIT)]
    assert hits == [
        ("rauch", {"zone": "lager", "x": 6.0}),
        ("rauch", {"zone": "lager", "x": None}),
        ("taster", {"zone": "lager", "x": 6.0}),
    ]
    assert lager.sounding() == []


def test_a_walk_test_leaves_the_other_zones_alone(town):
    lager = town()
    lager.order("walk", zone="lager", on=True, until_ms=lager.t_ms + 3_600_000)
    assert lager.say(bmz=FIRE) == [(Phase.RAISE, Severity.CRIT, "bmz")]
    assert lager.sounding() == ["Foyer"]


def test_a_walk_test_ends_by_itself_and_what_burns_then_is_an_alarm(town):
    lager = town()
    lager.order("walk", zone="lager", on=True, until_ms=lager.t_ms + 60_000)
    lager.say(rauch=FIRE)
    assert lager.wait(59) == []
    assert lager.wait(1) == [(Phase.RAISE, Severity.CRIT, "rauch")]
    assert [event.a["why"] for event in lager.events(EventKind.WALK_ENDED)] == ["end"]


def test_a_walk_test_is_refused_where_it_could_hide_something(town):
    lager = town()
    assert lager.order("walk", zone="lager", on=True, until_ms=lager.t_ms + 7_200_001) == "bad_until"
    assert lager.order("walk", zone="keller", on=True, until_ms=lager.t_ms + 1_000) == "unknown_zone"
    assert lager.order("walk", zone="lager", on=False) == "no_walk"
    lager.say(rauch=FIRE)
    assert lager.order("walk", zone="lager", on=True, until_ms=lager.t_ms + 1_000) == "in_alarm"


def test_faults_are_told_during_a_walk_test_and_win_over_its_word(town):
    lager = town()
    lager.order("walk", zone="lager", on=True, until_ms=lager.t_ms + 60_000)
    assert lager.say(rauch=FAULT) == [(Phase.RAISE, Severity.WARN, "rauch")]
    assert lager.word() == ZoneWord.FAULT


def test_a_battery_is_no_fault_of_the_zone(town):
    lager = town()
    lager.say(rauch=Verdict(notes=(Note(AlarmType.BATTERY, "days_30", 14.0),)))
    assert lager.word() == ZoneWord.NORMAL


def test_a_drill_ends_by_itself_and_a_real_fire_breaks_through_it(town):
    lager = town()
    assert lager.order("drill", on=True, ref="d-1") == "ok"
    assert [(row.ref, row.test) for row in lager.state.rows] == [("d-1", True)]
    lager.say(rauch=FIRE)
    assert lager.sounding() == ["Geräteraum", ""]
    lager.wait(7_199)
    assert lager.state.drill is not None
    lager.wait(1)
    assert lager.state.drill is None
    assert lager.sounding() == ["Geräteraum"]
