"""The link in a message: whoever fetches it acknowledges nothing, a press with a name does."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select

from hallenwart_backend.accounts.store import login_of
from hallenwart_backend.alerts import steps
from hallenwart_backend.alerts.letters import letter_of
from hallenwart_backend.alerts.links import tokens
from hallenwart_backend.alerts.links.tokens import Claim
from hallenwart_backend.alerts.tables import outgoing
from hallenwart_backend.alerts.ways.tables import ways
from hallenwart_backend.ports import Cause
from hallenwart_contract.live_incidents import IncidentKind, StepKind
from hallenwart_contract.messages import Severity
from support.backends import HOUR_MS, KERN, MONDAY_NOON_MS, open_town

KEY = b"k" * 32
FIRE = Cause(
    key="smoke:nordpark:geraeteraum",
    id="a1",
    kind=IncidentKind.SMOKE,
    sev=Severity.CRIT,
    site="nordpark",
    since_ms=MONDAY_NOON_MS - 700,
    zone="geraeteraum",
    measured="Rauch 4,1 %/m",
    detail="<b>Fach</b>",
)
BROWSER = {"User-Agent": "Mozilla/5.0 (Linux; Android 15) Chrome/142.0 Mobile"}
SCANNERS = (
    {"User-Agent": "Mozilla/5.0 SafeLinks/1.0"},
    {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
    {"User-Agent": "Mozilla/5.0 Barracuda Sentinel"},
    {"User-Agent": "python-requests/2"},
    {"User-Agent": "Mozilla/5.0 Chrome/142.0", "Sec-Purpose": "prefetch;prerender"},
    {"User-Agent": "Mozilla/5.0 Chrome/142.0", "Purpose": "prefetch"},
    {"User-Agent": "Mozilla/5.0 Firefox/145.0", "X-Moz": "prefetch"},
    {"User-Agent": ""},
)


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:

        def give_kern_a_way(connection):
            person = login_of(connection, KERN).person
            connection.execute(insert(ways).values(person=person, address="json://first"))

        await opened.backend.records.write(give_kern_a_way)
        await opened.backend.incidents.report(FIRE)
        yield opened


async def letters(town):
    rows = await town.backend.records.read(lambda connection: connection.execute(select(outgoing)).all())
    return [letter_of(row) for row in rows]


async def token_of(town):
    return town.backend.people.links.token((await letters(town))[0])


async def incident(town):
    return (await town.backend.incidents.open_incidents())[0]


async def kinds(town):
    identity = (await incident(town)).id
    return [one.kind for one in await town.backend.records.read(lambda connection: steps.of(connection, identity))]


@pytest.fixture
async def token(town):
    return await token_of(town)


def form(token, word="going", name="M. Kern"):
    return {"content": f"token={token}&name={name.replace(' ', '+')}&word={word}", "headers": BROWSER}


async def test_fetching_it_never_acknowledges_and_scanners_are_not_even_noted(town, token):
    browser = town.stranger()
    for headers in SCANNERS:
        assert (await browser.get(f"/a/{token}", headers=headers)).status_code == 200
        assert (await browser.head(f"/a/{token}", headers=headers)).status_code == 200
    assert StepKind.OPENED not in await kinds(town)
    for _ in range(20):
        assert (await browser.get(f"/a/{token}?word=going&name=M.+Kern", headers=BROWSER)).status_code == 200
    assert (await kinds(town)).count(StepKind.OPENED) == 1
    assert (await incident(town)).acked_by == ""


async def test_a_press_with_a_name_acknowledges_and_a_second_is_harmless(town, token):
    browser = town.stranger()
    page = await browser.get(f"/a/{token}", headers=BROWSER)
    assert 'value="M. Kern"' in page.text
    assert "Sporthalle Nordpark, Geräteraum" in page.text
    assert "Rauch 4,1 %/m" in page.text
    assert "&lt;b&gt;Fach" in page.text
    assert "script" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    for _ in range(2):
        pressed = await browser.post(f"/a/{token}", **form(token))
        assert (pressed.status_code, pressed.headers["location"]) == (303, f"/a/{token}?said=going")
    found = await incident(town)
    assert (found.acked_by, found.ack_word) == ("M. Kern", "going")
    after = await browser.get(pressed.headers["location"], headers=BROWSER)
    assert "✓ Eingetragen: M. Kern geht hin." in after.text


async def test_whoever_holds_the_phone_answers_under_the_own_name(town, token):
    await town.stranger().post(f"/a/{token}", **form(token, "there", "Nachbarin"))
    assert (await incident(town)).acked_by == "Nachbarin (Link: M. Kern)"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 422),
        ("name=M.+Kern&word=going", 422),
        ("token={token}&name=M.+Kern&word=resolve", 422),
        ("token={token}&name=+&word=going", 422),
        ("token={token}&name=%00&word=going", 422),
        ("token={token}x&name=M.+Kern&word=going", 422),
    ],
)
async def test_a_press_that_is_not_of_this_form_answers_nothing(town, token, body, status):
    answer = await town.stranger().post(f"/a/{token}", content=body.replace("{token}", token), headers=BROWSER)
    assert answer.status_code == status
    assert (await incident(town)).acked_by == ""


async def test_a_press_from_a_mail_app_needs_no_origin_of_ours(town, token):
    pressed = form(token)
    pressed["headers"] = pressed["headers"] | {"Origin": "null"}
    assert (await town.stranger().post(f"/a/{token}", **pressed)).status_code == 303


async def test_an_expired_link_says_so_and_answers_nothing(town, token):
    town.clock.advance(24 * HOUR_MS)
    browser = town.stranger()
    shown, pressed = await browser.get(f"/a/{token}", headers=BROWSER), await browser.post(f"/a/{token}", **form(token))
    assert (shown.status_code, pressed.status_code) == (410, 410)
    assert "gilt nicht mehr" in pressed.text
    assert "Geräteraum" not in shown.text
    assert (await incident(town)).acked_by == ""


async def test_a_resolved_incident_says_so_and_offers_no_answer(town, token):
    found = await incident(town)
    await town.backend.incidents.clear(FIRE.key, "a1", town.clock.now_ms())
    await town.backend.incidents.resolve(found.id, by="A. Yilmaz", note="", may=lambda _: True)
    browser = town.stranger()
    shown, pressed = await browser.get(f"/a/{token}", headers=BROWSER), await browser.post(f"/a/{token}", **form(token))
    assert (shown.status_code, pressed.status_code) == (200, 409)
    assert "✓ Erledigt" in shown.text
    assert "<button" not in shown.text


async def test_an_unknown_link_says_so(town):
    answer = await town.stranger().get("/a/nothing", headers=BROWSER)
    assert answer.status_code == 404
    assert "Diesen Link gibt es nicht" in answer.text


async def test_too_many_presses_wait(town, token):
    browser = town.stranger()
    statuses = [(await browser.post(f"/a/{token}", **form(token))).status_code for _ in range(40)]
    assert statuses[-1] == 429
    town.clock.advance(60_000)
    assert (await browser.post(f"/a/{token}", **form(token))).status_code == 303


async def test_each_letter_carries_its_own_absolute_link(town):
    letter = (await letters(town))[0]
    notice = town.backend.people.links.dress(letter)
    assert notice.link == f"http://hallenwart.test/a/{notice.token}"
    assert town.backend.people.links.token(replace(letter, id=letter.id + 1)) != notice.token


async def test_a_receipt_marks_the_letter_and_proves_its_way_and_a_forged_one_nothing(town, token):
    browser = town.stranger()
    assert (await browser.post("/api/push/received", json={"token": "x" + token[1:]})).status_code == 404
    assert (await browser.post("/api/push/received", json={"token": token})).status_code == 204
    row = await town.backend.records.read(lambda connection: connection.execute(select(ways)).one())
    assert (row.verified_ms, row.last_delivered_ms) == (MONDAY_NOON_MS, MONDAY_NOON_MS)
    letter = await town.backend.records.read(lambda connection: connection.execute(select(outgoing)).first())
    assert letter.delivered_ms == MONDAY_NOON_MS


@given(
    st.builds(
        Claim, st.integers(0, 2**40), st.text(max_size=32), st.text("0123456789abcdef", max_size=16), st.integers(0, 2**42)
    )
)
def test_a_token_says_what_was_signed(claim):
    token = tokens.sign(KEY, claim)
    if len(token) <= tokens.MOST_CHARACTERS:
        assert tokens.read(KEY, token) == claim
    assert tokens.read(b"o" * 32, token) is None


@given(st.data())
def test_no_changed_character_passes(data):
    token = tokens.sign(KEY, Claim(7, "1f", "p1", 1_000))
    place = data.draw(st.integers(0, len(token) - 1))
    changed = data.draw(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"))
    forged = token[:place] + changed + token[place + 1 :]
    read = tokens.read(KEY, forged)
    assert read is None or forged == token or read == tokens.read(KEY, token)  # spare bits at the end change nothing


@given(st.text(max_size=500) | st.binary(max_size=200).map(lambda raw: raw.decode("latin-1")))
def test_garbage_is_no_token(text):
    assert tokens.read(KEY, text) is None


async def test_who_guesses_tokens_keeps_nobody_from_answering(town, token):
    """Behind a proxy all have one address."""
    guesser = town.stranger()
    statuses = [(await guesser.post("/a/guess", **form("guess"))).status_code for _ in range(40)]
    assert statuses[-1] == 429
    assert (await town.stranger().post(f"/a/{token}", **form(token))).status_code == 303
