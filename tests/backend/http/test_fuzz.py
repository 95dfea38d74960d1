"""Requests made from the description of the API, right and wrong, by everybody: no answer is the server's fault or hangs.

`make fuzz SEED=7 EXAMPLES=20` asks more; a seed asks the same again.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from hallenwart_backend.web.app import openapi
from support.backends import open_town
from support.matrix_world import CALLERS, MEMORY, TOWN, World, open_world

SEED: Final = int(os.environ.get("HALLENWART_SEED", "6"))
EXAMPLES: Final = int(os.environ.get("HALLENWART_EXAMPLES", "1"))
"""Of each kind for each route; beyond one, everybody asks each of them."""
LONGEST_S: Final = 20.0
UNSENDABLE: Final = (UnicodeEncodeError, ValueError, TypeError)
"""What no client can put on the wire."""


def cases_of(operation: Any) -> list[Any]:
    found: list[Any] = []
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

        @seed(SEED)
        @settings(
            max_examples=EXAMPLES,
            database=None,
            suppress_health_check=list(HealthCheck),
            deadline=None,
            phases=[Phase.generate],
        )
        @given(operation.as_strategy(generation_mode=mode))
        def collect(case: Any) -> None:
            found.append(case)

        try:
            collect()
        except Unsatisfiable:  # a route that takes nothing has nothing wrong to send
            continue
    return found


@pytest.fixture
async def world(tmp_path):
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as name:
        folder = Path(name)
        async with open_town(folder, seed=TOWN) as town:
            yield await open_world(town, folder)


async def ask(world: World, caller: str, case: Any, words: dict[str, str]) -> str:
    """Send a case, half of the time about what there is; return what is wrong with the answer."""
    case.path_parameters = {name: words.get(name, value) for name, value in (case.path_parameters or {}).items()}
    try:
        sent = case.as_transport_kwargs(base_url="http://hallenwart.test")
        sent["headers"] = {name: value for name, value in dict(sent.get("headers") or {}).items() if value is not None}
        sent["headers"] |= world.callers[caller]
        sent = {name: value for name, value in sent.items() if name in {"method", "url", "params", "headers", "json", "data"}}
        if isinstance(sent.get("data"), (str, bytes)):
            sent["content"] = sent.pop("data")
        request = world.browser(caller).build_request(**sent)
    except UNSENDABLE:
        return ""
    world.town.clock.steady_ms += 3_600_000
    try:
        async with asyncio.timeout(LONGEST_S):
            answer = await world.browser(caller).send(request)
    except TimeoutError:
        return f"{caller}: no answer within {LONGEST_S} s: {case.as_curl_command()}"
    if answer.status_code == 503 and request.url.path == "/readyz":
        return ""
    if answer.status_code >= 500:
        return f"{caller}: {answer.status_code} {case.as_curl_command()}"
    if answer.status_code >= 400 and "json" in answer.headers.get("content-type", "") and not in_words(answer.json()):
        return f"{caller}: {answer.status_code} without words: {case.as_curl_command()}"
    return ""


def in_words(told: dict[str, Any]) -> bool:
    """Say whether a refusal tells people why, as one message or as a list of what is wrong with a text."""
    said = [told["message"]] if "message" in told else told.get("problems", [])
    return bool(said) and all(one.get("de") and one.get("en") for one in said)


@pytest.mark.slow
@pytest.mark.timeout(1_800 * EXAMPLES)
async def test_nothing_anybody_asks_is_the_servers_fault(world):
    operations = [found.ok() for found in schemathesis.openapi.from_dict(openapi()).get_all_operations()]
    wrong, number = [], SEED
    for operation in operations:
        if (operation.method.upper(), operation.path) in {("DELETE", "/api/session"), ("DELETE", "/api/me")}:
            continue  # who asks would be somebody else from then on
        for at, case in enumerate(await asyncio.to_thread(cases_of, operation)):
            number += 1
            callers = CALLERS if EXAMPLES > 1 else (CALLERS[number % len(CALLERS)], "admin")
            wrong += [await ask(world, caller, case, world.words if at % 2 else {}) for caller in callers]
        if operation.method != "get":
            await world.restore()
    found = [one for one in wrong if one]
    assert not found, f"HALLENWART_SEED={SEED}:\n" + "\n".join(found)
