"""The demo town's clubs: their pages and notices are there at the first start, and a second seed changes nothing."""

import pytest
from sqlalchemy import select

from hallenwart_backend.clubs.notices.tables import club_notices
from hallenwart_backend.clubs.profile import store
from hallenwart_backend.errors import ConfigError
from hallenwart_backend.seed_clubs import SeedNotice, SeedProfile, plant_notices, plant_profiles
from support.backends import JANA, MONDAY_NOON_MS, OSMAN, open_town


def told(connection):
    plant_profiles(connection, [SeedProfile(club="bc-04", about="Wir spielen.")], str, now_ms=MONDAY_NOON_MS)
    notice = SeedNotice(club="bc-04", by=OSMAN, kind="lift", title="Auto", text="Drei Plätze")
    plant_notices(connection, [notice], now_ms=MONDAY_NOON_MS)


async def test_twice_is_once_and_what_people_wrote_stays(tmp_path):
    async with open_town(tmp_path) as town:
        await town.backend.records.write(told)
        osman = await town.signed_in(OSMAN)
        page = {"shown": True, "about": {"de": "Neu."}}
        assert (await osman.put("/api/clubs/bc-04/profile", json=page)).status_code == 200
        await town.backend.records.write(told)
        found = await town.backend.records.read(lambda connection: store.one(connection, "bc-04"))
        assert found.about == {"de": "Neu."}
        assert len(await town.backend.records.read(lambda connection: connection.execute(select(club_notices)).all())) == 1


async def test_nobody_posts_for_another_club(tmp_path):
    async with open_town(tmp_path) as town:
        notice = SeedNotice(club="bc-04", by=JANA, kind="lift", title="Auto", text="Drei Plätze")
        with pytest.raises(ConfigError):
            await town.backend.records.write(lambda connection: plant_notices(connection, [notice], now_ms=1))
