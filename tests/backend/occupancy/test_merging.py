import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.adapters.series_sqlite import SqliteSeries
from hallenwart_backend.halls.using import somebody, use_of
from hallenwart_backend.occupancy import merging
from hallenwart_backend.occupancy.merging import Told
from hallenwart_backend.occupancy.rules import STALE_MS, People
from hallenwart_backend.occupancy.service import Occupancy
from hallenwart_backend.ports import Arrival
from hallenwart_contract.live import PartNow
from hallenwart_contract.messages import Reading, State
from hallenwart_contract.people import PlaceCount, Use
from support.backends import SetClock

NOW_MS = 1_800_000_000_000
MINUTE_MS = 60_000


def count(people, *, spread=1, use=Use.BUSY, sure=0.9, of=(), sections=(), **more):
    low, high = (None, None) if people is None else (max(0, people - spread), people + spread)
    told = {"people": people, "low": low, "high": high, "use": use, "sure": sure, "of": [*of], "sections": [*sections]}
    return PlaceCount(hall="nordpark", **told, **more)


def together(**devices):
    told = {name: Told(each, NOW_MS - 1_000) for name, each in devices.items()}
    return merging.together(told, NOW_MS).count


def test_devices_that_do_not_hear_each_other_count_each_its_own_doors():
    both = together(a=count(10, ins=12, outs=2), b=count(3, spread=2, ins=3, use=Use.FREE, sure=0.6))
    assert (both.people, both.low, both.high, both.ins, both.outs) == (13, 10, 16, 15, 2)
    assert (both.use, both.sure) == (Use.BUSY, 0.9)


def test_of_devices_that_count_together_one_speaks_the_surest():
    both = together(a=count(10, of=["b"], spread=3), b=count(11, of=["a"]))
    assert (both.people, both.of) == (11, ["a"])
    assert together(a=count(None, of=["b"]), b=count(11, of=["a"])).people == 11
    three = together(a=count(10, of=["b"]), b=count(10, of=["a"]), c=count(2))
    assert three.people == 12


def test_what_one_of_them_does_not_know_nobody_knows():
    both = together(a=count(10), b=count(None, use=Use.UNKNOWN))
    assert (both.people, both.low, both.use) == (None, None, Use.BUSY)
    assert together(a=count(0, use=Use.FREE), b=count(None, use=Use.UNKNOWN)).use == Use.UNKNOWN
    assert together(a=count(0, use=Use.FREE, sure=0.9), b=count(0, use=Use.FREE, sure=0.6)).sure == 0.6


def test_a_device_that_is_gone_for_a_day_is_not_waited_for():
    told = {"a": Told(count(10), NOW_MS), "old": Told(count(4), NOW_MS - merging.GONE_MS)}
    assert merging.together(told, NOW_MS).count.people == 10
    told["old"] = Told(count(4), NOW_MS - 2 * STALE_MS)
    assert merging.together(told, NOW_MS).t_ms == NOW_MS - 2 * STALE_MS


def test_what_is_too_old_is_not_the_present():
    part = merging.part_of(Told(count(10, sections=(1, 2), ins=4), NOW_MS - STALE_MS - 1), NOW_MS)
    assert part == PartNow(sections=[1, 2], ins=4)


def test_curves_of_devices_add_up():
    curve = merging.summed([[(0, 1.0), (20, 2.0)], [(10, 5.0), (20, None), (30, 4.0)]])
    assert curve == [(0, 1.0), (10, 6.0), (20, None), (30, 6.0)]


COUNTS = st.builds(
    count,
    st.none() | st.integers(0, 50),
    spread=st.integers(0, 5),
    use=st.sampled_from([*Use]),
    sure=st.floats(0.5, 1),
    of=st.lists(st.sampled_from("abc"), max_size=2),
)


@given(st.dictionaries(st.sampled_from("abc"), COUNTS, min_size=1))
def test_whatever_devices_tell_the_count_lies_within_its_bounds(devices):
    whole = together(**devices)
    if whole.people is not None:
        assert whole.low <= whole.people <= whole.high
    assert 0.5 <= whole.sure <= 1


