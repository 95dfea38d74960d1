"""From what happens to a booking to the letters of the one queue: who is told what, once, by which way."""

import re

import msgspec
import pytest
from sqlalchemy import select

from hallenwart_backend.accounts.store import by_email
from hallenwart_backend.adapters.mail_look import text_of
from hallenwart_backend.alerts.tables import outgoing
from hallenwart_backend.alerts.ways import store as ways
from hallenwart_backend.alerts.ways.rules import Kind as WayKind
from hallenwart_backend.alerts.ways.rules import Way
from hallenwart_backend.booking.letters import store
from hallenwart_backend.booking.tables import news
from hallenwart_backend.mail import Mail
from hallenwart_contract.messages import Conn
from support.backends import AMT, HOUR_MS, JANA, MONDAY_NOON_MS, OSMAN, open_town
from support.mailbox import with_mail

pytestmark = pytest.mark.usefixtures("each_database")
DAY_MS = 24 * HOUR_MS
START_MS = MONDAY_NOON_MS + 2 * DAY_MS + 6 * HOUR_MS  # Wednesday 18:00


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        opened.box = await with_mail(opened)
        yield opened


async def book(town, email=JANA, start_ms=START_MS, **change):
    wish = {"hall": "nordpark", "sections": [1], "start_ms": start_ms, "end_ms": start_ms + HOUR_MS, "title": "Volleyball"}
    answer = await (await town.signed_in(email)).post("/api/bookings", json=wish | change)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


async def later(town, ms=61_000):
    """Let time pass; return what came by mail: to whom, and which title."""
    town.clock.advance(ms)
    await town.backend.letters.look()
    await town.backend.letters.look()
    return [(to, notice.title.partition(":")[0]) for to, notice in await town.box.collect()]


async def confirm(town):
    await town.backend.desk.publish_all()
    rev = town.backend.publisher.wanted("nordpark-1", "grants").rev
    conn = Conn(dev="nordpark-1", online=True, boot="b", conn=1, revs={"grants": rev})
    await town.backend.lockers.custody.on_conn(town.arrival(), conn)


async def choose(town, email, **change):
    browser = await town.signed_in(email)
    now = (await browser.get("/api/me/messages")).json()
    body = {name: now[name] for name in ("language", "lead_min", "digest_min", "own", "town", "code_in_mail")}
    answer = await browser.put("/api/me/messages", json=body | {"groups": []} | change)
    assert answer.status_code == 200, answer.text
    return answer.json()


def newest(town):
    return town.box.sent[-1][1]


def text(notice):
    return text_of(msgspec.convert(notice.mail, Mail))


async def test_the_office_books_and_the_club_gets_one_mail_with_the_code_at_the_locker(town):
    await book(town, AMT, club="tsv-lindenau")
    assert await later(town, 3_000) == []
    await confirm(town)
    await town.backend.letters.look()
    assert await later(town, 12_000) == [(JANA, "Gebucht")]
    assert "Ihr Code ist am Schlüsselkasten" in newest(town).body
    assert await later(town) == []


async def test_who_booked_is_told_only_of_the_code_unless_they_want_more(town):
    await book(town)
    await confirm(town)
    assert await later(town) == [(JANA, "Ihr Code ist am Schlüsselkasten")]
    await choose(town, JANA, own=True)
    await book(town, start_ms=START_MS + 2 * HOUR_MS)
    assert await later(town) == [(JANA, "Gebucht")]


async def test_a_move_is_told_with_both_times_and_a_calendar_entry_that_follows(town):
    booking = await book(town, AMT, club="tsv-lindenau")
    await later(town)
    first = newest(town).mail["calendar"]
    office = await town.signed_in(AMT)
    moved = {"start_ms": START_MS + HOUR_MS, "end_ms": START_MS + 2 * HOUR_MS, "why": "Wahl"}
    assert (await office.patch(f"/api/bookings/{booking}", json=moved)).status_code == 200
    assert await later(town) == [(JANA, "Verschoben")]
    said = text(newest(town))
    assert "Mittwoch, 25.11.2026, 19:00\N{EN DASH}20:00 Uhr" in said
    assert "Vorher: Mittwoch, 25.11.2026, 18:00\N{EN DASH}19:00 Uhr" in said
    assert "Begründung: Wahl" in said
    assert (await office.delete(f"/api/bookings/{booking}?why=Rohrbruch")).status_code == 204
    assert await later(town) == [(JANA, "Abgesagt")]
    entries = [first, town.box.sent[-2][1].mail["calendar"], newest(town).mail["calendar"]]
    numbers = [int(one.split("SEQUENCE:")[1].split()[0]) for one in entries]
    assert numbers == sorted(set(numbers))
    assert {one.split("UID:")[1].split()[0] for one in entries} == {f"{booking}@hallenwart"}
    assert ["METHOD:CANCEL" in one for one in entries] == [False, False, True]


async def test_what_came_and_went_within_a_minute_is_nobodys_news(town):
    booking = await book(town, AMT, club="tsv-lindenau")
    town.clock.advance(5_000)
    await town.backend.letters.look()
    await (await town.signed_in(AMT)).delete(f"/api/bookings/{booking}?why=Irrtum")
    assert await later(town) == []


