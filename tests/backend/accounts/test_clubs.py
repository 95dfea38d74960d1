"""Clubs sign up, invite, replace and remove their people themselves."""

import asyncio

import pytest
from sqlalchemy import select

from hallenwart_backend.accounts.clubs.rules import alike
from hallenwart_backend.accounts.invites.rules import LIFE_MS, RESEND_MS
from hallenwart_backend.accounts.tables import people, roles
from hallenwart_backend.booking.tables import bookings, news
from hallenwart_backend.halls.tables import clubs
from hallenwart_backend.ids import id_for
from support.backends import AMT, JANA, KERN, MEMBER, OSMAN, open_town
from support.mailbox import with_mail

BC = "/api/clubs/bc-04/people"
PRESS = {"press": "1"}
NEW = "lea@bc04.example"
PASSWORD = "blaue gänse fliegen"


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


@pytest.fixture
async def post(town):
    return await with_mail(town)


async def invite(osman, email=NEW, role="trainer"):
    return await osman.post(BC, json={"email": email, "role": role})


async def join(town, link, name="Lea Lang", password=PASSWORD):
    browser = town.stranger()
    return browser, await browser.post(link, data=PRESS | {"name": name, "password": password})


async def members(osman):
    return {one["email"]: one for one in (await osman.get(BC)).json()["people"]}


async def test_an_invited_trainer_gets_an_account_of_her_own(town, post):
    osman = await town.signed_in(OSMAN)
    made = await invite(osman)
    assert (made.status_code, made.json()["state"]) == (201, "open")
    link = await post.link_to(NEW)
    assert link not in made.text
    page = await town.stranger().get(link)
    assert "BC 04" in page.text
    assert "eigenes Konto" in page.text
    assert (await join(town, link, name=" "))[1].status_code == 422
    assert (await join(town, link, password="kurz"))[1].status_code == 422
    lea, joined = await join(town, link)
    assert joined.status_code == 303
    who = (await lea.get("/api/session")).json()
    assert (who["name"], who["roles"], who["club"]["id"]) == ("Lea Lang", ["trainer"], "bc-04")
    found = (await osman.get(BC)).json()
    assert [one["email"] for one in found["people"]] == [NEW, MEMBER, OSMAN]
    assert found["invites"] == []
    again = await town.stranger().get(link)
    assert again.status_code == 410
    assert "schon angenommen" in again.text
    signed_in = await town.stranger().post("/api/session", json={"email": NEW, "password": PASSWORD})
    assert signed_in.status_code == 200


async def test_who_has_an_account_gains_the_role_and_no_session_by_an_old_link(town, post):
    osman = await town.signed_in(OSMAN)
    assert (await invite(osman, JANA)).status_code == 201
    link = await post.link_to(JANA)
    browser = town.stranger()
    assert "schon ein Konto" in (await browser.get(link)).text
    assert (await browser.post(link, data=PRESS)).status_code == 200
    assert (await browser.get("/api/session")).status_code == 401
    jana = await town.signed_in(JANA)
    who = (await jana.get("/api/session")).json()
    assert [(one["id"], one["roles"]) for one in who["clubs"]] == [("bc-04", ["trainer"]), ("tsv-lindenau", ["trainer"])]


async def test_a_person_of_two_clubs_chooses_for_which_one_to_act(town, post):
    osman, jana = await town.signed_in(OSMAN), await town.signed_in(JANA)
    await invite(osman, JANA)
    await town.stranger().post(await post.link_to(JANA), data=PRESS)
    assert (await jana.put("/api/session", json={"club": "tsv-lindenau"})).json()["club"]["id"] == "tsv-lindenau"
    assert (await jana.get("/api/session")).json()["club"]["name"] == "TSV Lindenau"
    assert (await jana.put("/api/session", json={"club": "bc-04"})).json()["club"]["id"] == "bc-04"
    assert (await jana.put("/api/session", json={"club": "nirgends"})).status_code == 404
    assert (await osman.put("/api/session", json={"club": "tsv-lindenau"})).status_code == 404


async def test_of_two_who_accept_at_once_one_comes_in(town, post):
    await invite(await town.signed_in(OSMAN))
    link = await post.link_to(NEW)
    joined = await asyncio.gather(*(join(town, link, name=name) for name in ("Lea Lang", "Eva Eil")))
    assert sorted(answer.status_code for _, answer in joined) == [303, 410]
    names = [one["name"] for one in (await members(await town.signed_in(OSMAN))).values() if one["email"] == NEW]
    assert len(names) == 1