@pytest.fixture
def clock():
    return SetClock(NOW_MS)


@pytest.fixture
def occupancy(tmp_path, clock):
    series = SqliteSeries(tmp_path / "series.db")
    yield Occupancy(series, clock)
    series.close()


def state(device, *counts, sent_ms=NOW_MS):
    people = {each.hall: each.people for each in counts if not each.sections}
    return Arrival(device, NOW_MS), State(dev=device, sent_ms=sent_ms, people=people, counts=[*counts])


async def test_the_page_has_the_whole_hall_and_its_sections(occupancy):
    await occupancy.on_state(*state("a", count(3, sections=(1,)), count(5, signs=["radar"])))
    await occupancy.on_state(*state("b", count(2, sections=(1,))))
    parts = occupancy.parts("nordpark")
    assert [(part.sections, part.people) for part in parts] == [([], 5), ([1], 5)]
    assert parts[0].signs == ["radar"]
    assert occupancy.now("nordpark") == People(5, NOW_MS)
    await occupancy.on_state(*state("a", count(5)))
    assert [(part.sections, part.people) for part in occupancy.parts("nordpark")] == [([], 5), ([1], 2)]
    assert occupancy.parts("sued") == []


async def test_two_doors_with_two_devices_are_one_number(occupancy):
    await occupancy.on_state(*state("a", count(10)))
    await occupancy.on_state(*state("b", count(3)))
    assert occupancy.now("nordpark").count == 13
    assert await occupancy.spread("nordpark") == 2
    told = [Reading(c="nordpark", k="people", t_ms=NOW_MS, x=10.0)]
    await occupancy.on_readings(Arrival("a", NOW_MS), told)
    assert occupancy.now("nordpark").count == 13


async def test_readings_keep_a_count_fresh_and_silence_makes_it_old(occupancy, clock):
    await occupancy.on_state(*state("a", count(10)))
    clock.advance(20 * MINUTE_MS)
    assert occupancy.now("nordpark") is None
    assert occupancy.last("nordpark") == People(10, NOW_MS)
    reading = Reading(c="nordpark", k="busy_p", t_ms=NOW_MS + 20 * MINUTE_MS, x=0.9)
    await occupancy.on_readings(Arrival("a", clock.now_ms()), [reading])
    assert occupancy.now("nordpark").count == 10
    await occupancy.on_state(*state("a", count(9), sent_ms=NOW_MS + 20 * MINUTE_MS))
    assert occupancy.now("nordpark").count == 9


async def test_a_change_of_the_word_is_told(tmp_path, clock):
    calls, series = [], SqliteSeries(tmp_path / "series.db")

    async def changed():
        calls.append(1)

    occupancy = Occupancy(series, clock, changed=changed)
    await occupancy.on_state(*state("a", count(0, use=Use.FREE)))
    await occupancy.on_state(*state("a", count(0, use=Use.FREE, sure=0.95)))
    await occupancy.on_state(*state("a", count(0, use=Use.BUSY)))
    assert len(calls) == 2
    series.close()


def test_a_section_is_used_by_what_is_known_of_it():
    hall, left = PartNow(people=4, use=Use.BUSY), PartNow(sections=[1], people=0, use=Use.FREE)
    seen = PartNow(sections=[2], use=Use.BUSY)
    assert [somebody(section, [hall, left, seen], 4) for section in (1, 2, 3)] == [False, True, True]
    assert somebody(1, [], None) is None
    assert somebody(1, [], 0) is False
    assert somebody(1, [PartNow(sections=[1]), hall], 4) is True
    assert use_of(1, [], True, set()) == "free"


def test_merging_leaves_what_was_told_alone():
    one = Told(count(3), NOW_MS)
    before = msgspec.json.encode(one.count)
    merging.together({"a": one, "b": Told(count(4), NOW_MS)}, NOW_MS)
    assert msgspec.json.encode(one.count) == before
