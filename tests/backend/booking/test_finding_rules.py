"""Free time as bitmaps says what looking at every quarter says; substitutes are ranked for reasons that are told."""

from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.booking.finding.fitting import Need, fits, matches_of, wanted_in
from hallenwart_backend.booking.finding.ranking import rank, sections_for
from hallenwart_backend.booking.finding.rules import Occupancy, Spot, part_of, spots_of
from hallenwart_backend.booking.finding.sports import sport_of
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.halls.facts import Access, Facts, Marking
from hallenwart_backend.halls.hours import NamedSpans, weekly
from hallenwart_backend.halls.model import Hall, Site
from hallenwart_backend.halls.parts import Part
from support.backends import HOUR_MS, MONDAY_NOON_MS

QUARTER_MS = HOUR_MS // 4
HERE = Site("nord", "Nord", "", "Europe/Berlin", lat=51.30, lon=12.30)
NEAR = Site("west", "West", "", "Europe/Berlin", lat=51.32, lon=12.30)
FAR = Site("ost", "Ost", "", "Europe/Berlin", lat=51.40, lon=12.60)
WEEK = weekly([(420, 1320)] * 7)


def hall(name="a", site=HERE, sections=3, **more):
    return Hall(name, site, name.title(), sections, 199, more.pop("hours", WEEK), **more)


def lost(where, start_ms=MONDAY_NOON_MS + 6 * HOUR_MS, sections=(1, 2, 3), title="Volleyball"):
    return Booking("x", where.id, sections, "c", title, None, start_ms, start_ms + HOUR_MS, "booked", 0)


def spot(where, start_ms=MONDAY_NOON_MS + 6 * HOUR_MS, sections=None):
    taken = sections or tuple(range(1, where.sections + 1))
    return Spot(where, start_ms, start_ms + HOUR_MS, taken, taken)


@given(
    st.lists(st.tuples(st.integers(1, 3), st.integers(-8, 60), st.integers(1, 12)), max_size=12),
    st.integers(1, 3),
    st.integers(2, 16),
    st.integers(0, 3),
)
def test_what_is_free_is_what_no_quarter_contradicts(taken, wanted, length, buffer):
    place = hall(buffer_min=buffer * 15)
    from_ms, to_ms = MONDAY_NOON_MS, MONDAY_NOON_MS + 12 * HOUR_MS
    cells = {(section, MONDAY_NOON_MS // QUARTER_MS + first + at) for section, first, count in taken for at in range(count)}
    occupancy = Occupancy(from_ms)
    occupancy.take((place.id, section, quarter) for section, quarter in cells)
    found = spots_of(place, wanted, occupancy, length_ms=length * QUARTER_MS, from_ms=from_ms, to_ms=to_ms, now_ms=0)
    got = {one.start_ms: one.free_sections for one in found}
    close_ms = MONDAY_NOON_MS + 10 * HOUR_MS
    for start in range(from_ms, to_ms, 2 * QUARTER_MS):
        first = start // QUARTER_MS
        free = tuple(
            section
            for section in (1, 2, 3)
            if not any((section, quarter) in cells for quarter in range(first, first + length + buffer))
        )
        fits_in = start + length * QUARTER_MS <= close_ms
        assert got.get(start) == (free if fits_in and len(free) >= wanted else None)


def test_one_takes_a_part_with_a_name_else_neighbours():
    named = hall(sections=4, parts=(Part("h", "Hälfte Süd", (3, 4)),))
    assert part_of(named, (1, 2, 3, 4), 2) == (3, 4)
    assert part_of(hall(sections=4), (1, 3, 4), 2) == (3, 4)
    assert part_of(hall(), (1, 3), 2) == (1, 3)


def test_a_hall_of_three_courts_serves_who_wants_three_sections():
    big, small = hall(sections=1, facts=Facts(size="triple")), hall(sections=1, facts=Facts(size="single"))
    assert (wanted_in(big, 3), wanted_in(small, 3), wanted_in(small, 1)) == (1, None, 1)


def test_only_halls_that_fit_are_looked_at():
    volley = hall(facts=Facts(sports=("volleyball",), markings=(Marking("volleyball", 1, (1,)),)))
    open_hall = hall(facts=Facts(access=Access(step_free=True, toilet=True)))
    assert fits(volley, Need(sport="volleyball", marking="volleyball"))
    assert not fits(volley, Need(sport="judo"))
    assert fits(open_hall, Need(accessible=True, sport="judo"))  # nobody said what it is for
    assert not fits(volley, Need(accessible=True))
    assert not fits(volley, Need(capacity=200))
    assert not fits(hall(kind="changing"), Need())
    told = matches_of(spot(volley, sections=(2,)), Need(sport="volleyball", marking="volleyball"))
    assert [(one.code, one.ok) for one in told] == [("sport", True), ("marking", False)]


def order(was, *spots, title="Volleyball"):
    ranked = [one for other in spots if (one := rank(other, lost(was, title=title), was, sport_of(title)))]
    return [
        (one.spot.hall.id, (one.spot.start_ms - MONDAY_NOON_MS) // HOUR_MS)
        for one in sorted(ranked, key=lambda one: one.burden)
    ]


def test_substitutes_come_in_the_order_of_their_inconvenience():
    lines = Facts(size="triple", markings=(Marking("volleyball"),))
    was, same = hall(facts=lines), hall("b", facts=lines)
    near, far = hall("c", NEAR, facts=lines), hall("d", FAR, facts=lines)
    bare, judo = hall("e", facts=Facts(size="triple", sports=("volleyball",))), hall("f", facts=Facts(sports=("judo",)))
    tiny = hall("g", sections=1, facts=Facts(size="single", markings=(Marking("volleyball"),)))
    later = MONDAY_NOON_MS + 9 * HOUR_MS
    found = order(was, spot(far), spot(bare), spot(near), spot(same), spot(judo), spot(tiny), spot(same, later))
    assert found == [("b", 6), ("c", 6), ("e", 6), ("b", 9), ("d", 6)]
    assert sections_for(tiny, lost(was), was) is None


def test_reasons_are_told_in_both_languages():
    was = hall(facts=Facts(size="triple", access=Access(step_free=True, toilet=True)))
    one = rank(spot(hall("c", NEAR, facts=Facts(size="double"), sections=2), MONDAY_NOON_MS + 7 * HOUR_MS), lost(was), was, "")
    assert [(match.de, match.en) for match in one.matches] == [
        ("60 Minuten später", "60 minutes later"),
        ("2,2 km entfernt", "2.2 km away"),
        ("kleiner (67 %)", "smaller (67 %)"),
        ("nicht als barrierefrei bekannt", "not known to be accessible"),
    ]


def test_children_are_not_sent_into_the_evening():
    children = (NamedSpans("children", "", (((900, 1140),),) * 7),)
    was = hall(named=children)
    start = MONDAY_NOON_MS + 5 * HOUR_MS
    gone = lost(was, start, title="Turnen")
    late = rank(spot(hall("b"), start + 2 * HOUR_MS), gone, was, "")
    early = rank(spot(hall("b"), start - 2 * HOUR_MS), gone, was, "")
    assert "late" in {one.code for one in late.matches}
    assert late.burden > early.burden
    others = rank(spot(was, start), lost(hall("b"), start), hall("b"), "")
    assert "children_first" in {one.code for one in others.matches}


def test_the_longest_word_is_the_sport():
    titles = {
        "Tischtennis Jugend": "table_tennis",
        "Tennis": "tennis",
        "Rollstuhlbasketball": "wheelchair_basketball",
        "Chor": "",
    }
    assert {title: sport_of(title) for title in titles} == titles
