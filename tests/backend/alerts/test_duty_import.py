"""Shifts from calendars: what Google, Outlook and Nextcloud write, and what is no calendar."""

import threading
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from hallenwart_backend.accounts.store import login_of
from hallenwart_backend.alerts.duty import ical
from hallenwart_backend.alerts.duty.ical import Known
from hallenwart_backend.alerts.ways.tables import ways
from hallenwart_backend.calendar_text import MOST_CHARACTERS, CalendarError
from support.backends import AMT, KERN, MONDAY_NOON_MS, YILMAZ, open_town
from support.calendars import GOOGLE, NEXTCLOUD, OUTLOOK, calendar, event

BERLIN = ZoneInfo("Europe/Berlin")


def local(ms):
    return f"{datetime.fromtimestamp(ms / 1000, BERLIN):%d.%m.%y %H:%M}"


def times(text):
    return [(local(one.from_ms), local(one.to_ms)) for one in ical.read(text, BERLIN, MONDAY_NOON_MS).entries]


def test_a_series_of_google_keeps_its_hours_over_the_change_of_clocks_and_leaves_out_what_is_excepted():
    found = times(GOOGLE)
    assert len(found) == 19
    assert found[0] == ("27.11.26 18:00", "30.11.26 07:00")
    assert found[1] == ("11.12.26 18:00", "14.12.26 07:00")
    assert found[16] == ("26.03.27 18:00", "29.03.27 07:00")
    assert found[17] == ("02.04.27 18:00", "05.04.27 07:00")


def test_a_zone_by_the_name_windows_has_for_it_is_understood():
    assert times(OUTLOOK) == [("24.11.26 18:00", "25.11.26 06:00")]


def test_whole_days_are_local_days_and_what_is_cancelled_is_none():
    assert times(NEXTCLOUD) == [("01.12.26 00:00", "03.12.26 00:00"), ("05.12.26 18:00", "06.12.26 06:00")]


def test_a_time_without_zone_is_the_sites_and_one_moved_time_of_a_series_is_where_it_was_moved_to():
    series = event("DTSTART:20261124T180000", "DTEND:20261124T220000", "RRULE:FREQ=DAILY;COUNT=2", "SUMMARY:A")
    moved = event("RECURRENCE-ID:20261125T180000", "DTSTART:20261125T200000", "DTEND:20261125T230000", "SUMMARY:A")
    assert times(calendar(series, moved)) == [("24.11.26 18:00", "24.11.26 22:00"), ("25.11.26 20:00", "25.11.26 23:00")]


KNOWN = Known({"kern@stadt.example": "k"}, {"m. kern": "k", "a. yilmaz": "y"}, {"Vertretung Frau Sommer": "s"})


def test_people_are_found_by_address_by_the_name_in_the_summary_and_as_somebody_said():
    def who(text):
        return [ical.match(one, KNOWN) for one in ical.read(text, BERLIN, MONDAY_NOON_MS).entries]

    assert set(who(GOOGLE)) == {"k"}
    assert who(OUTLOOK) == ["y"]
    assert who(NEXTCLOUD) == ["y", "s"]
    both = event("DTSTART:20261124T180000", "DTEND:20261124T220000", "SUMMARY:M. Kern oder A. Yilmaz")
    assert who(calendar(both)) == [None]
    part = event("DTSTART:20261124T180000", "DTEND:20261124T220000", "SUMMARY:M. Kernig")
    assert who(calendar(part)) == [None]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no_calendar"),
        ("Name;Von;Bis\nKern;18:00;22:00", "no_calendar"),
        (event("DTSTART:20261124T180000"), "no_calendar"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261124", "no_calendar"),
        (calendar(event("DTSTART:20261124T180000", "RRULE:FREQ=SECONDLY")), "too_often"),
        (calendar(event("DTSTART:20261124T180000", "RRULE:FREQ=DAILY;BYHOUR=1,2,3")), "too_often"),
        (calendar(event("DTSTART:gestern", "DTEND:heute", "SUMMARY:A")), "bad_entry"),
        (calendar(event("SUMMARY:ohne Zeit")), "bad_entry"),
        (calendar(event("DTSTART:20261124T180000", "DTEND:20261124T190000", "RRULE:FREQ=BAD")), "bad_entry"),
        ("x" * (MOST_CHARACTERS + 1), "too_large"),
    ],
)
def test_what_is_no_calendar_of_shifts_is_refused_by_its_reason(text, code):
    with pytest.raises(CalendarError) as refused:
        ical.read(text, BERLIN, MONDAY_NOON_MS)
    assert refused.value.code == code


