"""Links by e-mail: once, for a short time, by a press; and nobody learns who has an account."""

import asyncio
import email
import re
import socket

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select

from hallenwart_backend.accounts.cookies import ASKED
from hallenwart_backend.accounts.links.rules import MOST_PER_ADDRESS, MOST_PER_SENDER, WITHIN_MS
from hallenwart_backend.alerts.tables import outgoing
from hallenwart_backend.alerts.ways import store as ways
from hallenwart_backend.alerts.ways.rules import Kind
from hallenwart_backend.web.parts import COOKIE
from support.backends import AMT, JANA, OSMAN, open_town
from support.mailbox import with_mail

PRESS = {"press": "1"}
MINUTE_MS = 60_000


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


@pytest.fixture
async def post(town):
    return await with_mail(town)


async def ask(browser, address=JANA, what="link"):
    return await browser.post(f"/api/session/{what}", json={"email": address})


async def test_a_link_signs_in_once_and_only_when_pressed(town, post):
    browser = town.stranger()
    assert (await ask(browser)).status_code == 202
    link = await post.link_to(JANA)
    for _ in range(3):  # a program that looks at every link of a mail, and the person
        shown = await browser.get(link)
        assert shown.status_code == 200
        assert "Jetzt anmelden" in shown.text
    assert (await browser.head(link)).status_code in {200, 405}
    assert (await browser.get("/api/session")).status_code == 401
    pressed = await browser.post(link, data=PRESS)
    assert (pressed.status_code, pressed.headers["location"]) == (303, "/")
    assert (await browser.get("/api/session")).json()["email"] == JANA
    again = town.stranger()
    assert (await again.post(link, data=PRESS)).status_code == 410
    assert COOKIE not in again.cookies


async def test_of_two_who_press_at_once_one_comes_in(town, post):
    browsers = [town.stranger() for _ in range(4)]
    await ask(browsers[0])
    link = await post.link_to(JANA)
    pressed = await asyncio.gather(*(browser.post(link, data=PRESS) for browser in browsers))
    assert sorted(one.status_code for one in pressed) == [303, 410, 410, 410]


async def test_a_link_ends_after_a_quarter_of_an_hour(town, post):
    browser = town.stranger()
    await ask(browser)
    link = await post.link_to(JANA)
    town.clock.advance(15 * MINUTE_MS)
    assert (await browser.get(link)).status_code == 410
    assert (await browser.post(link, data=PRESS)).status_code == 410


async def test_another_browser_is_asked_to_think_twice(town, post):
    asked, other = town.stranger(), town.stranger()
    await ask(asked)
    link = await post.link_to(JANA)
    hint = "mit einem anderen Gerät"
    assert hint not in (await asked.get(link)).text
    assert hint in (await other.get(link)).text
    other.cookies.set(ASKED, "made up")
    assert hint in (await other.get(link)).text


async def test_the_records_hold_no_link_that_works(town, post):
    await ask(town.stranger())
    link = await post.link_to(JANA)
    rows = await town.backend.records.read(lambda connection: connection.execute(select(outgoing)).all())
    assert rows
    assert link not in repr(rows)


@pytest.mark.parametrize("change", [lambda one: one[:-1], lambda one: f"{one}x", lambda one: one.replace(".", "")])
async def test_a_changed_link_is_none(town, post, change):
    await ask(town.stranger())
    link = await post.link_to(JANA)
    assert (await town.stranger().post(change(link), data=PRESS)).status_code == 404


async def test_a_link_of_one_kind_does_not_open_another(town, post):
    """The proof is of the whole path: an invitation's cannot be put behind a sign-in."""
    await ask(town.stranger())
    identity, _, proof = (await post.link_to(JANA)).removeprefix("/login/link/").partition(".")
    assert (await town.stranger().get(f"/join/{identity}.{proof}")).status_code == 404


async def test_unknown_addresses_get_the_same_answer_and_no_mail(town, post):
    known, unknown = town.stranger(), town.stranger()
    first, second = await ask(known), await ask(unknown, "niemand@stadt.example")
    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert set(first.cookies) == set(second.cookies)
    assert [to for to, _ in await post.collect()] == [JANA]


async def test_an_address_known_or_not_costs_the_asker_the_same_work(town, post, monkeypatch):
    """Nothing is looked up or written before the answer is given."""
    touched = []
    records, read, write = town.backend.records, town.backend.records.read, town.backend.records.write
    monkeypatch.setattr(records, "read", lambda fn: touched.append("read") or read(fn))
    monkeypatch.setattr(records, "write", lambda fn: touched.append("write") or write(fn))
    work = []
    for address in (JANA, "niemand@stadt.example"):
        touched.clear()
        await ask(town.stranger(), address)
        work.append(list(touched))
    assert work[0] == work[1] == ["read"]  # whether there is a gateway


async def test_asking_is_bounded_by_address_in_silence_and_by_sender_aloud(town, post):
    browser = town.stranger()
    answers = [(await ask(browser)).status_code for _ in range(MOST_PER_SENDER + 1)]
    assert answers == [202] * MOST_PER_SENDER + [429]
    assert len(await post.collect()) == MOST_PER_ADDRESS
    town.clock.advance(WITHIN_MS)
    assert (await ask(browser)).status_code == 202
    assert len(await post.collect()) == 1


async def test_only_the_newest_link_counts(town, post):
    browser = town.stranger()
    await ask(browser)
    first = await post.link_to(JANA)
    await ask(browser)
    second = await post.link_to(JANA)
    assert first != second
    assert (await browser.post(first, data=PRESS)).status_code == 410
    assert (await browser.post(second, data=PRESS)).status_code == 303


