"""Somebody is made to open: who is on call is woken at once, and nothing at the site shows it."""

import pytest

from hallenwart_backend.alerts import letters as letter_queue
from hallenwart_contract.codec import encode
from hallenwart_contract.messages import Alarm
from support.backends import HOUR_MS, JANA, KERN, MONDAY_NOON_MS, OSMAN, open_town
from support.locker_town import book, connect, incident, letters, reachable


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        await reachable(opened, KERN, JANA, OSMAN)
        yield opened


async def test_duress_wakes_who_is_on_call_and_stays_off_every_screen_of_the_site(town):
    booking = await book(town, "nordpark", MONDAY_NOON_MS, MONDAY_NOON_MS + HOUR_MS, "bc-04")
    wire = await connect(town)
    await town.backend.desk.publish_all()
    before = encode(town.backend.publisher.wanted("nordpark-2", "view"))
    alarm = Alarm(
        id="d1",
        type="duress",
        phase="raise",
        sev="crit",
        zone="",
        c="locker",
        t_ms=MONDAY_NOON_MS,
        text=f"{booking.id}.nordpark-1",
    )
    for _ in range(2):
        await town.backend.fire.on_alarm(town.arrival(), alarm)
    found = await incident(town, "duress")
    assert (found.what.sev, found.what.site, found.what.detail) == ("crit", "nordpark", "BC 04 · Gruppe bc-04")
    assert [address for address, _ in await letters(town)] == [KERN]
    (letter,) = await town.backend.records.read(
        lambda connection: letter_queue.due_letters(connection, now_ms=town.clock.now_ms())
    )
    assert letter.notice["urgent"]
    assert "110" in letter.notice["body"]
    assert "112" not in letter.notice["body"]
    await town.backend.desk.publish_all()
    assert encode(town.backend.publisher.wanted("nordpark-2", "view")) == before

    kern = await town.signed_in(KERN)
    assert (await kern.post(f"/api/incidents/{found.id}/resolve", json={"note": "Polizei war da"})).status_code == 200
    assert wire.sent == []  # no reset, nothing at the locker tells of it
    await town.backend.fire.on_alarm(town.arrival(), alarm)
    assert await town.backend.incidents.open_incidents() == []
