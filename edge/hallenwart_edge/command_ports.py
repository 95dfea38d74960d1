"""How commands reach the subjects that carry them out. Adapter: `uplink`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from hallenwart_contract.documents import Command
from hallenwart_contract.messages import Scalar


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a command. `code` is `ok` or the reason: busy, jam, interlock, unknown_slot, unknown_alarm, failed.

    Orders to the fire watch have reasons of their own: see `fire/orders.py` and `fire/trying.py`.
    """

    code: str = "ok"
    res: dict[str, Scalar] = field(default_factory=dict)


class CommandHandler(Protocol):
    """A subject that carries out commands. By then signature, connection, age and repetition are checked.

    `ttl_ms` of the command is what is left of its life; whatever happens after that is late.
    `open`, `learn`, `answer` and `unlockout` go to access, those of alarms, zones and tests to fire.
    """

    async def handle(self, command: Command) -> Outcome:
        """Act, and return what came of it within 10 s. Never raises for something a person can cause."""
        ...
