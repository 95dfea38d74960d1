"""Commands a person gives from afar: named for the device's current connection, alive for ten seconds, sent once."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from hallenwart_backend.errors import RefusedError
from hallenwart_backend.ports import Publisher
from hallenwart_contract.clock import Clock
from hallenwart_contract.documents import Command, CommandFor

TTL_MS: Final = 10_000
_LONGEST_BY: Final = 128


@dataclass(frozen=True, slots=True)
class CommandState:
    id: str
    state: str
    code: str


class Record(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def state(self) -> str: ...

    @property
    def code(self) -> str: ...


class CommandBook(Publisher, Protocol):
    async def command_record(self, command: str) -> Record | None: ...


def _locker_offline() -> RefusedError:
    return RefusedError(
        "device_offline",
        "Der Schlüsselkasten ist gerade nicht verbunden.",
        "The key locker is not connected right now.",
        status=409,
    )


class RemoteOpening:
    """`connection` returns what a command must name, None when the device is not online."""

    def __init__(self, book: CommandBook, clock: Clock, connection: Callable[[str], CommandFor | None]) -> None:
        self._book = book
        self._clock = clock
        self._connection = connection

    async def open(self, device: str, slot: int, *, by: str, emergency: bool = False) -> str:
        arg: dict[str, str | int | bool | None] = {"slot": slot, "emergency": True} if emergency else {"slot": slot}
        return await self.send(device, "open", arg, by=by)

    def online(self, device: str) -> bool:
        return self._connection(device) is not None

    async def send(
        self,
        device: str,
        op: str,
        arg: dict[str, str | int | bool | None],
        *,
        by: str,
        offline: Callable[[], RefusedError] = _locker_offline,
    ) -> str:
        """Send one command and return its id. Raises RefusedError 409, in the words of `offline`, when it is not online."""
        to = self._connection(device)
        if to is None:
            raise offline()
        now = self._clock.now_ms()
        command = Command(
            id=secrets.token_hex(8),
            to=to,
            op=op,
            arg=arg,
            iat_ms=now,
            exp_ms=now + TTL_MS,
            ttl_ms=TTL_MS,
            by=by[:_LONGEST_BY],
        )
        await self._book.command(device, command)
        return command.id

    async def state(self, command: str) -> CommandState | None:
        record = await self._book.command_record(command)
        return CommandState(record.id, record.state, record.code) if record else None
