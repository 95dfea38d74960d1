"""What a first and a second signal are worth, and how long siren and evacuation wait."""

import pytest

from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Phase, Severity
from hallenwart_contract.zones import ZoneWord
from hallenwart_edge.fire.plan import Dependency
from hallenwart_edge.fire.verdict import OK, Verdict, Word

FIRE, FAULT = Verdict(Word.FIRE, x=6.0, thr=5.0), Verdict(Word.FAULT, "silent")
PRE, FULL = Severity.WARN, Severity.CRIT


def test_a_holds_a_first_signal_and_tells_of_it(town):
    lager = town(dependency=Dependency.A, hold_s=30)
    assert lager.say(rauch=FIRE) == []
    assert (lager.word(), lager.sounding()) == (ZoneWord.NORMAL, [])
    (held,) = lager.events(EventKind.FIRE_HELD)
    assert (held.c, held.a) == ("rauch", {"zone": "lager", "until_ms": lager.t_ms + 30_000})
    assert lager.wait(29) == []
    assert lager.wait(1) == [(Phase.RAISE, FULL, "rauch")]


def test_a_puff_is_forgotten_under_a_but_confirmed_within_the_window(town):
    lager = town(dependency=Dependency.A)
    lager.say(rauch=FIRE)
    lager.say(rauch=OK)
    assert lager.wait(1_799) == []
    assert lager.say(rauch=FIRE) == [(Phase.RAISE, FULL, "rauch")]
    other = town(dependency=Dependency.A)
    other.say(rauch=FIRE)
    other.say(rauch=OK)
    other.wait(1_830)
    assert other.say(rauch=FIRE) == []
    assert len(other.events(EventKind.FIRE_HELD)) == 2


def test_another_place_confirms_during_the_hold_the_same_place_does_not(town):
    lager = town(dependency=Dependency.A)
    lager.say(rauch=FIRE)
    assert lager.say(waerme=FIRE) == []
    assert lager.say(rauch_2=FIRE) == [
        (Phase.RAISE, FULL, "rauch-2"),
        (Phase.UPDATE, FULL, "rauch"),
        (Phase.UPDATE, FULL, "waerme"),
    ]


@pytest.mark.parametrize("dependency", [Dependency.A, Dependency.B, Dependency.C])
def test_a_call_point_overrides_every_dependency_and_delay(town, dependency):
    lager = town(dependency=dependency, delay_s=0 if dependency is Dependency.B else 120)
    assert lager.say(taster=FIRE) == [(Phase.RAISE, FULL, "taster")]
    assert lager.sounding() == ["Geräteraum"]


@pytest.mark.parametrize("dependency", list(Dependency))
def test_a_call_point_makes_what_waits_an_alarm_that_sounds(town, dependency):
    lager = town(dependency=dependency, delay_s=0 if dependency is Dependency.B else 120)
    lager.say(rauch=FIRE)
    lager.say(taster=FIRE)
    assert (lager.word(), lager.sounding()) == (ZoneWord.FIRE, ["Geräteraum"])


def test_b_warns_at_once_and_another_place_makes_it_an_alarm_of_the_same_id(town):
    lager = town(dependency=Dependency.B)
    assert lager.say(rauch=FIRE) == [(Phase.RAISE, PRE, "rauch")]
    assert (lager.word(), lager.sounding()) == (ZoneWord.PRE_ALARM, [])
    assert lager.say(waerme=FIRE) == [(Phase.UPDATE, PRE, "waerme")]
    assert lager.say(rauch_2=FIRE) == [(Phase.UPDATE, FULL, "rauch-2")]
    assert (lager.word(), lager.sounding()) == (ZoneWord.FIRE, ["Geräteraum"])
    assert {row.id for row in lager.rows} == {"id-1"}
    assert lager.rows[-1].sensors == ["rauch", "waerme", "rauch-2"]


@pytest.mark.parametrize("how", ["faulty", "disabled"])
def test_where_nobody_is_left_to_confirm_a_first_signal_is_an_alarm(town, how):
    lager = town(dependency=Dependency.B)
    if how == "faulty":
        lager.say(rauch_2=FAULT)
    else:
        assert lager.order("disable", off="o", zone="lager", c="rauch-2", until_ms=lager.t_ms + 1_000) == "ok"
    assert lager.say(rauch=FIRE) == [(Phase.RAISE, FULL, "rauch")]


def test_a_pre_alarm_grows_when_the_last_one_that_could_confirm_dies(town):
    lager = town(dependency=Dependency.B)
    lager.say(rauch=FIRE)
    rows = lager.say(rauch_2=FAULT)
    assert (Phase.UPDATE, FULL, "rauch") in rows
    assert lager.sounding() == ["Geräteraum"]


def test_a_pre_alarm_whose_cause_is_gone_ends_by_itself_not_before_five_minutes(town):
    lager = town(dependency=Dependency.B)
    lager.say(rauch=FIRE)
    lager.say(rauch=OK)
    assert lager.wait(299) == []
    lager.say(rauch=FIRE)
    lager.say(rauch=OK)
    assert lager.wait(299) == []
    assert lager.wait(1) == [(Phase.CLEAR, PRE, "rauch")]
    assert lager.word() == ZoneWord.NORMAL


