"""The whole way over real brokers: message, row, receipt, listener."""

import asyncio
import threading

from hallenwart_backend.adapters.mqtt_session import MqttSession
from hallenwart_backend.ports import Arrival
from hallenwart_contract.channels import CHANNELS, Direction
from hallenwart_contract.messages import Ack, Alarm, Conn, Heartbeat, State
from support.scripted import CLOCK, LocalBroker, Recorder, ScriptedDevice, alarm, event, reading, running_ingest, until

WINDOW = 100
"""So many messages our broker leaves without an answer."""


async def test_a_row_of_each_stream_is_stored_receipted_and_told(broker: LocalBroker):
    recorder = Recorder()
    now_ms = CLOCK.now_ms()
    async with running_ingest(broker, recorder) as ingest, ScriptedDevice(broker, "nordpark-1") as device:
        device.say("alarm", device.batch("a", [alarm()]))
        device.say("evt", device.batch("e", [event(), event("door.closed")]))
        device.say("t", device.batch("t", [reading(now_ms - 1000, 20.5), reading(now_ms, 21.0)]))
        await until(lambda: (device.wm("a"), device.wm("e"), device.wm("t")) == (1, 2, 2))
        await until(lambda: recorder.alarms and len(recorder.events) == 2 and len(recorder.readings) == 2)
        assert [a.id for _, a in recorder.alarms] == ["alarm-1"]
        assert await ingest.sql("select stream, seq from stream_row order by stream, seq") == [("a", 1), ("e", 1), ("e", 2)]
        assert await ingest.series_sql("select t - ?, x from sample".replace("?", str(now_ms))) == [(-1000, 20.5), (0, 21.0)]
        await until(lambda: ingest.mqtt.broker_ok)


async def test_a_lost_receipt_is_repeated_at_the_next_heartbeat(broker: LocalBroker):
    async with running_ingest(broker), ScriptedDevice(broker, "nordpark-1") as device:
        device.say("evt", device.batch("e", [event()]))
        device.say("alarm", device.batch("a", [alarm()]))
        device.say("t", device.batch("t", [reading(CLOCK.now_ms())]))
        await until(lambda: device.wm("a") and device.wm("e") and device.wm("t"))
    async with running_ingest(broker), ScriptedDevice(broker, "nordpark-1") as device:
        device.say("hb", Heartbeat(**device.up, last={"a": 1, "e": 1, "t": 1}))
        await until(lambda: device.wm("a") and device.wm("e") and device.wm("t"))
        assert not any(receipt.sync for receipt in device.receipts)


async def test_an_older_backend_asks_for_everything(broker: LocalBroker):
    async with running_ingest(broker), ScriptedDevice(broker, "nordpark-1") as device:
        device.say("conn", Conn(**device.up, online=True, wm={"e": 500}, last={"e": 510}))
        await until(lambda: any(receipt.sync and "a" not in receipt.wm for receipt in device.receipts))
        device.say("evt", device.batch("e", [event()], seq=501, skip=[(1, 500, "gone")]))
        await until(lambda: device.wm("e") == 501)


async def test_garbage_on_every_channel_is_buried_and_stops_nothing(broker: LocalBroker):
    up = [channel.name for channel in CHANNELS if channel.direction is Direction.UP]
    async with running_ingest(broker) as ingest, ScriptedDevice(broker, "nordpark-1") as device:
        for name in up:
            device.raw(name, b"\xff\xfe no json", retain=False)
            device.raw(
                name, b'{"dev":"sued-1","epoch":"x","s":"t","seq":1,"n":1,"r":[],"online":true,"id":"","st":""}', retain=False
            )
        device.say("alarm", device.batch("a", [alarm()]))
        device.say("evt", device.batch("e", [event()]))
        device.say("t", device.batch("t", [reading(CLOCK.now_ms())]))
        await until(lambda: (device.wm("a"), device.wm("e"), device.wm("t")) == (1, 1, 1))
        buried = {topic.rsplit("/", 1)[1] for (topic,) in await ingest.sql("select distinct topic from dead_letter")}
        buried |= {topic.rsplit("/", 1)[1] for (topic,) in await ingest.series_sql("select distinct topic from dead_letter")}
        assert buried == set(up)


