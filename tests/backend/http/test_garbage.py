"""Whatever comes over HTTP, the answer is a success or a refusal in words; never a 5xx."""

import asyncio
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hallenwart_backend.ports import Cause
from hallenwart_backend.web.app import openapi
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Severity
from support.backends import ADMIN, AMT, HOUR_MS, JANA, KERN, MEMBER, MONDAY_NOON_MS, OSMAN, open_town

ROUTES = [(method.upper(), path) for path, methods in sorted(openapi()["paths"].items()) for method in sorted(methods)]
FIELDS = [
    "email",
    "password",
    "hall",
    "sections",
    "start_ms",
    "end_ms",
    "title",
    "word",
    "note",
    "endpoint",
    "keys",
    "slot",
    "reason",
    "device",
    "slots",
    "from_ms",
    "to_ms",
    "protocol",
    "question",
    "answer",
    "condition",
    "text",
    "photo",
    "out",
    "spare",
    "person",
    "kind",
    "site",
    "uid",
    "key",
    "before_min",
    "after_min",
    "uses",
    "second",
    "on",
    "absent",
    "people",
    "weekly",
    "address",
    "code",
    "spans",
    "token",
]

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=False),
    st.text(max_size=20),
    st.sampled_from(["nordpark", "going", JANA, "https://push.example/1", MONDAY_NOON_MS + 6 * HOUR_MS, 1]),
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4), max_leaves=8
)
bodies = st.one_of(
    st.binary(max_size=60),
    values,
    st.dictionaries(st.sampled_from(FIELDS), values, max_size=8),
)
ids = st.one_of(st.text(string.printable, min_size=1, max_size=70), st.sampled_from(["nordpark", "nordpark-1", "0" * 16]))
queries = st.dictionaries(
    st.sampled_from(["date", "minutes", "sections", "state"]), st.one_of(st.text(max_size=12), st.dates().map(str)), max_size=4
)


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


def _filled(path: str, name: str) -> str:
    from urllib.parse import quote

    parts = path.split("/")
    return "/".join(quote(name, safe="") if part.startswith("{") else part for part in parts)


@pytest.mark.parametrize("email", [None, ADMIN, OSMAN])
async def test_no_garbage_is_the_servers_fault(town, email):
    browser = town.stranger() if email is None else await town.signed_in(email)
    loop = asyncio.get_running_loop()
    cases = []

    @settings(max_examples=40, database=None, suppress_health_check=list(HealthCheck), deadline=None, derandomize=True)
    @given(st.sampled_from(ROUTES), ids, bodies, queries)
    def collect(route, name, body, query):
        cases.append((route, name, body, query))

    await loop.run_in_executor(None, collect)
    for (method, path), name, body, query in cases:
        if (method, path) == ("DELETE", "/api/session"):
            continue
        sent = {"content": body} if isinstance(body, bytes) else {"json": body}
        try:
            answer = await browser.request(method, _filled(path, name), params=query, **sent)
        except (UnicodeEncodeError, ValueError):  # what no client can even send
            continue
        assert answer.status_code < 500, (method, path, name, body, answer.text)
        if answer.status_code >= 400:
            assert {"code", "message"} <= set(answer.json())
            assert set(answer.json()["message"]) == {"de", "en"}


