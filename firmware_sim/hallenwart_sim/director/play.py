"""Plays one action in the town that runs, and prints expectation by expectation what came and when."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Final

import httpx
import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin

from hallenwart_contract.director import Director, Do, Expectation, Running
from hallenwart_sim.town.folder import Folder

_NO_TOWN: Final = "hier läuft keine Stadt; erst `hallenwart-sim town` / no town runs here"


class PlayError(RuntimeError):
    """Raised when nothing could be played; the text is for the person at the terminal."""


async def play(what: str, state: Path, *, wait_s: float) -> int:
    """Return 0 when all expectations were met in time, else 1. Raises PlayError."""
    folder = Folder(state)
    if not folder.director.exists():
        raise PlayError(_NO_TOWN)
    url = folder.director.read_text().strip()
    try:
        async with connect(url.replace("http", "ws", 1) + "/director/live", origin=Origin(url), max_size=None) as socket:
            before = _newest(msgspec.json.decode(await socket.recv(), type=Director))
            await _post(url, what)
            return await _follow(socket, what, before, wait_s)
    except (OSError, httpx.HTTPError, WebSocketException) as error:
        raise PlayError(f"{_NO_TOWN} ({error})") from error


def _newest(told: Director) -> int:
    return max((run.started_ms for run in told.running), default=0)


async def _post(url: str, what: str) -> None:
    async with httpx.AsyncClient(headers={"Origin": url}) as http:
        answer = await http.post(f"{url}/director/do", content=msgspec.json.encode(Do(what=what)))
    if answer.status_code != httpx.codes.ACCEPTED:
        raise PlayError(f"{what}: {answer.json().get('message', answer.status_code)}")


async def _follow(socket: ClientConnection, what: str, before: int, wait_s: float) -> int:
    shown: set[str] = set()
    run: Running | None = None
    try:
        async with asyncio.timeout(wait_s):
            async for message in socket:
                told = msgspec.json.decode(message, type=Director)
                run = next((each for each in told.running if each.what == what and each.started_ms > before), run)
                if run is not None:
                    _show_new(run, shown)
                    if run.over:
                        break
    except TimeoutError:
        pass
    return _verdict(run)


def _show_new(run: Running, shown: set[str]) -> None:
    for expectation in run.expectations:
        if expectation.took_ms is not None and expectation.text_en not in shown:
            shown.add(expectation.text_en)
            _say(_line(expectation))


def _line(expectation: Expectation) -> str:
    mark = "zu spät / late" if expectation.late else "ok"
    took = "-" if expectation.took_ms is None else f"{expectation.took_ms} ms"
    return f"{took:>10}  (≤ {expectation.within_ms} ms)  {mark:<6}  {expectation.text_de} / {expectation.text_en}"


def _verdict(run: Running | None) -> int:
    if run is None:
        _say("nichts geschah / nothing happened")
        return 1
    missing = [expectation for expectation in run.expectations if expectation.took_ms is None]
    for expectation in missing:
        _say(_line(expectation).replace("ok    ", "fehlt / missing"))
    return int(bool(missing) or any(expectation.late for expectation in run.expectations))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