async def test_invitations_end_are_withdrawn_and_sent_again(town, post):
    osman = await town.signed_in(OSMAN)
    first = (await invite(osman)).json()
    link = await post.link_to(NEW)
    assert (await invite(osman)).json()["code"] == "invited_already"
    town.clock.advance(LIFE_MS)
    expired = await town.stranger().get(link)
    assert expired.status_code == 410
    assert "14 Tage" in expired.text
    osman = await fresh(town, OSMAN)
    assert (await osman.get(BC)).json()["invites"][0]["state"] == "expired"
    again = await osman.post(f"{BC}/invites/{first['id']}/again")
    assert again.json()["state"] == "open"
    assert await post.link_to(NEW) == link
    assert (await osman.post(f"{BC}/invites/{first['id']}/again")).status_code == 429
    town.clock.advance(RESEND_MS)
    assert (await osman.delete(f"{BC}/invites/{first['id']}")).status_code == 204
    assert "zurückgezogen" in (await town.stranger().get(link)).text
    assert (await join(town, link))[1].status_code == 410


async def fresh(town, email):
    browser = town.stranger()
    assert (await browser.post("/api/session", json={"email": email, "password": town.passwords[email]})).status_code == 200
    return browser


async def test_only_who_leads_the_club_invites_and_only_roles_of_the_club(town, post):
    jana, mia, kern = [await town.signed_in(one) for one in (JANA, MEMBER, KERN)]
    for browser in (jana, mia, kern):
        assert (await invite(browser)).status_code == 403
    assert (await town.stranger().post(BC, json={"email": NEW, "role": "trainer"})).status_code == 401
    assert (await mia.get(BC)).status_code == 403
    osman, office = await town.signed_in(OSMAN), await town.signed_in(AMT)
    assert (await invite(osman, role="office")).status_code == 422
    assert (await osman.post("/api/clubs/tsv-lindenau/people", json={"email": NEW})).status_code == 403
    assert (await invite(office)).status_code == 201
    assert await post.collect()


@pytest.mark.usefixtures("each_database")
async def test_a_trainer_is_replaced_and_the_bookings_follow(town, post):
    osman, office = await town.signed_in(OSMAN), await town.signed_in(AMT)
    await invite(osman)
    lea, _ = await join(town, await post.link_to(NEW))
    start = town.clock.now_ms() + 3 * 86_400_000
    wish = {"hall": "sued", "sections": [1], "start_ms": start, "end_ms": start + 3_600_000, "title": "Training"}
    booked = await lea.post("/api/bookings", json=wish)
    assert booked.status_code == 201, booked.text
    successor = (await invite(osman, "ben@bc04.example")).json()["person"]
    lea_id = (await members(osman))[NEW]["id"]
    mia_id = (await members(osman))[MEMBER]["id"]
    assert (await osman.delete(f"{BC}/{lea_id}?replace_by={mia_id}")).json()["code"] == "bad_successor"
    removed = await osman.delete(f"{BC}/{lea_id}?replace_by={successor}")
    assert (removed.status_code, removed.json()) == (200, {"bookings": 1})
    rows = await town.backend.records.read(lambda connection: connection.execute(select(bookings.c.person)).all())
    assert [row.person for row in rows] == [successor]
    assert (await lea.get("/api/session")).status_code == 401  # no role is left: the session is over
    history = (await office.get(f"/api/bookings/{booked.json()['id']}/history")).json()
    assert "changed" in str(history)


async def test_the_last_one_who_manages_a_club_cannot_go_without_a_successor(town, post):
    osman = await town.signed_in(OSMAN)
    mine = await members(osman)
    alone = await osman.delete(f"{BC}/{mine[OSMAN]['id']}")
    assert (alone.status_code, alone.json()["code"]) == (409, "last_club_admin")
    assert (await osman.put(f"{BC}/{mine[OSMAN]['id']}", json={"role": "member"})).status_code == 409
    assert (await osman.put(f"{BC}/{mine[MEMBER]['id']}", json={"role": "club_admin"})).status_code == 204
    assert (await osman.delete(f"{BC}/{mine[OSMAN]['id']}?replace_by={mine[MEMBER]['id']}")).status_code == 200
    assert (await osman.get("/api/session")).status_code == 401