NO_CLUB = {JANA, MEMBER}
NOT_ADMIN = {JANA, MEMBER, KERN, AMT}
CLOSED = {
    ("GET", "/api/incidents"): NO_CLUB,
    ("GET", "/api/incidents/export.csv"): NO_CLUB,
    ("GET", "/api/incidents/{incident}"): NO_CLUB,
    ("POST", "/api/incidents/{incident}/note"): NO_CLUB,
    ("POST", "/api/incidents/{incident}/ack"): NO_CLUB,
    ("POST", "/api/incidents/{incident}/resolve"): NO_CLUB,
    ("GET", "/api/alert-policy"): NO_CLUB,
    ("PUT", "/api/alert-policy"): {*NO_CLUB, KERN},
    ("GET", "/api/duty"): NO_CLUB,
    ("POST", "/api/duty/shifts"): {*NO_CLUB, KERN},
    ("PUT", "/api/duty/shifts/{shift}"): {*NO_CLUB, KERN},
    ("DELETE", "/api/duty/shifts/{shift}"): {*NO_CLUB, KERN},
    ("PUT", "/api/duty/chain"): {*NO_CLUB, KERN},
    ("POST", "/api/duty/import"): {*NO_CLUB, KERN},
    ("GET", "/api/alert-gateways"): NOT_ADMIN,
    ("GET", "/api/alert-path"): NO_CLUB,
    ("PUT", "/api/alert-path"): NOT_ADMIN,
    ("POST", "/api/alert-path/test"): NO_CLUB,
    ("GET", "/api/alert-path/tests/{test}"): NO_CLUB,
    ("GET", "/api/alert-webhooks"): NOT_ADMIN,
    ("POST", "/api/alert-webhooks"): NOT_ADMIN,
    ("DELETE", "/api/alert-webhooks/{webhook}"): NOT_ADMIN,
    ("GET", "/api/alert-webhooks/{webhook}/events"): NOT_ADMIN,
    ("POST", "/api/alert-webhooks/{webhook}/ping"): NOT_ADMIN,
    ("PUT", "/api/alert-gateways/{kind}"): NOT_ADMIN,
    ("POST", "/api/devices/{device}/open"): {*NO_CLUB, AMT},
    ("POST", "/api/devices/{device}/unlockout"): {*NO_CLUB, AMT},
    ("POST", "/api/devices/{device}/emergency"): {*NO_CLUB, AMT, KERN},
    ("GET", "/api/commands/{command}"): NO_CLUB,
    ("POST", "/api/bookings"): {MEMBER, KERN},
    ("GET", "/api/compartments"): NO_CLUB,
    ("PUT", "/api/compartments/{device}/{slot}/lost"): NO_CLUB,
    ("DELETE", "/api/compartments/{device}/{slot}/lost"): NO_CLUB,
    ("PUT", "/api/compartments/{device}/{slot}/service"): NO_CLUB,
    ("PUT", "/api/compartments/{device}/{slot}/spare"): NO_CLUB,
    ("GET", "/api/releases"): NO_CLUB,
    ("POST", "/api/releases"): {*NO_CLUB, AMT, KERN},
    ("POST", "/api/releases/{release_id}/end"): {*NO_CLUB, AMT, KERN},
    ("GET", "/api/reports"): NO_CLUB,
    ("GET", "/api/evidence"): {*NO_CLUB, KERN},
    ("GET", "/api/evidence/verify"): {*NO_CLUB, KERN},
    ("GET", "/api/evidence/export.csv"): {*NO_CLUB, KERN},
    ("GET", "/api/evidence/export.pdf"): {*NO_CLUB, KERN},
    ("DELETE", "/api/evidence/{number}/said"): NOT_ADMIN,
    **{
        ("POST", f"/api/fire/{{device}}/{act}"): {*NO_CLUB, AMT}
        for act in ("silence", "reset", "disable", "enable", "walk", "delay", "selftest")
    },
    ("POST", "/api/sites/{site}/drill"): {*NO_CLUB, AMT, KERN},
    ("GET", "/api/fire/proposals"): NO_CLUB,
    ("POST", "/api/fire/proposals/{booking}/accept"): {*NO_CLUB, AMT},
    ("POST", "/api/fire/proposals/{booking}/dismiss"): {*NO_CLUB, AMT},
    ("GET", "/api/sites/{site}/plan"): NO_CLUB,
    ("GET", "/api/sites/{site}/plan/picture"): NO_CLUB,
    ("PUT", "/api/sites/{site}/plan"): {*NO_CLUB, KERN},
    ("GET", "/api/access/deeds"): NOT_ADMIN,
    ("GET", "/api/access/sun-meta"): NOT_ADMIN,
    ("GET", "/api/sites/{site}/access"): NO_CLUB,
    ("PUT", "/api/sites/{site}/access"): NOT_ADMIN,
    ("PUT", "/api/devices/{device}/compartments/{number}/access"): NOT_ADMIN,
    ("PUT", "/api/devices/{device}/dark-key"): NOT_ADMIN,
    ("GET", "/api/devices/{device}/dark-codes"): {*NO_CLUB, AMT},
    ("POST", "/api/devices/{device}/dark-codes"): {*NO_CLUB, AMT},
    ("DELETE", "/api/devices/{device}/dark-codes/{code}"): {*NO_CLUB, AMT},
    ("GET", "/api/partners"): NOT_ADMIN,
    ("POST", "/api/partners"): NOT_ADMIN,
    ("DELETE", "/api/partners/{partner}"): NOT_ADMIN,
    ("GET", "/api/partners/{partner}/log"): NOT_ADMIN,
}
"""To whom of `CALLERS` a route is closed; one that is not here is open to all of them."""
CALLERS = (JANA, MEMBER, KERN, AMT, ADMIN)
OPEN = {
    ("POST", "/api/session"),
    ("DELETE", "/api/session"),
    ("GET", "/api/health"),
    ("POST", "/api/push/received"),
    ("GET", "/cap/feed.atom"),
    ("GET", "/cap/{message}.xml"),
}
BODIES = {
    "/api/incidents/{incident}/ack": {"word": "seen"},
    "/api/incidents/{incident}/resolve": {"note": ""},
    "/api/incidents/{incident}/note": {"text": "Test"},
    "/api/alert-policy": {"rev": 0, "orders": [], "night": {"start": "22:00", "end": "06:00"}, "cooldown_s": 600},
    "/api/fire/{device}/disable": {"zone": "foyer", "until_ms": MONDAY_NOON_MS + HOUR_MS, "reason": "dust"},
    "/api/fire/{device}/enable": {"off": "unknown"},
    "/api/fire/{device}/renew": {"off": "unknown", "until_ms": MONDAY_NOON_MS + HOUR_MS},
    "/api/fire/{device}/walk": {"zone": "foyer", "on": True},
    "/api/fire/{device}/delay": {"zone": "foyer", "on": True},
    "/api/sites/{site}/drill": {"on": True},
    "/api/sites/{site}/plan": {"width_m": 10, "height_m": 10, "rooms": [], "points": [], "picture": None},
    "/api/duty/shifts": {"person": "x", "from_ms": MONDAY_NOON_MS, "to_ms": MONDAY_NOON_MS + HOUR_MS},
    "/api/duty/shifts/{shift}": {"person": "x", "from_ms": MONDAY_NOON_MS, "to_ms": MONDAY_NOON_MS + HOUR_MS},
    "/api/duty/chain": {"people": ["x"]},
    "/api/duty/import": {"text": "BEGIN:VCALENDAR"},
    "/api/alert-gateways/{kind}": {"template": ""},
    "/api/devices/{device}/open": {"slot": 1, "reason": "Test"},
    "/api/devices/{device}/unlockout": {"reason": "Test"},
    "/api/devices/{device}/emergency": {"slot": 1, "reason": "Test"},
    "/api/sites/{site}/access": {"before_min": 15, "after_min": 15},
    "/api/devices/{device}/dark-key": {"on": True},
    "/api/devices/{device}/dark-codes": {"slot": 1, "reason": "Test"},
    "/api/compartments/{device}/{slot}/service": {"out": False},
    "/api/compartments/{device}/{slot}/spare": {"spare": None},
    "/api/help/{help_id}/answer": {"word": "seen"},
    "/api/help/{help_id}/open": {"slot": 1, "question": "Wer?", "answer": "Wir"},
    "/api/bookings/{booking}/report": {"condition": "good"},
    "/api/releases": {
        "device": "nordpark-1",
        "slots": [8],
        "from_ms": MONDAY_NOON_MS,
        "to_ms": MONDAY_NOON_MS + HOUR_MS,
        "protocol": "Begehung",
    },
    "/api/releases/{release_id}/end": {"protocol": "Begehung"},
    "/api/bookings": {
        "hall": "sued",
        "sections": [1],
        "start_ms": MONDAY_NOON_MS + 6 * HOUR_MS,
        "end_ms": MONDAY_NOON_MS + 7 * HOUR_MS,
        "title": "A",
    },
}


