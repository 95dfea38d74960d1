"""What everybody may see of the halls, without sign-in and script."""

import re

import icalendar
import pytest

from support.backends import AMT, HOUR_MS, JANA, open_town


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def book(town, hours=2, **change):
    start = town.clock.now_ms() // 900_000 * 900_000 + hours * HOUR_MS
    body = {"hall": "nordpark", "sections": [1], "start_ms": start, "end_ms": start + HOUR_MS, "title": "Volleyball"}
    answer = await (await town.signed_in(JANA)).post("/api/bookings", json=body | change)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def show(town, hall="nordpark", **change):
    body = {"halls": {hall: {"shown": True, "names": True, "feed": False} | change}, "contact": "Sportamt, Zimmer 12"}
    answer = await (await town.signed_in(AMT)).put("/api/public", json=body)
    assert answer.status_code == 200, answer.text


async def page(town, path):
    answer = await town.stranger().get(path)
    assert answer.status_code == 200, answer.text
    assert len(answer.content) < 50_000
    assert "<script" not in answer.text
    assert "Jana" not in answer.text
    assert answer.text.count("<h1") == 1
    return answer


async def test_all_halls_say_what_is_free(town):
    text = (await page(town, "/hallen")).text
    assert "Sporthalle Nordpark" in text
    assert "frei jetzt" in text
    assert "frei heute Abend" in text
    english = (await page(town, "/hallen?lang=en")).text
    assert '<html lang="en">' in english
    assert "free now" in english


async def test_a_week_shows_club_and_group(town):
    await book(town)
    await show(town)
    text = (await page(town, "/hallen/nordpark")).text
    assert "14:00\u201315:00" in text
    assert "TSV Lindenau \u2013 Volleyball" in text
    assert "Sportamt, Zimmer 12" in text
    assert 'href="/hallen/nordpark?week=2026-11-30&amp;lang=de" rel="next"' in text
    later = (await page(town, "/hallen/nordpark?week=2026-12-02")).text
    assert "Woche vom 30.11.2026" in later
    assert "Volleyball" not in later


async def test_the_office_hides_names_and_halls(town):
    await book(town)
    await show(town, names=False)
    text = (await page(town, "/hallen/nordpark")).text
    assert "belegt" in text
    assert "Volleyball" not in text
    assert "Lindenau" not in text
    assert "taken" in (await page(town, "/hallen/nordpark?lang=en")).text
    await show(town, shown=False)
    assert (await town.stranger().get("/hallen/nordpark")).status_code == 404
    assert "/hallen/nordpark?" not in (await page(town, "/hallen")).text
    assert "nordpark" not in [one["id"] for one in (await town.stranger().get("/hallen.json")).json()["halls"]]


async def test_a_calendar_for_everybody_only_where_the_office_says_so(town):
    booking = await book(town)
    assert (await town.stranger().get("/hallen/nordpark.ics")).status_code == 404
    await show(town, feed=True, names=False)
    answer = await town.stranger().get("/hallen/nordpark.ics")
    assert answer.status_code == 200
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert [(str(one["UID"]), str(one["SUMMARY"])) for one in events] == [(f"{booking['id']}@hallenwart", "belegt")]


async def test_free_times_are_asked_for_by_a_plain_form(town):
    text = (await page(town, "/frei")).text
    assert re.search(r'<form[^>]*method="get"[^>]*action="/frei"', text)
    for field in ("day", "from", "minutes", "sport", "accessible"):
        assert f'<label for="{field}">' in text
    await book(town, sections=[1, 2, 3])
    found = (await town.stranger().get("/frei.json?date=2026-11-23&from=14:00&minutes=60")).json()["free"]
    at_two = town.clock.now_ms() + 2 * HOUR_MS
    assert ("nordpark", at_two) not in [(one["hall"], one["start_ms"]) for one in found]
    assert ("sued", at_two) in [(one["hall"], one["start_ms"]) for one in found]
    nothing = await page(town, "/frei?accessible=1&sport=judo")
    assert "In dieser Zeit ist nichts frei." in nothing.text


@pytest.mark.parametrize(
    "query", ["date=x", "date=9999-12-31", "from=25:99", "minutes=-1", "minutes=99999999", "sport=%3Cb%3E", "week=1"]
)
async def test_nonsense_in_an_address_is_taken_for_nothing(town, query):
    assert "<b>" not in (await page(town, f"/frei?{query}")).text
    await page(town, f"/hallen/nordpark?{query}")


async def test_answers_are_short_lived_and_open_to_other_pages(town):
    stranger = town.stranger()
    first = await stranger.get("/hallen.json")
    assert first.headers["access-control-allow-origin"] == "*"
    assert first.headers["cache-control"] == "public, max-age=60"
    again = await stranger.get("/hallen.json", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    html = await stranger.get("/hallen")
    assert "access-control-allow-origin" not in html.headers
    assert "script-src" not in html.headers["content-security-policy"]
    assert html.headers["content-security-policy"].startswith("default-src 'none'")
    assert (await stranger.get("/hallen/nowhere")).status_code == 404


async def test_only_the_office_says_what_is_shown(town):
    client = await town.signed_in(JANA)
    assert (await client.get("/api/public")).status_code == 403
    assert (await client.put("/api/public", json={"halls": {}})).status_code == 403
