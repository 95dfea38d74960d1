import argparse
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_sim import cli
from hallenwart_sim.town import plan, seed_file, site_plans, timetable, toml
from hallenwart_sim.town.curve import MINUTE_MS, evening
from hallenwart_sim.town.folder import Folder, StateError
from hallenwart_sim.town.ports import BusyPortError, Ports

DAY = date(2026, 11, 23)


def test_no_section_is_booked_twice():
    taken = set()
    for planned in timetable.day(DAY):
        for section in planned.lesson.sections:
            for quarter in range(planned.start_ms, planned.end_ms, 15 * MINUTE_MS):
                key = (planned.lesson.hall, section, quarter)
                assert key not in taken, planned
                taken.add(key)


@pytest.mark.parametrize("hall", ["nordpark", "sued"])
def test_at_the_town_s_start_something_is_on_and_more_comes(hall: str):
    now_ms = timetable.local_ms(DAY, "17:40")
    bookings = sorted((each for each in timetable.day(DAY) if each.lesson.hall == hall), key=lambda each: each.start_ms)
    assert any(each.start_ms <= now_ms < each.end_ms for each in bookings)
    assert len([each for each in bookings if each.start_ms > now_ms]) >= 2


def test_the_trainer_has_a_third_now_and_another_third_is_free_to_book():
    now_ms = timetable.local_ms(DAY, "17:40")
    on_now = [each for each in timetable.day(DAY) if each.start_ms <= now_ms < each.end_ms]
    assert [each.lesson.club for each in on_now if each.lesson.title == timetable.TRAINER_GROUP] == [timetable.TRAINER_CLUB]
    assert 3 not in {section for each in on_now if each.lesson.hall == "nordpark" for section in each.lesson.sections}


def test_every_bookable_section_has_a_key():
    keys = {(each.hall, section) for each in plan.COMPARTMENTS for section in each.sections}
    assert keys == {(hall.id, section) for hall in plan.HALLS for section in range(1, hall.sections + 1)}


def test_the_night_of_the_clock_change_keeps_local_hours():
    before, after = timetable.day(date(2026, 10, 24))[0], timetable.day(date(2026, 10, 25))[0]
    assert after.start_ms - before.start_ms == 25 * 60 * MINUTE_MS


def test_a_time_is_of_today_or_has_its_date():
    assert timetable.moment_ms("16:01", DAY) == timetable.moment_ms("2026-11-23T16:01", date(2026, 11, 24))


@pytest.mark.parametrize("nonsense", ["", "T", "2026-11-23T", "heute", "17.40", "25:00", "2026-11-31T16:01"])
def test_a_start_that_is_no_time_is_refused_in_one_sentence(nonsense: str):
    with pytest.raises(argparse.ArgumentTypeError, match="keine Uhrzeit wie 17:40"):
        cli.moment(nonsense)


def test_every_fire_sensor_of_the_agents_stands_in_its_site_s_plan():
    serial = dict.fromkeys(("locker", "keypad", "cards", "codes", "particles", "presence", "co2", "door"), "/dev/null")
    drawn = {(one["device"], one["c"]) for site in site_plans.site_plans() for one in site["point"] if one["kind"] == "sensor"}
    for device in plan.DEVICES:
        wiring = plan.Wiring(serial, bus=device.id == plan.NORDPARK_2)
        file = plan.agent_toml(device, folder=Folder(Path("/x")), ports=Ports(), wiring=wiring, clock="system")
        kinds = ("loop", "smoke", "heat", "particles", "co2", "radio_smoke")
        sensors = [one for kind in kinds for one in tomllib.loads(file).get(kind, [])]
        assert {(device.id, one["id"]) for one in sensors} <= drawn


def test_the_seed_is_toml_and_the_same_for_the_same_day():
    outside = seed_file.Outside("http://127.0.0.1:1/sms", 2, "http://127.0.0.1:1/beat")
    text = seed_file.render(DAY, outside, season=True)
    assert text == seed_file.render(DAY, outside, season=True)
    seed = tomllib.loads(text)
    assert [one["kind"] for one in seed["gateway"]] == ["sms", "email"]
    assert seed["gateway"][0]["template"] == "json://127.0.0.1:1/sms/{to}"
    assert len(seed["booking"]) == len(timetable.day(DAY))
    assert len(seed["series"]) == sum(len(lesson.days) for lesson in timetable.WEEK)
    later = tomllib.loads(seed_file.render(DAY, outside, season=False))
    assert (later["booking"], later["series"]) == ([], []), "what clubs gave back does not come again"


@pytest.mark.parametrize("weekday", range(7))
def test_every_day_of_the_week_has_its_evening(weekday: int):
    of = DAY + timedelta(days=weekday)
    on = [each for each in timetable.day(of) if each.start_ms <= timetable.local_ms(of, "17:49") < each.end_ms]
    assert [each.lesson.title for each in on] == ["Volleyball Damen", "Basketball U16", "Badminton Hobby"]


values = st.one_of(st.text(), st.integers(-(2**53), 2**53), st.booleans(), st.lists(st.integers(0, 9)))
keys = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1)


@given(st.dictionaries(keys, st.dictionaries(keys, values, max_size=4), max_size=4))
def test_what_is_written_as_toml_is_read_back(document):
    assert tomllib.loads(toml.dumps(document)) == document


@given(people=st.integers(0, 30), minutes=st.integers(45, 180), seed=st.text(max_size=5))
def test_an_evening_is_in_order_and_repeats(people: int, minutes: int, seed: str):
    start_ms, end_ms = 10**12, 10**12 + minutes * MINUTE_MS
    plan_of = evening(start_ms=start_ms, end_ms=end_ms, people=people, seed=seed)
    assert plan_of == evening(start_ms=start_ms, end_ms=end_ms, people=people, seed=seed)
    assert len(plan_of.arrivals_ms) == len(plan_of.departures_ms) == people
    assert plan_of.fetch_ms <= start_ms
    assert all(plan_of.fetch_ms <= arrival < end_ms for arrival in plan_of.arrivals_ms)
    assert all(arrival < leave for arrival, leave in zip(plan_of.arrivals_ms, plan_of.departures_ms, strict=True))
    assert max([end_ms, *plan_of.departures_ms]) < plan_of.return_ms <= end_ms + 10 * MINUTE_MS


def test_a_busy_port_is_named_in_both_languages(tcp_port: int):
    with pytest.raises(BusyPortError, match=rf"Port {tcp_port} ist belegt.*port {tcp_port} is in use"):
        Ports(backend=tcp_port).check_free()


def test_a_folder_that_is_not_the_town_s_is_never_cleared(tmp_path: Path):
    (tmp_path / "thesis.odt").write_text("years of work")
    with pytest.raises(StateError):
        Folder(tmp_path).clear()
    assert (tmp_path / "thesis.odt").exists()


def test_two_towns_do_not_share_a_folder(tmp_path: Path):
    with Folder(tmp_path).alone(), pytest.raises(StateError), Folder(tmp_path).alone():
        pass


def test_the_town_s_time_is_kept(tmp_path: Path):
    folder = Folder(tmp_path)
    assert folder.last_ms() == 0
    folder.keep(123)
    assert Folder(tmp_path).last_ms() == 123
