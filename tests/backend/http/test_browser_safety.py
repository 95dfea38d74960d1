"""What a browser is told of every page, and what a cookie may do."""

import base64
import hashlib
import re

import pytest
from sqlalchemy import update

from hallenwart_backend.accounts.tables import people
from hallenwart_backend.bucket import BURST
from hallenwart_backend.web.app import create_app
from hallenwart_backend.web.parts import COOKIE, SAFE_COOKIE
from hallenwart_dashboards import PagesMissingError, static_root
from support.backends import AMT, HOUR_MS, JANA, MONDAY_NOON_MS, open_town

CITY = "https://hallen.stadt.example"
STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
INLINE = re.compile(
    r"""\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)|<base\b|<iframe|<object|<embed""", re.IGNORECASE
)
OPEN_PAGES = (
    "/hallen",
    "/hallen/nordpark",
    "/frei",
    "/login/link/x",
    "/join/x",
    "/a/x",
    "/t/x",
    "/m/x/x",
    "/nowhere",
    "/voice/x",
)
OPEN_PAGES += ("/api/session/oidc/start", "/api/session/oidc/callback", "/feeds/x.ics", "/cap/feed.atom")


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


def directives(answer):
    parts = (part.split() for part in answer.headers["content-security-policy"].split(";"))
    return {part[0]: part[1:] for part in parts if part}


def check(answer, path):
    """Nothing runs or is loaded that this server did not mean: no inline script, every inline style by its hash."""
    policy, html = directives(answer), answer.text
    assert policy["default-src"] in (["'self'"], ["'none'"]), path
    assert policy["frame-ancestors"] == ["'none'"], path
    assert policy["base-uri"] == ["'none'"], path
    assert policy["form-action"] in (["'self'"], ["'none'"]), path
    assert "unsafe" not in answer.headers["content-security-policy"], path
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] in {"same-origin", "no-referrer"}
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    own_camera = "camera=(self)" if path == "/club/" else "camera=()"  # it reads tickets at a door
    assert own_camera in answer.headers["permissions-policy"]
    if not answer.headers.get("content-type", "").startswith("text/html"):
        return
    hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}'" for one in STYLE.findall(html)}
    assert hashes <= set(policy.get("style-src", ())), path
    assert not INLINE.search(STYLE.sub("", html)), (path, INLINE.search(STYLE.sub("", html)))


async def test_every_page_that_is_made_here_runs_nothing_inline(town):
    stranger, jana, amt = town.stranger(), await town.signed_in(JANA), await town.signed_in(AMT)
    await amt.put("/api/public", json={"halls": {"nordpark": "names", "gymnastik": "taken"}})
    start = MONDAY_NOON_MS + 6 * HOUR_MS
    wish = {"hall": "nordpark", "sections": [1], "start_ms": start, "end_ms": start + HOUR_MS, "title": "<b>A</b>"}
    booking = (await jana.post("/api/bookings", json=wish)).json()["id"]
    seen = [(path, await stranger.get(path)) for path in OPEN_PAGES]
    seen += [(path, await jana.get(path)) for path in (f"/api/bookings/{booking}/slip", "/plan/nordpark?week=2026-W48")]
    assert [answer.status_code for path, answer in seen if path in {"/hallen", "/hallen/nordpark", "/frei"}] == [200, 200, 200]
    assert [answer.status_code for _, answer in seen[-2:]] == [200, 200]
    for path, answer in seen:
        check(answer, path)


async def test_the_built_pages_run_nothing_inline(town):
    try:
        app = create_app(static=static_root())
    except PagesMissingError:
        pytest.skip("the pages are not built")
    app.state.parts = town.app.state.parts
    town.app = app
    for page in ("/manager/", "/club/", "/login/", "/sw.js"):
        answer = await town.stranger().get(page)
        assert answer.status_code == 200
        check(answer, page)


async def test_over_https_the_cookie_is_of_this_host_alone(tmp_path):
    async with open_town(tmp_path, public_url=CITY) as town:
        browser, login = town.stranger(), {"email": JANA, "password": town.passwords[JANA]}
        browser.base_url = CITY
        answer = await browser.post("/api/session", json=login)
        cookie = next(one for one in answer.headers.get_list("set-cookie") if one.startswith(SAFE_COOKIE))
        assert {"Secure", "HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
        assert "domain" not in cookie.lower()
        assert answer.headers["strict-transport-security"].startswith("max-age=31536000")
        assert (await browser.get("/api/session")).status_code == 200
        thief = town.stranger()
        thief.cookies.set(COOKIE, browser.cookies[SAFE_COOKIE])  # a neighbour's host may plant one by this name
        assert (await thief.get("/api/session")).status_code == 401
        assert (await browser.delete("/api/session")).status_code == 204
        assert SAFE_COOKIE not in browser.cookies


async def test_without_https_nothing_promises_it(town):
    answer = await (await town.signed_in(JANA)).get("/api/session")
    assert "strict-transport-security" not in answer.headers


async def test_every_sign_in_begins_a_new_session_and_ends_the_one_before(town):
    browser, login = town.stranger(), {"email": JANA, "password": town.passwords[JANA]}
    await browser.post("/api/session", json=login)
    before = browser.cookies[COOKIE]
    await browser.post("/api/session", json=login)
    assert browser.cookies[COOKIE] != before
    thief = town.stranger()
    thief.cookies.set(COOKIE, before)
    assert (await thief.get("/api/session")).status_code == 401


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}])
async def test_a_foreign_page_changes_nothing(town, headers):
    jana = await town.signed_in(JANA)
    for method, path in (("POST", "/api/bookings"), ("DELETE", "/api/session"), ("PUT", "/api/me"), ("POST", "/login/link/x")):
        answer = await jana.request(method, path, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "origin"), path


async def test_public_pages_are_slowed_down_by_address(town):
    stranger = town.stranger()
    answers = [await stranger.get("/frei.json") for _ in range(BURST + 1)]
    assert [answer.status_code for answer in answers] == [200] * BURST + [429]
    assert int(answers[-1].headers["retry-after"]) >= 1


async def test_whoever_is_slowed_down_is_told_how_long(town):
    stranger = town.stranger()
    for _ in range(5):
        await stranger.post("/api/session", json={"email": JANA, "password": "falsch"})
    paused = await stranger.post("/api/session", json={"email": JANA, "password": town.passwords[JANA]})
    assert (paused.status_code, paused.headers["retry-after"]) == (429, "1")


async def test_a_club_does_not_learn_whose_address_is_known(town):
    """Whoever is invited, the answer is the same in every field that the inviter did not say."""
    osman = await town.signed_in("osman@bc04.example")

    def close(connection):
        connection.execute(update(people).where(people.c.email == AMT).values(active=False))

    town.backend.account_room.invites._post.ready = lambda _connection: True
    await town.backend.records.write(close)
    told = []
    for email in ("neu@verein.example", JANA, AMT):
        answer = await osman.post("/api/clubs/bc-04/people", json={"email": email, "role": "trainer"})
        assert answer.status_code == 201, answer.text
        told.append({key: value for key, value in answer.json().items() if key not in {"id", "person", "email"}})
    assert told[0] == told[1] == told[2]
    listed = (await osman.get("/api/clubs/bc-04/people")).text
    assert "Jana" not in listed
    assert "Petra" not in listed
