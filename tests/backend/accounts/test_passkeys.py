"""Passkeys by a software authenticator: honest ones sign in, everything else is refused; what the office asks of staff."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from hallenwart_backend.accounts.passkeys.rules import FLOW_MS, FRESH_MS, MOST_PASSKEYS, address_of, went_back
from hallenwart_backend.accounts.passkeys.tables import passkeys
from hallenwart_backend.accounts.tables import people
from hallenwart_backend.evidence import store as evidence
from support.authenticator import Authenticator
from support.backends import ADMIN, AMT, JANA, KERN, open_town

HERE = "http://localhost:8000"
HOST = "localhost"
pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path, public_url=HERE) as opened:
        yield opened


def device(**more):
    return Authenticator(HERE, HOST, **more)


async def options(browser, password=""):
    asked = await browser.post("/api/passkeys/options", json={"password": password})
    assert asked.status_code == 200, asked.text
    return asked.json()["options"]


async def added(browser, phone, name="Handy"):
    made = await browser.post("/api/passkeys", json=phone.make(await options(browser), name))
    assert made.status_code == 201, made.text
    return made.json()


async def sign_in_options(browser):
    asked = await browser.post("/api/session/passkey/options")
    assert asked.status_code == 200, asked.text
    return asked.json()["options"]


async def sign_in(browser, phone, **other):
    return await browser.post("/api/session/passkey", json=phone.show(await sign_in_options(browser), **other))


async def kept(town):
    """Return the kinds of the evidence log's links."""
    return [link.kind for link, _ in await town.backend.records.read(evidence.chain)]


async def with_passkey(town, email=JANA):
    """Return a passkey of this person, and a browser nobody is signed in with."""
    phone = device()
    await added(await town.signed_in(email), phone)
    return phone, town.stranger()


async def test_a_passkey_is_added_signs_in_is_renamed_and_removed(town):
    jana, phone, other = await town.signed_in(JANA), device(), town.stranger()
    asked = await options(jana)
    assert (asked["rp"]["id"], asked["user"]["name"]) == (HOST, JANA)
    assert asked["authenticatorSelection"] == {
        "residentKey": "required",
        "requireResidentKey": True,
        "userVerification": "required",
    }
    made = await added(jana, phone)
    assert (await sign_in_options(other)).get("allowCredentials", []) == []
    answer = await sign_in(other, phone)
    assert (answer.status_code, answer.json()["email"]) == (200, JANA)
    here = [one for one in (await other.get("/api/sessions")).json()["sessions"] if one["here"]]
    assert [one["way"] for one in here] == ["passkey"]
    assert (await other.patch(f"/api/passkeys/{made['id']}", json={"name": "Altes Handy"})).status_code == 204
    (listed,) = (await jana.get("/api/passkeys")).json()["passkeys"]
    assert (listed["name"], listed["used_ms"]) == ("Altes Handy", town.clock.now_ms())
    assert (await jana.delete(f"/api/passkeys/{made['id']}")).status_code == 204
    assert (await jana.delete(f"/api/passkeys/{made['id']}")).status_code == 404
    assert (await sign_in(town.stranger(), phone)).json()["code"] == "passkey_wrong"


async def test_adding_and_removing_stand_in_the_evidence_log(town):
    jana = await town.signed_in(JANA)
    made = await added(jana, device(), "Schlüsselbund")
    await jana.delete(f"/api/passkeys/{made['id']}")
    assert (await kept(town))[-2:] == ["people.passkey_added", "people.passkey_removed"]


async def test_an_older_session_needs_the_password_again(town):
    jana = await town.signed_in(JANA)
    town.clock.advance(FRESH_MS + 1)
    assert (await jana.post("/api/passkeys/options", json={})).json()["code"] == "wrong_password"
    assert await options(jana, town.passwords[JANA])


async def test_a_challenge_serves_once_in_its_browser_and_for_five_minutes(town):
    phone, browser = await with_passkey(town)
    shown = phone.show(await sign_in_options(browser))
    assert (await town.stranger().post("/api/session/passkey", json=shown)).status_code == 401, "another browser"
    assert (await browser.post("/api/session/passkey", json=shown)).status_code == 401, "used up by the try"
    again = phone.show(await sign_in_options(browser))
    assert (await browser.post("/api/session/passkey", json=again)).status_code == 200
    assert (await browser.post("/api/session/passkey", json=again)).status_code == 401, "replayed"
    late = phone.show(await sign_in_options(browser))
    town.clock.advance(FLOW_MS)
    assert (await browser.post("/api/session/passkey", json=late)).status_code == 401, "run out"


