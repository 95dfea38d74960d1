"""Proofs of what a display drew: asked for, and 2 s after it changed into or out of an alarm.

They are kept on the card until they are sent.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_contract.codec import decode, encode
from hallenwart_contract.device_http import PREFIX, ProofWhy, ScreenProof
from hallenwart_contract.display import Display, DisplayMode
from hallenwart_contract.documents import Command
from hallenwart_contract.errors import ContractError
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event
from hallenwart_edge.bell import Bell, listen
from hallenwart_edge.command_ports import Outcome
from hallenwart_edge.device_client import ServerRefusedError
from hallenwart_edge.errors import EdgeError
from hallenwart_edge.ports import Outbox
from hallenwart_edge.screen_ports import ScreenBoard
from hallenwart_edge.screens.browser import Browser, BrowserError

OP: Final = "proof"
PATH: Final = f"{PREFIX}/screen"
AFTER_S: Final = 2.0
MOST: Final = 20
AGAIN_S: Final = 30.0
MAX_REF: Final = 64
_CALM: Final = frozenset({DisplayMode.BOARD, DisplayMode.SETUP})
_NEVER: Final = frozenset({400, 413, 422})
"""Refusals that the same proof would meet again."""
_log: Final = logging.getLogger(__name__)

Post = Callable[[str, bytes], Awaitable[bytes]]
Sleep = Callable[[float], Awaitable[None]]


class ProofQueue:
    """Proofs on the card, at most `MOST`: the oldest goes first. Every call blocks and raises OSError on a full card."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def files(self) -> list[Path]:
        """Return those that wait, the oldest first."""
        return sorted(self._folder.glob("*.json"))

    def put(self, proof: ScreenProof) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        for file in self.files()[: -(MOST - 1)]:
            _log.warning("a proof of the screen is dropped, too many wait: %s", file.stem)
            file.unlink(missing_ok=True)
        file = self._folder / f"{proof.t_ms:015d}-{proof.sha256[:8]}.json"
        fresh = file.with_suffix(".new")
        fresh.write_bytes(encode(proof))
        fresh.replace(file)


class Proofs:
    """Takes, keeps and sends them. `alarm` names the alarm that stands here; `post` None: there is no server."""

    def __init__(
        self,
        browser: Browser | None,
        queue: ProofQueue,
        *,
        display: Callable[[], Display],
        changed: Callable[[], Awaitable[None]],
        alarm: Callable[[], str],
        post: Post | None,
        outbox: Outbox,
        board: ScreenBoard,
        clock: Clock,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._browser, self._queue, self._display, self._changed = browser, queue, display, changed
        self._alarm, self._post, self._outbox, self._board = alarm, post, outbox, board
        self._clock, self._sleep = clock, sleep
        self._bell = Bell()

    async def handle(self, command: Command) -> Outcome:
        """Carry out `proof` {ref}."""
        ref = command.arg.get("ref", "")
        if not isinstance(ref, str) or len(ref) > MAX_REF:
            return Outcome("bad_arg")
        if self._browser is None:
            return Outcome("no_browser")
        try:
            proof = await self.take(ref or command.id, ProofWhy.ASKED)
        except BrowserError as error:
            _log.warning("no proof of the screen: %s", error)
            return Outcome("no_picture")
        return Outcome(res={"sha256": proof.sha256})

    async def run(self) -> None:
        """Follow alarms and send, until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._follow(), name="screen proofs in alarms")
            group.create_task(self._send(), name="screen proofs sent")

    async def take(self, ref: str, why: ProofWhy) -> ScreenProof:
        """Take one, tell of it and keep it until it is sent. Raises BrowserError."""
        if self._browser is None:
            raise BrowserError("no browser is asked here")
        shot, shown, t_ms = await self._browser.shot(), self._display(), self._clock.now_ms()
        cards = [*shown.above, *shown.cards] if shown.mode is DisplayMode.BOARD else []
        proof = ScreenProof(
            ref=ref,
            why=why,
            t_ms=t_ms,
            mode=shown.mode,
            rung=shown.rung,
            card=cards[0].id if cards else "",
            sha256=shot.sha256,
            width=shot.width,
            height=shot.height,
            picture=shot.small,
        )
        self._board.set_screen_look(replace(self._board.screen_look, sha256=shot.sha256, proof_ms=t_ms))
        a: dict[str, str | int | float | bool | None] = {
            "ref": ref,
            "why": str(why),
            "mode": str(shown.mode),
            "sha256": shot.sha256,
        }
        await self._outbox.event(Event(kind=EventKind.SCREEN_PROOF, t_ms=t_ms, mono_ms=self._clock.mono_ms(), c="screen", a=a))
        try:
            await asyncio.to_thread(self._queue.put, proof)
        except OSError as error:
            _log.error("the proof of the screen is not kept: %s", error)
        self._bell.ring()
        return proof

    async def _follow(self) -> None:
        before, ref = self._display().mode, self._alarm()
        while True:
            await self._changed()
            mode = self._display().mode
            if mode is before:
                ref = self._alarm() or ref
                continue
            if not {before, mode} <= _CALM:
                ref = self._alarm() or ref
                await self._at(ref, ProofWhy.CLEAR if mode in _CALM else ProofWhy.ALARM)
            before = mode

    async def _at(self, ref: str, why: ProofWhy) -> None:
        await self._sleep(AFTER_S)
        try:
            await self.take(ref[:MAX_REF], why)
        except BrowserError as error:
            _log.warning("no proof of the screen in this alarm: %s", error)

    async def _send(self) -> None:
        await listen(self._bell.wait)
        while True:
            sent_all = await self._send_all()
            try:
                async with asyncio.timeout(None if sent_all else AGAIN_S):
                    await self._bell.wait()
            except TimeoutError:
                continue

    async def _send_all(self) -> bool:
        if self._post is None:
            return True
        for file in await asyncio.to_thread(self._queue.files):
            if not await self._send_one(self._post, file):
                return False
        return True

    async def _send_one(self, post: Post, file: Path) -> bool:
        """Send a proof. False when it is to be tried again."""
        try:
            body = await asyncio.to_thread(file.read_bytes)
            decode(body, ScreenProof)
            await post(PATH, body)
        except FileNotFoundError:
            return True
        except ContractError as error:
            _log.warning("a proof of the screen is damaged: %s", error)
        except ServerRefusedError as refusal:
            if refusal.status not in _NEVER:
                return False
            _log.warning("the server does not take a proof of the screen: %s", refusal)
        except (EdgeError, OSError) as error:
            _log.info("proofs of the screen wait: %s", error)
            return False
        await asyncio.to_thread(file.unlink, missing_ok=True)
        return True
