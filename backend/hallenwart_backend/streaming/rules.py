"""Playlists of a live stream and of its recording (RFC 8216; EXT-X-GAP of its second edition). Pure.

Every part has its place for ever: runs of the source follow each other, and within a run parts are counted from 1. So the
number of a part in the playlist never changes, however late one comes; what never came is a gap. How long a run was is settled
when the next one begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from hallenwart_contract.streams import PART_MS, Part

WINDOW_PARTS: Final = 30
"""So many parts a live playlist names: who was away for less goes on where they were."""
ROLLING_MS: Final = 10 * 60_000
"""How long parts lie here; later ones than that are not taken."""
VERSION: Final = 8
"""EXT-X-GAP needs 8 (RFC 8216bis, section 7)."""


@dataclass(slots=True)
class Run:
    """Parts of one start of the source, by number. `first` is where number 1 stands in the playlist; `length` once settled.

    `gone` is the highest number that was deleted: places up to there are told no more.
    """

    first: int
    parts: dict[int, Part] = field(default_factory=dict)
    length: int | None = None
    gone: int = 0

    @property
    def last(self) -> int:
        """The number of the last part that belongs to it."""
        return self.length if self.length is not None else max(self.parts, default=self.gone)


@dataclass(slots=True)
class Timeline:
    """All runs of a stream, in the order they began. `longest_ms`: no part was longer; it only rises."""

    runs: dict[int, Run] = field(default_factory=dict)
    ended: bool = False
    longest_ms: int = PART_MS

    def begins(self, run: int) -> bool:
        """Say whether a run of this number would be a new one."""
        return not self.runs or run > max(self.runs)

    def takes(self, part: Part) -> bool:
        """Say whether a part has a place. A run begins with its initialisation part; what is settled grows no more."""
        run = self.runs.get(part.run)
        if run is None:
            return part.number == 0 and self.begins(part.run)
        return part.number == 0 or (part.number > run.gone and (run.length is None or part.number <= run.length))

    def add(self, part: Part) -> bool:
        """Put a part in its place; return False when it was there, or has none."""
        if not self.takes(part):
            return False
        if part.number == 0:
            known = part.run in self.runs
            if not known:
                self._begin(part.run)
            return not known
        parts = self.runs[part.run].parts
        if part.number in parts:
            return False
        parts[part.number] = part
        self.longest_ms = max(self.longest_ms, part.dur_ms)
        return True

    def _begin(self, number: int) -> None:
        before = self.runs[max(self.runs)] if self.runs else None
        if before is not None:
            before.length = before.last
        self.runs[number] = Run(before.first + before.last if before is not None else 0)

    def newest(self) -> Part | None:
        """Return the part that was filmed last, None before the first."""
        last = (run.parts[max(run.parts)] for run in reversed(self.runs.values()) if run.parts)
        return next(last, None)

    def before(self, t_ms: int) -> list[Part]:
        """Return the parts that ended before a time: those that may go."""
        return [part for run in self.runs.values() for part in run.parts.values() if part.t_ms + part.dur_ms <= t_ms]

    def forget(self, parts: Iterable[Part]) -> None:
        """Take parts out; nobody is told of their places any more."""
        for part in parts:
            run = self.runs[part.run]
            run.parts.pop(part.number, None)
            run.gone = max(run.gone, part.number)


def _slots(timeline: Timeline) -> list[tuple[int, int, Part | None]]:
    """Return every place that is told: run, number, and what stands there."""
    return [
        (number, at, run.parts.get(at)) for number, run in timeline.runs.items() for at in range(run.gone + 1, run.last + 1)
    ]


def live(timeline: Timeline) -> str:
    """Return the playlist of what is on now."""
    wanted = _slots(timeline)[-WINDOW_PARTS:]
    runs = list(timeline.runs)
    first = timeline.runs[wanted[0][0]].first + wanted[0][1] - 1 if wanted else 0
    lines = [
        *_head(timeline),
        f"#EXT-X-MEDIA-SEQUENCE:{first}",
        f"#EXT-X-DISCONTINUITY-SEQUENCE:{runs.index(wanted[0][0]) if wanted else 0}",
    ]
    run = None
    for number, at, part in wanted:
        if number != run:
            lines += ([] if run is None else ["#EXT-X-DISCONTINUITY"]) + [f'#EXT-X-MAP:URI="{number}/0.m4s"']
            run = number
        if part is None:
            lines += ["#EXT-X-GAP", f"#EXTINF:{PART_MS / 1000:.3f},", f"{number}/{at}.m4s"]
        else:
            lines += [f"#EXT-X-PROGRAM-DATE-TIME:{iso(part.t_ms)}", f"#EXTINF:{part.dur_ms / 1000:.3f},", part.name]
    return "\n".join([*lines, *(["#EXT-X-ENDLIST"] if timeline.ended else []), ""])


def _head(timeline: Timeline) -> list[str]:
    longest_s = max(1, round(timeline.longest_ms / 1000))
    return ["#EXTM3U", f"#EXT-X-VERSION:{VERSION}", f"#EXT-X-TARGETDURATION:{longest_s}"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part within the file of its run: `offset` and `size` in bytes."""

    part: Part
    offset: int
    size: int


def recording(pieces: Mapping[int, Sequence[Piece]], inits: Mapping[int, int]) -> str:
    """Return the playlist of a recording: one file for each run, its parts by their place in it. `inits` are sizes in bytes."""
    longest = max((piece.part.dur_ms for some in pieces.values() for piece in some), default=PART_MS)
    lines = [
        "#EXTM3U",
        f"#EXT-X-VERSION:{VERSION}",
        f"#EXT-X-TARGETDURATION:{max(1, round(longest / 1000))}",
        "#EXT-X-PLAYLIST-TYPE:VOD",
        "#EXT-X-MEDIA-SEQUENCE:0",
    ]
    for index, (run, some) in enumerate(sorted(pieces.items())):
        lines += (["#EXT-X-DISCONTINUITY"] if index else []) + [f'#EXT-X-MAP:URI="{run}.mp4",BYTERANGE="{inits[run]}@0"']
        for piece in some:
            lines += [
                f"#EXT-X-PROGRAM-DATE-TIME:{iso(piece.part.t_ms)}",
                f"#EXTINF:{piece.part.dur_ms / 1000:.3f},",
                f"#EXT-X-BYTERANGE:{piece.size}@{piece.offset}",
                f"{run}.mp4",
            ]
    return "\n".join([*lines, "#EXT-X-ENDLIST", ""])


def master(uri: str) -> str:
    """Return the playlist that leads a viewer to an address of their own."""
    return "\n".join(["#EXTM3U", f"#EXT-X-VERSION:{VERSION}", "#EXT-X-STREAM-INF:BANDWIDTH=2500000", uri, ""])


def iso(ms: int) -> str:
    """Return the time as playlists want it: 2026-11-26T18:00:00.000Z."""
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
