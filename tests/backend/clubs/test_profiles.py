"""A club writes its page, everybody sees it with the times of the plan, the office may hide it."""

import json
import re

import pytest
from icalendar import Calendar

from hallenwart_backend.booking.public.rules import Shown
from support.backends import AMT, HOUR_MS, JANA, MEMBER, MONDAY_NOON_MS, OSMAN, SEED, open_town

pytestmark = pytest.mark.usefixtures("each_database")
PAGE = {
    "shown": True,
    "about": {"de": "Wir spielen Basketball.\n\nKommen Sie vorbei.", "en": "We play basketball."},
    "trial": {"de": "Bringen Sie Schuhe mit."},
    "sports": ["basketball"],
    "groups": [
        {"name": "Basketball U12", "sport": "basketball", "min_age": 8, "max_age": 11, "trial": True, "level": "beginners"},
        {"name": "Herren", "sport": "basketball", "plan": ["Basketball Herren"], "level": "competition"},
    ],
    "contacts": [{"role": "board", "email": "vorstand@bc04.example", "phone": "030 5550100", "name": "mine"}],
    "welcome": ["wheelchair"],
    "web": "https://bc04.example",
}
CLUB = "/api/clubs/bc-04/profile"


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path, seed=SEED) as opened:
        yield opened


async def booked(town, title, *, day=0, hall="nordpark"):
    osman = await town.signed_in(OSMAN)
    start = MONDAY_NOON_MS + 6 * HOUR_MS + day * 24 * HOUR_MS
    wish = {"hall": hall, "sections": [1], "start_ms": start, "end_ms": start + HOUR_MS, "title": title}
    answer = await osman.post("/api/bookings", json=wish)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


async def published(town, **more):
    answer = await (await town.signed_in(OSMAN)).put(CLUB, json=PAGE | more)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def page(town, path="/vereine/bc-04"):
    answer = await town.stranger().get(path)
    return answer.status_code, answer.text


async def test_what_a_club_writes_is_shown_with_the_times_of_its_bookings(town):
    assert (await page(town))[0] == 404
    booking = await booked(town, "Basketball U12")
    await booked(town, "Basketball Herren", day=1, hall="sued")
    told = await published(town)
    assert told["titles"] == ["Basketball Herren", "Basketball U12"]
    status, text = await page(town)
    assert status == 200
    assert "Wir spielen Basketball." in text
    assert "Montag, 18:00 bis 19:00 Uhr" in text
    assert "Dienstag, 18:00 bis 19:00 Uhr" in text
    assert "8 bis 11 Jahre" in text
    assert "Tarek Osman" in text, "who said so himself"
    assert "vorstand@bc04.example" in text
    assert "<script" not in text.replace('<script type="application/ld+json">', "")
    assert len(text.encode()) < 50_000
    osman = await town.signed_in(OSMAN)
    await osman.delete(f"/api/bookings/{booking}")
    assert "Montag, 18:00" not in (await page(town))[1]


async def test_in_english_german_texts_say_that_they_are(town):
    await published(town)
    _, text = await page(town, "/vereine/bc-04?lang=en")
    assert "We play basketball." in text
    assert '<p lang="de">Bringen Sie Schuhe mit.</p>' in text


async def test_a_hall_that_shows_no_names_tells_no_times(town):
    await booked(town, "Basketball U12")
    await published(town)
    await town.backend.booking.public.show({"nordpark": Shown(shown=True, names=False, feed=True)}, "")
    _, text = await page(town)
    assert "18:00" not in text
    assert "nordpark" not in text


async def test_linked_data_and_calendar_say_the_same(town):
    await booked(town, "Basketball U12")
    await published(town, about={"de": "</script><b>Ätsch</b>"})
    _, text = await page(town)
    found = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text)[1])
    assert found["@type"] == "SportsOrganization"
    assert found["description"] == "</script><b>Ätsch</b>"
    assert found["location"][0]["name"] == "Sporthalle Nordpark"
    assert found["event"][0]["startDate"].startswith("2026-11-23T18:00")
    assert found == json.loads((await page(town, "/vereine/bc-04.jsonld"))[1])
    _, ics = await page(town, "/vereine/bc-04.ics")
    [event] = Calendar.from_ical(ics).walk("VEVENT")
    assert "Basketball U12" in event["SUMMARY"]


