"""A hundred clients at once, several servers on one database: no hall time is ever given twice, and every no says why."""

import asyncio
import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from hallenwart_backend.booking.model import Booking
from support.backends import open_town
from support.crowd import ACTS, FIRST_MS, HALLS, QUARTER_MS, REFUSALS, Answer, holding, overlaps, push, wrongly_occupied

CLIENTS = 100
TESTS = Path(__file__).parents[1]


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


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.usefixtures("each_database")
async def test_however_many_want_the_same_time_it_is_given_once(tmp_path):
    async with open_town(tmp_path) as first, open_town(tmp_path, keep=True) as second:
        (tmp_path / "passwords.json").write_text(json.dumps(first.passwords))
        go = asyncio.Event()
        third = asyncio.ensure_future(_others(tmp_path, 3, CLIENTS - 2 * (CLIENTS // 3), go))
        waiting = asyncio.ensure_future(go.wait())
        await asyncio.wait((third, waiting), return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        crowds = [push(town, seed, CLIENTS // 3) for seed, town in ((1, first), (2, second))]
        answers = [answer for part in await asyncio.gather(*crowds, third) for answer in part]
        kept = await first.backend.records.read(holding)
        wrong = await first.backend.records.read(wrongly_occupied)
    assert overlaps(kept) == []
    assert wrong == set()
    _judge(answers)
    told = Counter((answer.act, answer.status < 400) for answer in answers)
    assert all(told[act, True] for act in ACTS), told
    assert sum(answer.body.get("code") == "taken" for answer in answers) >= CLIENTS, told
    made = [answer.body for answer in answers if answer.status in {200, 201}]
    ids = {body["id"] for body in made if "id" in body} | {date["booking"] for body in made for date in body.get("dates", ())}
    assert {one.id for one in kept if one.kind != "block"} <= ids
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
