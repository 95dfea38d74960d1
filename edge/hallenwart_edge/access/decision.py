"""The words of a decision: what was shown, when, which keys are out, and what comes of it. Values without I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from hallenwart_contract.documents import Credential, Grant, Grants
from hallenwart_contract.messages import ClockTrust

NO_RIGHTS: Final = Grants(rev=0, salt=b"", g=[])


class Method(StrEnum):
    """By what a door was asked for. `PIN` 8 digits, `LONG` 12, `DARK` 9; `REMOTE` a command, `TAG` a key's own tag.

    `BADGE` a person's rotating symbol, `PAPER` its sheet.
    """

    PIN = "pin"
    LONG = "long"
    DARK = "dark"
    CARD = "card"
    SUN = "sun"
    QR = "qr"
    BADGE = "badge"
    PAPER = "paper"
    REMOTE = "remote"
    TAG = "tag"

    @property
    def digits(self) -> bool:
        """Whether it can be guessed by typing."""
        return self in (Method.PIN, Method.LONG, Method.DARK)


class Purpose(StrEnum):
    """`USE` within the window; `RETURN` to hand back keys that are out, whenever and with whatever right is left."""

    USE = "use"
    RETURN = "return"


class Refusal(StrEnum):
    """Why not. `WAIT` and `CAPPED`: not looked at, the pad pauses or takes long codes only.

    `COPIED`: a card said what it had said before; `SPENT`: so did a badge. `OUTDATED`: a badge of another time, as its picture
    is, or one from a telephone whose clock is wrong. `NOT_KEPT`: this can be spent only once, and the device keeps nothing.
    """

    WRONG = "wrong"
    EARLY = "early"
    OVER = "over"
    DENIED = "denied"
    NO_CLOCK = "no_clock"
    USED_UP = "used_up"
    COPIED = "copied"
    SPENT = "spent"
    OUTDATED = "outdated"
    OUT_OF_SERVICE = "out_of_service"
    SECOND_SAME = "second_same"
    WAIT = "wait"
    CAPPED = "capped"
    NOT_KEPT = "not_kept"


@dataclass(frozen=True, slots=True)
class Holding:
    """A key that is out, and everything by which its holder is known again when the right is gone.

    `codes` are the hashes of all codes of the right it was fetched with, made with `salt`; `duress` is one of them.
    """

    grant: str
    who: str = ""
    booking: str = ""
    cred: str = ""
    code_hash: bytes = field(default=b"", repr=False)
    out_ms: int = 0
    codes: tuple[bytes, ...] = field(default=(), repr=False)
    duress: bytes = field(default=b"", repr=False)
    salt: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Decision:
    """`refusal` None: granted. `slots` open one after another, or one of them is chosen (`choose`).

    `due_ms` is the end of the window, when the key is due. `second`: another person must show a right first. `clk` is the
    word of `ClockTrust` the decision stood on. A duress decision is granted and looks like any other.
    """

    grant: str = ""
    slots: tuple[int, ...] = ()
    due_ms: int | None = None
    purpose: Purpose = Purpose.USE
    refusal: Refusal | None = None
    method: Method = Method.PIN
    cred: str = ""
    who: str = ""
    booking: str = ""
    staff: bool = False
    second: bool = False
    duress: bool = False
    emergency: bool = False
    choose: bool = False
    clk: str = ""
    code_hash: bytes = field(default=b"", repr=False)
    codes: tuple[bytes, ...] = field(default=(), repr=False)
    duress_hash: bytes = field(default=b"", repr=False)
    salt: bytes = field(default=b"", repr=False)

    @property
    def granted(self) -> bool:
        return self.refusal is None

    def holding(self, out_ms: int) -> Holding:
        """Return what is kept when a key is taken by this decision."""
        return Holding(
            grant=self.grant,
            who=self.who,
            booking=self.booking,
            cred=self.cred,
            code_hash=self.code_hash,
            out_ms=out_ms,
            codes=self.codes,
            duress=self.duress_hash,
            salt=self.salt,
        )


@dataclass(frozen=True, slots=True)
class Claim:
    """What was shown: grants it names by itself, season credentials it is, and for digits their hash by salt.

    `grace_ms` (before, after) replaces the document's own where what was shown carries its own.
    """

    method: Method
    grants: tuple[Grant, ...] = ()
    creds: tuple[Credential, ...] = ()
    duress: bool = False
    hashes: Mapping[bytes, bytes] = field(default_factory=dict, repr=False)
    grace_ms: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """When and on what a decision stands: wall time, its trust, keys that are out by compartment, fetches so far by grant.

    `wanted`: a second person is asked for who may open one of these; no key is handed back then.
    """

    now_ms: int
    trust: str
    held: Mapping[int, Holding] = field(default_factory=dict)
    uses: Mapping[str, int] = field(default_factory=dict)
    wanted: frozenset[int] = frozenset()

    @property
    def trusted(self) -> bool:
        return self.trust in (ClockTrust.NTP, ClockTrust.RTC)
