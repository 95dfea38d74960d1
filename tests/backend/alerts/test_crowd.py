"""Too many people: told beyond doubt, over again well below, and a silent counter changes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.alerts.crowd import is_over, spread_of
from support.backends import open_town
from support.locker_town import count_people, incident, open_kinds


@given(st.integers(0, 5_000), st.integers(1, 3_000))
def test_it_begins_only_beyond_doubt_and_does_not_end_at_the_same_count(count, capacity):
    spread = spread_of(count)
    begins = is_over(count, spread, capacity, before=False)
    assert begins is (count - spread > capacity)
    if begins:
        assert is_over(count, spread, capacity, before=True)
    if count <= 0.95 * capacity:
        assert not is_over(count, spread, capacity, before=True)


def test_a_counter_that_doubts_itself_is_believed_and_one_that_does_not_is_not():
    assert (spread_of(100, 30), spread_of(100, 0), spread_of(100)) == (30, 5, 5)


@pytest.mark.parametrize("restarted", [False, True])
async def test_an_overcrowded_hall_is_one_incident_until_it_is_well_below(tmp_path, restarted):
    async with open_town(tmp_path) as town:
        await count_people(town, "gymnastik", 42)
        await town.backend.alerts.crowd.look()
        assert await open_kinds(town) == []
        for count in (46, 50, 41):  # 40 are permitted; 41 is not yet 5 % below
            town.clock.advance(1_000)
            await count_people(town, "gymnastik", count)
            await town.backend.alerts.crowd.look()
        found = await incident(town, "overcrowded")
        assert (found.what.hall, found.what.detail) == ("gymnastik", "erlaubt / permitted: 40")
        assert found.measured == ("46 ± 3 Menschen", "50 ± 3 Menschen")
        if not restarted:
            await _empties(town)
            return
    async with open_town(tmp_path, keep=True) as town:
        await _empties(town)


async def _empties(town):
    town.clock.advance(10_000)
    await count_people(town, "gymnastik", None)
    await town.backend.alerts.crowd.look()
    assert await open_kinds(town) == ["overcrowded"]
    town.clock.advance(1_000)
    await count_people(town, "gymnastik", 38)
    await town.backend.alerts.crowd.look()
    assert await open_kinds(town) == []
