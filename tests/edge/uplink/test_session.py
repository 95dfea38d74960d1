"""Receipts, resends, restores and reconnects, over a real broker."""

import asyncio

import msgspec

from hallenwart_contract.codec import encode
from hallenwart_contract.messages import Alarm, Event, Reading, Receipt
from hallenwart_edge.errors import StoreUnavailableError
from hallenwart_edge.uplink import rules
from hallenwart_edge.uplink.store import Store


def an_alarm(number=1):
    return Alarm(id=f"alarm-{number}", type="smoke", phase="raise", sev="crit", zone="halle", t_ms=1)


async def receipt(backend, core, **wm):
    await backend.publish("rcpt", encode(Receipt(epoch=core.outbox.epoch, wm=wm, now_ms=0)))


def alarms_sent(backend):
    return [batch for channel, batch in backend.batches if channel == "alarm"]


async def test_an_alarm_is_repeated_until_it_is_receipted(backend, core):
    backend.receipting = False
    await core.outbox.alarm(an_alarm())
    await backend.until(lambda: len(alarms_sent(backend)) == 2)
    await receipt(backend, core, a=1)
    await backend.until(lambda: not core.outbox.alarms)
    assert core.outbox.marks["a"].wm == 1
    await asyncio.sleep(3.5)
    assert len(alarms_sent(backend)) == 2


