"""Whatever comes over HTTP, the answer is a success or a refusal in words; never a 5xx."""

import asyncio
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hallenwart_backend.ports import Cause
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Severity
from support.backends import ADMIN, AMT, HOUR_MS, JANA, KERN, MEMBER, MONDAY_NOON_MS, OSMAN, open_town
from support.bodies import BODIES
from support.described import described

ROUTES = [(method.upper(), path) for path, methods in sorted(described()["paths"].items()) for method in sorted(methods)]
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
    *("halls", "rooms", "effects", "club", "clubs", "why", "weekday", "start", "end", "from_date", "to_date", "every_weeks"),
    *(
        "skip",
        "add",
        "instead",
        "on_conflict",
        "dry",
        "first",
        "last",
        "every",
        "until",
        "keep",
        "to",
        "running",
        "part",
        "parts",
    ),
    *("from_min", "to_min", "length_min", "wanted", "ask_first", "until_ms", "yes", "role", "roles", "name", "open", "group"),
    *("contact", "language", "channels", "lead_min", "days", "writes", "scope", "mapping", "season_from", "weeks", "requests"),
]

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=False),
    st.text(max_size=20),
    st.sampled_from(["nordpark", "going", JANA, "https://push.example/1", MONDAY_NOON_MS + 6 * HOUR_MS, 1]),
    st.sampled_from(["2026-02-30", "2026-11-23T25:00", "24:00", "18:00", "9999-12-31", "\u202e=1+1\r\n<b>", "bc-04", "-1"]),
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
    st.sampled_from(
        [*("date", "minutes", "sections", "state", "from", "to", "week", "days", "club", "hall", "site", "by"), "q"]
    ),
    st.one_of(
        st.text(max_size=12), st.dates().map(str), st.integers(-1, 2**63).map(str), st.sampled_from(["nordpark", "2026-W53"])
    ),
    max_size=6,
)


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


def _filled(path: str, name: str) -> str:
    from urllib.parse import quote

    parts = path.split("/")
    return "/".join(quote(name, safe="") if part.startswith("{") else part for part in parts)


@pytest.mark.parametrize(("email", "first"), [(None, 0), (ADMIN, 70), (OSMAN, 140)])
async def test_no_garbage_is_the_servers_fault(town, email, first):
    """Every route once; what a route takes is garbage in one field at least."""
    browser = town.stranger() if email is None else await town.signed_in(email)
    loop = asyncio.get_running_loop()
    cases = []

    @settings(max_examples=len(ROUTES), database=None, suppress_health_check=list(HealthCheck), deadline=None, derandomize=True)
    @given(ids, bodies, queries)
    def collect(name, body, query):
        cases.append((ROUTES[(first + len(cases)) % len(ROUTES)], name, body, query))

    await loop.run_in_executor(None, collect)
    for (method, path), name, body, query in cases:
        if (method, path) in {("DELETE", "/api/session"), ("DELETE", "/api/me")}:
            continue
        sent = {"content": body} if isinstance(body, bytes) else {"json": body}
        if isinstance(body, dict):
            sent = {"json": BODIES.get(path, {}) | body}
        try:
            answer = await browser.request(method, _filled(path, name), params=query, **sent)
        except (UnicodeEncodeError, ValueError):  # what no client can even send
            continue
        assert answer.status_code < 500, (method, path, name, body, query, answer.text)
        if answer.status_code >= 400:
            assert {"code", "message"} <= set(answer.json())
            assert set(answer.json()["message"]) == {"de", "en"}


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
