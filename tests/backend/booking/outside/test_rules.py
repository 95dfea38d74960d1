"""Any plan after any other: what stands here is what the source says, nothing overlaps, ids stay, order does not matter."""

from dataclasses import replace
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.outside.model import Became, Row, Told
from hallenwart_backend.booking.outside.moments import on_quarter
from hallenwart_backend.booking.outside.rules import Want, follow, merge, settle, vanished
from hallenwart_backend.booking.rules import QUARTER_MS

NOW_MS = 100 * QUARTER_MS
SECTIONS = ((1,), (2,), (1, 2), (1, 2, 3))


def want(uid, start, length, sections, *, club="a", gone=False):
    begins = NOW_MS + start * QUARTER_MS
    return Want(uid, begins, begins + length * QUARTER_MS, "hall", sections, "T", club, gone)


WANT = st.builds(
    want, st.sampled_from("abcdefgh"), st.integers(1, 12), st.integers(1, 4), st.sampled_from(SECTIONS), gone=st.booleans()
)
PLAN = st.lists(WANT, max_size=8, unique_by=lambda one: one.uid)


def maker():
    numbers = count()

    def make(one):
        span = one.start_ms, one.end_ms
        return Booking(f"b{next(numbers)}", one.hall, one.sections, one.club, one.title, None, *span, "booked", 0, partner="s")

    return make


def done(deeds, have):
    """Return the bookings by uid after the deeds."""
    after = dict(have)
    for deed in deeds:
        if deed.ends is not None or deed.after is None:
            after.pop(deed.uid, None)
        if deed.after is not None:
            after[deed.uid] = deed.after
    return after


def placed(plan, have, make):
    return done(settle(plan, have, {}, make, NOW_MS), have)


def spots(bookings):
    return {uid: (one.sections, one.start_ms, one.end_ms) for uid, one in bookings.items()}


@given(PLAN, PLAN, st.randoms())
def test_what_stands_is_what_was_said_and_nothing_overlaps(before, after, dice):
    make = maker()
    have = placed(before, {}, make)
    gone = [replace(one, gone=True) for one in before if one.uid not in {other.uid for other in after}]
    deeds = settle([*after, *gone], have, {}, make, NOW_MS)
    now = done(deeds, have)
    cells = [cell for one in now.values() for cell in one.cells]
    assert len(cells) == len(set(cells))
    refused = {deed.uid for deed in deeds if deed.became is Became.REFUSED}
    assert now.keys() == {one.uid for one in after if not one.gone} - refused
    assert all(one.is_at(now[one.uid]) for one in after if one.uid in now)
    assert all(now[uid].id == have[uid].id for uid in now.keys() & have.keys())
    shuffled = [*after, *gone]
    dice.shuffle(shuffled)
    assert spots(placed(shuffled, have, make)) == spots(now)


@given(PLAN, PLAN)
def test_the_same_plan_once_more_changes_nothing(before, after):
    make = maker()
    have = placed(after, placed(before, {}, make), make)
    deeds = settle(after, have, {}, make, NOW_MS)
    assert {deed.became for deed in deeds} <= {Became.UNCHANGED, Became.REFUSED}
    assert all(deed.ends is None for deed in deeds)


def test_two_may_change_places():
    make = maker()
    have = placed([want("a", 1, 2, (1,)), want("b", 5, 2, (1,))], {}, make)
    now = placed([want("a", 5, 2, (1,)), want("b", 1, 2, (1,))], have, make)
    assert (now["a"].id, now["a"].start_ms) == (have["a"].id, have["b"].start_ms)


def test_another_club_is_another_booking_and_a_club_that_becomes_known_is_not():
    make = maker()
    have = placed([want("a", 1, 2, (1,), club=None)], {}, make)
    known = placed([want("a", 1, 2, (1,), club="a")], have, make)
    assert known["a"].id == have["a"].id
    other = settle([want("a", 1, 2, (1,), club="b")], known, {}, make, NOW_MS)
    assert (other[0].became, other[0].ends) == (Became.CREATED, known["a"])


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 30)), min_size=1), st.randoms())
def test_of_words_about_one_uid_the_newest_counts_in_whatever_order_they_come(words, dice):
    told = [
        Told("a", NOW_MS + start * QUARTER_MS, NOW_MS + (start + 1) * QUARTER_MS, version=version) for version, start in words
    ]
    dice.shuffle(told)
    known = {}
    for one in told:
        fresh, _ = merge(known, [one], NOW_MS)
        known |= fresh
    assert known["a"].told.version == max(version for version, _ in words)


def test_what_has_begun_or_is_newer_does_not_vanish():
    rows = {
        "running": Row(Told("running", NOW_MS - 1, NOW_MS + QUARTER_MS)),
        "newer": Row(Told("newer", NOW_MS + 1, NOW_MS + QUARTER_MS, version=9)),
        "coming": Row(Told("coming", NOW_MS + 1, NOW_MS + QUARTER_MS, version=1)),
    }
    lost = vanished(rows, [], from_ms=0, to_ms=10**12, now_ms=NOW_MS, version=5)
    assert [row.told.uid for row in lost] == ["coming"]


def test_a_series_on_another_weekday_is_followed():
    known = {f"s@2026-11-{day:02}": Row(Told(f"s@2026-11-{day:02}", 0, 1)) for day in (3, 10, 17)}
    told = [Told(f"s@2026-11-{day:02}", 0, 1) for day in (4, 11, 18)]
    assert {one.uid for one in follow(known, told)} == set(known)


@given(st.lists(st.integers(0, 10**9), min_size=2))
def test_rounding_keeps_the_order_of_times(moments):
    rounded = [on_quarter(ms) for ms in sorted(moments)]
    assert rounded == sorted(rounded)
    assert all(abs(on_quarter(ms) - ms) <= QUARTER_MS // 2 for ms in moments)
