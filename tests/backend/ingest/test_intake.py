"""What stands between broker and ledger: groups, poison, receipts, telling."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import msgspec

from hallenwart_backend.adapters.ingest_records import RecordsLedger, RecordsToldBook
from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_backend.ingest import telling
from hallenwart_backend.ingest.ports import Incoming, Posted, StreamKey
from hallenwart_backend.ingest.receipts import PACE_MS, ReceiptDesk
from hallenwart_backend.ingest.rules import HOLE_PATIENCE_MS, SLOW_FROM_MESSAGES, Progress
from hallenwart_backend.ingest.service import MAX_QUEUE, MAX_QUEUE_BYTES, Intake
from hallenwart_backend.ingest.telling import Teller
from hallenwart_contract.codec import decode, encode
from hallenwart_contract.messages import Batch, Conn, Receipt
from support.backends import SetClock
from support.databases import open_records
from support.scripted import Recorder, alarm, until

NOW_MS = 1_800_000_000_000


def message(seq: int) -> Incoming:
    rows = [msgspec.Raw(encode(alarm(seq, t_ms=NOW_MS)))]
    batch = Batch(dev="nordpark-1", epoch="e1", clk="ntp", sent_ms=NOW_MS, s="a", seq=seq, n=1, r=rows)
    return Incoming("hall/v1/nordpark-1/alarm", encode(batch), NOW_MS, seq)


class Session:
    connected = True

    def __init__(self) -> None:
        self.acknowledged: list[object] = []

    def publish(self, *_: object, **__: object) -> bool:
        return True

    def acknowledge(self, tickets: Sequence[object]) -> None:
        self.acknowledged += tickets


class PickyLedger(RecordsLedger):
    """A ledger whose database chokes on one message, and is away for the first commit."""

    def __init__(self, records, poison: Incoming | None) -> None:
        super().__init__(records)
        self.poison = poison
        self.away = True

    async def commit(self, group: Sequence[Incoming]) -> Posted:
        if self.away:
            self.away = False
            raise StoreUnavailableError("away")
        if self.poison in group:
            raise OverflowError("int too large for the database")
        return await super().commit(group)


class Desk:
    """A receipt desk with what it sent."""

    def __init__(self, streams: tuple[str, ...]) -> None:
        self.clock = SetClock(NOW_MS)
        self.sent: list[Receipt] = []
        self.desk = ReceiptDesk(streams, self._publish, self.clock)

    def _publish(self, topic: str, payload: bytes) -> bool:
        assert topic == "hall/v1/nordpark-1/rcpt"
        self.sent.append(decode(payload, Receipt))
        return True

    def commit(self, progress: Progress) -> None:
        self.desk.committed({StreamKey("nordpark-1", "e1", self.desk._streams[0]): progress})
        self.desk._send_due()


async def test_one_message_no_store_takes_costs_one_message(tmp_path: Path):
    async with open_records(tmp_path) as records:
        group = [message(n) for n in range(1, 8)]
        told: list[int] = []
        session = Session()
        desk = Desk(("a",)).desk
        ledger = PickyLedger(records, poison=group[4])
        intake = Intake("svc-alarm", ledger, desk, lambda posted: told.extend(t.number for t in posted.told))
        for one in group:
            intake.receive(one)
        running = asyncio.create_task(intake.run(session))
        await until(lambda: not ledger.away)
        assert session.acknowledged == []  # nothing is committed yet
        await until(lambda: intake.stored == 7)
        running.cancel()
        assert sorted(session.acknowledged) == [1, 2, 3, 4, 5, 6, 7]
        assert len(told) == 6
        assert await ledger.dead_letters() == 1


async def test_a_store_that_takes_nothing_is_told_once_and_its_return_once(tmp_path: Path):
    async with open_records(tmp_path) as records:
        ledger, told = PickyLedger(records, poison=None), list[bool]()

        async def changed() -> None:
            told.append(intake.store_ok)

        intake = Intake("svc-alarm", ledger, Desk(("a",)).desk, lambda _: None, store_changed=changed)
        intake.receive(message(1))
        running = asyncio.create_task(intake.run(Session()))
        await until(lambda: intake.stored == 1)
        running.cancel()
        assert told == [False, True]


async def test_a_full_queue_takes_no_more(tmp_path: Path):
    async with open_records(tmp_path) as records:
        intake = Intake("svc-alarm", RecordsLedger(records), Desk(("a",)).desk, lambda _: None)
        for number in range(MAX_QUEUE + 10):
            intake.receive(Incoming("x", b"", NOW_MS, number))
        assert intake.backlog == MAX_QUEUE


async def test_receipts_of_events_are_paced_and_those_of_alarms_are_not():
    events, alarms = Desk(("e",)), Desk(("a",))
    for wm in (1, 2, 3):
        events.commit(Progress(wm))
        alarms.commit(Progress(wm))
    assert [r.wm for r in events.sent] == [{"e": 1}]
    assert [r.wm for r in alarms.sent] == [{"a": 1}, {"a": 2}, {"a": 3}]
    events.clock.advance(PACE_MS)
    events.desk._send_due()
    assert [r.wm for r in events.sent] == [{"e": 1}, {"e": 3}]


async def test_a_hole_that_stays_asks_the_device_once_a_minute():
    desk = Desk(("e",))
    desk.commit(Progress(1, ((5, 6),)))
    desk.clock.advance(HOLE_PATIENCE_MS + 1)
    desk.commit(Progress(1, ((5, 7),)))
    desk.clock.advance(PACE_MS)
    desk.commit(Progress(1, ((5, 8),)))
    assert [r.sync for r in desk.sent] == [False, True, False]
    assert desk.sent[-1].wm == {"e": 1}
    desk.clock.advance(HOLE_PATIENCE_MS + 1)
    desk.desk.heard(Conn(dev="nordpark-1", epoch="e1", online=True, wm={"e": 1}))
    desk.desk._send_due()
    assert [r.sync for r in desk.sent] == [False, True, False, True]


async def test_a_device_is_compared_by_its_epoch():
    desk = Desk(("e",))
    desk.commit(Progress(9))
    desk.clock.advance(PACE_MS)
    for wm, epoch in ((9, "e1"), (0, "e2")):
        desk.desk.heard(Conn(dev="nordpark-1", epoch=epoch, online=True, wm={"e": wm}))
    desk.desk._send_due()
    assert len(desk.sent) == 1
    desk.desk.heard(Conn(dev="nordpark-1", epoch="e1", online=True, wm={"e": 3}))
    desk.desk._send_due()
    desk.clock.advance(PACE_MS)
    desk.desk.heard(Conn(dev="nordpark-1", epoch="e2", online=True, wm={"e": 4}))
    desk.desk._send_due()
    assert [(r.epoch, r.wm, r.sync) for r in desk.sent[1:]] == [("e1", {"e": 9}, False), ("e2", {}, True)]


async def test_a_listener_that_lags_gets_every_row_in_order(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(telling, "MAX_WAITING", 10)
    async with open_records(tmp_path) as records:
        ledger, book, recorder = RecordsLedger(records), RecordsToldBook(records), Recorder()
        teller = Teller(recorder, book, SetClock(NOW_MS), name="recorder")
        for start in range(1, 120, 17):
            teller.offer(await ledger.commit([message(n) for n in range(start, start + 17)]))
        running = asyncio.create_task(teller.run())
        for start in range(120, 200, 5):
            teller.offer(await ledger.commit([message(n) for n in range(start, start + 5)]))
        await until(lambda: len(recorder.alarms) >= 199)
        assert [a.id for _, a in recorder.alarms] == [f"alarm-{n}" for n in range(1, 200)]
        await until(lambda: _noted(book))
        running.cancel()


async def _noted(book: RecordsToldBook) -> bool:
    return await book.untold("recorder", "a", after=None, limit=5) == []


class StuckLedger(RecordsLedger):
    """A ledger that answers when it is told to."""

    def __init__(self, records) -> None:
        super().__init__(records)
        self.go_on = asyncio.Event()

    async def commit(self, group: Sequence[Incoming]) -> Posted:
        await self.go_on.wait()
        return await super().commit(group)


async def test_a_store_that_stands_still_makes_devices_hold_back_until_it_goes_on(tmp_path: Path):
    async with open_records(tmp_path) as records:
        desk, ledger = Desk(("a",)), StuckLedger(records)
        intake = Intake("svc-alarm", ledger, desk.desk, lambda _: None)
        await intake.heard(Conn(dev="nordpark-1", epoch="e1", online=True))
        running = asyncio.create_task(intake.run(Session()))
        sending = asyncio.create_task(desk.desk.run())
        intake.receive(message(1))
        await until(lambda: desk.sent)  # nobody sends any more, and the device hears it all the same
        assert (desk.sent[0].wm, desk.sent[0].cols) == ({}, True)
        assert 1_000 <= desk.sent[0].slow_ms < 10_000
        intake.receive(message(2))
        await until(lambda: len(desk.sent) > 1)
        assert desk.sent[1].slow_ms >= 1_000
        ledger.go_on.set()
        await until(lambda: desk.sent[-1].wm == {"a": 2})
        assert desk.sent[-1].slow_ms == 0
        running.cancel()
        sending.cancel()


async def test_a_long_queue_makes_whoever_sends_hold_back(tmp_path: Path):
    async with open_records(tmp_path) as records:
        desk = Desk(("a",))
        intake = Intake("svc-alarm", RecordsLedger(records), desk.desk, lambda _: None)
        await intake.heard(Conn(dev="nordpark-1", epoch="e1", online=True))
        for number in range(SLOW_FROM_MESSAGES):
            assert not desk.sent
            intake.receive(message(number))
            desk.desk._send_due()
        assert len(desk.sent) == 1
        assert 1_000 <= desk.sent[0].slow_ms <= 1_500


async def test_a_queue_is_bounded_in_bytes_as_well(tmp_path: Path):
    async with open_records(tmp_path) as records:
        intake = Intake("svc-alarm", RecordsLedger(records), Desk(("a",)).desk, lambda _: None)
        for number in range(1_000):
            intake.receive(Incoming("x", b"x" * 131_072, NOW_MS, number))
        assert intake.backlog == MAX_QUEUE_BYTES // 131_072