async def test_a_challenge_for_a_new_passkey_signs_nobody_in_and_the_other_way_round(town):
    phone, browser = await with_passkey(town)
    jana = await town.signed_in(JANA)
    shown = phone.show(await options(jana))
    assert (await jana.post("/api/session/passkey", json=shown)).status_code == 401
    made = device().make(await sign_in_options(jana) | {"user": {"id": phone.person}})
    assert (await jana.post("/api/passkeys", json=made)).json()["code"] == "passkey_not_proven"
    assert browser.cookies.get("hallenwart") is None


@pytest.mark.parametrize(
    "wrong",
    [{"origin": "https://hallenwart.evil.example"}, {"host": "evil.example"}, {"verifies": False}],
    ids=["another page", "another address", "nobody verified"],
)
async def test_what_is_not_for_this_page_or_not_verified_is_refused(town, wrong):
    phone, browser = await with_passkey(town)
    jana = await town.signed_in(JANA)
    for name, value in wrong.items():
        setattr(phone, name, value)
    assert (await sign_in(browser, phone)).json()["code"] == "passkey_wrong"
    bad = Authenticator(**{"origin": HERE, "host": HOST} | wrong)
    assert (await jana.post("/api/passkeys", json=bad.make(await options(jana)))).json()["code"] == "passkey_not_proven"
    assert len((await jana.get("/api/passkeys")).json()["passkeys"]) == 1


async def test_another_ones_passkey_signs_in_nobody_else(town):
    jana, browser = await with_passkey(town)
    kern, _ = await with_passkey(town, KERN)
    assert (await sign_in(browser, jana, user_handle=kern.person)).status_code == 401, "her key, his handle"
    stolen = device(credential=kern.credential, person=kern.person)
    assert (await sign_in(browser, stolen)).status_code == 401, "his passkey, another key"
    assert (await sign_in(browser, kern)).json()["email"] == KERN
    mine = await town.signed_in(JANA)
    made = device(credential=kern.credential).make(await options(mine))
    assert (await mine.post("/api/passkeys", json=made)).json()["code"] == "passkey_known"
    his = (await (await town.signed_in(KERN)).get("/api/passkeys")).json()["passkeys"][0]["id"]
    assert (await mine.delete(f"/api/passkeys/{his}")).status_code == 404
    assert (await mine.patch(f"/api/passkeys/{his}", json={"name": "meins"})).status_code == 404


async def test_a_counter_that_goes_back_is_a_copy_and_told(town):
    phone, browser = await with_passkey(town)
    assert (await sign_in(browser, phone)).status_code == 200
    phone.count = 0
    assert (await sign_in(browser, phone)).json()["code"] == "passkey_copied"
    assert (await kept(town))[-1] == "people.passkey_copied"
    phone.count = 7
    assert (await sign_in(browser, phone)).status_code == 200


async def test_a_closed_account_is_refused(town):
    phone, browser = await with_passkey(town)
    await town.backend.records.write(lambda c: c.execute(update(people).where(people.c.email == JANA).values(active=False)))
    assert (await sign_in(browser, phone)).json()["code"] == "passkey_wrong"


async def test_whoever_tries_often_has_to_wait(town):
    _, browser = await with_passkey(town)
    codes = [(await sign_in(browser, device())).status_code for _ in range(8)]
    assert (codes[0], codes[-1]) == (401, 429)


async def test_nonsense_is_refused_and_breaks_nothing(town):
    phone, browser = await with_passkey(town)
    jana = await town.signed_in(JANA)
    for field in ("client_data", "authenticator_data", "signature"):
        assert (await sign_in(browser, phone, **{field: "AAAA"})).status_code == 401
        town.clock.advance(60_000)
    for field in ("client_data", "attestation", "id"):
        bad = device().make(await options(jana)) | {field: "AAAA"}
        assert (await jana.post("/api/passkeys", json=bad)).status_code == 400


