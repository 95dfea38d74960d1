from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_edge.occupancy import proof
from hallenwart_edge.occupancy.counting import Place
from hallenwart_edge.occupancy.fusion import Evidence, Learnt
from hallenwart_edge.occupancy.kept import KeptPlace
from hallenwart_edge.occupancy.places import Around, WatchedPlace
from hallenwart_edge.occupancy.proof import Circumstance, Eye, Why

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = proof.MINUTE_MS


@pytest.mark.parametrize(
    ("quiet_min", "around", "why"),
    [
        (59, Circumstance(), None),
        (60, Circumstance(), Why.NOBODY),
        (14, Circumstance(closed=True), None),
        (15, Circumstance(closed=True), Why.CLOSED),
        (9, Circumstance(keys_back=True), None),
        (10, Circumstance(keys_back=True), Why.KEYS),
        (59, Circumstance(keys_back=False), None),
        (4, Circumstance(night=True), None),
        (5, Circumstance(night=True), Why.NIGHT),
    ],
)
def test_what_proves_that_nobody_is_there(quiet_min, around, why):
    assert proof.proof(quiet_min * MINUTE, around) is why


def test_an_unknown_count_begins_sooner():
    assert proof.proof(10 * MINUTE, Circumstance(), known=False) is Why.NOBODY
    assert proof.proof(9 * MINUTE, Circumstance(), known=False) is None


def test_after_an_empty_hour_who_passes_unseen_is_nobody_after_a_quarter():
    hour, quarter = 60 * MINUTE, 15 * MINUTE
    assert proof.proof(quarter, Circumstance(), unseen_ms=hour) is Why.NOBODY
    assert proof.proof(quarter - 1, Circumstance(), unseen_ms=2 * hour) is None
    assert proof.proof(quarter, Circumstance(), unseen_ms=hour - 1) is None


def test_without_a_sensor_only_a_closed_night_without_passages_counts():
    unseen = Circumstance(seen_at_all=False, night=True, keys_back=True)
    assert proof.proof(180 * MINUTE, unseen) is Why.NIGHT
    assert proof.proof(179 * MINUTE, unseen) is None
    assert proof.proof(600 * MINUTE, Circumstance(seen_at_all=False)) is None
    assert proof.proof(600 * MINUTE, Circumstance(seen_at_all=False, night=True, keys_back=False)) is None


@given(st.none() | st.integers(0, 10**9), st.booleans(), st.booleans(), st.none() | st.booleans(), st.booleans())
def test_nothing_is_proven_where_nobody_looks_or_within_five_minutes(quiet, closed, night, keys, known):
    why = proof.proof(quiet, Circumstance(closed=closed, night=night, keys_back=keys), known=known)
    if quiet is None or quiet < proof.QUIET_NIGHT_MS:
        assert why is None


def test_all_of_a_hall_must_be_seen():
    left, right, whole = Eye((1,), 100), Eye((2, 3), 300), Eye((), 200)
    assert proof.quiet_since([left], (), (1, 2, 3), 0) is None
    assert proof.quiet_since([left, right], (), (1, 2, 3), 0) == 300
    assert proof.quiet_since([left], (1,), (1, 2, 3), 150) == 150
    assert proof.quiet_since([whole], (1,), (1, 2, 3), 0) == 200
    assert proof.quiet_since([whole, Eye((1,), None)], (), (1, 2, 3), 0) is None
    assert proof.quiet_since([right], (1,), (1, 2, 3), 0) is None
    assert proof.quiet_since([], (), (), 0) is None
    assert proof.quiet_since([Eye((), 5)], (), (), 0) == 5


def test_closed_hours_run_over_midnight():
    spans = [proof.span_of("22:30-06:00"), proof.span_of("12:00-13:00")]
    closed = [hour for hour in range(24) if proof.is_closed(spans, datetime(2026, 11, 26, hour, 45, tzinfo=BERLIN))]
    assert closed == [0, 1, 2, 3, 4, 5, 12, 22, 23]
    assert spans[0].holds(time(22, 30))
    assert not spans[0].holds(time(6))


@pytest.mark.parametrize("text", ["", "22-6", "24:00-06:00", "06:00-06:00", "22:30 bis 06:00"])
def test_hours_that_are_none_are_refused(text):
    with pytest.raises(ValueError, match="write"):
        proof.span_of(text)


def test_the_night_hour_comes_once_on_every_day_also_when_clocks_are_moved():
    for month, day in ((3, 29), (10, 25), (11, 26)):
        minutes = range(0, 24 * 60 + 60, 30)
        start = datetime(2026, month, day, tzinfo=BERLIN).timestamp()
        night = [m for m in minutes if proof.is_night(datetime.fromtimestamp(start + m * 60, BERLIN))]
        assert len(night) == 2


def test_a_place_begins_with_what_it_taught_before_the_restart():
    kept = KeptPlace(learnt=Learnt(lamp_lx=90.0, switchings=5))
    place = WatchedPlace(Place("nordpark"), kept, counted=False, moved_ms=0)
    place.look(Around(Evidence(light_lx=80.0), None, Circumstance()), now_ms=1, wall_ms=1)
    assert (place.fused.light.lamp_lx, place.kept.learnt.lamp_lx) == (90.0, 90.0)
