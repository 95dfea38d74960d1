"""Nothing lost, nothing doubled, whatever is killed."""

import asyncio
import random
import signal
import sys
from pathlib import Path

import pytest

from hallenwart_contract.codec import encode
from hallenwart_contract.messages import Batch
from hallenwart_edge.uplink.packing import packed
from support.databases import fresh, open_records
from support.scripted import CLOCK, LocalBroker, ScriptedDevice, event, reading, running_ingest, until

TESTS = Path(__file__).parents[2]
ROWS = 1_200


async def start_ingest(broker: LocalBroker) -> asyncio.subprocess.Process:
    arguments = ["-m", "support.ingest_process", str(broker.backend)]
    return await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=TESTS, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )


def batch(device: ScriptedDevice, stream: str, rows: list, *, seq: int) -> Batch:
    """Return rows as a device sends them: telemetry by columns, some of it as rows, as before the first receipt."""
    if stream != "t" or seq % 3 == 0:
        return device.batch(stream, rows, seq=seq)
    return device.batch(stream, [], seq=seq, n=len(rows), cols=packed([encode(row) for row in rows]))


async def send_all(device: ScriptedDevice, stream: str, channel: str, rows: list, *, size: int) -> None:
    """Send as a device does: at most 400 unreceipted rows, the oldest again when no receipt comes."""
    sent = 0
    while device.wm(stream) < len(rows):
        wm = device.wm(stream)
        for start in range(max(sent, wm), min(len(rows), wm + 400), size):
            device.say(channel, batch(device, stream, rows[start : start + size], seq=start + 1))
            sent = min(start + size, len(rows))
        try:
            await until(lambda wm=wm: device.wm(stream) > wm, within_s=1.5)
        except TimeoutError:
            sent = 0


@pytest.mark.slow
@pytest.mark.mosquitto
@pytest.mark.parametrize(("database", "seed"), [("sqlite", 1), ("sqlite", 2), ("postgresql", 3)])
async def test_killing_ingest_in_mid_flow_loses_and_doubles_nothing(
    tmp_path: Path, request: pytest.FixtureRequest, database: str, seed: int
):
    if database == "postgresql":
        request.getfixturevalue("on_postgres")
    dice = random.Random(seed)
    broker = LocalBroker(tmp_path, "mosquitto", ["nordpark-1"])
    await broker.start()
    start_ms = CLOCK.now_ms() - 30_000
    fresh(broker.backend)
    readings = [reading(start_ms + number, float(number)) for number in range(ROWS)]
    events = [event(a={"number": number}) for number in range(200)]
    async with ScriptedDevice(broker, "nordpark-1") as device:
        process = await start_ingest(broker)
        async with asyncio.TaskGroup() as tasks:
            flow = [
                tasks.create_task(send_all(device, "t", "t", readings, size=20)),
                tasks.create_task(send_all(device, "e", "evt", events, size=5)),
            ]
            for _ in range(2):
                await until(lambda: device.wm("t") > 0 or flow[0].done())
                await asyncio.sleep(dice.uniform(0.05, 0.9))  # the moment of the kill is the dice's
                process.send_signal(signal.SIGKILL)
                await process.wait()
                process = await start_ingest(broker)
        process.terminate()
        await process.wait()
    async with open_records(broker.backend) as records:
        stored = await records.read(lambda c: [row[0] for row in c.exec_driver_sql("select seq from stream_row order by seq")])
        assert await records.read(lambda c: c.exec_driver_sql("select count(*) from dead_letter").scalar()) == 0
    assert stored == list(range(1, 201))
    async with running_ingest(broker) as ingest:
        assert await ingest.series_sql("select t, x from sample order by t") == [(r.t_ms, r.x) for r in readings]
        assert await ingest.series_sql("select sum(n), sum(total) from hourly") == [(ROWS, sum(range(ROWS)))]
        assert await ingest.series_sql("select * from dead_letter") == []
    await broker.stop()


@pytest.mark.slow
async def test_killing_the_broker_in_mid_flow_loses_and_doubles_nothing(broker: LocalBroker):
    events = [event(a={"number": number}) for number in range(200)]
    async with running_ingest(broker) as ingest, ScriptedDevice(broker, "nordpark-1") as device:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(send_all(device, "e", "evt", events, size=1))
            await until(lambda: device.wm("e") > 0)
            await broker.stop(signal.SIGKILL)
            await until(lambda: not ingest.mqtt.connected)
            await broker.start()
        assert await ingest.sql("select count(*), count(distinct seq), max(seq) from stream_row") == [(200, 200, 200)]
        assert await ingest.mqtt.dead_letters() == 0
