"""However requests are repeated, dropped, crossed or cut off, each has one effect."""

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from hallenwart_backend.access.grants.tables import grants
from hallenwart_backend.access.partners.tables import claims, quarters
from support.backends import HOUR_MS, open_town
from support.partner_town import EVENING_MS, new_system

pytestmark = pytest.mark.usefixtures("each_database")

DAY_MS = 24 * HOUR_MS
DEEDS = ("hold A", "grant A", "later A", "other A", "revoke A", "grant B", "revoke B")


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


@pytest.fixture
async def system(town):
    return await new_system(town)


async def _counts(town):
    def look(connection):
        living = select(func.count()).select_from(grants).where(~grants.c.revoked)
        return connection.scalar(select(func.count()).select_from(claims)), connection.scalar(living)

    return await town.backend.records.read(look)


class _Caller:
    """Does deeds on one day under its own references; remembers what it was told."""

    def __init__(self, system, from_ms, mark):
        self.system = system
        self.from_ms = from_ms
        self.mark = mark
        self.ids = {}
        self.codes = set()
        self.done = set()

    async def do(self, deed):
        what, name = deed.split()
        repeat = f"{self.mark}-{deed.replace(' ', '-')}"
        reference = f"{self.mark}-{name}"
        wish = self.system.wish(1, reference=reference, from_ms=self.from_ms, to_ms=self.from_ms + 2 * HOUR_MS)
        if what in {"hold", "grant"}:
            answer = await self.system.ask("POST", f"/{what}s", wish, repeat=repeat)
        elif name not in self.ids:
            return
        elif what == "revoke":
            answer = await self.system.ask("DELETE", f"/grants/{self.ids[name]}")
        else:
            later = {"from_ms": self.from_ms + HOUR_MS, "to_ms": self.from_ms + 3 * HOUR_MS}
            change = later if what == "later" else {"compartments": [{"locker": "nordpark-1", "number": 2}]}
            answer = await self.system.ask("PATCH", f"/grants/{self.ids[name]}", change, repeat=repeat)
        assert answer.status_code < 500, answer.text
        if answer.status_code < 300:
            self.done.add(deed)
            if what == "grant":
                self.ids[name] = answer.json()["id"]
                self.codes |= {(name, answer.json()["code"])} if answer.json()["code"] else set()

    async def seen(self):
        found = {}
        for name, grant in sorted(self.ids.items()):
            shown = await self.system.done("GET", f"/grants/{grant}")
            window = shown["from_ms"] - self.from_ms, shown["to_ms"] - self.from_ms
            numbers = [one["number"] for one in shown["compartments"]]
            found[name] = shown["state"], shown["version"], window, numbers
        return found


async def test_any_crowd_of_repeats_ends_where_single_requests_end(town, system):
    """The same deeds on two days: on one all are repeated, on the other only those that were refused before."""
    cases = []

    @settings(max_examples=12, database=None, suppress_health_check=list(HealthCheck), deadline=None, derandomize=True)
    @given(st.lists(st.sampled_from(DEEDS), min_size=4, max_size=14))
    def collect(deeds):
        cases.append(deeds)

    await asyncio.get_running_loop().run_in_executor(None, collect)
    for number, deeds in enumerate(cases):
        town.clock.advance(10_000)
        day = EVENING_MS + number * 2 * DAY_MS
        repeating, once = _Caller(system, day, f"r{number}"), _Caller(system, day + DAY_MS, f"o{number}")
        for deed in deeds:
            await repeating.do(deed)
            if deed not in once.done:
                await once.do(deed)
        assert await repeating.seen() == await once.seen(), deeds
        assert len(repeating.codes) == len({name for name, _ in repeating.codes}), deeds


@pytest.mark.parametrize("repeat", ["", "k1"])
async def test_the_same_request_many_times_at_once_is_one_grant_with_one_code(town, system, repeat):
    wish = system.wish()
    answers = await asyncio.gather(*(system.ask("POST", "/grants", wish, repeat=repeat) for _ in range(8)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({(answer.json()["id"], answer.json()["code"]) for answer in answers}) == 1
    assert await _counts(town) == (1, 1)


async def test_another_request_under_the_same_key_or_reference_is_refused(system):
    wish = system.wish()
    await system.done("POST", "/grants", wish, repeat="k1")
    other_body = await system.ask("POST", "/grants", wish | {"title": "Anders"}, repeat="k1")
    assert (other_body.status_code, other_body.json()["code"]) == (422, "key_reused")
    other_path = await system.ask("POST", "/holds", wish, repeat="k1")
    assert (other_path.status_code, other_path.json()["code"]) == (422, "key_reused")
    other_wish = await system.ask("POST", "/grants", wish | {"to_ms": wish["to_ms"] + HOUR_MS})
    assert (other_wish.status_code, other_wish.json()["code"]) == (422, "reference_used")
    held = await system.ask("POST", "/holds", wish)
    assert (held.status_code, held.json()["code"]) == (422, "reference_used")


async def test_an_old_change_that_comes_again_does_not_undo_a_newer_one(system):
    grant = await system.done("POST", "/grants", system.wish())
    for repeat, hours in (("a", 3), ("b", 4), ("a", 3)):
        change = {"to_ms": EVENING_MS + hours * HOUR_MS}
        shown = await system.done("PATCH", f"/grants/{grant['id']}", change, repeat=repeat)
    assert (shown["to_ms"], shown["version"]) == (EVENING_MS + 4 * HOUR_MS, 3)


async def test_a_late_repeat_does_not_grant_again_what_was_revoked(town, system):
    wish = system.wish()
    grant = await system.done("POST", "/grants", wish, repeat="k")
    await system.ask("DELETE", f"/grants/{grant['id']}")
    late = await system.done("POST", "/grants", wish, repeat="k")
    assert (late["state"], late["code"]) == ("revoked", None)
    assert await _counts(town) == (1, 0)


async def test_two_keys_of_two_systems_do_not_meet(town, system):
    other = await new_system(town, name="Andere")
    first = await system.done("POST", "/grants", system.wish(1, reference="B-1"), repeat="k")
    second = await other.done("POST", "/grants", other.wish(2, reference="B-1"), repeat="k")
    assert first["id"] != second["id"]


async def test_a_grant_that_fails_in_the_middle_leaves_nothing(town, system, monkeypatch):
    codes = town.backend.partner_desk.partners._codes
    monkeypatch.setattr(codes, "put", _broken)
    assert (await system.ask("POST", "/grants", system.wish(reference="B-9"))).status_code == 500
    assert await _counts(town) == (0, 0)
    taken = await town.backend.records.read(lambda connection: connection.scalar(select(func.count()).select_from(quarters)))
    assert taken == 0
    monkeypatch.undo()
    await system.done("POST", "/grants", system.wish(reference="B-9"))


def _broken(*_args, **_more):
    raise RuntimeError("the power goes here")


async def test_a_code_in_use_at_the_locker_is_drawn_anew(town, system, monkeypatch):
    codes = iter(["48151623", "48151623", "90210417"])
    monkeypatch.setattr("hallenwart_backend.access.grants.vault.draw_code", lambda _taken: next(codes))
    first = await system.done("POST", "/grants", system.wish(1))
    second = await system.done("POST", "/grants", system.wish(2))
    assert [first["code"], second["code"]] == ["48151623", "90210417"]