async def test_a_member_may_leave_but_remove_nobody(town, post):
    mia, osman = await town.signed_in(MEMBER), await town.signed_in(OSMAN)
    mine = await members(osman)
    assert (await mia.delete(f"{BC}/{mine[OSMAN]['id']}")).status_code == 403
    assert (await mia.delete(f"{BC}/{mine[MEMBER]['id']}")).status_code == 200
    assert (await mia.get("/api/session")).status_code == 401


# --- clubs sign up ---

WISH = {"name": "SV Grünau 1920", "group": "club", "contact": "Nora Nau", "email": "nora@gruenau.example", "note": "Volleyball"}


async def sign_up(town, wish=WISH):
    return await town.stranger().post("/api/clubs", json=wish)


@pytest.mark.usefixtures("each_database")
async def test_a_club_signs_up_is_approved_and_its_founder_manages_it(town, post):
    assert (await sign_up(town)).status_code == 202
    office = await town.signed_in(AMT)
    assert (await office.get("/api/clubs/requests")).json()["requests"] == []  # nobody proved the address
    link = await post.link_to(WISH["email"])
    confirmed = await town.stranger().post(link, data=PRESS)
    assert "Das Sportamt entscheidet" in confirmed.text
    (asked,) = (await office.get("/api/clubs/requests")).json()["requests"]
    assert (asked["name"], asked["contact"], asked["group"], asked["note"]) == (
        "SV Grünau 1920",
        "Nora Nau",
        "club",
        "Volleyball",
    )
    osman = await town.signed_in(OSMAN)
    assert (await osman.post(f"/api/clubs/requests/{asked['id']}/approve")).status_code == 403
    approved = await office.post(f"/api/clubs/requests/{asked['id']}/approve")
    assert approved.json() == {"club": "sv-gruenau-1920"}
    assert (await office.post(f"/api/clubs/requests/{asked['id']}/approve")).json()["code"] == "decided"
    nora, joined = await join(town, await post.link_to(WISH["email"]), name="Nora Nau")
    assert joined.status_code == 303
    who = (await nora.get("/api/session")).json()
    assert (who["roles"], who["club"]) == (["club_admin"], {"id": "sv-gruenau-1920", "name": "SV Grünau 1920"})
    rows = await town.backend.records.read(
        lambda connection: connection.execute(select(clubs).where(clubs.c.id == "sv-gruenau-1920")).all()
    )
    assert [(row.club_group, row.state, row.email) for row in rows] == [("club", "active", WISH["email"])]


async def test_declining_needs_a_reason_which_is_told(town, post):
    await sign_up(town)
    await town.stranger().post(await post.link_to(WISH["email"]), data=PRESS)
    office = await town.signed_in(AMT)
    (asked,) = (await office.get("/api/clubs/requests")).json()["requests"]
    decline = f"/api/clubs/requests/{asked['id']}/decline"
    assert (await office.post(decline, json={"why": " "})).json()["code"] == "need_why"
    assert (await office.post(decline, json={"why": "Sitz in einer anderen Stadt"})).status_code == 204
    ((to, notice),) = await post.collect()
    assert to == WISH["email"]
    assert "Sitz in einer anderen Stadt" in notice.body
    shown = (await office.get("/api/clubs/requests?decided=true")).json()["requests"]
    assert [(one["state"], one["why"]) for one in shown] == [("declined", "Sitz in einer anderen Stadt")]


async def test_signing_up_tells_nobody_who_has_an_account_and_is_bounded(town, post):
    answers = [await sign_up(town, WISH | {"email": email}) for email in (JANA, WISH["email"])]
    assert [(one.status_code, one.content, dict(one.cookies)) for one in answers] == [(202, b"null", {})] * 2
    for _ in range(4):
        last = await sign_up(town)
    assert last.status_code == 429
    assert [to for to, _ in await post.collect()].count(WISH["email"]) == 3
    assert (await sign_up(town, WISH | {"email": "kein ort"})).status_code == 422


async def test_whoever_never_answers_is_forgotten_after_a_month(town, post):
    await invite(await town.signed_in(OSMAN))
    await sign_up(town)
    await post.collect()
    await town.backend.account_room.forget()

    async def pending():
        rows = select(people.c.email).where(people.c.pending)
        return set(await town.backend.records.read(lambda connection: connection.scalars(rows).all()))

    assert await pending() == {NEW, WISH["email"]}
    town.clock.advance(46 * 86_400_000)
    await town.backend.account_room.forget()
    assert await pending() == set()


