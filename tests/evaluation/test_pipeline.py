"""One fire with all its places from emulated bytes to a gateway's letter box, through a real broker and the real server.

The excerpts that ship with the simulator stand for the places of one house, so this needs no other recordings.
"""

import math
from dataclasses import replace

import pytest

from evaluation import figures
from evaluation.fires import HouseFire, Place
from evaluation.pipeline import play
from evaluation.scene import house
from evaluation.tracks import Track
from hallenwart_sim import recordings

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning"),  # apprise loads it with its plugins
]

FIRES = ("nist-sdc05", "nist-sdc07", "nist-sdc33", "nist-sdc38")


def track(rows, field):
    return Track([row.t_s for row in rows], [math.nan if getattr(row, field) is None else getattr(row, field) for row in rows])


@pytest.fixture(scope="module")
def fire():
    """Four places that burn, and one whose head is missing and whose thermometer is open."""
    places = []
    for name, fire in zip("ABCD", FIRES, strict=True):
        rows = list(recordings.load(fire, excerpt=True))
        places.append(Place(name, track(rows, "temp_c"), track(rows, "od_per_m"), real_s=(100.0,)))
    dead = Place("E", Track([0.0, 10.0], [math.nan, math.nan]), None)
    return HouseFire("excerpts", (*places, dead))


async def test_every_place_that_can_alarms_and_somebody_is_told_of_each(fire):
    scene = replace(house(fire), lead_s=30.0)
    apart = await play(scene)
    told = figures.of_house(fire, apart, apart)
    assert [place.name for place in told.places if place.works] == ["A", "B", "C", "D"]
    for place in told.places[:-1]:
        assert place.alarm_s is not None, place.name
        assert 0 < place.alarm_s < fire.end_s
        assert place.notified_ms is not None, place.name
        assert place.notified_ms < 30_000  # the queue's word, not a measurement of speed
    assert told.places[-1].alarm_s is None
    assert {sensor for sensor, _ in told.faults} == {"smoke-e", "heat-e"}
    assert apart.siren
    assert all(row.committed for row in apart.rows)
    assert apart.readings > 100


async def test_two_places_must_agree_and_the_first_is_a_pre_alarm_at_once(fire):
    scene = replace(house(fire, together=True), lead_s=30.0)
    outcome = await play(scene, stop_at_fires=4)
    first, *later = outcome.fires
    assert (first.sev, first.phase) == ("warn", "raise")
    pre_alarm_s, alarm_s = outcome.pre_alarm_s("haus"), outcome.alarm_s("haus")
    assert pre_alarm_s == first.t_s
    assert alarm_s is not None
    assert alarm_s > pre_alarm_s
    at_first = scene.sensors[[sensor.id for sensor in scene.sensors].index(first.sensor)].place
    agreed = next(row for row in later if row.sev == "crit")
    assert not agreed.sensor.endswith(f"-{at_first}")
    assert outcome.notified_ms("haus") is not None
