"""The agent's last log lines, in memory and bounded: what `logs` sends on request.

Codes never reach the log (`access` logs none); what looks like one all the same, or like a key or token, is blotted out here.
"""

from __future__ import annotations

import logging
import re
import time
from collections import deque
from typing import Final

from hallenwart_contract.machine import LogLevel

MAX_LINES: Final = 2_000
MAX_LINE_CHARS: Final = 500
LEVELS: Final = {LogLevel.DEBUG: logging.DEBUG, LogLevel.INFO: logging.INFO, LogLevel.WARNING: logging.WARNING}
_BLOT: Final = "▮▮▮"
_SECRET: Final = re.compile(
    r"(?<![0-9a-zA-Z])[0-9]{4}[ -]?[0-9]{4}(?:[ -]?[0-9]{4})?(?![0-9a-zA-Z])"  # a code of 8 or 12 digits, also in groups
    r"|(?<![0-9a-zA-Z])[0-9a-fA-F]{32,}(?![0-9a-zA-Z])"  # a key in hexadecimal digits
    r"|(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{40,}={0,2}(?![A-Za-z0-9_-])"  # a token in base 64
    r"|(?i:(?<=password)|(?<=passwort)|(?<=token)|(?<=secret))\s*[=:]\s*\S+"
)


class LogRing(logging.Handler):
    """A handler that keeps the newest lines."""

    def __init__(self, capacity: int = MAX_LINES) -> None:
        super().__init__()
        self._lines: deque[tuple[int, str]] = deque(maxlen=capacity)
        form = logging.Formatter("%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S")
        form.converter = time.gmtime
        self.setFormatter(form)

    def emit(self, record: logging.LogRecord) -> None:
        try:
            for line in self.format(record).splitlines():
                self._lines.append((record.levelno, blotted(line)[:MAX_LINE_CHARS]))
        except Exception:  # noqa: BLE001 - what logging does with a record that cannot be formatted
            self.handleError(record)

    def last(self, lines: int, level: str = "") -> list[str]:
        """Return the newest lines of at least `level` (a word of `LogLevel`), oldest first."""
        least = LEVELS.get(LogLevel(level), logging.DEBUG) if level in set(LogLevel) else logging.DEBUG
        chosen = [text for levelno, text in self._lines if levelno >= least]
        return chosen[-max(0, lines) :] if lines > 0 else []


def blotted(line: str) -> str:
    """Return the line with everything blotted out that looks like a code, key, token or password."""
    return _SECRET.sub(_BLOT, line)
