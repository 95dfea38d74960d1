"""What fleet keeps across restarts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from hallenwart_contract.documents import Command, Config, Grants
from hallenwart_contract.messages import Conn, State
from hallenwart_contract.view import View


@dataclass(frozen=True, slots=True)
class DeviceEntry:
    """A provisioned device. `secret` and `salt` are its own."""

    id: str
    site: str
    secret: bytes
    salt: bytes


@dataclass(frozen=True, slots=True)
class LastHeard:
    """The newest of a device; `seen_ms` is the server's wall time."""

    device: str
    seen_ms: int
    online: bool
    conn: Conn | None
    state: State | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document a device should have."""

    device: str
    kind: str
    document: Config | Grants | View


@dataclass(frozen=True, slots=True)
class CommandRecord:
    """A command's life; see rules.COMMAND_ORDER."""

    id: str
    device: str
    op: str
    state: str
    code: str
    created_ms: int
    exp_ms: int
    by: str = ""


class FleetStore(Protocol):
    async def load_heard(self) -> Mapping[str, LastHeard]: ...

    async def keep_heard(self, heard: Iterable[LastHeard]) -> None: ...


class DocumentStore(Protocol):
    async def load_wanted(self) -> list[Wanted]: ...

    async def want(self, wanted: Wanted, made_ms: int) -> None: ...

    async def forget(self, device: str) -> None:
        """Forget which documents a device should have."""
        ...

    async def add_command(self, device: str, command: Command, now_ms: int) -> None: ...

    async def move_command(self, command: str, told: str, code: str, now_ms: int, *, device: str | None = None) -> None:
        """Move a command forward as `rules.next_command_state` allows. With `device`, only a command of that device."""
        ...

    async def command_record(self, command: str) -> CommandRecord | None: ...

    async def commands_of(self, device: str, limit: int) -> list[CommandRecord]:
        """Return the newest commands of a device, the newest first."""
        ...

    async def expire_commands(self, before_ms: int, now_ms: int) -> None: ...