@given(st.text(max_size=300) | st.lists(st.sampled_from(GOOGLE.splitlines()), max_size=30).map("\r\n".join))
def test_no_text_breaks_the_reader(text):
    try:
        found = ical.read(text, BERLIN, MONDAY_NOON_MS)
    except CalendarError:
        return
    assert all(one.from_ms < one.to_ms for one in found.entries)


# --- over HTTP -------------------------------------------------------------------------------------------------------


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path, webhooks_here=True) as opened:

        def give_kern_a_way(connection):
            person = login_of(connection, KERN).person
            connection.execute(insert(ways).values(person=person, kind="sms", address="+491715550100", verified_ms=1))

        await opened.backend.records.write(give_kern_a_way)
        yield opened


async def test_a_calendar_is_shown_first_then_taken_in_and_again_replaced(town):
    office = await town.signed_in(AMT)
    preview = (await office.post("/api/duty/import", json={"text": GOOGLE, "sites": ["nordpark"]})).json()
    assert (preview["good"], preview["applied"], preview["entries"][0]["name"]) == (19, False, "M. Kern")
    assert (await office.get("/api/duty")).json()["shifts"] == []
    body = {"text": GOOGLE, "sites": ["nordpark"], "apply": True}
    assert (await office.post("/api/duty/import", json=body)).json()["replaced"] == 0
    shorter = body | {"text": GOOGLE.replace("COUNT=20", "COUNT=3")}
    again = (await office.post("/api/duty/import", json=shorter)).json()
    assert (again["good"], again["replaced"]) == (2, 19)
    shifts = (await office.get("/api/duty")).json()["shifts"]
    assert [(one["name"], one["imported"], one["sites"]) for one in shifts] == [("M. Kern", True, ["nordpark"])] * 2


async def test_who_cannot_be_matched_or_woken_is_told_and_left_out(town):
    office = await town.signed_in(AMT)
    told = (await office.post("/api/duty/import", json={"text": NEXTCLOUD, "apply": True})).json()
    assert [one["problem"] for one in told["entries"]] == ["no_waking_way", "unknown"]
    assert told["unknown"] == ["Vertretung Frau Sommer"]
    kern = next(one["person"] for one in (await office.get("/api/duty")).json()["people"] if one["name"] == "M. Kern")
    given = {"text": NEXTCLOUD, "apply": True, "people": {"Vertretung Frau Sommer": kern}}
    assert (await office.post("/api/duty/import", json=given)).json()["good"] == 1


async def test_a_calendar_of_an_address_is_fetched_and_nothing_private(town):
    office = await town.signed_in(AMT)
    with Served(GOOGLE.encode()) as served:
        answer = await office.post("/api/duty/import", json={"url": served.url})
        assert answer.json()["good"] == 19
        served.status = 302
        moved = await office.post("/api/duty/import", json={"url": served.url})
        assert (moved.status_code, moved.json()["code"]) == (422, "not_fetched")
        served.status, served.body = 200, b"x" * 1_000_001
        large = await office.post("/api/duty/import", json={"url": served.url})
        assert "1 MB" in large.json()["message"]["de"]
    for url in ("file:///etc/passwd", "ftp://hallen.example/a.ics", "https://10.0.0.1/a.ics", "http://hallen.example/a.ics"):
        assert (await office.post("/api/duty/import", json={"url": url})).status_code == 422


async def test_without_leave_this_machine_is_not_asked(tmp_path):
    async with open_town(tmp_path) as town:
        office = await town.signed_in(AMT)
        with Served(GOOGLE.encode()) as served:
            answer = await office.post("/api/duty/import", json={"url": served.url})
            assert answer.status_code == 422
            assert served.asked == 0


async def test_a_bad_calendar_is_refused_in_words(town):
    office = await town.signed_in(AMT)
    answer = await office.post("/api/duty/import", json={"text": "Name;Von;Bis"})
    assert (answer.status_code, answer.json()["code"]) == (422, "calendar_no_calendar")
    kern = await town.signed_in(YILMAZ)
    assert (await kern.post("/api/duty/import", json={"text": GOOGLE})).status_code == 403


class Served:
    """One file on loopback."""

    def __init__(self, body):
        self.body, self.status, self.asked = body, 200, 0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                outer.asked += 1
                self.send_response(outer.status)
                self.send_header("Location", "/elsewhere")
                self.end_headers()
                self.wfile.write(outer.body)

            def log_message(self, *_):
                """Keep quiet."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_port}/shifts.ics"

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
