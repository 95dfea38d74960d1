"""From the last byte of a credential to the last byte of the unlock request: the real agent, lines at their baud rate.

Keypad (9,600 Bd), PN532 (115,200 Bd) with a plain card and an NTAG 424, GM65 (9,600 Bd) with signed passes, and the lock
board (19,200 Bd) are emulated at both ends of ptys that carry bytes at the speed of the line; the board is polled all the
while and a kiosk page is open. The floor is a process that answers '#' with the unlock request and does nothing else. The
rights are those of a full locker: 400 grants, 150 credentials.
"""

from __future__ import annotations

import asyncio
import itertools
import multiprocessing
import os
import select
import tempfile
import time
import tty
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Final

from benchmarks.figures import empty_loop, spread, title
from benchmarks.unlock_locker import CODE, DEVICE, Locker, Rights, running, step
from hallenwart_contract.codes import code_hash
from hallenwart_contract.kiosk import Kiosk, KioskStep
from hallenwart_sim.town.watch import Watched
from hallenwart_sim.world import World
from support.brokers import local_broker

PINS: Final = 20
OTHERS: Final = 12
"""Unlocks of each kind with the network there, and again with it cut."""
PIN_TARGET: Final = "p99 <= 100 ms"
TARGET: Final = "p99 <= 40 ms"
UNLOCK_0: Final = bytes([0x02, 0x00, 0x31, 0x03, 0x36])

Way = Callable[[], AsyncIterator[Callable[[], int]]]


def main() -> None:
    asyncio.run(_main())


async def _main() -> None:
    title("unlock: last byte of the credential -> last byte of the unlock request")
    spread("floor: '#' answered by an empty process, lines paced", await _floor())
    spread("argon2id of one code in this process", [_argon_ms() for _ in range(20)])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with local_broker(folder / "broker") as broker:
            async with running(folder, broker) as (locker, rights, cable, kiosk), empty_loop() as late_ms:
                ways = _ways(locker, rights)
                there = {way: await _series(f"{way}, network there", locker, kiosk, *ways[way]) for way in ways}
                cable.cut()
                cut = {way: await _series(f"{way}, network cut", locker, kiosk, *ways[way]) for way in ways}
            for way, (_, target) in ways.items():
                spread(f"{way}, both together", [*there[way], *cut[way]], target)
            spread("empty loop: lateness of a 10 ms timer meanwhile", late_ms)


def _ways(locker: Locker, rights: Rights) -> dict[str, tuple[Way, str]]:
    numbers: Iterator[int] = itertools.count(1)
    return {
        "PIN": (locker.pin, PIN_TARGET),
        "card": (lambda: locker.card(rights.card), TARGET),
        "NTAG 424": (lambda: locker.card(rights.sun), TARGET),
        "QR": (lambda: locker.symbol(rights.symbol(next(numbers))), TARGET),
    }


async def _series(name: str, locker: Locker, kiosk: Watched[Kiosk], way: Way, target: str) -> list[float]:
    took_ms, missing = [], 0
    for _ in range(PINS if target == PIN_TARGET else OTHERS):
        one_ms = await locker.unlock_ms(way)
        if one_ms is None:
            missing += 1
            continue
        took_ms.append(one_ms)
        await step(kiosk, KioskStep.OPEN)
        locker.board.push_door(0)
        await step(kiosk, KioskStep.PIN)
    spread(name, took_ms, target, missing=missing)
    return took_ms


def _argon_ms() -> float:
    began = time.perf_counter()
    code_hash(CODE, salt=b"s" * 16, pepper=b"p" * 32)
    return (time.perf_counter() - began) * 1_000


# --- the floor -------------------------------------------------------------------------------------------------------


async def _floor() -> list[float]:
    async with World(paced=True) as world:
        locker = Locker(await world.add_rig(DEVICE))
        answering = multiprocessing.Process(target=_answer, args=(locker.keypad.port, locker.board.port), daemon=True)
        answering.start()
        try:
            await locker.unlock_ms(locker.pin)  # the process is up when it answered once
            return [one_ms for _ in range(PINS * 2) if (one_ms := await locker.unlock_ms(locker.pin)) is not None]
        finally:
            answering.terminate()
            await asyncio.to_thread(answering.join)


def _answer(keypad_port: str, board_port: str) -> None:
    keypad, board = (os.open(port, os.O_RDWR | os.O_NOCTTY) for port in (keypad_port, board_port))
    for line in (keypad, board):
        tty.setraw(line)
    while True:
        select.select([keypad], [], [])
        if b"#" in os.read(keypad, 64):
            os.write(board, UNLOCK_0)
