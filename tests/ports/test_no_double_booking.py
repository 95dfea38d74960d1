"""A hundred clients at once, several servers on one database: no hall time is ever given twice, and every no says why."""

import asyncio
import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, text, update

from hallenwart_backend.access.grants.tables import grants
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.tables import bookings
from support.backends import JANA, Town, open_town
from support.booking_policy import set_policy
from support.crowd import ACTS, REFUSALS, holding, overlaps, push, wrongly_occupied
from support.crowd_client import FIRST_MS, HALLS, QUARTER_MS, Answer
from support.key_truth import wrong_keys
from support.quick_hashes import quick_hashes

CLIENTS = 100
pytestmark = pytest.mark.usefixtures("at_once_hashed")
TESTS = Path(__file__).parents[1]


@pytest.fixture
def at_once_hashed():
    with quick_hashes():
        yield


async def _others(folder: Path, seed: int, clients: int, go: asyncio.Event) -> list[Answer]:
    program = [sys.executable, "-m", "support.crowd", str(folder), str(seed), str(clients)]
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*program, cwd=TESTS, stdin=pipe, stdout=pipe, limit=2**24)
    assert process.stdin is not None
    assert process.stdout is not None
    assert await process.stdout.readline() == b"ready\n"
    go.set()
    said, _ = await process.communicate(b"go\n")
    assert process.returncode == 0
    return [Answer(*one) for one in json.loads(said)]


def _judge(answers: list[Answer]) -> None:
    """Every answer is a yes, or a no that says who has the time and what is free instead."""
    assert [answer for answer in answers if answer.status >= 500] == []
    for answer in answers:
        if answer.status >= 400:
            assert answer.body["code"] in REFUSALS, answer
            assert all(answer.body["message"].values())
        if answer.body.get("code") == "taken":
            assert answer.body["conflicts"], answer
            assert all({"line", "start_ms", "end_ms", "sections"} <= set(one) for one in answer.body["conflicts"])
            assert answer.body["nearest"], answer


def _never_granted(answers: list[Answer]) -> list[str]:
    return [act for act in ACTS if not any(answer.act == act and answer.status < 400 for answer in answers)]


async def _until_each_act_was_granted(town: Town, answers: list[Answer]) -> list[Answer]:
    """Who comes first is chance: what was refused to all so far is tried by more clients, so that each act did something."""
    more: list[Answer] = []
    for seed in range(10, 20):
        if missing := _never_granted(answers + more):
            more += await push(town, seed, 8, acts=missing)
    return more