async def test_who_may_call_what(town):
    async def refused_with(email, route) -> int:
        method, path = route
        browser = town.stranger() if email is None else await town.signed_in(email)
        url = _filled(
            path.replace("{slot}", "1").replace("{number}", "1").replace("{kind}", "sms"),
            "nordpark-1" if "device" in path else "unknown",
        )
        query = (
            {"date": "2026-11-23"} if "{hall}" in path else {"site": "unknown", "year": 2026} if "/export." in path else None
        )
        return (await browser.request(method, url, json=BODIES.get(path, {}), params=query)).status_code

    for route in sorted(set(ROUTES) - OPEN):
        assert await refused_with(None, route) == 401, route
        refused = {email for email in CALLERS if await refused_with(email, route) == 403}
        assert refused == CLOSED.get(route, set()), route


async def test_a_change_from_a_foreign_page_is_refused(town):
    jana = await town.signed_in(JANA)
    foreign = await jana.post("/api/bookings", json=BODIES["/api/bookings"], headers={"Origin": "https://evil.example"})
    assert (foreign.status_code, foreign.json()["code"]) == (403, "origin")
    own = await jana.post("/api/bookings", json=BODIES["/api/bookings"], headers={"Origin": "http://hallenwart.test"})
    assert own.status_code == 201


