"""Mains monitor and tamper switch: debounced, told once, through restarts and broken pins."""

import asyncio
import contextlib

import pytest

from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import AlarmType, Phase
from hallenwart_edge.access.contacts import ContactsAgent, ContactSpec
from hallenwart_edge.errors import DriverFault
from support.edge_time import KeptBoard, KeptOutbox, ManualClock, until


class Switch:
    def __init__(self):
        self.on, self.broken = False, False

    def active(self):
        if self.broken:
            raise DriverFault("mains", "no pin")
        return self.on

    def close(self): ...


class Cabinet:
    def __init__(self, folder):
        self.file = folder / "contacts.json"
        self.mains, self.tamper = Switch(), Switch()
        self.outbox, self.board, self.clock = KeptOutbox(), KeptBoard(), ManualClock()

    async def start(self):
        contacts = [(ContactSpec("mains", "mains"), self.mains), (ContactSpec("lid", "tamper"), self.tamper)]
        agent = ContactsAgent(
            contacts,
            outbox=self.outbox,
            board=self.board,
            clock=self.clock,
            state_file=self.file,
            sleep=self.clock.sleep,
        )
        self.task = asyncio.create_task(agent.run())
        await self.clock.advance(0.5)

    async def stop(self):
        self.task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self.task


@pytest.fixture
async def cabinet(tmp_path):
    cabinet = Cabinet(tmp_path)
    await cabinet.start()
    yield cabinet
    await cabinet.stop()


async def test_a_dip_of_the_mains_is_none_and_an_outage_is_told_with_its_end(cabinet):
    cabinet.mains.on = True
    await cabinet.clock.advance(2)
    cabinet.mains.on = False
    await cabinet.clock.advance(5)
    assert cabinet.outbox.kinds() == []
    cabinet.mains.on = True
    await cabinet.clock.advance(5)
    cabinet.mains.on = False
    await cabinet.clock.advance(5)
    assert cabinet.outbox.kinds() == [EventKind.MAINS_LOST, EventKind.MAINS_BACK]


async def test_what_was_lost_before_a_restart_is_told_as_back(cabinet):
    cabinet.mains.on = True
    await cabinet.clock.advance(5)
    await until(lambda: cabinet.file.exists() and b"mains" in cabinet.file.read_bytes())
    await cabinet.stop()
    cabinet.mains.on = False
    await cabinet.start()
    await cabinet.clock.advance(5)
    assert cabinet.outbox.kinds() == [EventKind.MAINS_LOST, EventKind.MAINS_BACK]


async def test_an_opened_cabinet_is_an_alarm_with_one_id_until_it_is_shut(cabinet):
    cabinet.tamper.on = True
    await cabinet.clock.advance(1)
    await until(lambda: cabinet.file.exists() and b"lid" in cabinet.file.read_bytes())
    await cabinet.stop()
    await cabinet.start()
    await cabinet.clock.advance(1)
    cabinet.tamper.on = False
    await cabinet.clock.advance(1)
    assert [(alarm.type, alarm.phase) for alarm in cabinet.outbox.alarms] == [
        (AlarmType.TAMPER, Phase.RAISE),
        (AlarmType.TAMPER, Phase.CLEAR),
    ]
    assert len({alarm.id for alarm in cabinet.outbox.alarms}) == 1


async def test_a_broken_pin_is_a_fault_and_no_outage(cabinet):
    cabinet.mains.broken = True
    await cabinet.clock.advance(5)
    assert cabinet.board.sensors["mains"] == "fault"
    cabinet.mains.broken = False
    await cabinet.clock.advance(5)
    assert cabinet.board.sensors["mains"] == "ok"
    assert cabinet.outbox.kinds() == [EventKind.COMPONENT_FAULT, EventKind.COMPONENT_OK]
