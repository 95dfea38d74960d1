"""What an act says, and how a syslog wants to hear it (RFC 5424). Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
LONGEST_ABOUT: Final = 200
FACILITY: Final = 13
"""Log audit; RFC 5424 6.2.1."""
NOTICE, WARNING = 5, 4
_SD_ID: Final = "hallenwart@32473"
"""32473 is the enterprise number that RFC 5612 keeps for examples: nobody registered one for this product."""
_HIDDEN: Final = frozenset({"token"})
"""Words in addresses that are rights in themselves."""
_NOT_PRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of one log. `source` and `number` name it: who hears it twice can tell."""

    source: str
    number: int
    t_ms: int
    who: str
    act: str
    about: str
    program: str = ""


def about_of(values: Mapping[str, object]) -> str:
    """Return the ids in an address, as `site=nordpark booking=4f`."""
    shown = (f"{name}={value}" for name, value in values.items() if name not in _HIDDEN)
    return " ".join(shown)[:LONGEST_ABOUT]


def severity_of(line: Line) -> int:
    return WARNING if line.act.endswith((".failed", ".refused")) or line.act.startswith("POST /api/devices") else NOTICE


def message(line: Line, *, host: str) -> bytes:
    """Return a syslog message: `<PRI>1 TIME HOST hallenwart - ACT [hallenwart@32473 …] text`."""
    time = datetime.fromtimestamp(line.t_ms / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    told = {"log": line.source, "n": str(line.number), "who": line.who, "program": line.program, "about": line.about}
    data = "".join(f' {name}="{_escaped(value)}"' for name, value in told.items() if value)
    text = _plain(f"{line.act} {line.about}".strip())
    head = f"<{FACILITY * 8 + severity_of(line)}>1 {time} {_name(host, 255)} hallenwart - {_name(line.source, 32)}"
    return f"{head} [{_SD_ID}{data}] \ufeff{text}".encode()


def framed(told: bytes) -> bytes:
    """Return it as a stream wants it: its length in front (RFC 6587 3.4.1)."""
    return b"%d %s" % (len(told), told)


def _escaped(value: str) -> str:
    return re.sub(r'(["\\\]])', r"\\\1", _plain(value))


def _plain(text: str) -> str:
    return _NOT_PRINTABLE.sub(" ", text)


def _name(text: str, longest: int) -> str:
    return re.sub(r"[^!-~]", "_", text)[:longest] or "-"