@pytest.mark.slow
@pytest.mark.usefixtures("each_database")
async def test_however_many_want_the_same_time_it_is_given_once(tmp_path):
    async with open_town(tmp_path) as first, open_town(tmp_path, keep=True) as second:
        await set_policy(first, club={"entry": {"approval": {"longer_min": 45}}, "quota": {"coming": 1_000}})
        (tmp_path / "passwords.json").write_text(json.dumps(first.passwords))
        go = asyncio.Event()
        third = asyncio.ensure_future(_others(tmp_path, 3, CLIENTS - 2 * (CLIENTS // 3), go))
        waiting = asyncio.ensure_future(go.wait())
        await asyncio.wait((third, waiting), return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        crowds = [push(town, seed, CLIENTS // 3) for seed, town in ((1, first), (2, second))]
        answers = [answer for part in await asyncio.gather(*crowds, third) for answer in part]
        answers += await _until_each_act_was_granted(first, answers)
        kept = await first.backend.records.read(holding)
        wrong = await first.backend.records.read(wrongly_occupied)
        keys = await wrong_keys(first)
    assert keys == []
    assert overlaps(kept) == []
    assert wrong == set()
    _judge(answers)
    told = Counter((answer.act, answer.status < 400) for answer in answers)
    assert _never_granted(answers) == [], told
    assert sum(answer.body.get("code") == "taken" for answer in answers) >= CLIENTS, told
    made = [answer.body for answer in answers if answer.status in {200, 201}]
    plans = [body["dates"] for body in made if isinstance(body.get("dates"), list)]
    ids = {body["id"] for body in made if "id" in body} | {date["booking"] for dates in plans for date in dates}
    assert {one.id for one in kept if one.kind != "block" and one.title not in {"Warteliste", "Einfuhr"}} <= ids
    assert {hall for one in kept for hall, _ in one.places} == set(HALLS)
    assert min(one.start_ms for one in kept) >= FIRST_MS


def test_the_brute_force_check_finds_what_the_database_would_have_let_through(tmp_path):
    one = Booking("a", "nordpark", (1, 2), None, "A", None, FIRST_MS, FIRST_MS + 4 * QUARTER_MS, "booked", 0)
    other = replace(one, id="b", sections=(2, 3), start_ms=FIRST_MS + 3 * QUARTER_MS, end_ms=FIRST_MS + 8 * QUARTER_MS)
    later = replace(one, id="c", start_ms=one.end_ms, end_ms=one.end_ms + QUARTER_MS, sections=(1,))
    buffered = replace(one, buffer_ms=QUARTER_MS)
    room = replace(one, id="d", hall="gymnastik", sections=(1,), rooms=("nordpark",))
    assert overlaps([one, other, later]) == [("a", "b")]
    assert overlaps([buffered, later]) == [("a", "c")]
    assert overlaps([one, room]) == [("a", "d")]


async def test_the_crowd_finds_what_two_missing_guards_let_through(tmp_path, monkeypatch):
    """Without the look for conflicts, and without the key of the table, times are given twice, and it is seen."""
    monkeypatch.setattr("hallenwart_backend.booking.store.conflicts", lambda *_args, **_more: [])
    async with open_town(tmp_path) as town:
        await town.backend.records.write(_without_key)
        answers = await push(town, 1, 8, acts=("single", "whole", "move"))
        kept = await town.backend.records.read(holding)
    assert all(answer.status < 500 for answer in answers)
    assert overlaps(kept)


async def test_the_key_of_the_table_alone_lets_nothing_through(tmp_path, monkeypatch):
    monkeypatch.setattr("hallenwart_backend.booking.store.conflicts", lambda *_args, **_more: [])
    async with open_town(tmp_path) as town:
        answers = await push(town, 1, 8, acts=("single", "whole", "move"))
        kept = await town.backend.records.read(holding)
    assert overlaps(kept) == []
    with pytest.raises(AssertionError):
        _judge(answers)


def _without_key(connection: Connection) -> None:
    connection.execute(text("DROP TABLE occupied_quarters"))
    connection.execute(text("CREATE TABLE occupied_quarters (hall TEXT, section INT, quarter INT, booking TEXT)"))


async def test_the_comparison_of_keys_finds_what_is_wrong(tmp_path):
    async with open_town(tmp_path) as town:
        jana = await town.signed_in(JANA)
        wish = {"hall": "nordpark", "title": "A", "start_ms": FIRST_MS, "end_ms": FIRST_MS + 4 * QUARTER_MS}
        one, other = [(await jana.post("/api/bookings", json=wish | {"sections": [part]})).json()["id"] for part in (1, 2)]
        assert await wrong_keys(town) == []
        wrongs = (
            (update(grants).where(grants.c.booking == one).values(slots=[2]), "compartments"),
            (update(grants).where(grants.c.booking == one).values(slots=[1], to_ms=FIRST_MS), "time"),
            (update(grants).where(grants.c.booking == one).values(to_ms=FIRST_MS + 4 * QUARTER_MS, who="x"), "somebody"),
            (update(bookings).where(bookings.c.id == other).values(state="cancelled"), "nobody"),
            (update(grants).where(grants.c.booking == other).values(booking=one), "2 rights"),
        )
        for wrong, word in wrongs:
            await town.backend.records.write(lambda connection, wrong=wrong: connection.execute(wrong))
            assert any(word in fault for fault in await wrong_keys(town)), word
