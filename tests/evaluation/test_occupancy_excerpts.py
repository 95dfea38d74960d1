"""The rules on short excerpts of real recordings (excerpts/README.md names their sources)."""

from pathlib import Path

import pytest

from evaluation import occupancy_agent, occupancy_counters, occupancy_doors, occupancy_rooms
from evaluation.occupancy_data import read_recordings
from hallenwart_backend.occupancy.profile import unusual
from hallenwart_backend.occupancy.profile.weekly import WEEK_MS

EXCERPTS = Path(__file__).parent / "excerpts"


@pytest.fixture(scope="module")
def people():
    return read_recordings(EXCERPTS)


def of(people, name):
    return {each.inputs: each for room in people.rooms if room.name == name for each in occupancy_rooms.judge(room)}


def test_a_room_is_busy_while_three_sit_in_it_and_free_when_they_have_gone(people):
    told = of(people, "room")
    assert told["motion, light"].tried.right > told["motion"].baselines["motion held 5 min"]
    assert told["motion, light, CO2"].tried.right >= 0.95
    assert told["motion"].tried.right > told["motion"].baselines["raw motion"]


def test_a_day_at_an_office_is_told_by_its_lamps_and_worse_by_its_air(people):
    told = of(people, "office")
    lamps = told["light, CO2"]  # lamps stay lit over short breaks: no threshold on them can know better
    assert lamps.tried.right >= lamps.baselines["light > 358 lx"] - 0.01
    assert lamps.tried.found >= 0.99
    assert 0.7 <= told["CO2"].tried.right < told["light, CO2"].tried.right


def test_guests_of_the_night_that_a_counter_dreams_of_are_put_right(people):
    (counter,) = people.counters
    told = occupancy_counters.judge(counter)
    assert told.phantom_h >= 4
    assert told.ours_phantom <= 0.05
    assert told.resets >= 2
    assert told.ours_person_h < told.person_h


async def test_the_agent_puts_them_right_too_and_loses_no_reading(people):
    told = await occupancy_agent.play_counter(people.counters[0])
    assert told.phantom <= 0.05
    assert told.occupied_h > 4
    assert told.readings == told.stored > 100


async def test_the_agent_says_of_a_room_what_its_rules_say(people):
    (room,) = (each for each in people.rooms if each.name == "room")
    told = await occupancy_agent.play(room)
    assert told.right >= 0.94
    assert told.readings == told.stored > 100


def test_an_evening_reception_at_a_door_is_reported_by_the_weeks_before(people):
    (door,) = people.doors
    told = occupancy_doors.judge(door)
    assert told.weeks == pytest.approx(3)
    assert told.spotted.share >= 0.8
    assert told.spotted.reports_per_week <= 5.1
    first_ms = door.whole.times_ms[0]
    assert all(from_ms >= first_ms + unusual.WARM_UP_WEEKS * WEEK_MS for from_ms, _, _ in told.reports)
