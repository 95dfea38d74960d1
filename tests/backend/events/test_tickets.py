"""Free tickets of a public match: by mail and link, a line of those who wait, doors, phones at the door, what is kept."""

from __future__ import annotations

import asyncio
import base64

import pytest
from sqlalchemy import update

from hallenwart_backend.booking.tables import bookings
from hallenwart_backend.events.tickets import store
from hallenwart_contract import badges, tickets
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event
from support.backends import AMT, HOUR_MS, JANA, MEMBER, OSMAN, open_town
from support.event_town import START_MS
from support.help_town import letters
from support.ticket_town import GUEST, ask, confirmed, link_of, texts_on, ticketed

pytestmark = pytest.mark.usefixtures("each_database")
DOOR = "phone-0a1b2c3d"
OTHER = "zweiter@beispiel.example"


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def figures(town, event):
    return (await (await town.signed_in(JANA)).get(f"/api/events/{event}/tickets")).json()


async def at_reader(town, event, text, at_ms, *, device="nordpark-1", said="admitted"):
    told = {"event": event, "ticket": tickets.digest_of(text).hex(), "outcome": said, "badge": "", "code": ""}
    sent = Event(kind=EventKind.TICKET_SHOWN, t_ms=at_ms, c="reader", a=told)
    await town.backend.events.tickets.signs.on_event(town.arrival(device), sent)