async def test_a_reminder_has_the_buttons_and_comes_once_and_anew_after_a_move(town):
    booking = await book(town)
    await later(town)
    assert await later(town, START_MS - DAY_MS - town.clock.now_ms()) == [(JANA, "Erinnerung")]
    said = text(newest(town))
    link = said.split("Verleihen oder absagen:\n")[1].split()[0]
    assert link.startswith("http://hallenwart.test/t/")
    page = await (await town.signed_in(JANA)).get(link.removeprefix("http://hallenwart.test"))
    assert page.status_code == 200
    assert "Diesen Termin verleihen" in page.text
    assert await later(town, HOUR_MS) == []
    office = await town.signed_in(AMT)
    moved = {"start_ms": START_MS + DAY_MS, "end_ms": START_MS + DAY_MS + HOUR_MS, "why": "Wahl"}
    assert (await office.patch(f"/api/bookings/{booking}", json=moved)).status_code == 200
    await later(town)
    assert await later(town, START_MS - town.clock.now_ms()) == [(JANA, "Erinnerung")]


async def test_a_cancelled_date_is_not_reminded_of_and_nobody_of_what_is_over(town):
    booking = await book(town)
    await later(town)
    await (await town.signed_in(JANA)).delete(f"/api/bookings/{booking}")
    assert await later(town, START_MS - DAY_MS - town.clock.now_ms()) == []
    await book(town, AMT, club="bc-04", start_ms=START_MS + HOUR_MS)
    assert await later(town, 3 * DAY_MS) == []


async def test_each_person_reads_it_in_their_language(town):
    await choose(town, JANA, language="en")
    await book(town, AMT, club="tsv-lindenau")
    await later(town)
    assert newest(town).title == "Booked: Wednesday, 25 Nov 2026, 18:00\N{EN DASH}19:00"
    assert "“Volleyball” at Sporthalle Nordpark, section 1 is booked." in newest(town).body


async def test_a_code_stands_in_a_mail_only_where_it_is_wanted_and_never_in_the_records(town):
    booking = await book(town, AMT, club="tsv-lindenau")
    shown = (await (await town.signed_in(JANA)).get("/api/bookings")).json()
    (code,) = [one["code"] for one in (shown if isinstance(shown, list) else shown["bookings"]) if one["id"] == booking]
    await later(town)
    assert f"{code[:4]} {code[4:]}" not in text(newest(town))
    await choose(town, JANA, code_in_mail=True)
    await confirm(town)
    assert await later(town) == []  # seen just now
    assert await later(town) == [(JANA, "Ihr Code ist am Schlüsselkasten")]
    assert f"Code: {code[:4]} {code[4:]}" in text(newest(town))
    assert code not in newest(town).body
    rows = await town.backend.records.read(lambda connection: connection.execute(select(outgoing.c.notice)).all())
    kept = str(rows)
    assert code not in kept
    assert code[:4] + " " + code[4:] not in kept
    assert "/t/" not in kept


async def test_collected_mails_come_together_in_the_evening(town):
    await choose(town, JANA, digest_min=20 * 60)
    for hour in (0, 1):
        await book(town, AMT, club="tsv-lindenau", start_ms=START_MS + hour * HOUR_MS)
    assert await later(town) == []
    planned = (await (await town.signed_in(JANA)).get("/api/me/messages/sent")).json()["letters"]
    assert [one["state"] for one in planned] == ["planned", "planned"]
    assert await later(town, 8 * HOUR_MS) == [(JANA, "Ihre Hallentermine")]
    assert text(newest(town)).count("ist gebucht") == 2
    assert await later(town, HOUR_MS) == []


async def test_push_is_short_waits_for_quiet_hours_and_opens_the_right_page(town):
    jana = await town.signed_in(JANA)
    person = await _person(town, JANA)

    def subscribe(connection):
        way = Way("w1", person, WayKind.WEBPUSH, "https://push.example/1", created_ms=1)
        ways.subscribe(connection, way, p256dh="x", auth="y")

    await town.backend.records.write(subscribe)
    spans = [{"weekdays": list(range(7)), "from_min": 11 * 60, "to_min": 14 * 60}]
    assert (await jana.put("/api/ways/quiet", json={"zone": "Europe/Berlin", "spans": spans})).status_code == 204
    booking = await book(town, AMT, club="tsv-lindenau")
    await later(town)
    rows = await town.backend.records.read(lambda connection: connection.execute(select(outgoing)).all())
    (push,) = [one for one in rows if one.way == "webpush"]
    assert push.next_ms == MONDAY_NOON_MS + 2 * HOUR_MS
    assert push.notice["link"] == f"/club/#/termine/{booking}"
    (mail,) = [one for one in rows if one.way != "webpush"]
    assert mail.accepted_ms is not None


async def _person(town, email):

    found = await town.backend.records.read(lambda connection: by_email(connection, email))
    return found.person.id


