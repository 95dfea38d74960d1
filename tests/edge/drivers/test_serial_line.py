import asyncio
from pathlib import Path

import pytest
import serial

from hallenwart_edge.drivers import serial_line
from hallenwart_edge.drivers.serial_line import BUFFER_CAP_BYTES, SerialLine
from hallenwart_edge.errors import DriverFault
from support.rig import far_end, until


def whole(length: int):
    return lambda received: received[:length] if len(received) >= length else None


async def test_pieces_of_an_answer_are_put_together(monkeypatch):
    monkeypatch.setattr(serial_line, "IDLE_S", 5.0)
    with far_end() as end:
        line = SerialLine("locker", end.port, baud=19_200)
        answer = asyncio.create_task(line.exchange(b"?", whole(6), within_s=10))
        await until(lambda: bytes(end.heard) == b"?")
        for piece in (b"ab", b"cd", b"ef"):
            end.say(piece)
            await asyncio.sleep(0.01)
        assert await answer == b"abcdef"
        line.close()


async def test_a_late_answer_is_not_taken_for_the_next_one():
    with far_end() as end:
        line = SerialLine("locker", end.port, baud=19_200)
        with pytest.raises(DriverFault, match="silent"):
            await line.exchange(b"1", whole(4), within_s=0.02)
        end.say(b"late")
        end.answers = [b"good"]
        assert await line.exchange(b"2", whole(4), within_s=1) == b"good"
        line.close()


async def test_an_idle_line_with_half_an_answer_is_given_up_early():
    with far_end() as end:
        line = SerialLine("locker", end.port, baud=19_200)
        end.answers = [b"ab"]
        started_s = asyncio.get_running_loop().time()
        with pytest.raises(DriverFault, match="nonsense: 61 62"):
            await line.exchange(b"?", whole(6), within_s=180)
        assert asyncio.get_running_loop().time() - started_s < 5
        line.close()


async def test_devices_on_one_line_take_turns():
    with far_end() as end:
        line = SerialLine("locker", end.port, baud=19_200)
        first = asyncio.create_task(line.exchange(b"1", whole(1), within_s=1))
        second = asyncio.create_task(line.exchange(b"2", whole(1), within_s=1))
        await until(lambda: len(end.heard) > 0)
        await asyncio.sleep(0.02)
        assert bytes(end.heard) == b"1"
        end.say(b"A")
        await until(lambda: len(end.heard) > 1)
        end.say(b"B")
        assert await asyncio.gather(first, second) == [b"A", b"B"]
        line.close()


async def test_sending_lasts_as_long_as_the_bytes_are_on_the_wire():
    with far_end() as end:
        line = SerialLine("locker", end.port, baud=1_200)
        started_s = asyncio.get_running_loop().time()
        await line.send(b"123456", quiet_s=0.01)
        assert asyncio.get_running_loop().time() - started_s >= 0.06
        line.close()


async def test_pulling_the_plug_ends_a_waiting_read_and_every_later_call():
    with far_end() as end:
        line = SerialLine("keypad", end.port, baud=9_600)
        waiting = asyncio.create_task(line.read())
        await asyncio.sleep(0.01)
        end.pty.unplug()
        with pytest.raises(DriverFault) as told:
            await waiting
        assert told.value.component == "keypad"
        for call in (line.read(), line.send(b"x"), line.exchange(b"x", whole(1), within_s=1)):
            with pytest.raises(DriverFault):
                await call
        line.close()


async def test_a_line_can_be_opened_again_after_the_plug_is_back():
    with far_end() as end:
        line = SerialLine("keypad", end.port, baud=9_600)
        end.pty.unplug()
        with pytest.raises(DriverFault):
            await line.read(within_s=1)
        with pytest.raises(DriverFault, match="cannot open"):
            SerialLine("keypad", end.port, baud=9_600)
        end.pty.plug_in()
        again = SerialLine("keypad", end.port, baud=9_600)
        end.say(b"5")
        assert await again.read(within_s=1) == b"5"
        again.close()


async def test_answers_are_not_held_back_where_the_adapter_can_be_told(monkeypatch):
    asked = []

    def told(_: serial.Serial, wanted: bool) -> None:
        asked.append(wanted)

    monkeypatch.setattr(serial.Serial, "set_low_latency_mode", told)
    with far_end() as end:
        SerialLine("karten", end.port, baud=115_200).close()
    assert asked == [True]


async def test_a_port_has_one_owner():
    with far_end() as end:
        line = SerialLine("locker", end.port, baud=19_200)
        with pytest.raises(DriverFault, match="cannot open"):
            SerialLine("keypad", end.port, baud=19_200)
        line.close()
        line.close()
        SerialLine("keypad", end.port, baud=19_200).close()


async def test_something_that_is_no_serial_port_is_a_fault(tmp_path: Path):
    (tmp_path / "file").write_text("no port")
    for wrong in (tmp_path / "missing", tmp_path / "file", tmp_path):
        with pytest.raises(DriverFault, match="cannot open"):
            SerialLine("locker", str(wrong), baud=19_200)


async def test_a_flood_nobody_reads_keeps_only_its_end():
    with far_end() as end:
        line = SerialLine("radar", end.port, baud=256_000)
        for _ in range(8):
            end.say(b"-" * 1024)
            await asyncio.sleep(0.01)
        end.say(b"end")
        await asyncio.sleep(0.05)
        received = line.take()
        assert len(received) == BUFFER_CAP_BYTES
        assert received.endswith(b"-end")
        line.close()


async def test_a_line_that_takes_no_bytes_is_a_fault_and_does_not_block():
    with far_end() as end:
        asyncio.get_running_loop().remove_reader(end.pty._ends[0])
        line = SerialLine("locker", end.port, baud=10_000_000)

        async def pour() -> None:
            for _ in range(100):
                await line.send(b"x" * 1024)

        with pytest.raises(DriverFault, match="takes no bytes"):
            await pour()
        line.close()
