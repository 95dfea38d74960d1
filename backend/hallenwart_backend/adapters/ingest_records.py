"""The ledger of alarms and events in the records database, and the book of who was told what."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any, Final, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, insert, select, update

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.ingest.ports import Entry, Incoming, Letter, Posted, StreamKey, Told
from hallenwart_backend.ingest.posting import post
from hallenwart_backend.ingest.rules import Progress
from hallenwart_backend.ingest.tables import dead_letter, stream_progress, stream_row, told
from hallenwart_backend.ports import Arrival
from hallenwart_contract.codec import decode, encode
from hallenwart_contract.messages import ROW_TYPES, Alarm, Event, Reading

MAX_LETTERS: Final = 5_000
T = TypeVar("T")


def letter_digest(letter: Letter) -> bytes:
    """What makes two dead letters the same one."""
    head = f"{letter.topic}\n{letter.reason}\n".encode(errors="replace")
    return hashlib.blake2b(head + letter.payload, digest_size=16).digest()


def beyond_text(progress: Progress) -> str:
    """Return what stands beside the watermark: the ranges, and with them the times that are known."""
    times = {"tip_ms": progress.tip_ms, "forked_ms": progress.forked_ms}
    known = {name: t_ms for name, t_ms in times.items() if t_ms is not None}
    return json.dumps({"beyond": progress.beyond, **known} if known else progress.beyond, separators=(",", ":"))


def progress_from(wm: int, beyond: str) -> Progress:
    read = json.loads(beyond)
    kept: dict[str, Any] = {"beyond": read} if isinstance(read, list) else read
    return Progress(wm, tuple((first, last) for first, last in kept["beyond"]), kept.get("tip_ms"), kept.get("forked_ms"))


class RecordsLedger:
    """Implements ingest.ports.Ledger for the streams of one writer; two ledgers must not share a stream."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._known: dict[StreamKey, Progress] = {}

    async def commit(self, group: Sequence[Incoming]) -> Posted:
        posted = await self._records.write(lambda connection: post(group, _Page(connection, self._known)))
        self._known.update(posted.progress)
        return posted

    async def bury(self, letters: Sequence[Letter]) -> None:
        def write(connection: Connection) -> None:
            for letter in letters:
                _bury(connection, letter)

        await self._records.write(write)

    async def progress_of(self, device: str) -> dict[StreamKey, Progress]:
        return await self._records.read(lambda connection: _progress_of(connection, device))

    async def dead_letters(self) -> int:
        count = select(func.count()).select_from(dead_letter)
        return await self._records.read(lambda connection: int(connection.scalar(count) or 0))


class RecordsToldBook:
    """Implements ingest.ports.ToldBook."""

    def __init__(self, records: Records) -> None:
        self._records = records

    async def untold(self, listener: str, stream: str, *, after: int | None, limit: int) -> list[Told]:
        def read(connection: Connection) -> list[Told]:
            behind = _cursor(connection, listener, stream) if after is None else after
            rows = select(stream_row).where(stream_row.c.stream == stream, stream_row.c.number > behind)
            return [_told(row) for row in connection.execute(rows.order_by(stream_row.c.number).limit(limit))]

        return await self._records.read(read)

    async def note_told(self, listener: str, stream: str, number: int) -> None:
        def write(connection: Connection) -> None:
            here = and_(told.c.listener == listener, told.c.stream == stream)
            if not connection.execute(update(told).where(here, told.c.number < number).values(number=number)).rowcount:
                known = connection.scalar(select(told.c.number).where(here))
                if known is None:
                    connection.execute(insert(told).values(listener=listener, stream=stream, number=number))

        await self._records.write(write)


