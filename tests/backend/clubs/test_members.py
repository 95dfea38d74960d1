"""A club's own list against a whole server: looked at, done, done again; who is gone has no access at once."""

import pytest

from support.backends import ADMIN, HOUR_MS, JANA, MEMBER, MONDAY_NOON_MS, OSMAN, open_town
from support.mailbox import with_mail

pytestmark = pytest.mark.usefixtures("each_database")
LIST = "/api/clubs/bc-04/list"
HEAD = "Name;E-Mail;Rolle\n"
MIA = f"Mia Member;{MEMBER};Mitglied\n"


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        await with_mail(opened)
        yield opened


async def look(town, text):
    answer = await (await town.signed_in(OSMAN)).post(f"{LIST}/look", content=text.encode())
    assert answer.status_code == 200, answer.text
    return answer.json()


async def apply(town, text, **more):
    browser = await town.signed_in(OSMAN)
    query = {"digest": (await look(town, text))["digest"]} | more
    return await browser.post(f"{LIST}/apply", content=text.encode(), params=query)


async def test_a_list_invites_who_is_new_and_knows_who_is_here(town):
    text = f"{HEAD}{MIA}Neu Eins;neu@bc04.example;Trainer\nKaputt;;\n"
    seen = await look(town, text)
    assert [one["email"] for one in seen["new"]] == ["neu@bc04.example"]
    assert [one["email"] for one in seen["changed"]] == [MEMBER], "here already; from now on by the list"
    assert (seen["bad"], seen["stops"], seen["ready"]) == ([{"line": 4, "why": "no_email"}], False, True)
    assert (await (await town.signed_in(OSMAN)).get(LIST)).json()["people"] == 0, "looking changes nothing"
    done = await apply(town, text)
    assert done.json() == {"new": 1, "changed": 1, "gone": 0}
    invites = (await (await town.signed_in(OSMAN)).get("/api/clubs/bc-04/people")).json()["invites"]
    assert [(one["email"], one["role"]) for one in invites] == [("neu@bc04.example", "trainer")]
    again = await look(town, text)
    assert (again["new_count"], again["changed_count"], again["gone_count"], again["same"]) == (0, 0, 0, 2)


async def test_who_is_gone_loses_access_at_once_and_the_codes_are_new(town):
    await apply(town, f"{HEAD}{MIA.replace('Mitglied', 'Trainer')}")
    mia, osman = await town.signed_in(MEMBER), await town.signed_in(OSMAN)
    start = MONDAY_NOON_MS + 6 * HOUR_MS
    wish = {"hall": "nordpark", "sections": [1], "start_ms": start, "end_ms": start + HOUR_MS, "title": "A"}
    made = await mia.post("/api/bookings", json=wish)
    assert made.status_code == 201, "a trainer now"
    code = made.json()["code"]
    assert (await apply(town, f"{HEAD}Neu;neu@bc04.example;\n")).json()["gone"] == 1
    assert (await mia.get("/api/session")).status_code == 401
    mine = (await osman.get("/api/bookings")).json()["bookings"]
    assert [one["title"] for one in mine] == ["A"], "the date stays with the club"
    assert mine[0]["code"] != code


async def test_the_lead_stays_and_other_clubs_and_members_do_nothing(town):
    await apply(town, f"{HEAD}{MIA}Tarek;{OSMAN};Vorstand\n")
    assert (await apply(town, f"{HEAD}{MIA}")).json()["gone"] == 0
    assert (await (await town.signed_in(OSMAN)).get("/api/session")).status_code == 200
    for email in (JANA, MEMBER):
        assert (await (await town.signed_in(email)).post(f"{LIST}/look", content=b"x")).status_code == 403


async def test_too_many_gone_need_the_number_and_an_empty_list_takes_nobody(town):
    rows = "".join(f"P{number};p{number}@bc04.example;\n" for number in range(6))
    await apply(town, HEAD + rows, invite=False)
    assert (await (await town.signed_in(OSMAN)).get("/api/clubs/bc-04/people")).json()["invites"] == [], "nobody was written to"
    few = f"{HEAD}P0;p0@bc04.example;\n"
    refused = await apply(town, few)
    assert (refused.status_code, refused.json()["code"]) == (409, "list_stops")
    assert (await apply(town, few, gone=4)).status_code == 409
    assert (await look(town, f"{HEAD}Ohne;;\n"))["gone_count"] == 0
    assert (await apply(town, few, gone=5)).json()["gone"] == 5


async def test_what_was_not_looked_at_is_not_done(town):
    browser = await town.signed_in(OSMAN)
    answer = await browser.post(f"{LIST}/apply", content=(HEAD + MIA).encode(), params={"digest": "0" * 32})
    assert (answer.status_code, answer.json()["code"]) == (409, "list_changed")


async def test_columns_said_once_are_kept(town):
    text = f"Spalte A;Spalte B;C\nMia;{MEMBER};Chefin\n"
    assert (await look(town, text))["ready"] is False
    browser = await town.signed_in(OSMAN)
    body = {"columns": {"name": "Spalte A", "email": "Spalte B", "role": "C"}, "roles": {"Chefin": "trainer"}}
    assert (await browser.put(LIST, json={"columns": {"name": "X"}})).json()["code"] == "list_columns"
    assert (await browser.put(LIST, json=body)).status_code == 200
    seen = await look(town, text)
    assert (seen["ready"], seen["guessed"], seen["changed"][0]["role"]) == (True, False, "trainer")


async def test_erasing_somebody_takes_them_from_the_list(town):
    await apply(town, f"{HEAD}{MIA}")
    ada = await town.signed_in(ADMIN)
    ids = {one["email"]: one["id"] for one in (await ada.get("/api/people")).json()["people"]}
    assert "club_listed" in (await ada.get(f"/api/people/{ids[MEMBER]}/export")).text
    assert (await ada.delete(f"/api/people/{ids[MEMBER]}")).status_code == 204
    assert (await (await town.signed_in(OSMAN)).get(LIST)).json()["people"] == 0
