"""Who may do what: every route and method by everybody who may ask, held against a table that people read."""

import logging
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from hallenwart_backend.web.app import create_app
from support.backends import open_town
from support.matrix_world import CALLERS, MEMORY, PEOPLE, PROGRAMS, TOWN, open_world, routes_of

TABLE = Path(__file__).with_name("matrix.txt")
READS = {"GET", "HEAD"}


def read_table() -> dict[tuple[str, str], str]:
    rows = [line.split() for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return {(method, path): outcomes for outcomes, method, path in rows}


ROUTES = routes_of(create_app())
PLACED = read_table()
BY_CALLER = [(route, dict(zip(CALLERS, outcomes, strict=True))) for route, outcomes in PLACED.items()]


def test_every_route_is_placed_in_the_table():
    missing = [f"{'?' * len(CALLERS)}  {method:6} {path}" for method, path in ROUTES if (method, path) not in PLACED]
    assert not missing, f"say in {TABLE.name} who may call these (run the other test for what happens now):\n" + "\n".join(
        missing
    )
    assert set(PLACED) == set(ROUTES), "the table has routes that are no more"


@pytest.fixture
def folder(tmp_path):
    """In memory where that is possible: hundreds of times everything is put back as it was."""
    if not MEMORY.is_dir():
        yield tmp_path
        return
    with TemporaryDirectory(dir=MEMORY) as name:
        yield Path(name)


@pytest.mark.slow
@pytest.mark.timeout(3_600)
async def test_everybody_gets_what_the_table_says_and_nothing_else(folder, caplog):
    """One server. What one caller changes is put back before the next one asks."""
    caplog.set_level(logging.ERROR)
    other = []
    async with open_town(folder, seed=TOWN) as town:
        world = await open_world(town, folder)
        for method, path in ROUTES:
            outcomes = await world.outcomes(method, path)
            if outcomes != PLACED.get((method, path)):
                other.append(f"{outcomes}  {method:6} {path}")
    assert not other, f"{TABLE.name} says otherwise; {', '.join(CALLERS)} get:\n" + "\n".join(other)


# --- what must hold of the table itself, whoever edits it ---


@pytest.mark.parametrize("caller", PROGRAMS)
def test_a_program_stays_where_it_belongs(caller):
    at_home = {"partner": "/partner/v1/", "outside": "/outside/v1"}.get(caller, "/api/")
    for (method, path), got in BY_CALLER:
        closed = got["nobody"] == "u"
        if closed and (not path.startswith(at_home) or (caller == "reading-key" and method not in READS)):
            assert got[caller] in "u-", (caller, method, path)


def test_who_is_nobody_reads_what_is_public_and_asks_for_links():
    done = {(method, path) for (method, path), got in BY_CALLER if got["nobody"] == "+"}
    assert {route for route in done if route[0] not in READS} == {
        ("DELETE", "/api/session"),
        ("POST", "/ideen/{idea}/unterstuetzen"),
        ("POST", "/nachweis/{paper}"),
        ("OPTIONS", "/sensorthings/v1.1/{path:path}"),
    }
    public = (
        "/frei",
        "/belegung",
        "/veranstaltungen",
        "/vereine",
        "/vergabe",
        "/mitmachen",
        "/ideen",
        "/anleitungen",
        "/wirkung",
        "/daten",
        "/openactive",
        "/ngsi-ld",
        "/sensorthings/v1.1",
        "/api/public/usage",
        "/hallen",
        "/parken",
        "/datenschutz",
        "/api/health",
        "/healthz",
        "/api/session/ways",
        "/a/{token}",
        "/t/{token}",
        "/nachweis/{paper}",
        "/openactive",
    )
    assert all(path.startswith(public) for method, path in done if method in READS)


def test_a_guest_does_nothing_a_member_may_not():
    for route, got in BY_CALLER:
        if got["guest"] == "+":
            assert got["member"] == "+", route


@pytest.mark.parametrize("word", ["{booking}", "{series}", "{wish}", "{club}"])
def test_another_club_does_nothing_with_what_is_a_clubs(word):
    """Where this says +, another club would have read or changed something."""
    for route, got in BY_CALLER:
        if word in route[1]:
            assert got["other-lead"] != "+", route


def test_a_caretaker_changes_nothing_at_another_site():
    for (method, path), got in BY_CALLER:
        if any(word in path for word in ("{site}", "{device}", "{incident}", "{closing}", "{hall}")) and method not in READS:
            assert got["other-caretaker"] not in "+o", (method, path)


def test_people_no_office_gave_a_task_see_no_page_of_the_office():
    club = [name for name in PEOPLE if name in {"guest", "member", "trainer", "lead", "other-lead"}]
    for (method, path), got in BY_CALLER:
        if path.startswith(("/api/people", "/api/evidence", "/api/devices", "/api/fire", "/api/incidents", "/api/duty/shifts")):
            assert all(got[name] in "-n" for name in club), (method, path)