async def test_an_account_has_only_so_many(town):
    jana = await town.signed_in(JANA)
    for number in range(MOST_PASSKEYS):
        await added(jana, device(), f"Nr. {number}")
    assert (await jana.post("/api/passkeys/options", json={})).json()["code"] == "too_many_passkeys"


async def test_export_holds_no_key_and_erasing_takes_the_passkeys(town):
    jana = await town.signed_in(JANA)
    await added(jana, device())
    (row,) = (await jana.get("/api/me/export")).json()["tables"]["passkeys"]
    assert row["name"] == "Handy"
    assert not {"public_key", "credential_id"} & set(row)
    assert (await jana.request("DELETE", "/api/me", json={"password": town.passwords[JANA]})).status_code == 204
    assert (await town.backend.records.read(lambda c: c.execute(select(passkeys)).all())) == []


async def test_the_office_may_require_passkeys_of_staff(town):
    office, jana, kern = await town.signed_in(AMT), await town.signed_in(JANA), await town.signed_in(KERN)
    from_ms = town.clock.now_ms() + 1_000
    assert (await kern.put("/api/passkeys/policy", json={"mode": "off"})).status_code == 403
    assert (await office.put("/api/passkeys/policy", json={"mode": "required", "from_ms": from_ms})).status_code == 204
    told = (await kern.get("/api/passkeys")).json()
    assert (told["wanted"], told["needed"]) == (True, False)
    assert (await kern.get("/api/manager")).status_code == (await office.get("/api/manager")).status_code
    town.clock.advance(1_000)
    refusal = await kern.get("/api/bookings")
    assert (refusal.status_code, refusal.json()["code"]) == (403, "passkey_needed")
    assert (await kern.get("/api/session")).status_code == 200
    assert (await jana.get("/api/bookings")).status_code == 200, "not asked of clubs"
    phone = device()
    await added(kern, phone)
    assert (await kern.get("/api/bookings")).status_code == 200
    by_password = town.stranger()
    await by_password.post("/api/session", json={"email": KERN, "password": town.passwords[KERN]})
    assert (await by_password.post("/api/passkeys/options", json={})).json()["code"] == "passkey_needed"
    (mine,) = (await by_password.get("/api/passkeys")).json()["passkeys"]
    assert (await by_password.delete(f"/api/passkeys/{mine['id']}")).json()["code"] == "passkey_needed"
    assert (await sign_in(by_password, phone)).status_code == 200
    assert (await by_password.get("/api/bookings")).status_code == 200


async def test_administrators_are_not_held_up_before_one_of_them_has_a_passkey(town):
    admin = await town.signed_in(ADMIN)
    await admin.put("/api/passkeys/policy", json={"mode": "required"})
    assert (await admin.get("/api/bookings")).status_code == 200
    await added(admin, device())
    again = town.stranger()
    await again.post("/api/session", json={"email": ADMIN, "password": town.passwords[ADMIN]})
    assert (await again.get("/api/bookings")).json()["code"] == "passkey_needed"


async def test_under_an_address_without_a_name_nobody_is_asked_for_one(tmp_path):
    async with open_town(tmp_path, public_url="http://192.0.2.7") as town:
        office = await town.signed_in(AMT)
        assert (await office.get("/api/session/ways")).json()["passkey"] is None
        assert (await office.post("/api/passkeys/options", json={})).json()["code"] == "passkey_no_name"
        assert (await office.put("/api/passkeys/policy", json={"mode": "required"})).status_code == 409
        assert (await town.stranger().post("/api/session/passkey/options")).status_code == 409


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://hallen.stadt.example", ("hallen.stadt.example", "https://hallen.stadt.example")),
        ("https://Hallen.Stadt.example:8443/", ("hallen.stadt.example", "https://hallen.stadt.example:8443")),
        ("http://localhost:8000", ("localhost", "http://localhost:8000")),
        ("http://127.0.0.1:8000", ("localhost", "http://localhost:8000")),
        ("http://[::1]:8000", ("localhost", "http://localhost:8000")),
        ("http://hallen.stadt.example", None),
        ("https://192.0.2.7", None),
        ("", None),
    ],
)
def test_for_which_address_passkeys_are(url, expected):
    found = address_of(url)
    assert (found and (found.host, found.origin)) == expected


@given(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
def test_a_counter_must_grow_unless_it_does_not_count(known, told):
    assert went_back(known, told) == (told <= known and (known, told) != (0, 0))