async def test_every_answer_carries_the_security_headers(town):
    for answer in (await town.stranger().get("/api/halls"), await town.stranger().get("/nowhere")):
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_large_body_is_refused_before_it_is_read(town):
    answer = await town.stranger().post("/api/session", content=b"x" * 70_000)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


async def test_codes_are_read_by_those_of_the_club_who_train_and_nobody_else(town, tmp_path):
    jana, osman, amt = [await town.signed_in(email) for email in (JANA, OSMAN, AMT)]
    code = (await jana.post("/api/bookings", json=BODIES["/api/bookings"] | {"hall": "nordpark"})).json()["code"]
    assert code in (await jana.get("/api/bookings")).text
    for browser in (osman, amt, await town.signed_in(KERN), await town.signed_in(MEMBER)):
        for path in ("/api/bookings", "/api/halls/nordpark/day?date=2026-11-23"):
            assert code not in (await browser.get(path)).text
    of_club = BODIES["/api/bookings"] | {"hall": "nordpark", "sections": [2]}
    code_of_club = (await osman.post("/api/bookings", json=of_club)).json()["code"]
    assert len(code_of_club) == 8
    assert code_of_club not in (await (await town.signed_in(MEMBER)).get("/api/bookings")).text
    assert all(code.encode() not in path.read_bytes() for path in tmp_path.glob("records.db*"))


async def test_a_caretaker_acts_at_the_own_site_only(town):
    for site in ("nordpark", "sued"):
        cause = Cause(key=f"left_open:{site}", id=site, kind=IncidentKind.LEFT_OPEN, sev=Severity.WARN, site=site, since_ms=1)
        await town.backend.incidents.report(cause)
    kern = await town.signed_in(KERN)
    for incident in await town.backend.incidents.open_incidents():
        answer = await kern.post(f"/api/incidents/{incident.id}/ack", json={"word": "seen"})
        assert answer.status_code == (200 if incident.what.site == "nordpark" else 403)


async def test_a_locker_that_is_not_connected_is_not_opened(town):
    kern = await town.signed_in(KERN)
    answer = await kern.post("/api/devices/nordpark-1/open", json={"slot": 8, "reason": "Schlüssel vergessen"})
    assert (answer.status_code, answer.json()["code"]) == (409, "device_offline")
    assert (await kern.post("/api/devices/nordpark-1/open", json={"slot": 9, "reason": "x"})).status_code == 404
