"""What one group of messages does to a ledger, inside its transaction and its writer thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import msgspec

from hallenwart_backend.ingest.columns import Table
from hallenwart_backend.ingest.opening import Opened, known_topic, letter, open_batch, open_live, open_plain
from hallenwart_backend.ingest.ports import Entry, Incoming, Letter, Page, Posted, Row, StreamKey, Told, UnstorableRowError
from hallenwart_backend.ingest.rules import (
    AHEAD_MS,
    EARLIEST_MS,
    Progress,
    believable_ms,
    consume,
    dated_ms,
    is_replayed,
    tears,
)
from hallenwart_backend.ports import Arrival
from hallenwart_contract.channels import BF, Direction, T
from hallenwart_contract.codec import encode
from hallenwart_contract.messages import Ack, Alarm, Batch, Conn, Event, Reading, State

MAX_REASON: Final = 32
_TELEMETRY: Final = (T, BF)


def post(group: Sequence[Incoming], page: Page) -> Posted:
    """Store what can be stored, bury the rest, move the watermarks."""
    posted = Posted()
    for incoming in group:
        known = known_topic(incoming.topic)
        if known is None or known[1].direction is not Direction.UP:
            page.bury(letter(incoming, "unknown_topic"))
        elif known[1] in _TELEMETRY and _post_plain(incoming, known[0], page, posted, hist=known[1] is BF):
            pass
        elif known[1].message is Batch:
            _post_batch(open_batch(incoming, *known), incoming, page, posted)
        elif incoming.payload:
            _post_live(incoming, known[0], known[1].message, page, posted)
    return posted


def _post_plain(incoming: Incoming, device: str, page: Page, posted: Posted, *, hist: bool) -> bool:
    """The way of nearly all telemetry: nothing unusual, the next rows of its stream, every reading believable and known."""
    plain = open_plain(incoming.payload, device)
    if plain is None:
        return False
    batch, readings = plain
    key = StreamKey(device, batch.epoch, batch.s)
    before = page.progress(key)
    in_turn = batch.seq == before.wm + 1 and not before.beyond and not before.is_forked(incoming.received_ms)
    if not in_turn or not _put_at_once(key, readings, incoming.received_ms, page):
        return False
    tip_ms = readings.t_ms[-1] if type(readings) is Table else readings[-1].t_ms
    posted.progress[key] = after = Progress(before.wm + batch.n, (), tip_ms)
    page.advance(key, after)
    posted.readings.append((Arrival(device, incoming.received_ms, hist or batch.hist), readings))
    return True


def _put_at_once(key: StreamKey, readings: Sequence[Reading], received_ms: int, page: Page) -> bool:
    times = readings.t_ms if type(readings) is Table else [reading.t_ms for reading in readings]
    believable = min(times) >= EARLIEST_MS and max(times) <= received_ms + AHEAD_MS
    return believable and page.put_readings(key, readings)


def _post_live(incoming: Incoming, device: str, kind: type, page: Page, posted: Posted) -> None:
    message = open_live(incoming, device, kind)
    if isinstance(message, Letter):
        page.bury(message)
    elif isinstance(message, Conn | State | Ack):
        posted.live.append((Arrival(device, incoming.received_ms), message))


def _post_batch(opened: Opened, incoming: Incoming, page: Page, posted: Posted) -> None:
    for buried in opened.letters:
        page.bury(buried)
    if opened.key is None:
        return
    if opened.unstored:
        _tell_unstored(opened, opened.key, incoming, posted)
        return
    before = after = page.progress(opened.key)
    differs = _is_set_back(opened, before)
    set_back = differs or before.is_forked(incoming.received_ms)
    if set_back:
        _post_rows(opened, opened.key, before, incoming, page, posted, set_back=True)
    elif not tears(before, opened.first):
        _post_rows(opened, opened.key, before, incoming, page, posted)
        after = consume(before, opened.first, opened.last)
    for first, last, reason in () if set_back else opened.skips:
        passed = consume(after, first, last)
        if passed != after:
            page.bury(_gap(incoming, opened.key, (max(first, after.wm + 1), last), reason))
        after = passed
    after = replace(_tipped(after, before, opened), forked_ms=incoming.received_ms if differs else before.forked_ms)
    page.advance(opened.key, after)
    posted.progress[opened.key] = after


def _gap(incoming: Incoming, key: StreamKey, rows: tuple[int, int], reason: str) -> Letter:
    """What the device declared as lost, kept where everybody looks for rows that did not come."""
    told = {"epoch": key.epoch, "stream": key.stream, "from": rows[0], "to": rows[1]}
    return Letter(incoming.topic, f"gap_{reason}"[:MAX_REASON], msgspec.json.encode(told), incoming.received_ms)


def _is_set_back(opened: Opened, before: Progress) -> bool:
    """Whether the device sends another row under the number of the last one: it was set back to an old card.

    Nothing new of it is consumed then, nor what it numbers on from there. The receipt names the row that is meant, and the
    device begins a new epoch.
    """
    if before.tip_ms is None or not opened.first <= before.wm <= opened.last:
        return False
    return opened.time_of(before.wm) not in {None, before.tip_ms}


def _tipped(after: Progress, before: Progress, opened: Opened) -> Progress:
    if after.wm == before.wm:
        return replace(after, tip_ms=before.tip_ms)
    return replace(after, tip_ms=opened.time_of(after.wm))


def _tell_unstored(opened: Opened, key: StreamKey, incoming: Incoming, posted: Posted) -> None:
    for _, row in opened.numbered():
        entry = _entry(key, 0, row, opened, incoming)
        if isinstance(entry.row, Alarm):
            posted.told.append(Told(0, entry.arrival, entry.row))


def _post_at_once(opened: Opened, key: StreamKey, before: Progress, incoming: Incoming, page: Page, posted: Posted) -> bool:
    """The way of telemetry of which every reading is good, new and believable."""
    readings = opened.readings
    if not readings or before.wm >= opened.first or before.torn:
        return False
    if not _put_at_once(key, readings, incoming.received_ms, page):
        return False
    posted.readings.append((Arrival(key.device, incoming.received_ms, opened.hist), readings))
    return True


def _post_rows(
    opened: Opened,
    key: StreamKey,
    before: Progress,
    incoming: Incoming,
    page: Page,
    posted: Posted,
    *,
    set_back: bool = False,
) -> None:
    """Store rows. Of a device that was `set_back` nothing new is, but for alarms, which wait for no new epoch."""
    if not set_back and _post_at_once(opened, key, before, incoming, page, posted):
        return
    readings: list[Reading] = []
    for seq, row in opened.numbered():
        if set_back and not before.has(seq) and not isinstance(row, Alarm):
            continue
        entry = _entry(key, seq, row, opened, incoming)
        try:
            if before.has(seq):
                number = _repeated(entry, incoming, page)
            elif set_back:
                number = None if page.matches(entry) else page.put_copy(entry)
            else:
                number = _put_new(entry, page)
        except UnstorableRowError as error:
            page.bury(Letter(incoming.topic, str(error), encode(row), incoming.received_ms))
            continue
        if number is None:
            continue
        if isinstance(entry.row, Reading):
            readings.append(entry.row)
        else:
            posted.told.append(Told(number, entry.arrival, entry.row))
    if readings:
        posted.readings.append((Arrival(key.device, incoming.received_ms, opened.hist), readings))


def _put_new(entry: Entry, page: Page) -> int | None:
    """A row under a new number: nothing, if it is an event that an epoch before brought already.

    A device that begins an epoch numbers anew what it holds no receipt for, and a receipt may have been on its way. Alarms are
    stored again: a device raises them anew in each epoch.
    """
    return None if isinstance(entry.row, Event) and page.stands_elsewhere(entry) else page.put(entry)


def _repeated(entry: Entry, incoming: Incoming, page: Page) -> int | None:
    """A number that was consumed before: nothing, if it is the same row; else a conflict, and an alarm is told all the same."""
    if page.matches(entry):
        return None
    page.bury(Letter(incoming.topic, "seq_conflict", encode(entry.sent), incoming.received_ms))
    return page.put_copy(entry) if isinstance(entry.row, Alarm) else None


def _entry(key: StreamKey, seq: int, row: Row, opened: Opened, incoming: Incoming) -> Entry:
    t_ms = believable_ms(row.t_ms, incoming.received_ms)
    arrival = _arrival(opened, row, incoming)
    if t_ms is not None:
        return Entry(key, seq, row, row, t_ms, arrival, server_time=False)
    received_ms = incoming.received_ms
    newest_ms = opened.newest_doubtful_ms(received_ms)
    t_ms = dated_ms(row.t_ms, sent_ms=opened.sent_ms, received_ms=received_ms, newest_ms=newest_ms)
    return Entry(key, seq, msgspec.structs.replace(row, t_ms=t_ms), row, t_ms, arrival, server_time=True)


def _arrival(opened: Opened, row: Row, incoming: Incoming) -> Arrival:
    received_ms = incoming.received_ms
    device = opened.key.device if opened.key else ""
    replayed = is_replayed(t_ms=row.t_ms, sent_ms=opened.sent_ms, received_ms=received_ms, clk=opened.clk, hist=opened.hist)
    return Arrival(device, received_ms, replayed)
