"""WebVTT captions (W3C WebVTT, section 4): what comes in is checked before anybody's browser reads it. Pure."""

from __future__ import annotations

import re
from typing import Final

LONGEST_BYTES: Final = 500_000
MOST_CUES: Final = 20_000
_TIME: Final = r"(?:(\d{2,3}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_CUE: Final = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}([ \t]+[\w:%.,\- \t]*)?")


class CaptionsError(ValueError):
    """Raised for what is no WebVTT; `line` counts from 1. `why`: head, time, order, many, markup."""

    def __init__(self, why: str, line: int) -> None:
        super().__init__(f"line {line}: {why}")
        self.why = why
        self.line = line


def checked(text: str) -> str:
    """Return captions with plain line ends, without styles and comments. Raises CaptionsError."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not re.fullmatch(r"WEBVTT([ \t].*)?", lines[0]):
        raise CaptionsError("head", 1)
    kept, last_ms, cues = ["WEBVTT", ""], -1, 0
    for number, block in _blocks(lines):
        at = next((index for index, line in enumerate(block[:2]) if "-->" in line), None)
        if at is None:
            continue  # a note, a style, a region: nothing to be read
        found = _CUE.fullmatch(block[at].strip())
        if found is None:
            raise CaptionsError("time", number + at)
        start_ms, end_ms = _ms(found.groups()[:4]), _ms(found.groups()[4:8])
        if end_ms <= start_ms or start_ms < last_ms:
            raise CaptionsError("order", number + at)
        if any("-->" in line for line in block[at + 1 :]):
            raise CaptionsError("time", number + at + 1)
        last_ms, cues = start_ms, cues + 1
        kept += [block[at].strip(), *block[at + 1 :], ""]
    if not 0 < cues <= MOST_CUES:
        raise CaptionsError("many" if cues else "time", len(lines))
    return "\n".join(kept)


def _blocks(lines: list[str]) -> list[tuple[int, list[str]]]:
    """Return what stands between empty lines, with the number of its first line."""
    found: list[tuple[int, list[str]]] = []
    fresh = True
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            fresh = True
        elif fresh:
            found.append((number, [line]))
            fresh = False
        else:
            found[-1][1].append(line)
    return found


def _ms(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, milliseconds = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds
