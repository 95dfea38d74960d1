"""Alarms that are odd: of unknown places, with clocks that are years off. All of them reach people and are shown."""

import pytest
from sqlalchemy import select, update

from hallenwart_backend.alerts.letters import letter_of
from hallenwart_backend.alerts.tables import outgoing
from hallenwart_backend.alerts.ways.tables import ways
from hallenwart_backend.ports import Arrival
from support.backends import ADMIN, KERN, YILMAZ, open_town
from support.locker_town import reachable
from support.scripted import alarm

LARGEST = 2**53 - 1
BROWSER = {"User-Agent": "Mozilla/5.0 Firefox/145.0"}


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        await reachable(opened, KERN, YILMAZ, ADMIN)
        await opened.backend.records.write(
            lambda connection: connection.execute(update(ways).values(kind="sms", verified_ms=1))
        )
        yield opened


async def _letters(town):
    wanted = select(outgoing).order_by(outgoing.c.id)
    rows = await town.backend.records.read(lambda connection: connection.execute(wanted).all())
    return [letter_of(row) for row in rows]


async def _shown_everywhere(town, letter):
    await town.backend.build_view()
    admin = await town.signed_in(ADMIN)
    listed = (await admin.get("/api/incidents", params={"state": "all", "limit": 200})).json()["incidents"]
    table = await admin.get("/api/incidents/export.csv", params={"state": "all"})
    assert table.status_code == 200
    assert letter.incident in table.text
    assert letter.incident in {one["id"] for one in listed}
    assert (await admin.get(f"/api/incidents/{letter.incident}")).status_code == 200
    assert (await admin.get("/api/evidence")).status_code == 200
    page = await town.stranger().get(f"/a/{town.backend.people.links.token(letter)}", headers=BROWSER)
    assert page.status_code == 200


async def test_alarms_whose_clock_is_years_off_wake_and_are_shown_everywhere(town):
    for number, t_ms in enumerate([0, -5, LARGEST, -LARGEST, 4_102_444_800_000]):
        row = alarm(id=f"a{number}", zone=f"z{number}", t_ms=t_ms, sensors=["s1", "s2"], delay_ms=LARGEST)
        await town.backend.fire.on_alarm(Arrival("nordpark-1", town.clock.now_ms()), row)
        told = await _letters(town)
        assert len(told) == number + 1
        await _shown_everywhere(town, told[-1])
    record = await (await town.signed_in(ADMIN)).get("/api/evidence/export.pdf", params={"site": "nordpark", "year": 2026})
    assert record.status_code == 200


async def test_alarms_of_unknown_places_and_with_endless_words_wake(town):
    known = 0
    for device in ("nordpark-1", "nobody-9"):
        for number, zone in enumerate(("", "no-such-zone", "x" * 4_000, "<b>\u202e'\n=1+1")):
            words = {"c": "s" * 3_000, "text": "t" * 9_000, "id": f"{device}{number}" + "i" * 900}
            row = alarm(t_ms=town.clock.now_ms(), zone=zone, **words)
            await town.backend.fire.on_alarm(Arrival(device, town.clock.now_ms()), row)
            told = await _letters(town)
            assert len(told) > known, (device, zone[:20])
            known = len(told)
            await _shown_everywhere(town, told[-1])
