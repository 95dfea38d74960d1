"""What somebody writes stays words: no page runs it, no spreadsheet calculates it, no calendar takes it for a line."""

import csv
import io

import icalendar
import pytest

from support.backends import AMT, HOUR_MS, JANA, MONDAY_NOON_MS, OSMAN, open_town

EVENING_MS = MONDAY_NOON_MS + 6 * HOUR_MS
HTML = '<script>alert(1)</script><img src=x onerror="alert(2)">'
FORMULA = '=HYPERLINK("http://evil.example","x")'
LINES = "Training\u2028ATTENDEE:mailto:x@evil.example\u202e\u0085BEGIN:VEVENT"


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def book(town, title, section):
    wish = {"hall": "nordpark", "sections": [section], "start_ms": EVENING_MS, "end_ms": EVENING_MS + HOUR_MS}
    answer = await (await town.signed_in(JANA)).post("/api/bookings", json=wish | {"title": title})
    return answer.status_code, answer.json()


async def test_pages_show_words_and_run_nothing(town):
    status, booked = await book(town, HTML, 1)
    assert status == 201
    jana = await town.signed_in(JANA)
    offer = (await jana.post(f"/api/bookings/{booked['id']}/offer", json={"note": HTML})).status_code
    assert offer == 201
    for path in ("/plan/nordpark?week=2026-W48", "/hallen", "/hallen/nordpark", "/frei"):
        answer = await jana.get(path)
        assert answer.status_code == 200, path
        for evil in ("<script>alert", "<img src=x", 'onerror="alert'):
            assert evil not in answer.text, path
    pdf = await jana.get("/api/plan.pdf?hall=nordpark&week=2026-W48")
    assert pdf.content.startswith(b"%PDF")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
async def test_no_cell_of_a_table_calculates(town, sign):
    status, _ = await book(town, f"{sign}{FORMULA[1:]}", 1)
    assert status == 201
    amt = await town.signed_in(AMT)
    for path in ("/api/hours.csv?from=2026-11-01&to=2026-12-01&by=booking", "/api/export.csv?from=2026-11-01&to=2026-12-01"):
        answer = await amt.get(path)
        assert answer.status_code == 200, (path, answer.text)
        cells = [cell for row in csv.reader(io.StringIO(answer.text), delimiter=";") for cell in row]
        assert any("evil.example" in cell for cell in cells), path
        assert not [cell for cell in cells if cell[:1] in "=+-@\t\r" and "evil" in cell], path


async def test_a_calendar_holds_one_event_whatever_its_title(town):
    status, booked = await book(town, LINES, 1)
    if status == 422:
        assert booked["code"] == "invalid"
        return
    osman = await town.signed_in(OSMAN)
    made = (await osman.post("/api/feeds", json={"kind": "hall", "scope": "nordpark"})).json()
    answer = await town.stranger().get(made["url"].removeprefix("http://hallenwart.test"))
    assert answer.status_code == 200
    events = list(icalendar.Calendar.from_ical(answer.text).walk("VEVENT"))
    assert len(events) == 1
    assert "ATTENDEE" not in events[0]
