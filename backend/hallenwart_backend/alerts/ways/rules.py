"""What a way to a person is worth: whether it wakes, what it hangs on, and how much of it may be shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import quote

from hallenwart_backend.urls import parts_of

CODE_DIGITS: Final = 6
CODE_MS: Final = 15 * 60_000
CODE_PAUSE_MS: Final = 60_000
CODE_TRIES: Final = 5
MOST_WAYS: Final = 12
"""What one person may have."""


class Kind(StrEnum):
    """A way, as people call it. `OTHER` is a whole apprise URL, for administrators."""

    WEBPUSH = "webpush"
    SMS = "sms"
    VOICE = "voice"
    EMAIL = "email"
    PUSHOVER = "pushover"
    SIGNAL = "signal"
    NTFY = "ntfy"
    MATRIX = "matrix"
    OTHER = "other"


WAKING: Final = frozenset({Kind.WEBPUSH, Kind.SMS, Kind.VOICE, Kind.PUSHOVER, Kind.SIGNAL, Kind.NTFY})
"""These sound on a phone that lies beside the bed; a mail or a chat does not."""
PHONES: Final = frozenset({Kind.SMS, Kind.VOICE, Kind.SIGNAL})
_WAKING_SCHEMES: Final = frozenset(
    {
        *("pover", "signal", "signals", "ntfy", "ntfys", "twilio", "seven", "d7sms", "clicksend", "msgbird", "nexmo", "vonage"),
        *("sinch", "bulksms", "voipms", "plivo", "smseagle", "smseagles", "sns", "msg91", "httpsms", "smsmgr", "atalk"),
        *("burstsms", "clickatell", "threema", "bulkvs", "kavenegar", "popcorn", "freemobile", "sfr"),
    }
)
_SHAPES: Final = {
    Kind.EMAIL: re.compile(r"[^\s@<>\"?&#/]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}"),
    Kind.PUSHOVER: re.compile(r"[A-Za-z0-9]{30}"),
    Kind.NTFY: re.compile(r"[A-Za-z0-9_-]{1,64}"),
    Kind.MATRIX: re.compile(r"[!#][^\s:/?&]{1,120}:[A-Za-z0-9.:-]{1,120}"),
    Kind.OTHER: re.compile(r"[a-z][a-z0-9+.-]{1,30}://[\x21-\x7e]{1,1900}"),
}
_PHONE: Final = re.compile(r"\+[1-9][0-9]{6,14}")
_FILLING: Final = re.compile(r"[\s()/.-]+")


@dataclass(frozen=True, slots=True)
class Way:
    """`failing` says why it fails, empty while it works. `address` may be a secret: show `masked` instead."""

    id: str
    person: str
    kind: Kind
    address: str
    name: str = ""
    created_ms: int = 0
    verified_ms: int | None = None
    last_delivered_ms: int | None = None
    failing: str = ""
    failing_ms: int | None = None
    gateway: str = ""
    """The template that carries it."""

    @property
    def proved(self) -> bool:
        """Whether a message really came through, and none failed since."""
        return self.verified_ms is not None and not self.failing

    @property
    def wakes(self) -> bool:
        return wakes(self.kind, self.address)

    @property
    def masked(self) -> str:
        return masked(self.kind, self.address)


def normal(kind: Kind, text: str) -> str | None:
    """Return the address as it is stored, None when it has not the shape of this kind."""
    tidy = text.strip()
    if kind in PHONES:
        tidy = _FILLING.sub("", tidy)
        tidy = f"+{tidy[2:]}" if tidy.startswith("00") else tidy
        return tidy if _PHONE.fullmatch(tidy) else None
    shape = _SHAPES.get(kind)
    fits = shape is not None and shape.fullmatch(tidy) and (kind is not Kind.OTHER or parts_of(tidy).scheme)
    return tidy if fits else None


def wakes(kind: Kind, address: str) -> bool:
    return kind in WAKING or (kind is Kind.OTHER and parts_of(address).scheme in _WAKING_SCHEMES)


def hop(way: Way) -> str:
    """Return what the way hangs on first: the push service, the gateway. Two ways over one hop fail together."""
    if way.kind is Kind.WEBPUSH:
        return f"push {parts_of(way.address).hostname}"
    url = way.address if way.kind is Kind.OTHER else way.gateway
    if not url:
        return way.kind
    parts = parts_of(url.replace("{to}", "to"))
    server = (parts.netloc.rpartition("@")[2].partition(":")[0] or parts.scheme) if parts.netloc else parts.scheme
    return f"{parts.scheme.removesuffix('s')} {server}"


def independent(ways: Iterable[Way]) -> int:
    """Return how many of the proved ways share neither kind nor hop, at least one of them waking; 0 when none wakes."""
    proved = [way for way in ways if way.proved]
    return max((_beside(first, proved) for first in proved if first.wakes), default=0)


def _beside(first: Way, ways: Sequence[Way]) -> int:
    kinds, hops = {_kind(first)}, {hop(first)}
    for way in ways:
        if _kind(way) not in kinds and hop(way) not in hops:
            kinds.add(_kind(way))
            hops.add(hop(way))
    return len(kinds)


def _kind(way: Way) -> str:
    return parts_of(way.address).scheme.removesuffix("s") if way.kind is Kind.OTHER else way.kind


def waking(ways: Iterable[Way]) -> int:
    """Return how many proved ways wake."""
    return sum(way.proved and way.wakes for way in ways)


def masked(kind: Kind, address: str) -> str:
    """Return enough to know it again, and no secret."""
    name, _, domain = address.partition("@")
    if kind is Kind.EMAIL and name:
        return f"{name[:1]}…@{domain}"
    if kind in PHONES:
        return f"{address[:3]} … {address[-3:]}"
    if kind in {Kind.WEBPUSH, Kind.OTHER}:
        parts = parts_of(address)
        where = parts.hostname or "" if kind is Kind.WEBPUSH else ""
        return f"{parts.scheme}://{where}…"
    return f"{address[:2]}…{address[-2:]}" if len(address) > 6 else "…"


def url_for(kind: Kind, address: str, template: str) -> str:
    """Return what the notifier is given."""
    if kind is Kind.VOICE:
        return f"tel:{address}"
    if kind in {Kind.WEBPUSH, Kind.OTHER} or not template:
        return address
    return template.replace("{to}", quote(address, safe="+"))


def carries(template: str) -> bool:
    """Say whether a gateway's address can be read: one with a lone bracket would fail at every message."""
    return bool(parts_of(template.replace("{to}", "to")).scheme)


def needs_gateway(kind: Kind) -> bool:
    return kind not in {Kind.WEBPUSH, Kind.VOICE, Kind.OTHER}
