"""The whole way over real brokers: message, row, receipt, listener."""

from support.scripted import CLOCK, LocalBroker, Recorder, ScriptedDevice, alarm, event, reading, running_ingest, until


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
