"""The examples of docs/booking-exchange.md are run as they stand there, by the key of a program."""

import json
import re
import shlex
from pathlib import Path

import pytest

from support.backends import AMT, open_town

PAGE = Path(__file__).parents[4] / "docs" / "booking-exchange.md"
EXAMPLE = re.compile(r"<!-- run -->\s+```sh\n(.*?)```", re.DOTALL)


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


def commands(text):
    """Return the curl commands of the examples, in order; a trailing backslash goes on."""
    blocks = EXAMPLE.findall(text)
    lines = "".join(blocks).replace("\\\n", " ").splitlines()
    return [line for line in lines if line.startswith("curl ")]


async def run(client, command, values):
    """Do what curl would: `--json` posts, `-X` names another method, `-H` sends a header."""
    for name, value in values.items():
        command = command.replace(f"${name}", value)
    words = iter(shlex.split(command)[1:])
    method, headers, body, url = "GET", {}, None, ""
    for word in words:
        if word == "-H":
            name, value = next(words).split(": ", 1)
            headers[name] = value
        elif word == "--json":
            method, body = "POST", next(words)
            headers["Content-Type"] = "application/json"
        elif word == "-X":
            method = next(words)
        elif word == "-o":
            next(words)
        else:
            assert word.startswith("http"), word
            url = word
    return await client.request(method, url, headers=headers, content=body)


async def test_the_examples_do_what_the_page_says(town):
    office = await town.signed_in(AMT)
    made = (await office.post("/api/api-keys", json={"name": "Beispiele", "writes": True})).json()
    values = {"KEY": made["secret"], "TOWN": "http://hallenwart.test"}
    program = town.stranger()
    answers = []
    for command in commands(PAGE.read_text(encoding="utf-8")):
        answer = await run(program, command, values)
        assert answer.is_success, (command, answer.status_code, answer.text)
        answers.append(answer)
    booking, series, free, exported = answers
    assert booking.json()["state"] == "booked"
    dates = json.loads(series.text)["dates"]
    conflicts = [one for one in dates if one["conflicts"]]
    assert len(conflicts) == 1, "the date that the first example booked"
    assert conflicts[0]["state"] != "booked"
    assert len(dates) > 10
    assert {one["hall"] for one in free.json()["slots"]}
    rows = exported.text.splitlines()
    assert sum("Volleyball" in row for row in rows) == len(dates)
