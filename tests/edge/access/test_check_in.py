"""Helpers show the mark of a shift: noted once, safely, without a door, and never counted as a code."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from hallenwart_contract import marks
from hallenwart_contract.clock import SystemClock
from hallenwart_contract.codec import decode
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.kiosk import KioskStep
from hallenwart_contract.messages import EVENT_STREAM, Event
from hallenwart_edge.ports import Signal
from hallenwart_edge.uplink.outbox import SqliteOutbox
from hallenwart_edge.uplink.store import Store
from support.edge_time import settle
from support.edge_time import until as until_here
from support.locker import CODE, Locker

MARK = "HALLE-M1-ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGEST = marks.digest_of(MARK)


@pytest.fixture
async def locker(tmp_path):
    locker = Locker(tmp_path)
    await locker.start()
    yield locker
    await locker.stop()


async def show(locker: Locker, text: str) -> None:
    locker.codes.pressed.put_nowait(text)
    await settle()
    await locker.clock.advance(0.5)


async def test_a_mark_is_told_by_its_digest_shown_and_opens_nothing(locker):
    await show(locker, MARK)
    assert locker.told(EventKind.CHECKED_IN) == [{"mark": DIGEST, "method": "qr"}]
    assert (locker.step, locker.wall.pulses) == (KioskStep.CHECKED_IN, [])
    assert locker.lamps.shown[-1] is Signal.DONE
    assert MARK not in repr(locker.outbox.events)
    await locker.clock.advance(6)
    assert locker.step is KioskStep.PIN


async def test_it_counts_as_no_code_and_needs_no_rights_no_clock_and_no_network(locker):
    locker.papers.grants, locker.trust = None, "none"
    for _ in range(7):
        await show(locker, marks.draw())
    assert locker.told(EventKind.AUTH_DENIED) == []
    assert len(locker.told(EventKind.CHECKED_IN)) == 7
    assert not locker.kiosk.capped


async def test_the_same_mark_within_a_minute_is_told_once_and_answered_each_time(locker):
    await show(locker, MARK)
    await locker.clock.advance(50)
    await show(locker, MARK.lower())
    assert locker.step is KioskStep.CHECKED_IN
    assert len(locker.told(EventKind.CHECKED_IN)) == 1
    await locker.clock.advance(10)
    await show(locker, MARK)
    assert len(locker.told(EventKind.CHECKED_IN)) == 2


async def test_what_a_reader_typed_into_the_page_counts_as_well(locker):
    await locker.act("scan", text=MARK)
    await locker.clock.advance(0.5)
    assert (locker.step, len(locker.told(EventKind.CHECKED_IN))) == (KioskStep.CHECKED_IN, 1)


async def test_digits_begun_by_somebody_stay(locker):
    await locker.press("4711")
    await show(locker, MARK)
    assert locker.kiosk.digits == 4


async def test_an_open_door_stays_on_the_screen_and_the_mark_is_noted(locker):
    await locker.type(CODE)
    await show(locker, MARK)
    assert (locker.step, len(locker.told(EventKind.CHECKED_IN))) == (KioskStep.OPEN, 1)


async def test_the_next_helper_need_not_wait_for_the_last_ones_question(locker):
    await locker.type(CODE)
    await locker.push_shut(1, key=False)
    await locker.push_shut(2, key=False)
    await locker.clock.advance(9)
    await locker.type(CODE)
    await locker.push_shut(1, key=True)
    await until_here(lambda: locker.step in (KioskStep.REPORT, KioskStep.OPEN))
    await show(locker, MARK)
    assert len(locker.told(EventKind.CHECKED_IN)) == 1


async def test_nearly_a_mark_is_an_unknown_pass(locker):
    await locker.show(locker.codes, MARK[:-1] + "1")
    assert locker.told(EventKind.CHECKED_IN) == []
    assert [each["why"] for each in locker.told(EventKind.AUTH_DENIED)] == ["wrong"]


async def test_a_flood_of_marks_is_not_kept(locker):
    for _ in range(70):
        await show(locker, marks.draw())
    assert len(locker.told(EventKind.CHECKED_IN)) == 60
    await locker.clock.advance(600)
    await show(locker, MARK)
    assert locker.told(EventKind.CHECKED_IN)[-1]["mark"] == DIGEST


async def test_the_kiosk_says_so_only_once_it_is_safe(locker):
    stuck = asyncio.get_running_loop().create_future()
    stored = locker.outbox.event

    async def slowly(event):
        await stuck
        await stored(event)

    locker.outbox.event = slowly
    await show(locker, MARK)
    assert locker.step is KioskStep.PIN
    stuck.set_result(None)
    await settle()
    assert locker.step is KioskStep.CHECKED_IN


AGENT = """
import asyncio, sys
from pathlib import Path
from hallenwart_contract.clock import SystemClock
from hallenwart_contract.codec import decode
from hallenwart_edge.access.check_in import CheckIn
from hallenwart_edge.access.ticket_door import TicketDoor
from hallenwart_contract.messages import Event
from hallenwart_edge.uplink.outbox import SqliteOutbox

class NoPapers:
    grants = None

async def main():
    clock = SystemClock()
    outbox = SqliteOutbox(Path(sys.argv[1]), clock)
    await outbox.open()
    async def tell(kind, **told):
        await outbox.event(Event(kind=kind, t_ms=clock.now_ms(), c="locker", a=told))
    door = TicketDoor(NoPapers(), tell, clock, lambda: "ntp", None)
    check_in = CheckIn(tell, clock, lambda _: print("noted", flush=True), door)
    check_in.shown(sys.argv[2])
    await asyncio.gather(outbox.run(), check_in.run())

asyncio.run(main())
"""


async def test_what_the_kiosk_said_survives_kill_9(tmp_path: Path):
    agent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", AGENT, str(tmp_path), MARK, stdout=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(180):
        assert await agent.stdout.readline() == b"noted\n"
    os.kill(agent.pid, signal.SIGKILL)
    await agent.wait()
    outbox = SqliteOutbox(tmp_path, SystemClock())
    await outbox.open()
    outbox.close()
    store = Store(tmp_path / "alarms_events.db", streams=(EVENT_STREAM,), durable=True)
    store.open()
    kept = [decode(row.body, Event) for row in store.rows(EVENT_STREAM, 1, 10)]
    store.close()
    assert [(each.kind, each.a) for each in kept] == [(EventKind.CHECKED_IN, {"mark": DIGEST, "method": "qr"})]