async def test_a_new_password_ends_every_session_and_link(town, post):
    at_home, browser = await town.signed_in(JANA), town.stranger()
    await ask(browser)
    sign_in = await post.link_to(JANA)
    await ask(browser, what="reset")
    reset = await post.link_to(JANA)
    weak = await browser.post(reset, data=PRESS | {"password": "zu kurz"})
    assert weak.status_code == 422
    assert "mindestens 10 Zeichen" in weak.text
    done = await browser.post(reset, data=PRESS | {"password": "vier wilde blaue gänse"})
    assert done.status_code == 303
    assert (await at_home.get("/api/session")).status_code == 401
    assert (await browser.get("/api/session")).status_code == 200
    assert (await browser.post(sign_in, data=PRESS)).status_code == 410
    assert any("geändert" in notice.title for to, notice in await post.collect() if to == JANA)
    old = {"email": JANA, "password": town.passwords[JANA]}
    assert (await town.stranger().post("/api/session", json=old)).status_code == 401
    new = {"email": JANA, "password": "vier wilde blaue gänse"}
    assert (await town.stranger().post("/api/session", json=new)).status_code == 200


async def test_a_session_that_was_planted_is_not_the_one_that_begins(town, post):
    """Whoever sets a cookie in somebody's browser beforehand knows nothing afterwards."""
    attacker = await town.signed_in(OSMAN)
    planted = attacker.cookies[COOKIE]
    browser = town.stranger()
    await ask(browser)
    link = await post.link_to(JANA)
    browser.cookies.set(COOKIE, planted)
    pressed = await browser.post(link, data=PRESS)
    assert pressed.cookies[COOKIE] != planted
    assert (await attacker.get("/api/session")).status_code == 401


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
async def test_another_site_cannot_press(town, post, origin):
    browser = town.stranger()
    await ask(browser)
    link = await post.link_to(JANA)
    assert (await browser.post(link, data=PRESS, headers={"Origin": origin})).status_code == 403
    assert (await browser.post(link, data=PRESS)).status_code == 303


async def test_links_name_the_address_of_the_server_whatever_a_request_says(town, post):
    browser = town.stranger()
    asked = {"json": {"email": JANA}, "headers": {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}}
    assert (await browser.post("/api/session/link", **asked)).status_code == 202
    await post.link_to(JANA)  # looks at where it leads


async def test_nothing_that_is_given_leads_elsewhere(town, post):
    browser = town.stranger()
    await ask(browser)
    link = await post.link_to(JANA)
    pressed = await browser.post(f"{link}?next=https://evil.example", data=PRESS | {"next": "//evil.example"})
    assert pressed.headers["location"] == "/"


async def test_without_a_gateway_it_is_said_and_the_page_knows(tmp_path):
    async with open_town(tmp_path) as bare:
        browser = bare.stranger()
        assert (await browser.get("/api/session/ways")).json() == {
            "link": False,
            "oidc": None,
            "passkey": None,
            "registration": False,
        }
        answer = await ask(browser)
        assert (answer.status_code, answer.json()["code"]) == (409, "no_mail")


async def test_a_closed_account_gets_no_link_and_an_open_link_of_it_does_nothing(town, post):
    browser = town.stranger()
    await ask(browser)
    link = await post.link_to(JANA)
    office = await town.signed_in(AMT)
    jana = next(one for one in (await office.get("/api/people")).json()["people"] if one["email"] == JANA)
    assert (await office.patch(f"/api/people/{jana['id']}", json={"open": False})).json()["state"] == "closed"
    assert (await browser.post(link, data=PRESS)).status_code in {401, 410}
    assert COOKIE not in browser.cookies
    await ask(browser)
    assert await post.collect() == []


async def test_a_new_address_counts_once_it_was_proved(town, post):
    jana = await town.signed_in(JANA)
    assert (await jana.put("/api/me/email", json={"email": "Jana@Neu.example"})).status_code == 202
    assert (await jana.get("/api/me")).json()["email"] == JANA
    link = await post.link_to("jana@neu.example")
    assert (await town.stranger().post(link, data=PRESS)).status_code == 200
    assert (await jana.get("/api/me")).json()["email"] == "jana@neu.example"
    assert [to for to, _ in await post.collect()] == [JANA]  # the old one is told
    assert (await jana.put("/api/me/email", json={"email": OSMAN})).status_code == 202
    assert await post.collect() == []


class Inbox:
    def __init__(self):
        self.bodies = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - the name aiosmtpd calls
        message = email.message_from_bytes(envelope.content)
        parts = [part for part in message.walk() if part.get_content_type() == "text/plain"] or [message]
        self.bodies.append((envelope.rcpt_tos, parts[0].get_payload(decode=True).decode()))
        return "250 OK"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # apprise imports what Python will remove
async def test_a_link_comes_through_a_real_smtp_server_and_signs_in(town):
    inbox = Inbox()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        template = f"mailto://127.0.0.1:{port}?from=hallen@stadt.example&to={{to}}&mode=insecure&format=text"
        await town.backend.records.write(
            lambda connection: ways.set_gateway(connection, Kind.EMAIL, template, by="test", now_ms=town.clock.now_ms())
        )
        browser = town.stranger()
        await ask(browser)
        await town.backend.account_room.links.work()
        assert await town.backend.queue.hand_over_due() == 1
    finally:
        controller.stop()
    ((to, body),) = inbox.bodies
    assert to == [JANA]
    assert "Er gilt 15 Minuten" in body
    (link,) = re.findall(r"http://hallenwart\.test(/login/link/\S+)", body)
    assert (await browser.post(link, data=PRESS)).status_code == 303
    assert (await browser.get("/api/session")).json()["email"] == JANA