def test_a_pre_alarm_of_a_sensor_that_fell_silent_does_not_end_by_itself(town):
    lager = town(dependency=Dependency.B)
    lager.say(rauch=FIRE)
    lager.say(rauch=FAULT)
    lager.wait(3_600)
    assert lager.word() == ZoneWord.PRE_ALARM


def test_a_full_alarm_never_ends_by_itself(town):
    lager = town()
    lager.say(rauch=FIRE)
    lager.say(rauch=OK)
    lager.wait(86_400)
    assert lager.word() == ZoneWord.FIRE


def test_c_is_an_alarm_at_once_whose_siren_waits_for_another_place_and_never_for_ever(town):
    lager = town(dependency=Dependency.C)
    assert lager.say(rauch=FIRE) == [(Phase.RAISE, FULL, "rauch")]
    assert (lager.word(), lager.sounding()) == (ZoneWord.FIRE, [])
    assert lager.rows[-1].delay_ms == 600_000
    lager.say(waerme=FIRE)
    assert lager.sounding() == []
    lager.say(rauch_2=FIRE)
    assert (lager.sounding(), lager.rows[-1].delay_ms) == (["Geräteraum"], 0)
    alone = town(dependency=Dependency.C)
    alone.say(rauch=FIRE)
    alone.wait(599)
    assert alone.sounding() == []
    assert alone.wait(1) == [(Phase.UPDATE, FULL, "rauch")]
    assert alone.sounding() == ["Geräteraum"]


def test_a_delay_holds_the_siren_and_is_told(town):
    lager = town(delay_s=120)
    lager.say(rauch=FIRE)
    (told,) = lager.events(EventKind.FIRE_DELAYED)
    assert told.a == {"zone": "lager", "alarm": "id-1", "until_ms": lager.t_ms + 120_000}
    lager.wait(119)
    assert lager.sounding() == []
    lager.wait(1)
    assert lager.sounding() == ["Geräteraum"]


def test_the_delay_is_switched_off_for_what_waits_and_what_comes(town):
    lager = town(delay_s=120)
    lager.say(rauch=FIRE)
    assert lager.order("delay", zone="lager", on=False) == "ok"
    assert lager.sounding() == ["Geräteraum"]
    lager.say(rauch=OK)
    lager.reset()
    lager.say(rauch=FIRE)
    assert lager.sounding() == ["Geräteraum"]
    assert lager.order("delay", zone="lager", on=True) == "ok"
    assert [event.a["on"] for event in lager.events(EventKind.FIRE_DELAY)] == [False, True]
    assert town().order("delay", zone="lager", on=True) == "no_delay"
    assert lager.order("delay", zone="keller", on=True) == "unknown_zone"


@pytest.mark.parametrize(("away_s", "left_s"), [(20, 100), (200, 0)])
def test_a_delay_goes_on_over_a_restart_for_what_is_left(town, away_s, left_s):
    lager = town(delay_s=120)
    lager.say(rauch=FIRE)
    lager.restart(away_s)
    if left_s:
        lager.wait(left_s - 1)
        assert lager.sounding() == []
    lager.wait(1)
    assert lager.sounding() == ["Geräteraum"]


def test_a_clock_set_back_by_a_restart_makes_no_delay_longer_than_it_may_be(town):
    lager = town(delay_s=120)
    lager.say(rauch=FIRE)
    lager.restart(-86_400)
    lager.wait(120)
    assert lager.sounding() == ["Geräteraum"]


def test_a_held_signal_is_still_held_after_a_restart(town):
    lager = town(dependency=Dependency.A, hold_s=30)
    lager.say(rauch=FIRE)
    lager.restart(10)
    lager.look()
    assert lager.wait(19) == []
    assert lager.wait(1) == [(Phase.RAISE, FULL, "rauch")]


def test_dust_neither_alarms_nor_confirms(town):
    lager = town(dependency=Dependency.B)
    lager.say(staub=FIRE, rauch_2=FAULT, waerme=FAULT)
    assert "lager" not in lager.state.zones
    assert (Phase.RAISE, FULL, "rauch") in lager.say(rauch=FIRE)


def test_carbon_monoxide_is_an_alarm_of_its_own_beside_a_fire_and_empties_no_building(town):
    foyer = town()
    assert foyer.say(co=FIRE) == [(Phase.RAISE, FULL, "co")]
    assert (foyer.sounding(), foyer.word("foyer")) == ([], ZoneWord.NORMAL)
    assert foyer.say(bmz=FIRE) == [(Phase.RAISE, FULL, "bmz")]
    assert {row.id for row in foyer.rows} == {"id-1", "id-2"}
    assert foyer.reset("id-1") == ["id-1"]
    foyer.say(co=OK)
    assert foyer.reset("id-1") == []
    assert foyer.word("foyer") == ZoneWord.FIRE
