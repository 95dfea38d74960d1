"""Keeps what was changed, and tells the city's syslog: later when that is away, in order, at least once."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable
from typing import Final, Protocol

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.audit import rules, store
from hallenwart_backend.audit.rules import Line
from hallenwart_contract.clock import Clock

_log: Final = logging.getLogger(__name__)
AT_ONCE: Final = 200
LOOK_EVERY_S: Final = 2.0
AWAY_S: Final = 10.0


class Outlet(Protocol):
    """Where syslog messages go."""

    async def send(self, messages: list[bytes]) -> None:
        """Raises OSError while nobody takes them."""
        ...


class AuditLog:
    """`pseudonym` names a person as every other log does."""

    def __init__(self, records: Records, clock: Clock, pseudonym: Callable[[str], str], outlet: Outlet | None) -> None:
        self._records = records
        self._clock = clock
        self._pseudonym = pseudonym
        self._outlet = outlet
        self._host = socket.gethostname()

    @property
    def has_outlet(self) -> bool:
        return self._outlet is not None

    async def note(self, act: str, *, who: str = "", program: str = "", about: str = "") -> None:
        """Keep an act; durable when this returns. `who` is a person's id, empty for nobody known."""
        known, now = self._pseudonym(who) if who else "", self._clock.now_ms()

        def add(connection: Connection) -> None:
            store.add(connection, t_ms=now, who=known, program=program, act=act, about=about)

        await self._records.write(add)

    async def newest(self, before: int, limit: int) -> list[Line]:
        return await self._records.read(lambda connection: store.newest(connection, before, limit))

    async def run(self) -> None:
        """Tell the syslog for ever; nothing else waits for it."""
        away = False
        while True:
            try:
                more = await self.tell()
            except OSError as error:
                if not away:
                    _log.warning("the syslog is away (%s); it hears everything later", error)
                away, more = True, False
            else:
                if away and more:
                    _log.info("the syslog is back")
                    away = False
            if not more:
                await asyncio.sleep(AWAY_S if away else LOOK_EVERY_S)

    async def tell(self) -> bool:
        """Tell what waits; return whether there was anything. Raises OSError while nobody takes it."""
        if self._outlet is None:
            return False
        lines = await self._records.read(lambda connection: store.waiting(connection, AT_ONCE))
        if not lines:
            return False
        await self._outlet.send([rules.message(line, host=self._host) for line in lines])
        last: dict[str, Line] = {line.source: line for line in lines}

        def remember(connection: Connection) -> None:
            for line in last.values():
                store.heard(connection, line)

        await self._records.write(remember)
        return True
