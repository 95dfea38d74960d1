"""The QR readers: vendor frames, ends of texts, answers in the midst of texts, settings that visitors must not change."""

import asyncio
import contextlib
from contextlib import asynccontextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_edge.drivers import gm65
from hallenwart_edge.drivers.gm65 import Gm65, Mode, Model
from hallenwart_edge.drivers.gm65_stream import HEARTBEAT, KEEP, MAX_TEXT_BYTES, Answer, TextStream, read_zone, write_zone
from hallenwart_edge.drivers.serial_line import SerialLine
from hallenwart_edge.errors import DriverFault
from hallenwart_sim.devices.gm65 import FACTORY_ZONES
from hallenwart_sim.devices.reader_faults import Fault
from support.rig import a_rig, far_end, until

DONE = bytes.fromhex("02 00 00 01 00 33 31")
ALIVE = bytes.fromhex("03 00 00 01 00 33 31")


def reader_on(port: str, **kwargs) -> Gm65:
    return Gm65(SerialLine("qr", port, baud=9_600), component="qr", **kwargs)


@asynccontextmanager
async def a_reader(*, model: str = "gm65", mode: Mode = Mode.INDUCTION):
    """An emulated reader, set up, and the texts that the driver tells."""
    async with a_rig() as rig:
        emulated = rig.gm65(model=model)
        reader = reader_on(emulated.port, model=Model(model), mode=mode)
        told: list[str] = []

        async def listen() -> None:
            async for text in reader.texts():
                told.append(text)  # noqa: PERF401 - each at its time

        listening = asyncio.create_task(listen())
        try:
            await until(lambda: emulated.flash[0x0003] == 0x02 or listening.done())
            yield emulated, told, listening
        finally:
            listening.cancel()
            await asyncio.wait([listening])
            reader.close()


def test_commands_are_the_vendors():
    assert write_zone(0x0002, 0x01) == bytes.fromhex("7E 00 08 01 00 02 01 02 DA")
    assert write_zone(0x0002, 0x02) == bytes.fromhex("7E 00 08 01 00 02 02 32 B9")
    assert write_zone(0x0000, 0xD5) == bytes.fromhex("7E 00 08 01 00 00 D5 EF 41")
    assert read_zone(0x0000)[:7] == bytes.fromhex("7E 00 07 01 00 00 01")
    assert bytes.fromhex("7E 00 0A 01 00 00 00 30 1A") == HEARTBEAT


def taken_apart(*pieces: bytes) -> tuple[list[str], list[Answer]]:
    stream = TextStream()
    for piece in pieces:
        stream.feed(piece)
    stream.pause()
    return stream.texts, stream.answers


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\t", b""])
def test_every_end_of_a_text_is_known(end):
    assert taken_apart(b"HALL" + end) == (["HALL"], [])


@pytest.mark.parametrize("answer", [DONE, ALIVE, DONE[:-2] + b"\xab\xcd"])
@pytest.mark.parametrize("at", range(6))
def test_an_answer_in_the_midst_of_a_text_is_taken_out(answer, at):
    assert taken_apart(b"HALL\r"[:at] + answer + b"HALL\r"[at:]) == (["HALL"], [Answer(done=True, data=b"\x00")])


def test_what_is_too_long_is_dropped_and_the_next_text_is_whole():
    longest = "A" * MAX_TEXT_BYTES
    assert taken_apart(longest.encode() + b"B\rHALL\r") == (["HALL"], [])
    assert taken_apart(longest.encode() + b"\r") == ([longest], [])


@pytest.mark.parametrize("text", [b"HA\x01LL\r", "Häll\r".encode(), b"\xff\xfe\r", b"\r\r\n", b"  \r", DONE[:5] + b"\r"])
def test_what_no_symbol_of_ours_says_is_dropped(text):
    assert taken_apart(text + b"HALL\r") == (["HALL"], [])