async def test_the_list_is_searched_by_plain_facts(town):
    await published(town)
    assert "BC 04" in (await page(town, "/vereine"))[1]
    for query, there in (("sport=basketball", 1), ("sport=judo", 0), ("age=9", 1), ("trial=1&age=9", 1), ("trial=1&age=30", 0)):
        assert ("/vereine/bc-04" in (await page(town, f"/vereine?{query}"))[1]) is bool(there), query
    assert (await page(town, "/vereine?seite=x&age=-3&trial=%00a"))[0] in {200, 422}


async def test_only_who_leads_the_club_writes_and_no_other_club_reads(town):
    for email, status in ((MEMBER, 403), (JANA, 403)):
        assert (await (await town.signed_in(email)).put(CLUB, json=PAGE)).status_code == status
    assert (await (await town.signed_in(JANA)).get(CLUB)).status_code == 403
    assert (await (await town.signed_in(MEMBER)).get(CLUB)).json()["may_write"] is False


async def test_the_office_hides_a_page_with_a_reason_the_club_reads(town):
    await published(town)
    amt = await town.signed_in(AMT)
    assert (await amt.put(f"{CLUB}/hidden", json={"hidden": True})).json()["code"] == "need_why"
    assert (await amt.put(f"{CLUB}/hidden", json={"hidden": True, "why": "Bitte die Preise prüfen."})).status_code == 204
    assert (await page(town))[0] == 404
    assert "bc-04" not in (await page(town, "/vereine"))[1]
    told = await published(town)
    assert (told["hidden"], told["hidden_why"]) == (True, "Bitte die Preise prüfen.")
    assert (await page(town))[0] == 404, "writing anew does not lift it"
    assert [one["hidden"] for one in (await amt.get("/api/clubs/profiles")).json()["profiles"]] == [True]
    await amt.put(f"{CLUB}/hidden", json={"hidden": False})
    assert (await page(town))[0] == 200


async def test_nobody_puts_somebody_elses_name_there_and_names_stay_while_wanted(town):
    await published(town)
    amt = await town.signed_in(AMT)
    keeps = PAGE | {"contacts": [PAGE["contacts"][0] | {"name": "as_it_is"}, {"role": "youth", "name": "as_it_is"}]}
    told = (await amt.put(CLUB, json=keeps)).json()
    assert [(one["role"], one["name"], one["mine"]) for one in told["contacts"]] == [
        ("board", "Tarek Osman", False),
        ("youth", "", False),
    ]
    told = (await amt.put(CLUB, json=PAGE | {"contacts": [{"role": "board", "email": "vorstand@bc04.example"}]})).json()
    assert told["contacts"][0]["name"] == ""


async def test_who_is_erased_is_named_no_more_and_neither_is_the_address(town):
    contact = {"role": "board", "email": OSMAN, "name": "mine"}
    await published(town, contacts=[contact])
    ada = await town.signed_in("admin@stadt.example")
    people = (await ada.get("/api/people")).json()["people"]
    ids = {one["email"]: one["id"] for one in people}
    exported = (await ada.get(f"/api/people/{ids[OSMAN]}/export")).json()
    assert "club_contacts" in json.dumps(exported)
    mia = {"roles": [{"role": "club_admin", "scope": "bc-04"}]}
    assert (await ada.patch(f"/api/people/{ids[MEMBER]}", json=mia)).status_code == 200
    assert (await ada.delete(f"/api/people/{ids[OSMAN]}")).status_code == 204
    _, text = await page(town)
    assert "Tarek Osman" not in text
    assert OSMAN not in text


async def test_a_page_needs_a_sentence_before_it_is_shown(town):
    answer = await (await town.signed_in(OSMAN)).put(CLUB, json={"shown": True})
    assert (answer.status_code, answer.json()["code"]) == (422, "nothing_to_show")


@pytest.mark.parametrize("bad", ["javascript:alert(1)", "https://a b", 'https://"x'])
async def test_an_address_is_a_web_page(town, bad):
    answer = await (await town.signed_in(OSMAN)).put(CLUB, json=PAGE | {"web": bad})
    assert answer.status_code == 422
