"""From bytes to rows: the envelope first, then row by row, so that one bad row costs one row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import msgspec

from hallenwart_backend.ingest.columns import LooseColumns, NamedColumns, Table, counted, each_row, sound, strays
from hallenwart_backend.ingest.ports import Incoming, Letter, Row, StreamKey
from hallenwart_backend.ingest.rules import MAX_SEQ, believable_ms
from hallenwart_backend.thrift import with_shared_words
from hallenwart_contract.channels import BF, Channel, parse_topic
from hallenwart_contract.codec import MAX_PAYLOAD_BYTES, decode
from hallenwart_contract.errors import ContractError, TopicError
from hallenwart_contract.messages import (
    ALARM_STREAM,
    MAX_ROWS,
    ROW_TYPES,
    TELEMETRY_STREAM,
    Batch,
    Conn,
    Heartbeat,
    Reading,
    State,
    Up,
)

STREAM_OF: Final = {"alarm": "a", "evt": "e", "t": "t", "bf": "t"}
MAX_NAME: Final = 64
_NUL: Final = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
"""An escape of NUL; after an odd number of backslashes more it would be a backslash and plain letters."""


class _Telemetry(Batch, frozen=True, kw_only=True):
    """A batch in which every row is good: decoded at once."""

    r: list[Reading]  # type: ignore[assignment]  # narrower than Raw on purpose
    cols: NamedColumns | None = None  # type: ignore[assignment]  # its names are looked up, not decoded


_telemetry: Final = msgspec.json.Decoder(_Telemetry)


class _Loose(Batch, frozen=True, kw_only=True):
    """A batch of which no row was looked at yet."""

    cols: LooseColumns | None = None  # type: ignore[assignment]  # wider on purpose


class _Span(msgspec.Struct):
    """The least that must be readable so that a broken batch does not block its stream."""

    dev: str
    epoch: str
    s: str
    seq: int
    n: int


@dataclass(slots=True)
class Opened:
    """A batch taken apart. `rows` are the good ones, `letters` the bad; `first` … `last` is consumed when the key is known."""

    key: StreamKey | None = None
    first: int = 1
    last: int = 0
    rows: list[tuple[int, Row]] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    skips: list[tuple[int, int, str]] = field(default_factory=list)
    readings: Sequence[Reading] | None = None
    """Instead of `rows`: all rows from `first` on, when every one of them is a good reading."""
    hist: bool = False
    unstored: bool = False
    sent_ms: int = 0
    clk: str = ""
    _newest_doubtful_ms: int | None = None

    def numbered(self) -> Iterable[tuple[int, Row]]:
        """Return the good rows with their numbers, which rise."""
        return self.rows if self.readings is None else enumerate(self.readings, start=self.first)

    def newest_doubtful_ms(self, received_ms: int) -> int:
        """Return the newest time among the rows whose time cannot be believed, 0 where there are none."""
        if self._newest_doubtful_ms is None:
            times = (row.t_ms for _, row in self.numbered())
            self._newest_doubtful_ms = max((t for t in times if believable_ms(t, received_ms) is None), default=0)
        return self._newest_doubtful_ms

    def time_of(self, seq: int) -> int | None:
        """Return when a row says it was, None when it is not among the good ones."""
        if type(self.readings) is Table:
            return self.readings.t_ms[seq - self.first] if self.first <= seq <= self.last else None
        if self.readings is not None:
            return self.readings[seq - self.first].t_ms if self.first <= seq <= self.last else None
        return next((row.t_ms for number, row in reversed(self.rows) if number == seq), None)


@lru_cache(maxsize=8192)
def known_topic(topic: str) -> tuple[str, Channel] | None:
    try:
        return parse_topic(topic)
    except TopicError:
        return None


def open_live(incoming: Incoming, device: str, kind: type[Up]) -> Up | Letter:
    """Return the message, or the letter it becomes."""
    try:
        message = decode(incoming.payload, kind)
    except ContractError:
        return letter(incoming, "undecodable")
    if holds_nul(incoming.payload):
        return letter(incoming, "nul_character")
    if message.dev != device:
        return letter(incoming, "wrong_device")
    if isinstance(message, Conn | Heartbeat | State) and _unsound(message):
        return letter(incoming, "bad_epoch")
    return with_shared_words(message)


def open_plain(payload: bytes, device: str) -> tuple[Batch, Sequence[Reading]] | None:
    """Return telemetry in which nothing is unusual, with its readings; None for all that `open_batch` must look at."""
    if len(payload) > MAX_PAYLOAD_BYTES or b"\\u0000" in payload:
        return None
    try:
        batch = _telemetry.decode(payload)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    readings = batch.r if batch.cols is None else None if batch.r else sound(batch.cols)
    if not readings or not 0 < len(readings) == batch.n <= MAX_ROWS or not 0 < batch.seq <= MAX_SEQ - MAX_ROWS:
        return None
    if batch.dev != device or batch.s != TELEMETRY_STREAM or batch.skip or batch.unstored or not _sound_epoch(batch.epoch):
        return None
    return batch, readings


def open_batch(incoming: Incoming, device: str, channel: Channel) -> Opened:
    """Take a batch apart. Never raises for anything a device could send."""
    try:
        batch = _decoded(incoming.payload, channel)
    except ContractError:
        return _broken(incoming, device, channel, "undecodable")
    fault = _fault(batch, device, channel)
    if fault:
        return _broken(incoming, device, channel, fault)
    opened = Opened(
        StreamKey(device, batch.epoch, batch.s),
        batch.seq,
        batch.seq + batch.n - 1,
        skips=batch.skip,
        hist=batch.hist or channel is BF,
        unstored=batch.unstored,
        sent_ms=batch.sent_ms,
        clk=batch.clk,
    )
    _open_rows(opened, batch, incoming)
    return opened


def _decoded(payload: bytes, channel: Channel) -> Batch:
    if STREAM_OF[channel.name] != TELEMETRY_STREAM:
        return decode(payload, Batch)
    if not holds_nul(payload):
        try:
            return decode(payload, _Telemetry)
        except ContractError:
            pass  # one bad row costs one row: see row by row which
    return decode(payload, _Loose)


def holds_nul(payload: bytes) -> bool:
    """Whether a text in this JSON holds the character NUL, which PostgreSQL cannot keep."""
    return b"\\u0000" in payload and _NUL.search(payload) is not None


def letter(incoming: Incoming, reason: str) -> Letter:
    return Letter(incoming.topic, reason, incoming.payload[:MAX_PAYLOAD_BYTES], incoming.received_ms)


def _open_rows(opened: Opened, batch: Batch | _Loose, incoming: Incoming) -> None:
    if isinstance(batch, _Telemetry):
        opened.readings = batch.r if batch.cols is None else sound(batch.cols)
        if opened.readings is not None:
            return
        batch = decode(incoming.payload, _Loose)
    if isinstance(batch, _Loose) and batch.cols is not None:
        _open_columns(opened, batch.cols, incoming)
        return
    kind = ROW_TYPES[batch.s]
    for seq, raw in enumerate(batch.r, start=batch.seq):
        if holds_nul(bytes(raw)):
            opened.letters.append(Letter(incoming.topic, "nul_character", bytes(raw), incoming.received_ms))
            continue
        try:
            opened.rows.append((seq, decode(raw, kind)))
        except ContractError:
            opened.letters.append(Letter(incoming.topic, "undecodable_row", bytes(raw), incoming.received_ms))


def _open_columns(opened: Opened, cols: LooseColumns, incoming: Incoming) -> None:
    for seq, (reading, content) in enumerate(each_row(cols), start=opened.first):
        if holds_nul(content):
            opened.letters.append(Letter(incoming.topic, "nul_character", content, incoming.received_ms))
        elif reading is None:
            opened.letters.append(Letter(incoming.topic, "undecodable_row", content, incoming.received_ms))
        else:
            opened.rows.append((seq, reading))
    if lost := strays(cols):
        opened.letters.append(Letter(incoming.topic, "undecodable_row", lost[:MAX_PAYLOAD_BYTES], incoming.received_ms))


def _fault(batch: Batch, device: str, channel: Channel) -> str:
    if batch.dev != device:
        return "wrong_device"
    if batch.s != STREAM_OF[channel.name]:
        return "wrong_stream"
    if not _sound_epoch(batch.epoch):
        return "bad_epoch"
    if batch.n > MAX_ROWS or not _counted(batch):
        return "row_count"
    return "" if _sound_numbers(batch) else "bad_seq"


def _counted(batch: Batch) -> bool:
    if batch.cols is None or batch.s != TELEMETRY_STREAM:
        return len(batch.r) == batch.n
    return not batch.r and counted(batch.cols, batch.n)


@lru_cache(maxsize=8192)
def _sound_epoch(epoch: str) -> bool:
    return 0 < len(epoch) <= MAX_NAME and epoch.isprintable()


def _sound_numbers(batch: Batch) -> bool:
    if batch.unstored:
        return batch.s == ALARM_STREAM
    return 0 < batch.seq <= MAX_SEQ - MAX_ROWS and all(0 < first <= last <= MAX_SEQ for first, last, _ in batch.skip)


def _broken(incoming: Incoming, device: str, channel: Channel, reason: str) -> Opened:
    """A batch nobody can use. Where device, stream and numbers are readable they count as consumed, else it would block."""
    opened = Opened(letters=[letter(incoming, reason)])
    try:
        span = decode(incoming.payload, _Span)
    except ContractError:
        return opened
    known = span.dev == device and span.s == STREAM_OF[channel.name] and _sound_epoch(span.epoch)
    if known and 0 < span.seq <= MAX_SEQ - MAX_ROWS and 0 < span.n <= MAX_ROWS:
        opened.key, opened.first, opened.last = StreamKey(device, span.epoch, span.s), span.seq, span.seq + span.n - 1
    return opened


def _unsound(message: Conn | State) -> bool:
    """Names that no database would keep."""
    return max(len(message.boot), len(message.epoch)) > MAX_NAME
