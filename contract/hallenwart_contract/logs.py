"""How every role logs: one line an event, as text or JSON, with the ids that follow it, and without codes or tokens.

What belongs to an event is given as `extra={"alarm": …}`, with the names in `IDS`: so one alarm is found in the log of its
device, of the server, and of the message that woke somebody.
"""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

IDS: Final = ("device", "alarm", "row", "command", "incident", "letter", "way", "request", "rev")
HIDDEN: Final = "…"
_SECRETS: Final = re.compile(
    r"(?i)(?P<head>\b(?:bearer|basic)\s+|\b(?:password|passwort|token|secret|code|pin|authorization|cookie)\b[\"']?\s*[=:]\s*[\"']?)"
    r"[^\s\"',;&]+"
)
_IN_ADDRESS: Final = re.compile(r"(?i)([?&](?:token|code|key|state)=)[^&\s\"']+|(/(?:a|t|m|link)/)[A-Za-z0-9._~-]{16,}")
_DIGITS: Final = re.compile(r"(?<![\d.:-])(?:\d{4} \d{4}(?: \d{4})?|\d{8}|\d{12})(?![\d.:-])")
"""What a code looks like: 8 or 12 digits, alone or in groups of four. Times have 13."""


class LogFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


def without_secrets(line: str) -> str:
    """Return the line with everything hidden that looks like a code, token or password."""
    line = _SECRETS.sub(lambda found: found["head"] + HIDDEN, line)
    line = _IN_ADDRESS.sub(lambda found: (found[1] or found[2]) + HIDDEN, line)
    return _DIGITS.sub(HIDDEN, line)


class TextLines(logging.Formatter):
    """`WARNING name: words [alarm=… incident=…]`, with the time where nothing else notes it."""

    def __init__(self, *, timed: bool) -> None:
        super().__init__(("%(asctime)s " if timed else "") + "%(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        ids = ids_of(record)
        line = super().format(record)
        if ids:
            first, *rest = line.split("\n")
            line = "\n".join([f"{first} [{' '.join(f'{name}={value}' for name, value in ids.items())}]", *rest])
        return without_secrets(line)


class JsonLines(logging.Formatter):
    """One JSON object a line: t, level, name, text, ids, and error with its traceback."""

    def format(self, record: logging.LogRecord) -> str:
        made = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said: dict[str, object] = {"t": made, "level": record.levelname, "name": record.name}
        said |= {"text": without_secrets(record.getMessage()), **ids_of(record)}
        if record.exc_info:
            said["error"] = without_secrets(self.formatException(record.exc_info))
        return json.dumps(said, ensure_ascii=False)


def ids_of(record: logging.LogRecord) -> dict[str, str]:
    """Return the ids that were given with the event."""
    return {name: str(value)[:100] for name in IDS if (value := getattr(record, name, None)) not in {None, ""}}


def set_up(how: LogFormat, level: int, *, timed: bool) -> None:
    """Log to stderr from now on; what was set up before is replaced."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if how is LogFormat.JSON else TextLines(timed=timed))
    logging.basicConfig(level=level, handlers=[handler], force=True)
