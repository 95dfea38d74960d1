"""The agent's last log lines, in memory and bounded: what `logs` sends on request.

Codes never reach the log (`access` logs none); what looks like one all the same, or like a key or token, is hidden here.
"""

from __future__ import annotations

import logging
import re
from collections import deque
from typing import Final

from hallenwart_contract.logs import HIDDEN, TextLines, without_secrets
from hallenwart_contract.machine import LogLevel

MAX_LINES: Final = 2_000
MAX_LINE_CHARS: Final = 500
LEVELS: Final = {LogLevel.DEBUG: logging.DEBUG, LogLevel.INFO: logging.INFO, LogLevel.WARNING: logging.WARNING}
_KEYS: Final = re.compile(
    r"(?<![0-9a-zA-Z])[0-9a-fA-F]{32,}(?![0-9a-zA-Z])"  # a key in hexadecimal digits
    r"|(?<![A-Za-z0-9_+/-])(?=[A-Za-z0-9_+/-]*[0-9])[A-Za-z0-9_+/-]{40,}={0,2}(?![A-Za-z0-9_+/-])"  # or in base 64
)


class LogRing(logging.Handler):
    """A handler that keeps the newest lines."""

    def __init__(self, capacity: int = MAX_LINES) -> None:
        super().__init__()
        self._lines: deque[tuple[int, str]] = deque(maxlen=capacity)
        self.setFormatter(TextLines(timed=True))

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
    """Return the line without anything that looks like a code, key, token or password."""
    return _KEYS.sub(HIDDEN, without_secrets(line))
