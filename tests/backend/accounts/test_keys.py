"""API keys: no more than the person may do, revoked at once, never in the way of a browser's session."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, select

from hallenwart_backend.accounts.keys.rules import limited, may_ask
from hallenwart_backend.accounts.keys.tables import api_keys
from hallenwart_backend.accounts.rules import Person, Role
from hallenwart_backend.accounts.tables import roles
from hallenwart_backend.bearer import id_of, key_text
from hallenwart_backend.bucket import BURST
from support.backends import AMT, HOUR_MS, JANA, OSMAN, open_town

DAY_MS = 86_400_000


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def key_of(browser, **more):
    made = await browser.post("/api/api-keys", json={"name": "Vereinsseite", **more})
    assert made.status_code == 201, made.text
    return made.json()["key"], {"Authorization": f"Bearer {made.json()['secret']}"}


def wish(town):
    start = town.clock.now_ms() + DAY_MS
    return {"hall": "sued", "sections": [1], "start_ms": start, "end_ms": start + HOUR_MS, "title": "Training"}


async def test_a_key_reads_or_writes_until_it_is_revoked(town):
    osman, program = await town.signed_in(OSMAN), town.stranger()
    _, reads = await key_of(osman)
    key, writes = await key_of(osman, writes=True)
    assert (await program.get("/api/session", headers=reads)).json()["key"] is True
    assert (await program.get("/api/bookings", headers=reads)).status_code == 200
    assert (await program.post("/api/bookings", headers=reads, json=wish(town))).json()["code"] == "key_reads"
    assert (await program.post("/api/bookings", headers=writes, json=wish(town))).status_code == 201
    listed = (await osman.get("/api/api-keys")).json()["keys"]
    assert listed[-1]["used_ms"] == town.clock.now_ms()
    assert (await osman.delete(f"/api/api-keys/{key['id']}")).status_code == 204
    assert (await program.get("/api/bookings", headers=writes)).status_code == 401
    assert (await osman.delete(f"/api/api-keys/{key['id']}")).status_code == 404


async def test_a_key_ends_by_itself_and_with_the_role(town):
    osman, program = await town.signed_in(OSMAN), town.stranger()
    _, short = await key_of(osman, days=1)
    _, long = await key_of(osman, days=30)
    town.clock.advance(DAY_MS)
    assert (await program.get("/api/session", headers=short)).status_code == 401
    assert (await program.get("/api/session", headers=long)).json()["roles"] == ["club_admin"]
    await town.backend.records.write(lambda connection: connection.execute(delete(roles).where(roles.c.scope == "bc-04")))
    assert (await program.get("/api/session", headers=long)).json()["roles"] == []


async def test_a_key_touches_no_keys_sessions_passwords_or_people(town):
    office, program = await town.signed_in(AMT), town.stranger()
    _, key = await key_of(office, writes=True)
    for method, path in (
        ("GET", "/api/api-keys"),
        ("POST", "/api/api-keys"),
        ("GET", "/api/sessions"),
        ("DELETE", "/api/sessions"),
        ("PUT", "/api/me/password"),
        ("GET", "/api/me/export"),
        ("DELETE", "/api/me"),
        ("GET", "/api/people"),
        ("GET", "/api/clubs/requests"),
        ("GET", "/api/clubs/bc-04/people"),
        ("POST", "/api/clubs/bc-04/people"),
        ("DELETE", "/api/clubs/bc-04/people/1"),
        ("POST", "/api/credentials"),
        ("POST", "/api/feeds"),
        ("POST", "/api/ways"),
        ("POST", "/api/push/subscriptions"),
        ("POST", "/api/partners"),
        ("PUT", "/api/alert-gateways/sms"),
        ("POST", "/api/%70eople"),
    ):
        answer = await program.request(method, path, headers=key, json={})
        assert (answer.status_code, answer.json()["code"]) == (403, "no_keys_here"), path


async def test_a_key_beside_a_cookie_counts_as_the_key(town):
    """A program that also sends a cookie gets no more than its key may do."""
    osman = await town.signed_in(OSMAN)
    _, reads = await key_of(osman)
    assert (await osman.post("/api/bookings", headers=reads, json=wish(town))).json()["code"] == "key_reads"
    assert (await osman.get("/api/session", headers={"Authorization": "Bearer hwk_x_y"})).status_code == 401


async def test_cookies_from_elsewhere_are_refused_with_and_without_a_key(town):
    osman = await town.signed_in(OSMAN)
    _, writes = await key_of(osman, writes=True)
    elsewhere = {"Origin": "https://evil.example"}
    assert (await osman.post("/api/bookings", headers=elsewhere, json=wish(town))).status_code == 403
    assert (await osman.post("/api/bookings", headers=elsewhere | writes, json=wish(town))).status_code == 403


async def test_a_key_for_one_club_or_role_reaches_no_further(town):
    jana = await town.signed_in(JANA)
    assert (await jana.post("/api/api-keys", json={"name": "x", "club": "bc-04"})).status_code == 404
    assert (await jana.post("/api/api-keys", json={"name": "x", "roles": ["admin"]})).status_code == 403
    _, one = await key_of(jana, club="tsv-lindenau", roles=["trainer"])
    who = (await town.stranger().get("/api/session", headers=one)).json()
    assert (who["roles"], [club["id"] for club in who["clubs"]]) == (["trainer"], ["tsv-lindenau"])


async def test_only_a_hash_is_kept(town):
    osman = await town.signed_in(OSMAN)
    _, key = await key_of(osman)
    rows = await town.backend.records.read(lambda connection: connection.execute(select(api_keys)).all())
    assert key["Authorization"].split("_")[2] not in repr(rows)
    assert key["Authorization"].split("_")[2] not in (await osman.get("/api/api-keys")).text


async def test_guessing_and_hurrying_are_slowed_down(town):
    osman, program = await town.signed_in(OSMAN), town.stranger()
    _, key = await key_of(osman)
    wrong = {"Authorization": "Bearer hwk_0123456789ab_" + "0" * 64}
    answers = [(await program.get("/api/session", headers=wrong)).status_code for _ in range(BURST + 1)]
    assert answers == [401] * BURST + [429]
    assert (await program.get("/api/session", headers=key)).status_code == 200  # whoever has one is not held up by that
    answers = [(await program.get("/api/session", headers=key)).status_code for _ in range(BURST)]
    assert answers[-1] == 429


roles_held = st.dictionaries(
    st.sampled_from(list(Role)), st.frozensets(st.sampled_from(["", "a", "b"]), min_size=1), max_size=4
)


@given(roles_held, st.sampled_from(["", "a", "b"]), st.sets(st.sampled_from([str(role) for role in Role]), max_size=3))
def test_a_key_never_has_what_the_person_has_not(held, club, wanted):
    person = Person("1", "x", "x", held)
    keyed = limited(person, "k", club=club, roles=wanted)
    for role, scopes in keyed.roles.items():
        assert scopes <= person.roles[role]
        assert not wanted or role in wanted
        assert not club or scopes == {club}


@pytest.mark.parametrize("text", ["", "hwk", "hwk_a", "hwk__b", "hwk_a_", "hwp_a_b", "hwk_a_b_c"])
def test_what_is_no_key_names_none(text):
    assert id_of("hwk", text) == ""
    assert id_of("hwk", key_text("hwk", "a", "b")) == "a"


@pytest.mark.parametrize(
    ("method", "path", "may"),
    [
        ("GET", "/api/session", True),
        ("DELETE", "/api/session", False),
        ("GET", "/api/session/ways", False),
        ("GET", "/api/me", False),
        ("GET", "/api/meals", True),
        ("GET", "/api/clubs", True),
        ("POST", "/api/clubs/bc-04/people", False),
        ("GET", "/api/people/1/export", False),
        ("GET", "/manager/", False),
    ],
)
def test_where_keys_are_of_use(method, path, may):
    assert may_ask(method, path) is may