async def test_mails_of_a_kind_end_at_one_click_and_essential_ones_still_come(town):
    await book(town, AMT, club="tsv-lindenau")
    await later(town)
    path = newest(town).mail["leave"].removeprefix("http://hallenwart.test")
    stranger = town.stranger()
    assert (await stranger.get(path)).status_code == 200
    assert (await stranger.post(path[:-2] + "xx")).status_code == 404
    assert (await stranger.post(path, content="List-Unsubscribe=One-Click")).status_code == 200
    booking = await book(town, AMT, club="tsv-lindenau", start_ms=START_MS + 2 * HOUR_MS)
    await choose(town, JANA, groups=[{"group": "codes", "channels": []}, {"group": "bookings", "channels": []}])
    assert await later(town) == []
    await (await town.signed_in(AMT)).delete(f"/api/bookings/{booking}?why=Rohrbruch")
    assert await later(town) == [(JANA, "Abgesagt")]
    assert newest(town).mail["leave"] == ""


async def test_a_closing_tells_of_all_dates_and_substitutes(town):
    for hour in (0, 1):
        await book(town, start_ms=START_MS + hour * HOUR_MS)
    await later(town)
    body = {"halls": ["nordpark"], "why": "Wahl", "first": "2026-11-25T17:00", "last": "2026-11-25T23:00"}
    assert (await (await town.signed_in(AMT)).post("/api/closings", json=body)).status_code == 201
    assert await later(town) == [(JANA, "Halle gesperrt")]
    said = text(newest(town))
    assert said.count("Ersatz buchen: Mittwoch, 25.11.2026") >= 2
    assert re.search(r"http://hallenwart.test/club/#/buchen\?halle=sued&von=\d+&bis=\d+&teile=1&was=Volleyball\n", said)
    assert "Begründung: Wahl" in said
    assert "Jetzt buchen:\nhttp://hallenwart.test/club/#/buchen" in said


async def test_a_series_is_one_message_with_the_days_left_out(town):
    await book(town, OSMAN, start_ms=START_MS + 7 * DAY_MS)
    await later(town)
    body = {
        "hall": "nordpark",
        "sections": [1],
        "club": "tsv-lindenau",
        "title": "Volleyball",
        "weekday": 2,
        "start": "18:00",
        "end": "19:00",
        "from_date": "2026-11-25",
        "to_date": "2026-12-16",
        "on_conflict": "skip",
    }
    answer = await (await town.signed_in(AMT)).post("/api/series", json=body)
    assert answer.status_code == 201, answer.text
    assert await later(town) == [(JANA, "Serie gebucht")]
    said = text(newest(town))
    assert "3 Termine" in said
    assert "Termine: 25.11., 09.12., 16.12." in said
    assert "Ohne diese Tage: 02.12." in said
    await confirm(town)
    assert await later(town) == []  # the code of a series' date comes with its reminder


async def test_delivery_is_shown_to_the_person_and_to_the_office(town):
    booking = await book(town, AMT, club="tsv-lindenau")
    await later(town)
    jana, office, osman = [await town.signed_in(email) for email in (JANA, AMT, OSMAN)]
    (mine,) = (await jana.get("/api/me/messages/sent")).json()["letters"]
    assert (mine["kind"], mine["way"], mine["state"], mine["booking"]) == ("booked", "email", "handed_over", booking)
    (told,) = (await office.get(f"/api/bookings/{booking}/told")).json()["letters"]
    assert (told["person"], told["state"]) == ("Jana Lindner", "handed_over")
    assert (await osman.get(f"/api/bookings/{booking}/told")).status_code == 403
    assert (await osman.get("/api/me/messages/sent")).json() == {"letters": []}


async def test_without_a_mail_gateway_any_way_is_better_than_silence(tmp_path):
    async with open_town(tmp_path) as town:
        person = await _person(town, JANA)
        way = Way("w1", person, WayKind.OTHER, "json://gateway.example", created_ms=1, verified_ms=1)
        await town.backend.records.write(lambda connection: ways.add(connection, way))
        await book(town, AMT, club="tsv-lindenau")
        town.clock.advance(61_000)
        await town.backend.letters.look()
        rows = await town.backend.records.read(lambda connection: connection.execute(select(outgoing.c.address)).all())
        assert [one.address for one in rows] == ["json://gateway.example"]


async def test_a_crash_between_letters_and_mark_tells_nobody_twice_or_never(town, monkeypatch):

    await book(town, AMT, club="tsv-lindenau")
    town.clock.advance(61_000)
    real = store.mark_done

    def killed(*_, **__):
        raise RuntimeError("killed")

    monkeypatch.setattr(store, "mark_done", killed)
    with pytest.raises(RuntimeError, match="killed"):
        await town.backend.letters.look()
    assert await town.box.collect() == []
    monkeypatch.setattr(store, "mark_done", real)
    assert await later(town) == [(JANA, "Gebucht")]

    def again(connection):
        connection.execute(news.update().values(done_ms=None))

    await town.backend.records.write(again)  # as restored from a backup
    assert await later(town) == []
