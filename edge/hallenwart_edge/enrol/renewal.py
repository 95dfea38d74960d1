"""Asks for a new certificate in time, with a new key, and whenever the server says so."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Final, Protocol

from cryptography import x509

from hallenwart_contract.clock import Clock
from hallenwart_contract.codec import decode, encode
from hallenwart_contract.device_http import PREFIX, RenewAnswer, RenewAsk, RenewState
from hallenwart_contract.documents import Command
from hallenwart_contract.errors import ContractError
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import ClockTrust, Quality, Scalar
from hallenwart_edge.command_ports import Outcome
from hallenwart_edge.enrol import files, rules
from hallenwart_edge.enrol.pair import DevicePair
from hallenwart_edge.errors import EdgeError

_log: Final = logging.getLogger(__name__)
COMPONENT: Final = "certificate"
LOOK_EVERY_S: Final = 3_600.0
FIRST_PAUSE_S: Final = 30.0
LONGEST_PAUSE_S: Final = 3_600.0
WAITS_S: Final = 600.0
"""How long between two questions whether the office agreed."""
REFUSED_S: Final = 24 * 3_600.0
TRIES: Final = 3
"""A new pair that the broker refused so often, while it took the old one, is given up."""
_NOT_LET_IN: Final = "Der Broker nimmt das neue Zertifikat nicht an. / The broker does not take the new certificate."


class Server(Protocol):
    async def post(self, path: str, body: bytes) -> bytes:
        """Raises EdgeError."""
        ...


class Components(Protocol):
    def set_sensor(self, component: str, quality: Quality) -> None: ...


class Renewal:
    """`reconnect` lets the connection to the broker begin anew, None where that shows no certificate.

    `tell` keeps an event; `trust` says what the clock is worth.
    """

    def __init__(
        self,
        pair: DevicePair,
        server: Server,
        clock: Clock,
        *,
        device: str,
        board: Components,
        reconnect: Callable[[], None] | None,
        tell: Callable[[str, dict[str, Scalar]], Awaitable[None]],
        trust: Callable[[], ClockTrust],
    ) -> None:
        self._pair = pair
        self._server = server
        self._clock = clock
        self._device = device
        self._board = board
        self._reconnect = reconnect
        self._tell = tell
        self._trust = trust
        self._asked, self._wake = False, asyncio.Event()
        self._adopted, self._with_old = False, 0
        self._pause_s = FIRST_PAUSE_S
        self._refused = ""

    async def handle(self, command: Command) -> Outcome:
        """The command `renew`: ask now. What comes of it is told as an event."""
        del command
        self._asked = True
        self._wake.set()
        return Outcome()

    async def run(self) -> None:
        """Look after the certificate until cancelled."""
        while True:
            self._wake.clear()
            wait_s = await self._look()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait_s):
                    await self._wake.wait()

    async def _look(self) -> float:
        """Do what is due; return the seconds until the next look."""
        try:
            if self._adopted:
                await self._say_renewed()
            if self._pair.waits:
                return await self._try_next()
            held = self._pair.certificate()
            if not self._asked and not self._is_due(held):
                return LOOK_EVERY_S
            return await self._ask(held)
        except (EdgeError, ContractError, OSError, ValueError) as error:
            _log.warning("no new certificate: %s", error)
            return self._slower()

    def _is_due(self, held: x509.Certificate) -> bool:
        from_ms, until_ms = (_ms(moment) for moment in (held.not_valid_before_utc, held.not_valid_after_utc))
        now_ms = self._clock.now_ms()
        if self._trust() is ClockTrust.BAD:  # a clock that was never set says nothing of a certificate's age
            return False
        self._board.set_sensor(COMPONENT, Quality.FAULT if rules.is_over(until_ms, now_ms) or self._refused else Quality.OK)
        return now_ms >= rules.due_ms(from_ms, until_ms)

    async def _ask(self, held: x509.Certificate) -> float:
        key = await asyncio.to_thread(files.key_at, self._pair.next_key)
        body = encode(RenewAsk(csr=files.csr_of(key, self._device)))
        answer = decode(await self._server.post(f"{PREFIX}/renew", body), RenewAnswer)
        if answer.state == RenewState.WAITING:
            _log.warning("the certificate has ended %s; the office has to agree to a new one", held.not_valid_after_utc)
            return WAITS_S
        if answer.state == RenewState.REFUSED:
            return await self._was_refused(answer.reason)
        ca = await asyncio.to_thread(self._pair.ca.read_text, "ascii")
        files.check(answer.certificate, ca_pem=ca, key=key, device=self._device)
        await asyncio.to_thread(files.write, self._pair.next_cert, answer.certificate, files.PUBLIC)
        self._asked, self._pause_s, self._refused, self._with_old = False, FIRST_PAUSE_S, "", 0
        if self._reconnect is None:
            self._pair.adopt()
            await self._say_renewed()
            return LOOK_EVERY_S
        self._reconnect()
        return FIRST_PAUSE_S

    async def _try_next(self) -> float:
        if self._reconnect is None:
            self._pair.adopt()
            await self._say_renewed()
            return LOOK_EVERY_S
        if self._with_old >= TRIES:
            self._pair.drop_next()
            await self._was_refused(_NOT_LET_IN)
            return LOOK_EVERY_S
        self._reconnect()
        return self._slower()

    async def _was_refused(self, reason: str) -> float:
        self._asked = False
        self._board.set_sensor(COMPONENT, Quality.FAULT)
        if reason != self._refused:
            self._refused = reason
            _log.error("no new certificate: %s", reason)
            await self._tell(EventKind.CERTIFICATE_REFUSED, {"why": reason[:200]})
        return REFUSED_S

    def born(self) -> None:
        """The broker let this device in: if that was with the new pair, it is the one in use from now on."""
        waited = self._pair.waits
        try:
            self._adopted = self._pair.connected() or self._adopted
        except OSError as error:
            _log.error("the new certificate stays beside the old one: %s", error)
            return
        if self._adopted:
            self._wake.set()
        elif waited:
            self._with_old += 1

    async def _say_renewed(self) -> None:
        self._adopted = False
        self._board.set_sensor(COMPONENT, Quality.OK)
        until_ms = _ms(self._pair.certificate().not_valid_after_utc)
        await self._tell(EventKind.CERTIFICATE_RENEWED, {"until_ms": until_ms})

    def _slower(self) -> float:
        now_s, self._pause_s = self._pause_s, min(LONGEST_PAUSE_S, 2 * self._pause_s)
        return now_s


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
