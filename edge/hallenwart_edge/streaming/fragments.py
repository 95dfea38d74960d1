"""Fragmented MP4 cut into its parts as it comes. Pure. Source: ISO/IEC 14496-12, boxes ftyp, moov, moof, mdat.

The first part is the initialisation (ftyp and moov), each further one a fragment (moof and mdat). When a fragment begins
and how long it lasts stands in it, in the time of its video track.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

MAX_BOX_BYTES: Final = 16_000_000
_HEAD: Final = 8
_LARGE: Final = 1
_DEFAULT_DURATION: Final = 0x08
_SAMPLE_DURATION: Final = 0x100
_VIDEO: Final = b"vide"


class NotFragmentsError(ValueError):
    """Raised when what comes is no fragmented MP4."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """`begin_ms` counts from the start of the source. An initialisation lasts nothing and is no key frame."""

    body: bytes
    init: bool = False
    begin_ms: int = 0
    dur_ms: int = 0


@dataclass(slots=True)
class _Track:
    scale: int
    duration: int = 0


class Fragments:
    """Takes bytes as they come, gives whole parts."""

    def __init__(self) -> None:
        self._rest = bytearray()
        self._head = bytearray()
        self._begun: tuple[bytes, int, int] | None = None
        self._video: tuple[int, _Track] | None = None

    def feed(self, data: bytes) -> list[Fragment]:
        """Return the parts that are whole now. Raises NotFragmentsError."""
        self._rest += data
        found: list[Fragment] = []
        while (box := self._box()) is not None:
            part = self._take(*box)
            if part is not None:
                found.append(part)
        return found

    def _box(self) -> tuple[bytes, bytes] | None:
        if len(self._rest) < _HEAD:
            return None
        size, kind = int.from_bytes(self._rest[:4], "big"), bytes(self._rest[4:8])
        if size == _LARGE and kind == b"mdat":
            raise NotFragmentsError("an mdat of over 4 GB")
        if not _HEAD <= size <= MAX_BOX_BYTES or not kind.isalnum():
            raise NotFragmentsError(f"a box {kind!r} of {size} bytes")
        if len(self._rest) < size:
            return None
        box = bytes(self._rest[:size])
        del self._rest[:size]
        return kind, box

    def _take(self, kind: bytes, box: bytes) -> Fragment | None:
        if kind == b"ftyp":
            self._head = bytearray(box)
        elif kind == b"moov":
            self._video = _video_track(box)
            return Fragment(bytes(self._head) + box, init=True)
        elif kind == b"moof":
            if self._video is None:
                raise NotFragmentsError("a fragment before its initialisation")
            self._begun = (box, *_times(box, *self._video))
        elif kind == b"mdat" and self._begun is not None:
            (moof, begin_ms, dur_ms), self._begun = self._begun, None
            return Fragment(moof + box, begin_ms=begin_ms, dur_ms=dur_ms)
        return None


def _inside(box: bytes, skip: int = _HEAD) -> Iterator[tuple[bytes, bytes]]:
    """Yield the boxes in a box. Raises NotFragmentsError."""
    at = skip
    while at + _HEAD <= len(box):
        size = int.from_bytes(box[at : at + 4], "big")
        if size < _HEAD or at + size > len(box):
            raise NotFragmentsError("a box that is longer than the one around it")
        yield box[at + 4 : at + 8], box[at : at + size]
        at += size


def _first(box: bytes, *path: bytes) -> bytes:
    for wanted in path:
        box = next((each for kind, each in _inside(box) if kind == wanted), b"")
        if not box:
            raise NotFragmentsError(f"no {wanted.decode()} where there must be one")
    return box


def _number(box: bytes, at: int, size: int = 4) -> int:
    if at + size > len(box):
        raise NotFragmentsError("a box ends too early")
    return int.from_bytes(box[at : at + size], "big")


def _video_track(moov: bytes) -> tuple[int, _Track]:
    """Return the number of the video track and its time scale, with the usual duration of its pictures."""
    for kind, trak in _inside(moov):
        if kind == b"trak" and _first(trak, b"mdia", b"hdlr")[16:20] == _VIDEO:
            tkhd, mdhd = _first(trak, b"tkhd"), _first(trak, b"mdia", b"mdhd")
            number = _number(tkhd, 20 if tkhd[8] == 0 else 28)
            scale = _number(mdhd, 20 if mdhd[8] == 0 else 28)
            if not scale:
                raise NotFragmentsError("a time scale of 0")
            return number, _Track(scale, _usual(moov, number))
    raise NotFragmentsError("no picture in it")


def _usual(moov: bytes, track: int) -> int:
    for kind, mvex in _inside(moov):
        if kind == b"mvex":
            for inner, trex in _inside(mvex):
                if inner == b"trex" and _number(trex, 12) == track:
                    return _number(trex, 20)
    return 0


def _times(moof: bytes, number: int, track: _Track) -> tuple[int, int]:
    """Return when a fragment begins and how long it lasts, in ms."""
    for kind, traf in _inside(moof):
        if kind != b"traf":
            continue
        tfhd = _first(traf, b"tfhd")
        if _number(tfhd, 12) != number:
            continue
        tfdt = _first(traf, b"tfdt")
        begin = _number(tfdt, 12, 8) if tfdt[8] == 1 else _number(tfdt, 12)
        usual = _usual_here(tfhd) or track.duration
        lasts = sum(_lasts(trun, usual) for inner, trun in _inside(traf) if inner == b"trun")
        return begin * 1000 // track.scale, lasts * 1000 // track.scale
    raise NotFragmentsError("a fragment without picture")


def _usual_here(tfhd: bytes) -> int:
    flags = _number(tfhd, 9, 3)
    if not flags & _DEFAULT_DURATION:
        return 0
    return _number(tfhd, 16 + 8 * bool(flags & 0x01) + 4 * bool(flags & 0x02))


def _lasts(trun: bytes, usual: int) -> int:
    flags, count = _number(trun, 9, 3), _number(trun, 12)
    if not flags & _SAMPLE_DURATION:
        return count * usual
    step = 4 * sum(bool(flags & bit) for bit in (0x100, 0x200, 0x400, 0x800))
    at = 16 + 4 * bool(flags & 0x01) + 4 * bool(flags & 0x04)
    return sum(_number(trun, at + step * index) for index in range(count))
