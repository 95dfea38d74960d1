"""Overdue keys and damage: the same choices hold, and who comes next is told."""

import pytest

from hallenwart_backend.ports import Notice
from support.backends import AMT, HOUR_MS, JANA, MONDAY_NOON_MS, OSMAN, open_town
from support.locker_town import tell
from support.mailbox import with_mail

DAY_MS = 24 * HOUR_MS
OVERDUE = Notice("Schlüssel bitte zurückbringen", "Er war fällig.", "k1", urgent=False, link="/club/")
NEEDED = Notice("Schlüssel wird gebraucht", "Die nächste Gruppe wartet.", "k2", urgent=True, link="/club/")


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        opened.box = await with_mail(opened)
        yield opened


async def book(town, email, start_ms, club, sections=(1,)):
    wish = {"hall": "nordpark", "sections": list(sections), "start_ms": start_ms, "end_ms": start_ms + HOUR_MS, "title": "A"}
    answer = await (await town.signed_in(email)).post("/api/bookings", json=wish | {"club": club})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


async def test_an_overdue_key_is_told_by_mail_unless_switched_off_and_an_urgent_one_always(town):
    messages = town.backend.lockers.messages
    assert await messages.tell_club("tsv-lindenau", OVERDUE, once="a") == 1
    assert await messages.tell_club("tsv-lindenau", OVERDUE, once="a") == 0
    assert [to for to, _ in await town.box.collect()] == [JANA]
    jana = await town.signed_in(JANA)
    body = {"language": "de", "lead_min": 1440, "groups": [{"group": "keys", "channels": []}]}
    assert (await jana.put("/api/me/messages", json=body)).status_code == 200
    assert await messages.tell_club("tsv-lindenau", OVERDUE, once="b") == 0
    assert await messages.tell_club("tsv-lindenau", NEEDED, once="c") == 1
    assert [(to, notice.title) for to, notice in await town.box.collect()] == [(JANA, NEEDED.title)]
    shown = (await jana.get("/api/me/messages/sent")).json()["letters"]
    assert [(one["kind"], one["title"]) for one in shown] == [("keys", NEEDED.title), ("keys", OVERDUE.title)]


async def damage(town, booking, at_ms):
    await tell(town, "report.made", 1, at_ms=at_ms, booking=booking, condition="damaged")
    town.clock.advance(61_000)
    await town.backend.letters.look()
    return [(to, notice.title) for to, notice in await town.box.collect() if notice.title.startswith("Schaden")]


async def test_damage_is_told_once_to_the_club_that_comes_next_there(town):
    first = await book(town, AMT, MONDAY_NOON_MS + HOUR_MS, "tsv-lindenau")
    await book(town, AMT, MONDAY_NOON_MS + 3 * HOUR_MS, "bc-04", sections=(2,))
    assert await damage(town, first, town.clock.now_ms()) == []  # the other third is not concerned
    await book(town, AMT, MONDAY_NOON_MS + 4 * HOUR_MS, "bc-04")
    at_ms = town.clock.now_ms()
    assert await damage(town, first, at_ms) == [(OSMAN, "Schaden gemeldet: Sporthalle Nordpark, Teil 1")]
    assert await damage(town, first, at_ms) == []


async def test_ones_own_damage_is_no_news(town):
    first = await book(town, AMT, MONDAY_NOON_MS + HOUR_MS, "tsv-lindenau")
    await book(town, AMT, MONDAY_NOON_MS + 3 * HOUR_MS, "tsv-lindenau")
    assert await damage(town, first, town.clock.now_ms()) == []