class _Page:
    def __init__(self, connection: Connection, known: dict[StreamKey, Progress]) -> None:
        self._connection = connection
        self._known = known
        self._moved: dict[StreamKey, Progress] = {}

    def progress(self, key: StreamKey) -> Progress:
        found = self._moved.get(key) or self._known.get(key)
        if found is None:
            row = self._connection.execute(select(stream_progress).where(_of(key))).first()
            found = progress_from(row.wm, row.beyond) if row else Progress()
        return found

    def advance(self, key: StreamKey, progress: Progress) -> None:
        self._moved[key] = progress
        values = {"wm": progress.wm, "beyond": beyond_text(progress)}
        if not self._connection.execute(update(stream_progress).where(_of(key)).values(values)).rowcount:
            self._connection.execute(insert(stream_progress).values(**key._asdict(), **values))

    def matches(self, entry: Entry) -> bool:
        stored = self._connection.scalars(select(stream_row.c.body).where(_same_number(entry)))
        return any(encode(entry.sent) == body for body in stored)

    def stands_elsewhere(self, entry: Entry) -> bool:
        key, columns = entry.key, stream_progress.c
        others = select(columns.wm).where(
            columns.device == key.device, columns.stream == key.stream, columns.epoch != key.epoch
        )
        if self._connection.execute(others.limit(1)).first() is None:
            return False
        rows = stream_row.c
        same = select(rows.number).where(
            rows.device == key.device,
            rows.t_ms == entry.t_ms,
            rows.stream == key.stream,
            rows.epoch != key.epoch,
            rows.body == encode(entry.sent),
        )
        return self._connection.execute(same.limit(1)).first() is not None

    def put(self, entry: Entry) -> int:
        return self._insert(entry, 0)

    def put_readings(self, key: StreamKey, readings: Sequence[Reading]) -> bool:  # noqa: ARG002 - the page's signature
        return False

    def put_copy(self, entry: Entry) -> int | None:
        bodies = self._connection.scalars(select(stream_row.c.body).where(_same_number(entry))).all()
        return self._insert(entry, max(1, len(bodies)))

    def bury(self, letter: Letter) -> None:
        _bury(self._connection, letter)

    def _insert(self, entry: Entry, copy: int) -> int:
        values = {
            **entry.key._asdict(),
            "seq": entry.seq,
            "copy": copy,
            "t_ms": entry.t_ms,
            "received_ms": entry.arrival.received_ms,
            "replayed": entry.arrival.replayed,
            "server_time": entry.server_time,
            "body": encode(entry.sent),
        }
        result = self._connection.execute(insert(stream_row).values(values))
        key: Any = result.inserted_primary_key
        return int(key[0])


def _told(row: Row[Any]) -> Told:
    kind = ROW_TYPES[row.stream]
    body = decode(row.body, kind)
    if row.server_time:
        body = msgspec.structs.replace(body, t_ms=row.t_ms)
    assert isinstance(body, Alarm | Event)  # noqa: S101 - for the type checker: this table holds no readings
    return Told(row.number, Arrival(row.device, row.received_ms, row.replayed), body)


def _of(key: StreamKey) -> ColumnElement[bool]:
    columns = stream_progress.c
    return and_(columns.device == key.device, columns.epoch == key.epoch, columns.stream == key.stream)


def _same_number(entry: Entry) -> ColumnElement[bool]:
    device, epoch, stream = entry.key
    columns = stream_row.c
    return and_(columns.device == device, columns.epoch == epoch, columns.stream == stream, columns.seq == entry.seq)


def _cursor(connection: Connection, listener: str, stream: str) -> int:
    return connection.scalar(select(told.c.number).where(told.c.listener == listener, told.c.stream == stream)) or 0


def _progress_of(connection: Connection, device: str) -> dict[StreamKey, Progress]:
    rows = connection.execute(select(stream_progress).where(stream_progress.c.device == device))
    return {StreamKey(row.device, row.epoch, row.stream): progress_from(row.wm, row.beyond) for row in rows}


def _bury(connection: Connection, letter: Letter) -> None:
    digest = letter_digest(letter)
    again = update(dead_letter).where(dead_letter.c.digest == digest)
    counted = again.values(count=dead_letter.c.count + 1, last_ms=letter.received_ms)
    if connection.execute(counted).rowcount:
        return
    received_ms = letter.received_ms
    values = {**letter._asdict(), "digest": digest, "first_ms": received_ms, "last_ms": received_ms, "count": 1}
    del values["received_ms"]
    number: Any = connection.execute(insert(dead_letter).values(values)).inserted_primary_key
    connection.execute(delete(dead_letter).where(dead_letter.c.id <= int(number[0]) - MAX_LETTERS))
