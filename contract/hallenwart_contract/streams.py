"""The parts of a stream and their addresses: fragmented MP4 as HLS wants it (RFC 8216), one part a second.

    PUT  /device/v1/streams/{stream}/{run}/{number}.m4s?t_ms=…&dur_ms=…    number 0 is the initialisation part of a run
    POST /device/v1/streams/{stream}/end                                   StreamEnd
    GET  /device/v1/streams/{stream}/index.m3u8, /{run}/{number}.m4s       for the displays
    GET  /live/{stream}/index.m3u8, /{run}/{number}.m4s                    for everybody

`run` counts the starts of the source within a stream: a new one is a discontinuity with an initialisation part of its own.
A part may come late or twice; its name says which it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlsplit

import msgspec

from hallenwart_contract.device_http import MAX_BODY_BYTES, PREFIX

PART_MS: Final = 1_000
MAX_PART_BYTES: Final = MAX_BODY_BYTES
MAX_PART_MS: Final = 15_000
MAX_RUNS: Final = 10_000
MAX_NUMBER: Final = 1_000_000
_ID: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_PATH: Final = re.compile(PREFIX + r"/streams/([a-z0-9-]+)/(\d{1,5})/(\d{1,7})\.m4s")


class StreamEnd(msgspec.Struct, frozen=True, kw_only=True):
    """The camera stopped. `why`: as in `camera.off`; `last_ms` the end of the last part that was made.

    A person may start the same stream again: its parts then go on in another run.
    """

    why: str
    last_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of video that begins at `t_ms` and lasts `dur_ms`; number 0 is an initialisation part and lasts nothing."""

    stream: str
    run: int
    number: int
    t_ms: int = 0
    dur_ms: int = 0

    @property
    def path(self) -> str:
        """Return the path a device puts it to, with its query."""
        return f"{PREFIX}/streams/{self.stream}/{self.run}/{self.number}.m4s?t_ms={self.t_ms}&dur_ms={self.dur_ms}"

    @property
    def name(self) -> str:
        """Return its address within the stream, as the playlist names it."""
        return f"{self.run}/{self.number}.m4s"


def part_of(path: str) -> Part | None:
    """Return the part a path names, None when it is none."""
    asked = urlsplit(path)
    found, query = _PATH.fullmatch(asked.path), dict(parse_qsl(asked.query))
    if found is None or not _ID.fullmatch(found[1]):
        return None
    told = query.get("t_ms", ""), query.get("dur_ms", "")
    if not all(each.isascii() and each.isdigit() and len(each) < 16 for each in told):
        return None
    part = Part(found[1], int(found[2]), int(found[3]), int(told[0]), int(told[1]))
    return part if part.run <= MAX_RUNS and part.number <= MAX_NUMBER and part.dur_ms <= MAX_PART_MS else None
