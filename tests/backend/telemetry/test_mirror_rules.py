"""What the mirror writes, by example and for any text a device may send; where it stands when changes were dropped."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.mirror import rules
from hallenwart_backend.telemetry.mirror.rules import BESIDE_MS, SLICE_MS, Mark, Place
from hallenwart_backend.telemetry.ports import Sample

KEY = SeriesKey("nordpark-1", "nordpark/1+2", "people")


NAMES = st.text(st.sampled_from("a1,= \\\n\r#ä\"'"), max_size=8)


def one(key, sample, hall="nordpark"):
    (line,) = rules.lines([(key, sample)], lambda _: hall)
    return line


def test_a_sample_is_a_line():
    told = one(KEY, Sample(1_795_431_600_123, 12.0))
    assert told == "people,component=nordpark/1+2,device=nordpark-1,hall=nordpark value=12.0,quality=0i 1795431600123"
    assert (
        one(KEY, Sample(5, 0.5, "stale"), hall="") == "people,component=nordpark/1+2,device=nordpark-1 value=0.5,quality=2i 5"
    )


@pytest.mark.parametrize("x", [None, math.nan, math.inf, -math.inf])
def test_without_a_value_there_is_the_quality_alone(x):
    assert one(KEY, Sample(5, x, "fault")).endswith(" quality=3i 5")


def test_a_quality_nobody_knows_is_the_worst():
    assert one(KEY, Sample(5, 1.0, "odd")).endswith(" value=1.0,quality=3i 5")


def unescaped(text: str) -> list[str]:
    """The parts of a line that stand between bare commas and blanks, as the protocol's own reader cuts it."""
    parts, now, signs = [], "", iter(text)
    for sign in signs:
        if sign == "\\":
            now += sign + next(signs, "")
        elif sign in ", ":
            parts.append(now)
            now = ""
        else:
            now += sign
    return [*parts, now]


@settings(max_examples=60)
@given(
    st.text(max_size=12),
    st.text(max_size=12),
    st.text(min_size=1, max_size=12),
    st.floats(allow_nan=False, allow_infinity=False),
)
def test_no_name_breaks_out_of_its_place(device, component, quantity, x):
    told = one(SeriesKey(device, component, quantity), Sample(7, x), hall="süd halle")
    assert "\n" not in told
    assert told[0] != "#"
    head, fields, time = unescaped_head(told)
    assert (fields, time) == (f"value={x!r},quality=0i", "7")
    assert len(head) == 2 + bool(device) + bool(component)


def unescaped_head(told):
    head, fields, time = told.rsplit(" ", 2)
    return unescaped(head), fields, time


def test_a_mirror_begins_at_what_comes_or_with_everything():
    assert rules.first(1_000, None, history=False) == Mark(0, 1_000, None)
    assert rules.first(1_000, 7, history=True) == Mark(6, 1_000, 0)


def test_what_was_dropped_is_seen_and_filled_in_from_a_week_before():
    mark = Mark(10, 100 * SLICE_MS)
    assert not rules.has_missed(mark, None)
    assert not rules.has_missed(mark, 10)
    assert not rules.has_missed(mark, 11)
    assert rules.has_missed(mark, 12)
    after = rules.after_missing(mark, 12)
    assert after == Mark(11, 100 * SLICE_MS, 100 * SLICE_MS - BESIDE_MS)
    assert not rules.has_missed(after, 12)


def test_a_refill_under_way_goes_back_but_never_forward():
    assert rules.after_missing(Mark(1, 100 * SLICE_MS, 5, Place(KEY, 9)), 9).refill_ms == 5
    assert rules.after_missing(Mark(1, 1, 5), 9).refill_ms == 0


def test_days_follow_each_other_and_the_last_one_is_open():
    assert rules.slice_of(0, 3 * SLICE_MS) == (0, SLICE_MS)
    assert rules.slice_of(2 * SLICE_MS, 3 * SLICE_MS) == (2 * SLICE_MS, None)


def test_a_refill_goes_on_at_its_place_though_series_came_and_went():
    a, b, c = (SeriesKey("d", name, "x") for name in "abc")
    assert rules.places([c, a, b], 5, None) == [(a, 5), (b, 5), (c, 5)]
    assert rules.places([c, a, b], 5, Place(b, 9)) == [(b, 9), (c, 5)]
    assert rules.places([c, a], 5, Place(b, 9)) == [(c, 5)]


def test_pauses_grow_and_a_server_may_ask_for_longer():
    assert [rules.pause_s(n) for n in (1, 2, 3, 7, 500)] == [1, 2, 4, 60, 60]
    assert rules.pause_s(1, 30) == 30
    assert rules.pause_s(1, 1e9) == 600