async def test_a_stalled_store_acknowledges_and_receipts_nothing_then_recovers(broker: LocalBroker):
    async with running_ingest(broker) as ingest, ScriptedDevice(broker, "nordpark-1") as device:
        device.say("alarm", device.batch("a", [alarm(1)]))
        await until(lambda: device.wm("a") == 1)
        stalled, go_on = threading.Event(), threading.Event()

        def stall(_: object) -> None:
            stalled.set()
            go_on.wait(30)

        hold = asyncio.create_task(ingest.records.write(stall))
        await asyncio.to_thread(stalled.wait, 5)
        device.say("alarm", device.batch("a", [alarm(2)]))
        device.say("t", device.batch("t", [reading(CLOCK.now_ms())]))
        await until(lambda: device.wm("t") == 1)  # the other database goes on
        assert device.wm("a") == 1
        go_on.set()
        await hold
        await until(lambda: device.wm("a") == 2)


async def test_a_will_reaches_listeners_and_acks_do(broker: LocalBroker):
    recorder = Recorder()
    async with running_ingest(broker, recorder), ScriptedDevice(broker, "nordpark-1") as device:
        device.say("conn", Conn(**device.up, online=False, reason="lwt"))
        device.say("ack", Ack(**device.up, id="c1", st="done"))
        device.say("state", State(**device.up, rev=4))
        await until(lambda: {type(message) for message in recorder.live} == {Conn, Ack, State})
        assert len(recorder.live) == 3


async def test_what_a_listener_was_not_told_is_told_after_a_restart(broker: LocalBroker):
    class Hanging(Recorder):
        async def on_alarm(self, arrival: Arrival, alarm: Alarm) -> None:  # noqa: ARG002 - the port's
            await asyncio.sleep(3600)

    class Failing(Recorder):
        async def on_alarm(self, arrival: Arrival, alarm: Alarm) -> None:  # noqa: ARG002 - the port's
            raise RuntimeError("a mistake in a listener")

    hanging, failing, recorder = Hanging(), Failing(), Recorder()
    async with running_ingest(broker, hanging, failing, recorder), ScriptedDevice(broker, "nordpark-1") as device:
        device.say("alarm", device.batch("a", [alarm(1), alarm(2)]))
        await until(lambda: device.wm("a") == 2 and len(recorder.alarms) == 2)
    cured = type("Hanging", (Recorder,), {"__module__": Hanging.__module__})()
    async with running_ingest(broker, cured):
        await until(lambda: [a.id for _, a in cured.alarms] == ["alarm-1", "alarm-2"])


async def test_what_waited_comes_at_once_and_is_acknowledged_before_all_is_subscribed(broker: LocalBroker, monkeypatch):
    """Else the broker's window stays full, and nothing more comes on this connection."""
    async with running_ingest(broker), ScriptedDevice(broker, "nordpark-1") as device:
        device.say("alarm", device.batch("a", [alarm(1)]))
        await until(lambda: device.wm("a") == 1)
    acknowledged: list[object] = []
    connect, acknowledge = MqttSession._connect, MqttSession.acknowledge

    async def slowly(session, client):
        await connect(session, client)
        if session._login.username == "svc-alarm":
            await until(lambda: len(acknowledged) >= WINDOW)

    def counted(session, tickets):
        acknowledged.extend(tickets)
        acknowledge(session, tickets)

    async with ScriptedDevice(broker, "nordpark-1") as device:
        device.seq["a"] = 1
        for number in range(2, 3 * WINDOW + 2):
            device.say("alarm", device.batch("a", [alarm(number)]))
        await until(lambda: not device._client._out_messages)
        monkeypatch.setattr(MqttSession, "_connect", slowly)
        monkeypatch.setattr(MqttSession, "acknowledge", counted)
        async with running_ingest(broker):
            await until(lambda: len(acknowledged) >= 3 * WINDOW)
            device.say("hb", Heartbeat(**device.up, last={"a": 3 * WINDOW + 1}))
            await until(lambda: device.wm("a") == 3 * WINDOW + 1)
