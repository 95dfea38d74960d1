"""An empty line is an incident, and so is somebody on the roster whom nothing wakes any more."""

import pytest
from sqlalchemy import insert, update

from hallenwart_backend.accounts.store import login_of
from hallenwart_backend.alerts.duty.watch import GRACE_MS, LOOK_EVERY_MS
from hallenwart_backend.alerts.ways.tables import ways
from hallenwart_contract.live_incidents import IncidentKind
from support.backends import KERN, YILMAZ, open_town


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def give_way(town, email, **more):
    def add(connection):
        values = {"person": login_of(connection, email).person, "kind": "sms", "address": "+491715550100", "verified_ms": 1}
        connection.execute(insert(ways).values(**values | more))

    await town.backend.records.write(add)


async def watched(town, ms=GRACE_MS + LOOK_EVERY_MS):
    watch = town.backend.people.watch
    for _ in range(0, ms, LOOK_EVERY_MS):
        await watch.look(town.backend.incidents)
        town.clock.advance(LOOK_EVERY_MS)
    await watch.look(town.backend.incidents)
    return sorted((one.what.kind, one.what.site) for one in await town.backend.incidents.open_incidents() if one.causes)


async def test_nobody_to_wake_is_an_incident_of_each_site_and_ends_by_itself(town):
    assert await watched(town, GRACE_MS - 2 * LOOK_EVERY_MS) == []
    assert await watched(town) == [
        (IncidentKind.ALERT_PATH, ""),
        (IncidentKind.ALERT_PATH, ""),
        (IncidentKind.NOBODY_ON_CALL, "nordpark"),
        (IncidentKind.NOBODY_ON_CALL, "sued"),
    ]
    await give_way(town, YILMAZ)
    assert await watched(town) == [(IncidentKind.ALERT_PATH, "")]
    assert [one.name for one in await town.backend.people.duty.line("sued")] == ["A. Yilmaz", "M. Kern"]


async def test_a_way_that_dies_is_told_and_the_next_in_line_goes_first(town):
    await give_way(town, KERN)
    await give_way(town, YILMAZ, address="+491715550101")
    assert await watched(town) == []
    assert [one.name for one in await town.backend.people.duty.line("nordpark")] == ["M. Kern", "A. Yilmaz"]
    await town.backend.records.write(
        lambda connection: connection.execute(
            update(ways).where(ways.c.address == "+491715550100").values(failing="address is dead", failing_ms=2)
        )
    )
    assert await watched(town) == [(IncidentKind.ALERT_PATH, "")]
    assert [one.name for one in await town.backend.people.duty.line("nordpark")] == ["A. Yilmaz", "M. Kern"]


async def test_where_nobody_can_be_woken_the_administrators_follow(town):
    assert [(one.name, one.source) for one in await town.backend.people.duty.line("nordpark")] == [
        ("M. Kern", "chain"),
        ("A. Yilmaz", "chain"),
        ("Ada Admin", "admin"),
    ]