@pytest.mark.parametrize(
    ("name", "taken", "made"),
    [
        ("TSV Grünau 04", (), "tsv-gruenau-04"),
        ("BC 04", ("bc-04",), "bc-04-2"),
        ("BC 04", ("bc-04", "bc-04-2"), "bc-04-3"),
        ("北京", (), "verein"),
        ("  Ö!  ", (), "oe"),
        ("x" * 200, (), "x" * 40),
    ],
)
def test_a_clubs_id_can_be_read_and_is_free(name, taken, made):
    assert id_for(name, taken, nameless="verein") == made


def test_the_office_sees_clubs_that_are_called_the_same():
    assert alike("bc04", ["BC 04", "TSV Lindenau"]) == ["BC 04"]
    assert alike("Lindenau", ["BC 04", "TSV Lindenau"]) == ["TSV Lindenau"]
    assert alike("FC Neu", ["BC 04"]) == []


async def test_roles_of_the_office_are_kept_by_no_club(town, post):
    """A club's admin cannot take what the office gave, whatever the person is called in the club."""
    osman, office = await town.signed_in(OSMAN), await town.signed_in(AMT)
    mia = (await members(osman))[MEMBER]["id"]
    held = [{"role": "member", "scope": "bc-04"}, {"role": "guest", "scope": None}]
    assert (await office.patch(f"/api/people/{mia}", json={"roles": held})).status_code == 200
    await osman.delete(f"{BC}/{mia}")
    rows = await town.backend.records.read(
        lambda connection: connection.execute(select(roles.c.role, roles.c.scope).where(roles.c.person == mia)).all()
    )
    assert [tuple(row) for row in rows] == [("guest", "")]


async def test_a_guest_books_nothing_and_sees_only_what_is_theirs(town, post):
    osman, office = await town.signed_in(OSMAN), await town.signed_in(AMT)
    await invite(osman, "gast@bc04.example", "guest")
    guest, _ = await join(town, await post.link_to("gast@bc04.example"), name="G. Ast")
    start = town.clock.now_ms() + 2 * 86_400_000
    wish = {"hall": "sued", "start_ms": start, "end_ms": start + 3_600_000}
    for browser, sections in ((osman, [1]), (office, [2])):
        assert (await browser.post("/api/bookings", json=wish | {"sections": sections, "title": "Belegt"})).status_code == 201
    who = (await guest.get("/api/session")).json()
    assert (who["roles"], who["club"]) == (["guest"], None)
    assert (await guest.post("/api/bookings", json=wish | {"sections": [1], "title": "X"})).status_code in {403, 409}
    assert (await guest.get("/api/bookings")).json()["bookings"] == []
    assert (await guest.get("/api/bookings?club=bc-04")).status_code == 403
    assert (await guest.get(BC)).status_code == 403
    mine = (await members(osman))["gast@bc04.example"]["id"]
    given = bookings.update().where(bookings.c.club == "bc-04").values(person=mine)
    await town.backend.records.write(lambda connection: connection.execute(given))
    (seen,) = (await guest.get("/api/bookings")).json()["bookings"]
    assert seen["title"] == "Belegt"


async def test_codes_that_a_removed_trainer_knew_end_and_new_ones_are_told(town, post):
    osman = await town.signed_in(OSMAN)
    await invite(osman)
    lea, _ = await join(town, await post.link_to(NEW))
    start = town.clock.now_ms() + 86_400_000
    wish = {"hall": "nordpark", "sections": [1], "start_ms": start, "end_ms": start + 3_600_000, "title": "Training"}
    known = (await lea.post("/api/bookings", json=wish)).json()["code"]
    assert known
    mine = await members(osman)
    assert (await osman.put(f"{BC}/{mine[NEW]['id']}", json={"role": "club_admin"})).status_code == 204
    assert [one["code"] for one in (await osman.get("/api/bookings")).json()["bookings"]] == [known]
    assert (await osman.delete(f"{BC}/{mine[NEW]['id']}")).status_code == 200
    assert [one["code"] for one in (await osman.get("/api/bookings")).json()["bookings"]] == [None]
    await town.backend.access.issue_missing()
    (fresh,) = (await osman.get("/api/bookings")).json()["bookings"]
    assert fresh["code"] not in {None, known}
    told = await town.backend.records.read(lambda connection: connection.scalars(select(news.c.kind)).all())
    assert list(told).count("code_ready") == 2