async def at_phone(town, event, seen=(), *, door=DOOR, email=JANA, rev=""):
    body = {"door": door, "rev": rev, "seen": list(seen)}
    answer = await (await town.signed_in(email)).post(f"/api/events/{event}/door", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def shown(text, at_ms, outcome="admitted", **badge):
    return {"ticket": tickets.digest_of(text).hex(), "at_ms": at_ms, "outcome": outcome} | badge


async def test_a_guest_gets_tickets_by_the_link_in_a_letter_and_nobody_learns_of_it(town):
    event, browser = await ticketed(town), town.stranger()
    page = (await browser.get(f"/veranstaltungen/{event}")).text
    assert "3 von 3 Karten sind noch frei" in page
    assert ">Karte holen<" in page
    assert (await ask(browser, event, places=2)).headers["location"].endswith("said=tickets")
    assert (await figures(town, event))["given"] == 0, "a wish holds no place"
    link = await link_of(town)
    asked = (await browser.get(link)).text
    assert "2 Karten" in asked
    assert texts_on(asked) == [], "a look alone gives nothing"
    assert (await browser.post(link, data={"act": "confirm"})).status_code == 303
    mine = await browser.get(link)
    assert mine.headers["cache-control"] == "no-store"
    assert len(texts_on(mine.text)) == 2
    assert all(tickets.digest_of(text) for text in texts_on(mine.text))
    assert "noindex" in mine.text
    assert "1 von 3 Karten ist noch frei" in (await browser.get(f"/veranstaltungen/{event}")).text
    told = await figures(town, event)
    assert (told["given"], told["capacity"], told["allowed"]) == (2, 3, 199)
    assert GUEST not in repr(told)
    before = await ask(browser, event)
    assert before.headers["location"].endswith("said=tickets"), "the answer never says who has tickets"
    assert await link_of(town) == link
    assert (await browser.get(link[:-1] + ("A" if link[-1] != "A" else "B"))).status_code == 404


async def test_what_is_no_wish_is_told_so_and_kept_in_the_form(town):
    event, browser = await ticketed(town), town.stranger()
    for email, places in (("gast", "1"), ("", "1"), (GUEST, "7"), (GUEST, "²")):
        answer = await browser.post(f"/veranstaltungen/{event}/karten", data={"email": email, "places": places})
        assert answer.status_code == 422
        assert f'value="{email}"' in answer.text
    english = await browser.post(f"/veranstaltungen/{event}/karten?lang=en", data={"email": "x"})
    assert "Please enter your e-mail address." in english.text
    assert (await ask(browser, "0" * 16)).status_code == 404


async def test_who_waits_gets_what_is_given_back_in_the_order_of_coming(town):
    event, browser = await ticketed(town), town.stranger()
    first = await confirmed(town, browser, event, "a@x.example", 2)
    second = await confirmed(town, browser, event, "b@x.example", 3)
    third = await confirmed(town, browser, event, "c@x.example", 1)
    assert "Warteliste" in (await browser.get(second)).text
    assert len(texts_on((await browser.get(third)).text)) == 1, "who fits need not wait for who does not"
    page = (await browser.get(first)).text
    ticket = page.split('name="ticket" value="')[1][:16]
    assert (await browser.post(first, data={"act": "back", "ticket": ticket})).status_code == 303
    assert len(texts_on((await browser.get(first)).text)) == 1
    assert (await figures(town, event))["waiting"] == 3
    for link in (first, third):
        assert (await browser.post(link, data={"act": "back"})).status_code == 303
    assert "keine Karten mehr" in (await browser.get(first)).text
    assert len(texts_on((await browser.get(second)).text)) == 3
    assert "Ihre Karten" in (await letters(town, "b@x.example"))[-1]["title"]


async def test_many_at_once_get_the_tickets_there_are(town):
    event, browser = await ticketed(town), town.stranger()
    links = []
    for number in range(5):
        await ask(town.stranger() if number % 2 else browser, event, f"g{number}@x.example")
        links.append(await link_of(town, f"g{number}@x.example"))
    answers = await asyncio.gather(*(browser.post(link, data={"act": "confirm"}) for link in links))
    assert {one.status_code for one in answers} == {303}
    told = await figures(town, event)
    assert (told["given"], told["waiting"]) == (3, 2)


async def test_the_hall_the_office_and_the_club_say_how_many(town):
    event = await ticketed(town, places=None)
    club, office, other = [await town.signed_in(email) for email in (JANA, AMT, OSMAN)]
    assert (await figures(town, event))["capacity"] == 199
    path = f"/api/events/{event}/tickets"
    assert (await club.put(f"{path}/held-back", json={"held_back": 40})).status_code == 403
    assert (await office.put(f"{path}/held-back", json={"held_back": 40})).json()["capacity"] == 159
    assert (await other.put(path, json={"open": False})).status_code == 403
    browser = town.stranger()
    await confirmed(town, browser, event, places=3)
    few = await club.put(path, json={"open": True, "places": 2})
    assert (few.status_code, few.json()["code"]) == (409, "too_few")
    assert (await club.put(path, json={"open": False, "places": 3})).json()["given"] == 3
    assert "Karten sind noch frei" not in (await browser.get(f"/veranstaltungen/{event}")).text
    assert (await ask(browser, event, OTHER)).status_code == 409


async def test_the_lockers_of_the_site_know_the_tickets_and_no_other(town):
    event, browser = await ticketed(town), town.stranger()
    assert (await town.backend.access.grants_of("nordpark-1")).doors == []
    link = await confirmed(town, browser, event, places=2)
    texts = texts_on((await browser.get(link)).text)
    (door,) = (await town.backend.access.grants_of("nordpark-1")).doors
    assert (door.event, door.from_ms, door.to_ms) == (event, START_MS - 2 * HOUR_MS, START_MS + 2 * HOUR_MS)
    assert tickets.split(door.admits) == {tickets.digest_of(text) for text in texts}
    assert (await town.backend.access.grants_of("sued-1")).doors == []
    await browser.post(link, data={"act": "back"})
    assert (await town.backend.access.grants_of("nordpark-1")).doors == []


async def test_a_ticket_at_the_reader_counts_once_however_often_it_is_told(town):
    event, browser = await ticketed(town), town.stranger()
    link = await confirmed(town, browser, event)
    (text,) = texts_on((await browser.get(link)).text)
    for _ in range(2):
        await at_reader(town, event, text, START_MS)
    await at_reader(town, event, tickets.draw(), START_MS)
    await at_reader(town, event, text, START_MS, device="sued-1")
    told = await figures(town, event)
    assert (told["came"], told["odd"]) == (1, [])
    assert "Benutzt" in (await browser.get(link)).text
    refused = await browser.post(link, data={"act": "back"})
    assert (refused.status_code, "schon jemand hineingegangen" in refused.text) == (409, True)


async def test_one_ticket_at_two_doors_is_seen_whichever_tells_first_and_the_club_hears_of_it(town):
    event, browser = await ticketed(town), town.stranger()
    (text,) = texts_on((await browser.get(await confirmed(town, browser, event))).text)
    town.clock.advance(START_MS - town.clock.now_ms())
    await at_phone(town, event, [shown(text, START_MS - 60_000)])
    await at_reader(town, event, text, START_MS - 120_000)
    told = await figures(town, event)
    assert told["came"] == 1
    assert [(one["door"], one["outcome"]) for one in told["odd"]] == [(DOOR, "double")], "the earlier one was the holder"
    assert any("doppelt benutzt" in one["title"] for one in await letters(town, JANA))


async def test_a_phone_loads_the_list_once_and_tells_later_what_it_saw(town):
    event, browser = await ticketed(town), town.stranger()
    texts = texts_on((await browser.get(await confirmed(town, browser, event, places=2))).text)
    town.clock.advance(START_MS - town.clock.now_ms())
    first = await at_phone(town, event)
    assert set(first["admits"]) == {tickets.digest_of(text).hex() for text in texts}
    assert GUEST not in repr(first)
    queue = [shown(texts[0], START_MS - 5_000), shown(texts[0], START_MS - 1_000, "again")]
    for _ in range(2):  # the answer was lost on its way
        after = await at_phone(town, event, queue, rev=first["rev"])
    assert after["admits"] is None
    assert [(one["ticket"], one["door"]) for one in after["used"]] == [(queue[0]["ticket"], DOOR)]
    assert (await figures(town, event))["came"] == 1
    future = await at_phone(town, event, [shown(texts[1], START_MS + HOUR_MS)])
    assert len(future["used"]) == 1, "a phone whose clock is an hour ahead is not believed"


async def test_a_helper_checks_by_the_door_link_until_it_is_ended(town):
    event = await ticketed(town)
    club, helper = await town.signed_in(JANA), town.stranger()
    made = (await club.post(f"/api/events/{event}/door-link")).json()["url"]
    assert f"/club/#/einlass/{event}?link=" in made
    token = made.split("link=")[1]
    body = {"door": DOOR}
    first = (await helper.get(f"/api/doors/{token}")).json()
    assert (first["event"], first["admits"]) == (event, [])
    assert (await helper.get(f"/api/doors/{token}", params={"rev": first["rev"]})).json()["admits"] is None
    assert (await helper.post(f"/api/doors/{token}", json=body)).json()["event"] == event
    assert (await club.get(f"/api/events/{event}/door")).json()["rev"] == first["rev"]
    assert (await helper.post(f"/api/doors/{'A' * 35}", json=body)).status_code == 404
    assert (await (await town.signed_in(MEMBER)).post(f"/api/events/{event}/door", json=body)).status_code == 403
    fresh = (await club.post(f"/api/events/{event}/door-link")).json()["url"].split("link=")[1]
    assert (await helper.post(f"/api/doors/{token}", json=body)).json()["code"] == "no_such_door"
    assert (await club.delete(f"/api/events/{event}/door-link")).status_code == 204
    assert (await helper.post(f"/api/doors/{fresh}", json=body)).status_code == 404


async def badge_of(town, browser):
    """Let a member have a badge; return its handle and its key."""
    handed = (await browser.post("/api/me/badge")).json()
    return handed["badge"]["handle"], base64.b64decode(handed["key"])


async def test_a_members_ticket_stands_on_their_badge_and_its_digits_are_proven_afterwards(town):
    event, member = await ticketed(town), await town.signed_in(MEMBER)
    handle, key = await badge_of(town, member)
    assert "Ausweis" in (await member.get(f"/veranstaltungen/{event}")).text
    link = (await member.post(f"/veranstaltungen/{event}/karten", data={"places": "2"})).headers["location"].split("?")[0]
    page = (await member.get(link)).text
    assert "Zeigen Sie am Einlass Ihren Ausweis" in page
    assert len(texts_on(page)) == 1
    digest = tickets.badge_digest(event, handle)
    (door,) = (await town.backend.access.grants_of("nordpark-1")).doors
    assert digest in tickets.split(door.admits)
    town.clock.advance(START_MS - town.clock.now_ms())
    for at_ms, code in (
        (START_MS - 90_000, badges.totp(key, badges.step_of(START_MS - 90_000))),
        (START_MS - 9_000, "00000000"),
    ):
        seen = {"ticket": digest.hex(), "at_ms": at_ms, "outcome": "admitted", "badge": handle, "code": code}
        await at_phone(town, event, [seen])
    assert [one["outcome"] for one in (await figures(town, event))["odd"]] == ["unproven"], "the first one was genuine"


async def test_a_badge_that_is_no_more_leaves_its_ticket_to_a_code(town):
    event, member = await ticketed(town), await town.signed_in(MEMBER)
    await badge_of(town, member)
    link = (await member.post(f"/veranstaltungen/{event}/karten", data={"places": "1"})).headers["location"].split("?")[0]
    assert texts_on((await member.get(link)).text) == []
    assert (await member.delete("/api/me/badge")).status_code < 300
    due = town.backend.events.tickets.due
    assert (await due.look(), await due.look()) == (1, 0)
    (text,) = texts_on((await member.get(link)).text)
    (door,) = (await town.backend.access.grants_of("nordpark-1")).doors
    assert tickets.split(door.admits) == {tickets.digest_of(text)}


async def test_a_ticket_goes_from_the_badge_to_a_code_and_back(town):
    event, member = await ticketed(town), await town.signed_in(MEMBER)
    await badge_of(town, member)
    link = (await member.post(f"/veranstaltungen/{event}/karten", data={"places": "1"})).headers["location"].split("?")[0]
    assert (await member.post(link, data={"act": "code"})).status_code == 303
    (text,) = texts_on((await member.get(link)).text)
    (door,) = (await town.backend.access.grants_of("nordpark-1")).doors
    assert tickets.split(door.admits) == {tickets.digest_of(text)}
    assert (await town.stranger().post(link, data={"act": "badge"})).status_code == 422
    assert (await member.post(link, data={"act": "badge"})).status_code == 303
    assert texts_on((await member.get(link)).text) == []


def _later(connection, booking):
    later = {"start_ms": START_MS + 3 * HOUR_MS, "end_ms": START_MS + 5 * HOUR_MS}
    connection.execute(update(bookings).where(bookings.c.id == booking).values(**later))


async def test_who_has_tickets_hears_of_another_time_and_of_the_end(town):
    event, browser = await ticketed(town), town.stranger()
    link = await confirmed(town, browser, event)
    booking = (await town.backend.events.events.one(event)).event.booking
    club = await town.signed_in(JANA)
    await town.backend.records.write(lambda connection: _later(connection, booking))
    due = town.backend.events.tickets.due
    assert (await due.look(), await due.look()) == (1, 0)
    assert "Neue Zeit" in (await letters(town, GUEST))[-1]["title"]
    assert (await club.delete(f"/api/bookings/{booking}")).status_code < 300
    assert await due.look() == 1
    assert "Abgesagt" in (await letters(town, GUEST))[-1]["title"]
    assert "findet so nicht statt" in (await browser.get(link)).text
    assert (await town.backend.access.grants_of("nordpark-1")).doors == []


async def test_a_wish_nobody_confirms_is_gone_after_a_day(town):
    event, browser = await ticketed(town), town.stranger()
    await ask(browser, event)
    link = await link_of(town)
    town.clock.advance(25 * HOUR_MS)
    await town.backend.events.tickets.due.look()
    assert (await browser.get(link)).status_code == 404


async def test_a_week_after_the_event_addresses_and_tickets_are_gone_and_the_counts_stay(town):
    event, browser = await ticketed(town), town.stranger()
    link = await confirmed(town, browser, event, places=2)
    texts = texts_on((await browser.get(link)).text)
    await at_reader(town, event, texts[0], START_MS)
    town.clock.advance(START_MS + 2 * HOUR_MS + 7 * 24 * HOUR_MS - town.clock.now_ms() - 1)
    assert await town.backend.retention.once()
    assert (await browser.get(link)).status_code == 200
    town.clock.advance(2)
    assert await town.backend.retention.once()
    assert (await browser.get(link)).status_code == 404
    kept = await town.backend.records.read(lambda connection: store.of_event(connection, event))
    assert (kept.given, kept.came) == (2, 1)
