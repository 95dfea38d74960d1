"""`logs` {ref, lines, level}: the agent's last log lines go to the server over HTTPS."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Final, Protocol

from hallenwart_contract.codec import encode
from hallenwart_contract.device_http import PREFIX, LogLines
from hallenwart_contract.documents import Command
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.machine import LogLevel
from hallenwart_contract.messages import Scalar
from hallenwart_edge.command_ports import Outcome
from hallenwart_edge.errors import EdgeError
from hallenwart_edge.fleet.log_ring import MAX_LINES, LogRing

USUAL_LINES: Final = 500
_log: Final = logging.getLogger(__name__)

TellEvent = Callable[[str, dict[str, Scalar]], Awaitable[None]]


class Server(Protocol):
    """The server's HTTPS, as this device."""

    async def post(self, path: str, body: bytes) -> object:
        """Send a signed request. Raises EdgeError that says why it was not taken."""
        ...


class Logs:
    """`server` None: none is configured. `tell` keeps an event."""

    def __init__(self, ring: LogRing, server: Server | None, tell: TellEvent) -> None:
        self._ring = ring
        self._server = server
        self._tell = tell

    async def handle(self, command: Command) -> Outcome:
        ref, lines, level = command.arg.get("ref", ""), command.arg.get("lines", USUAL_LINES), command.arg.get("level", "")
        if not isinstance(lines, int) or not 1 <= lines <= MAX_LINES or level not in ("", *LogLevel):
            return Outcome("bad_arg")
        if self._server is None:
            return Outcome("no_server")
        told = self._ring.last(lines, str(level))
        try:
            await self._server.post(f"{PREFIX}/logs", encode(LogLines(ref=str(ref)[:64], lines=told)))
        except EdgeError as error:
            _log.warning("log lines not sent: %s", error)
            return Outcome("not_sent")
        await self._tell(EventKind.LOGS_SENT, {"ref": str(ref)[:64], "lines": len(told)})
        return Outcome(res={"lines": len(told)})
