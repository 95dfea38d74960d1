"""The plans of a site's devices are made together: what they have in common is read once."""

import pytest

from hallenwart_backend.desk import digest_of
from support.backends import HOUR_MS, MONDAY_NOON_MS, SEED, open_town
from support.locker_town import book

TWO_DISPLAYS = SEED.replace(
    "display = [", 'display = [\n  { device = "nordpark-1", title = "Gymnastikraum", halls = ["gymnastik"] },', 1
)


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path, seed=TWO_DISPLAYS) as opened:
        await book(opened, "nordpark", MONDAY_NOON_MS + HOUR_MS, MONDAY_NOON_MS + 2 * HOUR_MS, "tsv-lindenau")
        await book(opened, "gymnastik", MONDAY_NOON_MS + HOUR_MS, MONDAY_NOON_MS + 2 * HOUR_MS, "bc-04")
        yield opened


async def test_together_they_are_what_each_is_alone(town):
    plans = town.backend.plans
    devices = town.backend.places.devices_of("nordpark")
    together = await plans.views_of("nordpark", devices)
    assert {device: len(view.entries) for device, view in together.items()} == {"nordpark-1": 1, "nordpark-2": 2}
    for device, view in together.items():
        assert digest_of(view) == digest_of(await plans.view_of(device))


async def test_bookings_are_read_once_for_all_displays_of_a_site(town, monkeypatch):
    from hallenwart_backend.display import service

    plans, asked = town.backend.plans, []
    real = service.store.of_halls

    def counted(connection, halls, *span, states):
        asked.append(list(halls))
        return real(connection, halls, *span, states=states)

    monkeypatch.setattr(service.store, "of_halls", counted)
    displays = [
        device for device in town.backend.places.devices_of("nordpark") if device in town.backend.places.current.displays
    ]
    assert await plans.views_of("nordpark", displays)
    assert len(asked) == 1
    assert await plans.views_of("nordpark", []) == {}
    assert len(asked) == 1


async def test_a_site_that_is_gone_has_no_plans(town):
    assert await town.backend.plans.views_of("abgerissen", ["nordpark-2"]) == {}
