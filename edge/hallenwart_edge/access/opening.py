"""By whose right a door opens, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from hallenwart_contract.messages import Scalar
from hallenwart_edge.access.rules import Decision, Holding, Method
from hallenwart_edge.access.standing import is_holder


class Opened(StrEnum):
    """What became of an unlocking; the words of a command's outcome."""

    OK = "ok"
    JAM = "jam"
    BUSY = "busy"
    FAILED = "failed"
    UNKNOWN_SLOT = "unknown_slot"
    OUT_OF_SERVICE = "out_of_service"
    EXPIRED = "expired"
    """The right or the command ended while the door waited for its turn: nothing was pulsed."""


@dataclass(frozen=True, slots=True)
class Opener:
    """A decision at the locker, a command from afar, or a named release of the fire-safety officer.

    `emergency`: opened without asking whose key it is.
    """

    grant: str = ""
    command: str = ""
    decision: Decision | None = None
    release: str = ""
    emergency: bool = False

    @classmethod
    def by(cls, decision: Decision) -> Self:
        return cls(grant=decision.grant, decision=decision)

    @property
    def cred(self) -> str:
        return self.decision.cred if self.decision else ""

    @property
    def who(self) -> str:
        return self.decision.who if self.decision else ""

    @property
    def method(self) -> str:
        if self.decision is not None:
            return str(self.decision.method)
        return str(Method.REMOTE) if self.command else ""

    @property
    def known_elsewhere(self) -> bool:
        """Whether somebody else than this locker can say who stands there: who sent the command, or the released responders."""
        return bool(self.release) or bool(self.command and not self.emergency)

    def holding(self, out_ms: int) -> Holding | None:
        """Return what is kept of whoever takes a key; None when the locker does not know who that is."""
        return self.decision.holding(out_ms) if self.decision is not None else None

    def is_holder(self, holding: Holding | None) -> bool:
        """Say whether the key of `holding` is with whoever opens."""
        return self.decision is not None and is_holder(self.decision, holding)

    def told(self) -> dict[str, Scalar]:
        """Return what events say of it: ids only, never digits."""
        named = {
            "grant": self.grant,
            "cred": self.cred,
            "who": self.who,
            "method": self.method,
            "cmd": self.command,
            "release": self.release,
        }
        return {name: value for name, value in named.items() if value}
