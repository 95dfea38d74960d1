"""Trust, certificates, signs, hours and papers as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hallenwart_backend.volunteering.hours.rules import Sign, SignKind, Worked
from hallenwart_backend.volunteering.model import Placed


@dataclass(frozen=True, slots=True)
class Trust:
    """A club knows this helper by name, and gives keys. `club` None: the town. `by` is a pseudonym."""

    id: str
    club: str | None
    helper: str
    by: str
    at_ms: int
    until_ms: int


@dataclass(frozen=True, slots=True)
class Certificate:
    """A person of the club has seen the certificate of good conduct on a day (as 2026-11-26); nothing else is kept of it."""

    id: str
    club: str | None
    helper: str
    by: str
    seen_on: str
    until_ms: int


@dataclass(frozen=True, slots=True)
class SignRow:
    """What was seen of a sign-up; `device` where a device saw it, `by` (a pseudonym) where a person did."""

    signup: str
    kind: str
    at_ms: int
    device: str = ""
    by: str = ""

    @property
    def sign(self) -> Sign:
        return Sign(SignKind(self.kind), self.at_ms)


@dataclass(frozen=True, slots=True)
class Hours:
    """Confirmed hours with their signed record. Withdrawn ones stay, so that a paper about them can be checked."""

    id: str
    signup: str | None
    club: str | None
    role: str
    title: str
    from_ms: int
    to_ms: int
    minutes: int
    basis: str
    reason: str
    by: str
    made_ms: int
    record: str
    signature: str
    withdrawn_ms: int | None = None
    withdrawn_why: str = ""
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """Hours with the name they were confirmed for; `name` empty once the helper is erased."""

    hours: Hours
    helper: str = ""
    name: str = ""
    salt: bytes = b""


@dataclass(frozen=True, slots=True)
class Attendance:
    """Everything a club sees of one place in a shift. `worked` is what the signs say, `hours` what was confirmed."""

    placed: Placed
    signs: Sequence[SignRow]
    worked: Worked | None
    hours: Hours | None
    trust: Trust | None
    certificate: Certificate | None


@dataclass(frozen=True, slots=True)
class PaperOut:
    """A certificate that was handed out: which hours it lists."""

    id: str
    digest: str
    hours: tuple[str, ...]
    made_ms: int