async def test_an_alarm_the_card_does_not_take_is_sent_unstored_and_later_with_its_number(backend, core, tmp_path):
    import sqlite3

    blocker = sqlite3.connect(tmp_path / "agent" / "state" / "alarms_events.db", isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    await core.outbox.alarm(an_alarm())
    await backend.until(lambda: alarms_sent(backend))
    (first,) = alarms_sent(backend)[:1]
    assert (first.unstored, first.seq) == (True, 0)
    blocker.execute("ROLLBACK")
    blocker.close()
    await backend.until(lambda: backend.rows("a"))
    assert (alarms_sent(backend)[-1].unstored, alarms_sent(backend)[-1].seq) == (False, 1)


async def test_a_card_that_cannot_be_read_holds_up_no_alarm_and_no_session(backend, core, monkeypatch):
    def broken(*_, **__):
        raise StoreUnavailableError("the card is gone")

    conn = backend.conn.conn
    with monkeypatch.context() as card:
        card.setattr(Store, "rows", broken)
        await core.outbox.event(Event(kind="unreadable", t_ms=1))
        card.setattr(Store, "append", broken)
        await core.outbox.alarm(an_alarm())
        await backend.until(lambda: [batch.unstored for batch in alarms_sent(backend)][:2] == [True, True])
    await backend.until(lambda: backend.rows("a") and "unreadable" in backend.kinds())
    assert backend.conn.conn == conn


async def test_a_backend_that_was_restored_hears_what_is_gone(backend, core):
    for number in range(3):
        await core.outbox.alarm(an_alarm(number))
    await backend.until(lambda: core.outbox.marks["a"].wm == 3)
    await receipt(backend, core, a=1)
    await backend.until(lambda: [batch.skip for batch in alarms_sent(backend) if batch.skip] == [[(2, 3, "gone")]])
    assert core.outbox.marks["a"].wm == 3


async def test_a_device_that_was_restored_begins_a_new_epoch_and_raises_again(backend, core):
    await core.outbox.alarm(an_alarm())
    core.board.set_alarms([an_alarm()], [], siren=True)
    await backend.until(lambda: core.outbox.marks["a"].wm == 1)
    old, conn = core.outbox.epoch, backend.conn.conn
    await receipt(backend, core, a=700)
    await backend.until(lambda: backend.conn.conn > conn and backend.conn.epoch != old)
    await backend.until(lambda: backend.books[core.outbox.epoch, "a"].rows)
    (row,) = backend.books[core.outbox.epoch, "a"].rows.values()
    assert b'"alarm-1"' in row


async def test_a_receipt_that_means_another_row_begins_a_new_epoch_and_loses_none(backend, core):
    """The card was set back: the backend has a row under this number, but another one."""
    backend.receipting = False
    old, waiting = core.outbox.epoch, core.outbox.marks["e"]
    await core.outbox.event(Event(kind="door.opened", t_ms=7))
    number = waiting.last + 1
    receipt = Receipt(epoch=old, wm={"e": number}, tip_ms={"e": 8}, now_ms=0)
    await backend.publish("rcpt", encode(receipt))
    await backend.until(lambda: core.outbox.epoch != old and backend.conn.epoch == core.outbox.epoch)
    backend.receipting = True
    await backend.until(lambda: {"door.opened", "gap"} <= {msgspec.json.decode(row)["kind"] for row in new_rows(backend, core)})
    assert core.board.sensors["rows"] == "suspect"


def new_rows(backend, core):
    return backend.books[core.outbox.epoch, "e"].rows.values()


async def test_receipts_of_another_epoch_change_nothing(backend, core):
    backend.receipting = False
    await core.outbox.alarm(an_alarm())
    await backend.publish("rcpt", encode(Receipt(epoch="another", wm={"a": 1, "e": 900}, now_ms=0)))
    await receipt(backend, core, t=0)
    await asyncio.sleep(0.3)
    assert core.outbox.marks["a"].wm == 0
    assert [*core.outbox.alarms] == [1]


async def test_state_follows_changes_with_a_rising_revision_and_not_too_fast(backend, core):
    before = len(backend.states)
    for people in range(50):
        core.board.set_people("nordpark", people)
        await asyncio.sleep(0.01)
    await backend.until(lambda: backend.states[-1].people == {"nordpark": 49})
    assert len(backend.states) - before <= 8
    revs = [state.rev for state in backend.states]
    assert revs == sorted(set(revs))


async def test_backlog_goes_on_its_own_topic_and_leaves_the_present_free(backend, core, monkeypatch):
    monkeypatch.setattr("hallenwart_edge.uplink.sender.LIVE_FOR_MS", 1_500)
    backend.receipting = False
    for number in range(1_500):
        core.outbox.reading(Reading(c="x", k="temp_c", t_ms=number, x=1.0))
    await backend.until(lambda: core.outbox.marks["t"].last == 1_500)
    await asyncio.sleep(2)
    conn = backend.conn.conn
    await core.link._session._connection._client.__aexit__(None, None, None)
    await backend.until(lambda: backend.conn.conn > conn and core.link.online)
    backend.receipting = True
    core.outbox.reading(Reading(c="now", k="temp_c", t_ms=9_999, x=2.0))
    await core.outbox.alarm(an_alarm())
    await backend.until(lambda: core.outbox.marks["t"].wm == 1_501)
    channels = {(channel, batch.hist) for channel, batch in backend.batches if batch.s == "t"}
    assert ("bf", True) in channels
    assert ("t", False) in channels
    assert len(backend.rows("t")) == 1_501
    assert not backend.books[core.outbox.epoch, "t"].conflicts


async def test_never_more_rows_on_the_way_than_the_window_allows(backend, core):
    backend.receipting = False
    for number in range(3_000):
        core.outbox.reading(Reading(c="x", k="temp_c", t_ms=number, x=1.0))
    await backend.until(lambda: core.outbox.marks["t"].last == 3_000)
    await asyncio.sleep(1)
    assert sum(batch.n for channel, batch in backend.batches if channel == "t") <= rules.MAX_IN_FLIGHT_ROWS


async def test_the_broker_dies_and_comes_back_and_no_row_is_missing(backend, core, mosquitto, caplog):
    for number in range(5):
        await core.outbox.alarm(an_alarm(number))
    mosquitto.kill9()
    for number in range(5, 10):
        await core.outbox.alarm(an_alarm(number))
        core.outbox.reading(Reading(c="x", k="temp_c", t_ms=number, x=1.0))
    assert not core.link.online
    mosquitto.start()
    await backend.until(lambda: core.outbox.marks["a"].wm == 10)
    assert [row["id"] for row in backend.rows("a")] == [f"alarm-{number}" for number in range(10)]
    await backend.until(lambda: core.outbox.marks["t"].wm == 5)
    assert core.link.online
    assert "link down: " in caplog.text
    assert "TaskGroup" not in caplog.text, "it says why"


async def test_online_ends_when_the_backend_answers_no_more(backend, core, monkeypatch):
    monkeypatch.setattr(rules, "RESEND_MS", (300, 300, 300))
    backend.receipting = False
    core.outbox.reading(Reading(c="x", k="temp_c", t_ms=1, x=1.0))
    await backend.until(lambda: not core.link.online)
    backend.receipting = True
    await backend.until(lambda: core.link.online)


async def test_a_row_the_backend_never_takes_is_put_aside_after_many_sends(backend, core, monkeypatch):
    monkeypatch.setattr(rules, "RESEND_MS", (50, 50))
    backend.receipting = False
    last = core.outbox.marks["e"].last
    await core.outbox.event(Event(kind="poison", t_ms=1))
    async with asyncio.timeout(180):
        while not core.outbox.skips["e"]:
            await receipt(backend, core, e=last)
            await asyncio.sleep(0.1)
    assert core.outbox.skips["e"] == [(last + 1, last + 1, "quarantine")]
    backend.receipting = True
    await backend.until(lambda: "row.quarantined" in backend.kinds())


async def test_sync_asks_for_state_and_for_everything_unreceipted(backend, core):
    backend.receipting = False
    await core.outbox.alarm(an_alarm())
    await backend.until(lambda: alarms_sent(backend))
    states, sent = len(backend.states), len(alarms_sent(backend))
    await backend.publish("rcpt", encode(Receipt(epoch=core.outbox.epoch, wm={}, now_ms=0, sync=True)))
    await backend.until(lambda: len(backend.states) > states and len(alarms_sent(backend)) > sent)


async def test_telemetry_goes_by_columns_once_a_receipt_says_so_and_as_rows_again_when_one_does_not(backend, core):
    def forms():
        return ["cols" if batch.cols else "rows" for _, batch in backend.batches if batch.s == "t"]

    backend.receipting = False
    for number, cols in enumerate((False, True, False, False), start=1):
        core.outbox.reading(Reading(c="x", k="temp_c", t_ms=number, x=float(number)))
        await backend.until(lambda number=number: len(forms()) == number)
        await backend.publish("rcpt", encode(Receipt(epoch=core.outbox.epoch, wm={"t": number}, now_ms=0, cols=cols)))
        await backend.until(lambda number=number: core.outbox.marks["t"].wm == number)
    assert forms() == ["rows", "rows", "cols", "rows"]


async def test_a_slow_store_holds_telemetry_back_and_nothing_else(backend, core):
    backend.receipting = False
    await backend.publish("rcpt", encode(Receipt(epoch=core.outbox.epoch, wm={}, now_ms=0, slow_ms=60_000)))
    await backend.until(lambda: core.link._session._senders.flow.held_until_mono_ms > 0)
    await receipt(backend, core, e=core.outbox.marks["e"].last)  # of another writer: its silence about it ends nothing
    core.outbox.reading(Reading(c="x", k="temp_c", t_ms=1, x=1.0))
    await backend.until(lambda: core.outbox.marks["t"].last == 1)
    await core.outbox.event(Event(kind="door.opened", t_ms=1))
    await core.outbox.alarm(an_alarm())
    await backend.until(lambda: backend.rows("a") and "door.opened" in backend.kinds())
    assert not backend.rows("t")
    assert core.link.online
    await receipt(backend, core, t=0)
    await backend.until(lambda: backend.rows("t"))


async def test_a_hold_ends_by_itself_and_rows_on_the_way_are_not_sent_twice(backend, core, monkeypatch):
    monkeypatch.setattr(rules, "RESEND_MS", (300, 300, 300))
    backend.receipting = False
    core.outbox.reading(Reading(c="x", k="temp_c", t_ms=1, x=1.0))
    await backend.until(lambda: backend.rows("t"))
    await backend.publish("rcpt", encode(Receipt(epoch=core.outbox.epoch, wm={}, now_ms=0, slow_ms=1_500)))
    await backend.until(lambda: core.link._session._senders.flow.held_until_mono_ms > 0)
    until_ms, sent = core.link._session._senders.flow.held_until_mono_ms, len(backend.batches)
    core.outbox.reading(Reading(c="x", k="temp_c", t_ms=2, x=2.0))
    await backend.until(lambda: len(backend.rows("t")) == 2)
    assert core.link._session._stamp.clock.mono_ms() >= until_ms
    assert len([batch for _, batch in backend.batches[sent:] if batch.s == "t" and batch.seq == 1]) <= 1
