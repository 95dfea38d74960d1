"""From the last byte of a PIN to the last byte of the unlock request: the real agent, its argon2id, lines at their baud rate.

The keypad (9600 Bd) and the lock board (19200 Bd) are emulated at both ends of ptys that carry bytes at the speed of the
line; the board is polled all the while and a kiosk page is open. The floor is a process that answers '#' with the unlock
request and does nothing else. The rights are those of a full locker: 200 grants, the typed one among them.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import secrets
import select
import tempfile
import time
import tomllib
import tty
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import Final
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks.figures import empty_loop, spread, title
from hallenwart_contract.codes import code_hash, pepper_of
from hallenwart_contract.documents import Grant, Grants
from hallenwart_contract.screens import Kiosk, KioskStep
from hallenwart_sim.devices.keypad import EmulatedKeypad
from hallenwart_sim.devices.kr_cu16 import EmulatedCu16
from hallenwart_sim.town.relay import Cable, Relay
from hallenwart_sim.town.watch import Watched, screen_states
from hallenwart_sim.world import Rig, World
from support.agents import AgentProcess, DeskBackend, write_agent_toml
from support.brokers import LocalBroker, free_port, local_broker

DEVICE: Final = "nordpark-1"
CODE: Final = "40729316"
UNLOCKS: Final = 60
GRANTS: Final = 200
WITHIN_S: Final = 5.0
UNLOCK_0: Final = bytes([0x02, 0x00, 0x31, 0x03, 0x36])
_EQUIPMENT: Final = """
[[locker]]
id = "locker"
port = "{locker}"
compartments = [{{ number = 1, lock = 0, column = 1, row = 1 }}]
[[keypad]]
id = "keypad"
port = "{keypad}"
"""


class Locker:
    """The emulated locker and the hands in front of it."""

    def __init__(self, rig: Rig) -> None:
        self.board: EmulatedCu16 = rig.locker(keys=[0])
        self.keypad: EmulatedKeypad = rig.keypad()

    async def unlock_ms(self) -> float | None:
        """Type the code; return the time from its last byte to the last byte of the request, None when none came."""
        before = len(self.board.unlocks)
        await self.keypad.type(f"{CODE}#", every_s=0)
        with contextlib.suppress(TimeoutError):
            await _until(lambda: len(self.board.unlocks) > before)
            return (self.board.unlocks[before][1] - self.keypad.last_sent_ns) / 1e6
        return None


def main() -> None:
    asyncio.run(_main())


async def _main() -> None:
    title("unlock: last byte of the PIN -> last byte of the unlock request")
    spread("floor: '#' answered by an empty process, lines paced", await _floor())
    spread("argon2id of one code in this process", [_argon_ms() for _ in range(20)])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with local_broker(folder / "broker") as broker:
            async with _agent(folder, broker) as (locker, cable, kiosk), empty_loop() as late_ms:
                there = await _series("network there", locker, kiosk)
                cable.cut()
                cut = await _series("network cut", locker, kiosk)
            spread("PIN, both together", [*there, *cut], "p99 <= 100 ms")
            spread("empty loop: lateness of a 10 ms timer meanwhile", late_ms)


async def _series(name: str, locker: Locker, kiosk: Watched[Kiosk]) -> list[float]:
    took_ms, missing = [], 0
    for _ in range(UNLOCKS):
        one_ms = await locker.unlock_ms()
        if one_ms is None:
            missing += 1
            continue
        took_ms.append(one_ms)
        await _step(kiosk, KioskStep.OPEN)
        locker.board.push_door(0)
        await _step(kiosk, KioskStep.TAKEN, KioskStep.RETURNED)
    spread(f"PIN, {name}", took_ms, "p99 <= 100 ms", missing=missing)
    return took_ms


@contextlib.asynccontextmanager
async def _agent(folder: Path, broker: LocalBroker) -> AsyncIterator[tuple[Locker, Cable, Watched[Kiosk]]]:
    """Run the agent behind a cable to the broker, give it its rights, open its kiosk."""
    cable, port, screens = Cable(), free_port(), free_port()
    relay = Relay(port=port, to_port=broker.port, cable=cable)
    kiosk: Watched[Kiosk] = Watched()
    async with World(paced=True) as world, DeskBackend(broker).on_duty() as backend:
        rig = await world.add_rig(DEVICE)
        locker = Locker(rig)
        await relay.start()
        equipment = _EQUIPMENT.format(locker=locker.board.port, keypad=locker.keypad.port)
        config = write_agent_toml(folder / "agent", broker, more=equipment, screens=screens, hb_every_s=15)
        config.write_text(config.read_text().replace(f"port = {broker.port}\n", f"port = {port}\n"))
        with AgentProcess(config, rig.environment):
            await asyncio.to_thread(_until_up, screens)
            watching = asyncio.create_task(
                kiosk.follow(partial(screen_states, f"ws://127.0.0.1:{screens}/kiosk/live", Kiosk)), name="kiosk"
            )
            await backend.publish_document("grants", await asyncio.to_thread(_grants, broker.state_dir))
            await backend.until(lambda: any(beat.revs.get("grants") for beat in [*backend.beats, *backend.conns]), within_s=40)
            await _step(kiosk, KioskStep.PIN)
            try:
                yield locker, cable, kiosk
            finally:
                watching.cancel()
                await asyncio.gather(watching, return_exceptions=True)
        await relay.stop()


def _grants(state: Path) -> Grants:
    held = tomllib.loads((state / "backend/devices.toml").read_text())["device"]
    device = next(each for each in held if each["id"] == DEVICE)
    salt = bytes.fromhex(device["salt"])
    pin = code_hash(CODE, salt=salt, pepper=pepper_of(bytes.fromhex(device["secret"])))
    window = [(0, 2**45)]
    others = [Grant(id=f"g{number}", w=window, slots=[1], pin=secrets.token_bytes(32)) for number in range(GRANTS - 1)]
    # A right of the staff: it holds whatever this machine's clock is worth.
    return Grants(rev=1, salt=salt, g=[*others, Grant(id="typed", w=window, slots=[1], pin=pin, staff=True)])


def _until_up(port: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with contextlib.suppress(URLError, OSError), urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
            return
        time.sleep(0.05)
    raise TimeoutError("the agent does not answer")


async def _step(kiosk: Watched[Kiosk], *steps: KioskStep) -> None:
    async with asyncio.timeout(WITHIN_S * 2):
        await kiosk.until(lambda shown: shown.step in steps)


async def _until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(WITHIN_S):
        while not condition():  # noqa: ASYNC110 - the board keeps a list, it rings no bell
            await asyncio.sleep(0.002)


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
            await locker.unlock_ms()  # the process is up when it answered once
            return [took_ms for _ in range(UNLOCKS) if (took_ms := await locker.unlock_ms()) is not None]
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
