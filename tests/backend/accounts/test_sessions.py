import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from hallenwart_backend.accounts.rules import MAX_PAUSE_MS, SESSION_MS, Person, Role, pause_ms, same_origin
from hallenwart_backend.accounts.tables import people, sessions
from hallenwart_backend.web.parts import COOKIE
from support.backends import JANA, OSMAN, open_town

pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def test_a_session_says_who_one_is_and_ends(town):
    jana = await town.signed_in(JANA)
    club = {"id": "tsv-lindenau", "name": "TSV Lindenau"}
    who = (await jana.get("/api/session")).json()
    assert who.pop("id")
    assert who == {
        "name": "Jana Lindner",
        "email": JANA,
        "roles": ["trainer"],
        "club": club,
        "clubs": [club | {"roles": ["trainer"]}],
        "key": False,
    }
    town.clock.advance(SESSION_MS)
    assert (await jana.get("/api/session")).status_code == 401


async def test_signing_out_ends_the_session_on_the_server_too(town):
    jana = await town.signed_in(JANA)
    token = jana.cookies[COOKIE]
    assert (await jana.delete("/api/session")).status_code == 204
    thief = town.stranger()
    thief.cookies.set(COOKIE, token)
    assert (await thief.get("/api/session")).status_code == 401


async def test_the_cookie_is_out_of_reach_and_neither_token_nor_password_is_stored(town):
    answer = await town.stranger().post("/api/session", json={"email": JANA.upper(), "password": town.passwords[JANA]})
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie
    rows = await town.backend.records.read(
        lambda connection: [*connection.execute(select(sessions)), *connection.execute(select(people))]
    )
    assert answer.cookies[COOKIE] not in repr(rows)
    assert town.passwords[JANA] not in repr(rows)


async def test_wrong_passwords_are_slowed_down_and_the_right_one_too_while_paused(town):
    browser = town.stranger()
    wrong = [(await browser.post("/api/session", json={"email": JANA, "password": "nope"})).status_code for _ in range(7)]
    assert wrong == [401] * 5 + [429] * 2
    right = {"email": JANA, "password": town.passwords[JANA]}
    assert (await browser.post("/api/session", json=right)).status_code == 429
    town.clock.advance(pause_ms(5))
    assert (await browser.post("/api/session", json=right)).status_code == 200


async def test_unknown_people_get_the_same_answer(town):
    browser = town.stranger()
    unknown = await browser.post("/api/session", json={"email": "nobody@stadt.example", "password": "x"})
    wrong = await browser.post("/api/session", json={"email": OSMAN, "password": "x"})
    assert (unknown.status_code, unknown.json()) == (wrong.status_code, wrong.json())


@given(st.integers(0, 10_000))
def test_pauses_are_none_at_first_and_bounded(failures):
    assert (pause_ms(failures) == 0) == (failures < 5)
    assert pause_ms(failures) <= MAX_PAUSE_MS
    assert pause_ms(failures) <= pause_ms(failures + 1)


@pytest.mark.parametrize(
    ("origin", "host", "same"),
    [
        (None, "h:1", True),
        ("http://h:1", "h:1", True),
        ("https://h", "h", True),
        ("http://h:2", "h:1", False),
        ("null", "h", False),
        ("http://h.evil.example", "h", False),
        ("file://h", "h", False),
        ("", "", False),
    ],
)
def test_same_origin(origin, host, same):
    assert same_origin(origin, host) == same


def test_roles_count_for_their_scope():
    person = Person("1", "x", "x", {Role.CARETAKER: frozenset({"nordpark"}), Role.TRAINER: frozenset({"bc-04"})})
    assert person.has_at(frozenset({Role.CARETAKER}), "nordpark")
    assert not person.has_at(frozenset({Role.CARETAKER}), "sued")
    assert person.club == "bc-04"
    assert Person("1", "x", "x", {Role.CARETAKER: frozenset({""})}).has_at(frozenset({Role.CARETAKER}), "sued")