noise = st.one_of(st.binary(max_size=30), st.sampled_from([DONE[:4], b"\x02", b"\x02\x00\x00\xff", b"\x03\x00"]))


@given(st.lists(noise, max_size=6))
def test_after_any_bytes_and_a_pause_texts_and_answers_are_found_again(pieces):
    stream = TextStream()
    for piece in pieces:
        stream.feed(piece)
    stream.pause()
    assert not stream.midway
    stream.texts.clear()
    stream.answers.clear()
    stream.feed(b"HA" + DONE + b"LL\r")
    assert (stream.texts, stream.answers) == (["HALL"], [Answer(done=True, data=b"\x00")])


@given(st.lists(st.sampled_from([b"HALL\r", DONE, ALIVE]), max_size=8), st.data())
def test_it_does_not_matter_how_the_stream_is_cut_up(parts, data):
    stream = b"".join(parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=8)))
    pieces = [stream[start:end] for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    assert taken_apart(*pieces) == taken_apart(stream)
    assert len(taken_apart(stream)[0]) == parts.count(b"HALL\r")


async def test_every_setting_is_made_at_the_start():
    with far_end() as end:
        end.answers = [DONE] * 7
        reader = reader_on(end.port)
        assert await reader.identify() == "GM65"
        made = [(0x0003, 0x02), (0x0000, 0xD7), (0x0060, 0x01)]
        assert bytes(end.heard) == b"".join(read_zone(zone) + write_zone(zone, value) for zone, value in made) + KEEP
        reader.close()


async def test_a_text_that_comes_while_settings_are_made_is_told_at_once():
    with far_end() as end:
        end.answers = [DONE] * 6 + [b"HALL-1\r" + DONE]
        reader = reader_on(end.port)
        async with asyncio.timeout(180):
            assert await anext(reader.texts()) == "HALL-1"
        reader.close()


async def test_settings_that_hold_are_left_alone():
    async with a_rig() as rig:
        emulated = rig.gm65()
        reader = reader_on(emulated.port)
        await reader.identify()
        assert KEEP in emulated.heard
        emulated.heard.clear()
        await reader.identify()
        assert emulated.heard == [read_zone(zone) for zone in (0x0003, 0x0000, 0x0060)]
        reader.close()


@pytest.mark.parametrize("model", ["gm65", "gm861"])
@pytest.mark.parametrize("mode", list(Mode))
async def test_texts_are_read_after_the_settings_are_made(model, mode):
    async with a_reader(model=model, mode=mode) as (emulated, told, _):
        assert emulated.show("HALL-1")
        emulated.show("HALL-2")
        await until(lambda: told == ["HALL-1", "HALL-2"])


async def test_a_code_that_is_held_is_told_once_and_again_after_a_while(monkeypatch):
    monkeypatch.setattr(gm65, "AGAIN_AFTER_S", 0.3)
    async with a_reader() as (emulated, told, _):
        for _ in range(5):
            emulated.show("HALL-1")
            await asyncio.sleep(0.1)
        assert told == ["HALL-1"]
        await asyncio.sleep(0.4)
        emulated.show("HALL-1")
        await until(lambda: told == ["HALL-1"] * 2)


async def test_a_visitors_setup_code_is_ignored():
    async with a_reader() as (emulated, told, _):
        assert not emulated.show_setup_code(0x0000, 0x00)
        assert emulated.show("HALL-1")
        await until(lambda: told == ["HALL-1"])
        emulated.unplug()
        emulated.plug_in()
        assert not emulated.show_setup_code(0x0000, 0x00)


async def test_settings_that_were_lost_are_made_anew(monkeypatch):
    monkeypatch.setattr(gm65, "ASKED_EVERY_S", 0.05)
    async with a_reader() as (emulated, told, _):
        emulated.zones = dict(FACTORY_ZONES)
        emulated.heard.clear()
        assert not emulated.show("HALL-1")
        await until(lambda: emulated.zones[0x0060] == 0x01)
        emulated.show("HALL-1")
        await until(lambda: told == ["HALL-1"])
        assert KEEP not in emulated.heard


@pytest.mark.parametrize("model", ["gm65", "gm861"])
async def test_answers_in_the_midst_of_texts_do_no_harm(model, monkeypatch):
    monkeypatch.setattr(gm65, "ASKED_EVERY_S", 0.05)
    async with a_reader(model=model) as (emulated, told, listening):
        await until(lambda: len(emulated.heard) > 7)
        emulated.holds_answers = True
        for number in range(20):
            emulated.show(f"HALL-{number}")
            await asyncio.sleep(0.02)
        await until(lambda: len(told) == 20)
        assert told == [f"HALL-{number}" for number in range(20)]
        assert not listening.done()


async def test_a_reader_that_no_longer_answers_is_a_fault(monkeypatch):
    monkeypatch.setattr(gm65, "ASKED_EVERY_S", 0.05)
    async with a_reader() as (emulated, _, listening):
        emulated.faults = {Fault.SILENT}
        await asyncio.wait([listening], timeout=5)
        assert "silent to 3 questions" in str(listening.exception())


@pytest.mark.parametrize("fault", [Fault.SILENT, Fault.WRONG_SUM, Fault.HALF_FRAME])
async def test_a_reader_that_cannot_be_set_up_is_a_fault(fault, monkeypatch):
    monkeypatch.setattr(gm65, "ANSWERS_WITHIN_S", 0.1)
    async with a_rig() as rig:
        emulated = rig.gm65()
        emulated.faults = {fault}
        reader = reader_on(emulated.port)
        with pytest.raises(DriverFault, match="does not answer"):
            await anext(reader.texts())
        emulated.faults = {Fault.GARBAGE}
        assert await reader.identify() == "GM65"
        reader.close()


async def test_a_setting_that_is_refused_is_a_fault():
    async with a_rig() as rig:
        emulated = rig.gm65()
        emulated.refuses = {0x0003}
        reader = reader_on(emulated.port)
        with pytest.raises(DriverFault, match="refuses 02 in zone 0003"):
            await reader.identify()
        reader.close()


async def test_unplugging_is_a_fault():
    async with a_reader() as (emulated, _, listening):
        emulated.unplug()
        await asyncio.wait([listening], timeout=5)
        assert isinstance(listening.exception(), DriverFault)


class Counting(TextStream):
    """Counts the bytes that arrived."""

    def __init__(self):
        super().__init__()
        self.fed = 0

    def feed(self, octets):
        self.fed += len(octets)
        super().feed(octets)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.binary(min_size=1, max_size=50), max_size=6))
