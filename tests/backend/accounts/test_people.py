"""The office's people, sessions that are seen and ended, passwords, and the command line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from hallenwart_backend.accounts import passwords
from hallenwart_backend.accounts.browsers import LONGEST, words_of
from hallenwart_backend.accounts.tables import people, roles, sessions
from hallenwart_backend.cli import main
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.evidence.tables import evidence, evidence_said
from hallenwart_backend.web.parts import COOKIE
from support.backends import ADMIN, AMT, JANA, KERN, MEMBER, OSMAN, open_town
from support.idp_process import SECRET, identity_provider
from support.letters import person_of
from support.mailbox import with_mail
from support.quick_hashes import real_hashes

MINUTE_MS = 60_000


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def person(browser, email):
    return next(one for one in (await browser.get("/api/people")).json()["people"] if one["email"] == email)


# --- the office ---


async def test_the_office_adds_somebody_who_chooses_a_password_by_a_link(town):
    post, office = await with_mail(town), await town.signed_in(AMT)
    wanted = {"email": "neu@bc04.example", "name": "N. Eu", "roles": [{"role": "trainer", "scope": "bc-04"}]}
    made = await office.post("/api/people", json=wanted)
    assert (made.status_code, made.json()["state"], made.json()["has_password"]) == (201, "open", False)
    assert (await office.post("/api/people", json=wanted)).json()["code"] == "known_email"
    browser = town.stranger()
    link = await post.link_to("neu@bc04.example")
    assert (await browser.post(link, data={"press": "1", "password": "drei kleine hallen"})).status_code == 303
    assert (await browser.get("/api/session")).json()["roles"] == ["trainer"]


async def test_only_the_office_sees_everybody_and_only_an_admin_makes_staff(town):
    for email in (JANA, OSMAN, KERN):
        assert (await (await town.signed_in(email)).get("/api/people")).status_code == 403
    office, admin = await town.signed_in(AMT), await town.signed_in(ADMIN)
    jana = await person(office, JANA)
    staff = {"roles": [{"role": "caretaker", "scope": "sued"}]}
    assert (await office.patch(f"/api/people/{jana['id']}", json=staff)).json()["code"] == "staff_only"
    assert (await admin.patch(f"/api/people/{jana['id']}", json=staff)).json()["roles"] == staff["roles"]
    assert (await office.patch(f"/api/people/{jana['id']}", json={"roles": []})).json()["code"] == "staff_only"
    for wrong in ({"role": "caretaker", "scope": "bc-04"}, {"role": "trainer"}, {"role": "office", "scope": "sued"}):
        assert (await admin.patch(f"/api/people/{jana['id']}", json={"roles": [wrong]})).json()["code"] == "bad_scope", wrong


async def test_a_closed_account_ends_at_once_and_opens_again(town):
    office, jana = await town.signed_in(AMT), await town.signed_in(JANA)
    one = await person(office, JANA)
    assert (await office.patch(f"/api/people/{one['id']}", json={"open": False})).json()["state"] == "closed"
    assert (await jana.get("/api/session")).status_code == 401
    again = {"email": JANA, "password": town.passwords[JANA]}
    assert (await town.stranger().post("/api/session", json=again)).status_code == 401
    assert (await office.patch(f"/api/people/{one['id']}", json={"open": True})).json()["state"] == "open"
    assert (await town.stranger().post("/api/session", json=again)).status_code == 200


async def test_nobody_closes_the_last_administrator_or_oneself(town):
    admin, office = await town.signed_in(ADMIN), await town.signed_in(AMT)
    me = await person(admin, ADMIN)
    assert (await admin.patch(f"/api/people/{me['id']}", json={"open": False})).json()["code"] == "itself"
    assert (await admin.patch(f"/api/people/{me['id']}", json={"roles": []})).json()["code"] == "last_admin"
    assert (await office.patch(f"/api/people/{me['id']}", json={"open": False})).json()["code"] == "staff_only"


async def test_who_gave_which_role_stands_in_the_evidence_log_by_pseudonyms(town):
    office, one = await town.signed_in(AMT), await person_of(town, MEMBER)
    held = [{"role": "trainer", "scope": "bc-04"}]
    assert (await office.patch(f"/api/people/{one}", json={"roles": held})).status_code == 200

    def read(connection):
        joined = evidence.join(evidence_said, evidence_said.c.number == evidence.c.number)
        columns = evidence.c.kind, evidence.c.about, evidence.c.who, evidence_said.c.said
        return [tuple(row) for row in connection.execute(select(*columns).select_from(joined))]

    name = town.backend.account_room.privacy._pseudonym
    by = name(await person_of(town, AMT))
    told = await town.backend.records.read(read)
    assert ("people.role_given", name(one), by, "trainer bc-04") in told
    assert ("people.role_taken", name(one), by, "member bc-04") in told


# --- sessions and passwords ---

PHONE = "Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0"


async def another(town, agent=PHONE):
    browser = town.stranger()
    login = {"email": JANA, "password": town.passwords[JANA]}
    assert (await browser.post("/api/session", json=login, headers={"User-Agent": agent})).status_code == 200
    return browser


async def test_sessions_are_seen_in_plain_words_and_ended_singly_or_all(town):
    jana = await town.signed_in(JANA)
    phone, tablet = await another(town), await another(town, "curl")
    found = (await jana.get("/api/sessions")).json()["sessions"]
    assert sorted((one["browser"], one["way"], one["here"]) for one in found) == [
        ("", "password", False),
        ("", "password", True),
        ("Firefox · Android", "password", False),
    ]
    on_phone = next(one for one in found if one["browser"])
    osman = await town.signed_in(OSMAN)
    assert (await osman.delete(f"/api/sessions/{on_phone['id']}")).status_code == 404
    assert (await jana.delete(f"/api/sessions/{on_phone['id']}")).status_code == 204
    assert (await phone.get("/api/session")).status_code == 401
    assert (await tablet.get("/api/session")).status_code == 200
    assert (await jana.delete("/api/sessions")).status_code == 204
    assert (await tablet.get("/api/session")).status_code == 401
    assert (await jana.get("/api/session")).status_code == 200
    assert (await jana.delete("/api/sessions/%25")).status_code == 422


async def test_when_a_session_was_seen_is_kept_coarsely(town):
    jana = await town.signed_in(JANA)
    begun = town.clock.now_ms()

    async def seen():
        await jana.get("/api/session")
        return [row.seen_ms for row in await town.backend.records.read(lambda c: c.execute(select(sessions)).all())]

    town.clock.advance(4 * MINUTE_MS)
    assert await seen() == [begun]
    town.clock.advance(MINUTE_MS)
    assert await seen() == [begun + 5 * MINUTE_MS]


async def test_a_changed_password_ends_the_other_sessions_and_needs_the_old_one(town):
    jana, phone = await town.signed_in(JANA), await another(town)
    change = {"old": town.passwords[JANA], "new": "sieben grüne bälle"}
    assert (await jana.put("/api/me/password", json=change | {"old": "falsch"})).status_code == 401
    assert (await jana.put("/api/me/password", json=change | {"new": "kurz"})).status_code == 422
    assert (await jana.put("/api/me/password", json=change)).status_code == 204
    assert (await phone.get("/api/session")).status_code == 401
    assert (await jana.get("/api/session")).status_code == 200
    wrong = [(await jana.put("/api/me/password", json=change)).status_code for _ in range(6)]
    assert wrong == [401] * 5 + [429]


def test_a_password_is_hashed_slowly():
    with real_hashes():
        assert passwords.hash_password("altes aber gutes wort").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


async def test_a_hash_of_old_parameters_is_made_anew(town):
    from argon2 import PasswordHasher

    old = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash("altes aber gutes wort")
    jana = await person_of(town, JANA)
    where = people.c.id == jana
    await town.backend.records.write(lambda c: c.execute(people.update().where(where).values(password_hash=old)))
    login = {"email": JANA, "password": "altes aber gutes wort"}
    assert (await town.stranger().post("/api/session", json=login)).status_code == 200
    made = await town.backend.records.read(lambda c: c.scalar(select(people.c.password_hash).where(where)))
    assert made != old
    assert not passwords.is_outdated(made)
    assert (await town.stranger().post("/api/session", json=login)).status_code == 200


async def test_behind_https_the_cookie_is_for_https_alone(tmp_path):
    async with open_town(tmp_path, public_url="https://hallen.stadt.example") as town:
        answer = await town.stranger().post("/api/session", json={"email": JANA, "password": town.passwords[JANA]})
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith(f"__Host-{COOKIE}=")
        assert "Secure" in cookie


@pytest.mark.parametrize(
    ("password", "good"),
    [
        ("zehnzeiche", True),
        ("neunzeich", False),
        ("          ", True),
        ("jana@tsv-lindenau.example", False),
        ("JANA LINDNER", False),
        ("lindnerlindner", False),
        ("lindner ist toll", True),
        ("x" * 201, False),
        ("päßwörter!", True),
    ],
)
def test_what_is_asked_of_a_password(password, good):
    refused = None
    try:
        passwords.check(password, email=JANA, name="Jana Lindner")
    except RefusedError as error:
        refused = error.status
    assert refused == (None if good else 422)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (PHONE, "Firefox · Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile/15E148 Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0", "Edge · Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36", "Chrome · Linux"),
        ("", ""),
        ("<script>", ""),
    ],
)
def test_browsers_in_plain_words(agent, words):
    assert words_of(agent) == words


@given(st.text(max_size=500))
def test_no_browser_breaks_the_table(agent):
    assert len(words_of(agent)) <= LONGEST


# --- the command line ---


def test_accounts_from_the_command_line(tmp_path, capsys):
    import asyncio

    async def prepare():
        async with open_town(tmp_path):
            pass

    asyncio.run(prepare())
    state = ["--state", str(tmp_path)]
    assert main(["admin", "person", "add", *state, "neu@stadt.example", "N. Eu", "--role", "caretaker:sued"]) == 0
    email, password, *_ = capsys.readouterr().out.split("  ")
    assert main(["admin", "person", "list", *state]) == 0
    assert "neu@stadt.example  N. Eu  caretaker:sued" in capsys.readouterr().out
    assert main(["admin", "person", "roles", *state, email, "--role", "office"]) == 0
    assert main(["admin", "person", "forget-passkeys", *state, JANA]) == 0
    assert main(["admin", "person", "close", *state, JANA]) == 0
    for wrong, said in (
        (["roles", *state, email, "--role", "boss"], "boss"),
        (["close", *state, "niemand@stadt.example"], "nobody has the address"),
        (["add", *state, email, "X"], "an account with this address"),
        (["roles", *state, ADMIN], "last account"),
    ):
        assert main(["admin", "person", *wrong]) == 1
        assert said in capsys.readouterr().err

    async def look():
        async with open_town(tmp_path, keep=True) as town:
            signed_in = await town.stranger().post("/api/session", json={"email": email, "password": password})
            assert signed_in.json()["roles"] == ["office"]
            closed = {"email": JANA, "password": town.passwords[JANA]}
            assert (await town.stranger().post("/api/session", json=closed)).status_code == 401
            rows = await town.backend.records.read(lambda c: c.execute(select(roles).where(roles.c.scope == "sued")).all())
            assert rows == []

    asyncio.run(look())


def test_the_citys_sign_in_from_the_command_line(tmp_path, capsys):
    check = ["admin", "oidc", "check", "--state", str(tmp_path), "--public-url", "https://hallen.stadt.example/"]
    assert main(check) == 1
    assert "oidc.toml is missing" in capsys.readouterr().err
    with identity_provider("https://hallen.stadt.example/api/session/oidc/callback") as provider:
        text = f'issuer = "{provider.issuer}"\nclient_id = "hallenwart"\nclient_secret = "{SECRET}"\n'
        (tmp_path / "oidc.toml").write_text(text)
        assert main(check) == 0
        assert "https://hallen.stadt.example/api/session/oidc/callback" in capsys.readouterr().out
        (tmp_path / "oidc.toml").write_text(text.replace("127.0.0.1", "localhost"))
        assert main(check) == 1
        assert "speaks for" in capsys.readouterr().err
