"""A store that falls behind slows devices down, over a real broker with real agents; every row arrives once."""

import asyncio
import contextlib
import threading
from pathlib import Path

import pytest

from hallenwart_contract.messages import Event, Reading
from support.agents import agent_core, write_agent_toml
from support.brokers import local_broker
from support.scripted import running_ingest, until

DEVICES = ("nordpark-1", "sued-1")
READINGS = 1_500


@pytest.mark.mosquitto
@pytest.mark.slow
async def test_devices_hold_back_while_the_store_stands_still_and_all_rows_arrive_once(tmp_path: Path):
    with local_broker(tmp_path / "broker", "mosquitto") as broker:
        broker.backend = broker.state_dir / "backend"
        async with running_ingest(broker) as ingest, contextlib.AsyncExitStack() as stack:
            cores = [
                await stack.enter_async_context(agent_core(write_agent_toml(tmp_path / device, broker, device=device)))
                for device in DEVICES
            ]
            for core in cores:
                core.outbox.reading(Reading(c="luft", k="temp_c", t_ms=core.clock.now_ms() - READINGS - 1, x=-1.0))
            await until(lambda: all(core.outbox.marks["t"].wm == 1 for core in cores))
            telemetry = ingest.mqtt._lines["svc-bulk"].intake
            go_on, stalled = threading.Event(), threading.Event()
            stall = asyncio.create_task(ingest.series.write(lambda _: stalled.set() or go_on.wait(180)))
            await until(stalled.is_set)
            began_ms = cores[0].clock.now_ms()
            for core in cores:
                for number in range(READINGS):
                    core.outbox.reading(Reading(c="luft", k="temp_c", t_ms=began_ms - READINGS + number, x=float(number)))
            flows = [core.link._session._senders.flow for core in cores]
            await until(lambda: all(flow.held_until_mono_ms > cores[0].clock.mono_ms() for flow in flows))
            for core in cores:
                await core.outbox.event(Event(kind="door.opened", t_ms=began_ms))
            await until(lambda: all(core.outbox.marks["e"].wm == core.outbox.marks["e"].last for core in cores))
            assert telemetry.backlog <= 2 * len(DEVICES)  # no more than the windows of both
            assert all(core.link.online for core in cores)
            go_on.set()
            await stall
            await until(lambda: all(core.outbox.marks["t"].wm == READINGS + 1 for core in cores), within_s=180)
            assert await ingest.series_sql("select count(*) from sample group by series") == [(READINGS + 1,)] * 2
            assert await ingest.series_sql("select sum(n), sum(total) from hourly") == [
                (2 * (READINGS + 1), 2 * (READINGS * (READINGS - 1) / 2 - 1))
            ]
            assert await ingest.series_sql("select count(*) from dead_letter") == [(0,)]