def test_of_arbitrary_bytes_on_the_line_nothing_breaks_and_the_next_text_is_told(pieces):
    async def listen() -> None:
        with far_end() as end, pytest.MonkeyPatch.context() as patch:
            patch.setattr(gm65, "ANSWERS_WITHIN_S", 60.0)  # it asks once, however slow the far end is
            patch.setattr(gm65, "ASKED_EVERY_S", 600.0)
            end.answers = [DONE] * 7
            reader = reader_on(end.port)
            stream = reader._stream = Counting()
            told: list[str] = []

            async def gather() -> None:
                async for text in reader.texts():
                    told.append(text)  # noqa: PERF401 - each at its time

            gathering = asyncio.create_task(gather())
            await until(lambda: len(end.heard) >= 63, within_s=180)
            said = stream.fed + sum(map(len, pieces))
            end.say(*pieces)
            await until(lambda: stream.fed >= said and not stream.midway, within_s=180)
            for _ in range(60):  # a line that stood still for long enough shows no pause between two texts
                end.say(b"HALL-1\r")
                with contextlib.suppress(TimeoutError):
                    await until(lambda: told[-1:] == ["HALL-1"], within_s=1)
                    break
            assert told[-1:] == ["HALL-1"]
            gathering.cancel()
            await asyncio.wait([gathering])
            reader.close()

    asyncio.run(listen())
