"""The 125 kHz reader for cards and for key tags: real frames, the phantoms seen in the field, flicker."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_edge.drivers import rdm6300
from hallenwart_edge.drivers.rdm6300 import GhostFilter, HangingTag, Rdm6300, RdmTagReader, cut_frame
from hallenwart_edge.drivers.serial_line import FrameStream, SerialLine
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import Card
from hallenwart_sim.devices.rdm6300 import GHOSTS
from hallenwart_sim.devices.reader_faults import Fault
from support.rig import a_rig, far_end, until

FRAME = bytes.fromhex("02 30 43 30 30 39 42 32 46 31 45 41 36 03")
TAG = bytes.fromhex("0C 00 9B 2F 1E")
OTHER = bytes.fromhex("1F 00 64 4B B6")


def frames_in(pieces: list[bytes]) -> list[bytes]:
    buffer, frames = bytearray(), []
    for piece in pieces:
        buffer += piece
        while (frame := cut_frame(buffer)) is not None:
            frames.append(frame)
    return frames


def line_to(port: str) -> SerialLine:
    return SerialLine("karten", port, baud=9_600)


async def comes(reader: RdmTagReader, wanted: str | None) -> None:
    """Ask every 50 ms until the answer is as wanted."""
    async with asyncio.timeout(180):
        while await reader.present() != wanted:  # noqa: ASYNC110 - what is awaited hangs on a hook
            await asyncio.sleep(0.05)


async def cards_told(reader: Rdm6300, told: list[Card]) -> None:
    async for card in reader.cards():
        told.append(card)  # noqa: PERF401 - each at its time


def test_the_documented_frame_is_understood():
    assert frames_in([FRAME]) == [TAG]
    assert int.from_bytes(TAG[1:], "big") == 10_170_142  # as printed on the card


@pytest.mark.parametrize("digits", ["1F00644BB686", "000414CD7EA3", "01C8F0080031"])
def test_frames_of_real_tags_are_understood(digits):
    assert frames_in([b"\x02" + digits.encode() + b"\x03"]) == [bytes.fromhex(digits[:10])]


@given(st.integers(0, 13), st.integers(1, 255))
def test_a_single_wrong_byte_never_reads_as_another_tag(position, flip):
    broken = bytearray(FRAME)
    broken[position] ^= flip
    assert frames_in([bytes(broken)]) in ([], [TAG])  # a digit may turn into its own lower case


noise = st.lists(st.one_of(st.binary(max_size=20), st.sampled_from([b"\x02", FRAME[:7], FRAME[:-1]])), max_size=5).map(b"".join)


@given(noise, st.data())
def test_frames_after_any_noise_are_found_however_they_are_cut_up(before, data):
    stream = before + FRAME * 2
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=8)))
    pieces = [stream[start:end] for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    assert frames_in(pieces)[-1:] == [TAG]


def test_what_is_heard_once_or_too_seldom_is_not_believed():
    ghosts = GhostFilter()
    assert [ghosts.believes(TAG, at_s) for at_s in (1.0, 1.3, 1.45, 1.6, 2.0)] == [False, False, True, True, False]


def test_tag_number_0_is_never_believed():
    ghosts = GhostFilter()
    assert not any(ghosts.believes(version + bytes(4), 1.0 + at / 10) for at in range(10) for version in (b"\x00", b"\x0c"))


@given(st.lists(st.tuples(st.sampled_from(GHOSTS), st.floats(0.21, 3.0)), max_size=60))
def test_phantoms_that_come_one_by_one_are_never_believed(phantoms):
    ghosts, now_s = GhostFilter(), 0.0
    for digits, gap_s in phantoms:
        now_s += gap_s
        assert not ghosts.believes(bytes.fromhex(digits[:10]), now_s)


async def test_a_card_is_told_once_and_again_when_it_comes_again(monkeypatch):
    monkeypatch.setattr(rdm6300, "TOLD_EVERY_S", 0.1)
    async with a_rig() as rig:
        emulated = rig.rdm6300(period_s=0.03)
        told: list[Card] = []
        listening = asyncio.create_task(cards_told(Rdm6300(line_to(emulated.port), component="karten"), told))
        emulated.lay(TAG)
        await until(lambda: told)
        await asyncio.sleep(0.4)
        assert told == [Card(TAG)]
        emulated.take_away()
        await asyncio.sleep(0.4)
        emulated.lay(TAG)
        await until(lambda: len(told) == 2)
        listening.cancel()


async def test_phantoms_are_not_told_and_cards_no_faster_than_people_come():
    async with a_rig() as rig:
        emulated = rig.rdm6300(period_s=0.03)
        told: list[Card] = []
        listening = asyncio.create_task(cards_told(Rdm6300(line_to(emulated.port), component="karten"), told))
        for digits in GHOSTS:
            emulated.ghost(digits)
        emulated.ghost(GHOSTS[0])
        emulated.lay(TAG)
        await until(lambda: told)
        first_s = asyncio.get_running_loop().time()
        emulated.lay(OTHER)
        await until(lambda: len(told) == 2)
        assert told == [Card(TAG), Card(OTHER)]
        assert asyncio.get_running_loop().time() - first_s > 0.9
        listening.cancel()


@pytest.mark.parametrize("fault", [Fault.SILENT, Fault.WRONG_SUM, Fault.HALF_FRAME])
async def test_what_does_not_add_up_is_not_told(fault):
    async with a_rig() as rig:
        emulated = rig.rdm6300(period_s=0.02)
        told: list[Card] = []
        listening = asyncio.create_task(cards_told(Rdm6300(line_to(emulated.port), component="karten"), told))
        emulated.faults = {fault}
        emulated.lay(TAG)
        await asyncio.sleep(0.3)
        assert told == []
        emulated.faults = {Fault.GARBAGE}
        await until(lambda: told == [Card(TAG)])
        listening.cancel()


async def test_a_reader_nobody_uses_is_no_fault_and_one_unplugged_is():
    async with a_rig() as rig:
        emulated = rig.rdm6300()
        listening = asyncio.create_task(cards_told(Rdm6300(line_to(emulated.port), component="karten"), []))
        await asyncio.sleep(0.1)
        assert not listening.done()
        emulated.unplug()
        with pytest.raises(DriverFault):
            await listening


@settings(max_examples=20, deadline=None)
@given(st.lists(st.binary(min_size=1, max_size=50), max_size=6))
def test_of_arbitrary_bytes_on_the_line_frames_alone_come_through(pieces):
    async def listen() -> None:
        with far_end() as end:
            line = line_to(end.port)
            frames = FrameStream(line, cut_frame, component="karten")
            end.say(*pieces, FRAME, FRAME)
            async with asyncio.timeout(180):
                while await frames.next(within_s=None) != TAG:
                    pass
            line.close()

    asyncio.run(listen())


# --- key tags ---


def test_a_hanging_tag_outlasts_flicker_and_phantoms():
    hanging = HangingTag()
    heard = [(0.0, TAG), (0.07, TAG), (0.6, TAG), (0.65, OTHER), (0.7, TAG), (0.72, OTHER)]
    for at_s, tag in heard:
        hanging.heard(tag, at_s)
    assert [hanging.at(at_s) for at_s in (0.75, 1.6, 1.75)] == [TAG, TAG, None]


def test_another_tag_takes_the_place_of_one_that_fell_silent():
    hanging = HangingTag()
    for at_s, tag in [(0.0, TAG), (0.07, TAG), (0.5, OTHER), (0.57, OTHER)]:
        hanging.heard(tag, at_s)
    assert hanging.at(0.6) == OTHER


async def test_the_key_in_a_compartment_is_known_by_its_tag():
    async with a_rig() as rig:
        emulated = rig.rdm6300()
        reader = RdmTagReader(line_to(emulated.port), component="haken-1")
        assert await reader.present() is None
        emulated.lay(TAG)
        await comes(reader, "0C009B2F1E")
        emulated.take_away()
        await comes(reader, None)
        reader.close()


async def test_a_key_that_swings_before_its_reader_stays():
    async with a_rig() as rig:
        emulated = rig.rdm6300()
        emulated.flickers = True
        emulated.lay(TAG)
        reader = RdmTagReader(line_to(emulated.port), component="haken-1")
        await comes(reader, "0C009B2F1E")
        for _ in range(30):
            await asyncio.sleep(0.05)
            assert await reader.present() == "0C009B2F1E"
        reader.close()


async def test_what_was_heard_long_before_the_question_does_not_count(monkeypatch):
    monkeypatch.setattr(rdm6300, "STALE_AFTER_S", 0.1)
    async with a_rig() as rig:
        emulated = rig.rdm6300(period_s=0.02)
        emulated.lay(TAG)
        reader = RdmTagReader(line_to(emulated.port), component="haken-1")
        assert await reader.present() == "0C009B2F1E"
        await asyncio.sleep(0.1)
        emulated.take_away()
        await asyncio.sleep(1.1)
        assert await reader.present() is None
        reader.close()


async def test_an_unplugged_tag_reader_is_a_fault():
    async with a_rig() as rig:
        emulated = rig.rdm6300()
        reader = RdmTagReader(line_to(emulated.port), component="haken-1")
        await reader.present()
        emulated.unplug()
        with pytest.raises(DriverFault):
            await reader.present()
        reader.close()
