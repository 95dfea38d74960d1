"""When a value stands and when a sensor is not to be believed, by example and by chance."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_contract.messages import Quality
from hallenwart_edge.local_bus.sensors import rules
from hallenwart_edge.local_bus.sensors.kinds import Kind
from hallenwart_edge.local_bus.sensors.mapping import Field
from hallenwart_edge.local_bus.sensors.rules import Point, Sensor, Watched
from hallenwart_edge.local_bus.sensors.said import Said

CONTACT = (Watched(Field("contact", Kind.CONTACT), 1_000, 1_000),)
MOTION = (Watched(Field("occupancy", Kind.PRESENCE), 0, 90_000),)
WARM = (Watched(Field("t", Kind.TEMPERATURE)),)
SILENT_MS = rules.silent_ms(60)
WALL_MS = 1_790_000_000_000


class Played:
    """A sensor through which time passes."""

    def __init__(self, watched, wall_ms=WALL_MS):
        self.watched, self.now_ms, self.wall_ms = watched, 0, wall_ms
        self.sensor = Sensor(0, (Point(),) * len(watched))

    def says(self, at_ms, **content):
        return self.hears(at_ms, Said(content))

    def hears(self, at_ms, said):
        self.now_ms = at_ms
        self.sensor = rules.look(self.sensor, self.watched, self.sensor.out, at_ms)
        self.sensor = rules.hear(
            self.sensor, said, self.watched, now_ms=at_ms, wall_ms=self.wall_ms and self.wall_ms + at_ms, silent_ms=SILENT_MS
        )
        return self

    def at(self, now_ms, out=""):
        self.now_ms = now_ms
        self.sensor = rules.look(self.sensor, self.watched, out, now_ms)
        return self

    @property
    def value(self):
        return self.sensor.points[0].value

    @property
    def word(self):
        return rules.word(self.sensor, self.now_ms, silent_ms=SILENT_MS)


def test_a_contact_that_contradicts_itself_within_a_second_stands_as_it_says_last():
    window = Played(CONTACT).says(0, contact=True)
    assert window.value == 0  # closed
    window.says(10_000, contact=False).says(10_300, contact=True).says(10_500, contact=False)
    assert window.at(11_400).value == 0
    assert window.at(11_500).value == 1
    window.says(20_000, contact=True).says(20_400, contact=False)
    assert window.at(30_000).value == 1


def test_a_motion_sensor_sees_somebody_at_once_and_nobody_only_after_its_hold():
    hall = Played(MOTION).says(0, occupancy=False)
    hall.says(1_000, occupancy=True)
    assert hall.value == 1
    hall.says(61_000, occupancy=False)
    assert hall.at(90_900).value == 1
    assert hall.at(91_000).value == 0
    hall.says(100_000, occupancy=True).says(130_000, occupancy=False).says(140_000, occupancy=True)
    assert hall.at(10_000_000).value == 1


def test_a_sensor_is_missed_after_three_of_its_intervals_and_comes_back():
    warm = Played(WARM)
    assert warm.word == (Quality.STALE, "")
    assert warm.says(1_000, t=20).word == (Quality.OK, "")
    assert warm.at(1_000 + SILENT_MS).word == (Quality.OK, "")
    assert warm.at(1_001 + SILENT_MS).word == (Quality.STALE, "silent")
    assert warm.says(500_000, t=21).word == (Quality.OK, "")
    assert Played(WARM).at(SILENT_MS + 1).word == (Quality.STALE, "silent")


def test_while_the_broker_is_away_silence_does_not_count_and_the_broker_is_named():
    warm = Played(WARM).says(0, t=20)
    assert warm.at(10_000, "link").word == (Quality.OK, "")
    assert warm.at(40_000, "link").word == (Quality.FAULT, "link")
    assert warm.at(1_000_000, "link").word == (Quality.FAULT, "link")
    assert warm.at(1_010_000).word == (Quality.OK, "")
    assert warm.at(1_010_000 + SILENT_MS).word == (Quality.STALE, "silent")


def test_one_that_is_called_unreachable_is_a_fault_until_it_speaks_or_is_reached():
    warm = Played(WARM).says(0, t=20)
    assert warm.hears(1_000, Said(reachable=False, alive=False)).word == (Quality.FAULT, "unreachable")
    assert warm.says(2_000, t=20).word == (Quality.OK, "")
    warm.hears(3_000, Said(reachable=False, alive=False))
    assert warm.hears(4_000, Said(reachable=True, alive=False)).word == (Quality.OK, "")


def test_garbage_costs_itself_alone():
    warm = Played(WARM).says(0, t=20).hears(1_000, Said(nonsense=True, alive=False)).says(2_000, t="warm")
    assert (warm.value, warm.sensor.garbage, warm.word) == (20, 1, (Quality.OK, ""))


def test_a_field_that_never_comes_is_named():
    warm = Played(WARM)
    for at_ms in range(0, 400_000, 60_000):
        warm.says(at_ms, other=1)
    assert warm.word == (Quality.FAULT, "missing")
    assert warm.says(420_000, t=20).word == (Quality.OK, "")


@pytest.mark.parametrize(
    ("stamp_ms", "wall_ms", "old"),
    [
        (None, WALL_MS, True),
        (WALL_MS + 5_000, WALL_MS, False),
        (WALL_MS - 10_000_000, WALL_MS, True),
        (WALL_MS + 9_000_000, WALL_MS, True),  # from the future
        (WALL_MS + 5_000, None, True),  # nobody knows what time it is
    ],
)
def test_what_waited_at_the_broker_counts_as_far_as_its_age_is_known(stamp_ms, wall_ms, old):
    warm = Played(WARM, wall_ms).hears(10_000, Said({"t": 20}, stamp_ms=stamp_ms, age_ms=None, alive=False))
    assert (warm.value, warm.sensor.points[0].old, warm.word[0]) == (20, old, Quality.STALE if old else Quality.OK)
    warm.says(11_000, t=21)
    assert (warm.value, warm.sensor.points[0].old, warm.word) == (21, False, (Quality.OK, ""))


def test_what_waited_never_takes_the_place_of_what_was_heard():
    warm = Played(WARM).says(0, t=20).hears(1_000, Said({"t": 5}, age_ms=None, alive=False))
    assert (warm.value, warm.sensor.points[0].old) == (20, False)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 3_000), st.booleans()), max_size=12))
def test_a_contact_stands_as_the_last_word_that_stood_for_a_second(steps):
    window, now_ms, last, since_ms, stood = Played(CONTACT).says(0, contact=True), 0, True, 0, True
    for pause_ms, closed in steps:
        if last is not stood and pause_ms + now_ms - since_ms >= 1_000:
            stood = last
        now_ms += pause_ms
        if closed is not last:
            since_ms = now_ms
        last = closed
        window.at(now_ms).says(now_ms, contact=closed)
        assert window.value == float(not stood)
    assert window.at(now_ms + 1_000).value == float(not last)
