import asyncio
import os
import struct

import pytest

from hallenwart_edge.drivers import hid_keys
from hallenwart_edge.drivers.hid_keys import EVENT, HidCodeReader, HidKeypad, KeyEvent, keypad_key
from hallenwart_edge.errors import DriverFault
from hallenwart_sim.devices import hid_keys as emulated
from support.rig import a_rig, far_end

KP_7_DOWN = bytes.fromhex("00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01 00 47 00 01 00 00 00")
REPORT = bytes(24)

on_64_bit = pytest.mark.skipif(struct.calcsize("@l") != 8, reason="the bytes are those of a 64-bit kernel")


async def gathered(stream, count: int) -> list[str]:
    found = []
    async with asyncio.timeout(180):
        async for each in stream:
            found.append(each)
            if len(found) == count:
                break
    return found


@pytest.mark.parametrize(
    ("code", "key"),
    [
        (2, "1"), (10, "9"), (11, "0"), (82, "0"), (79, "1"), (81, "3"), (75, "4"), (73, "9"), (0x200, "0"), (0x209, "9"),
        (28, "#"), (96, "#"), (0x20B, "#"), (14, "*"), (74, "*"), (55, "*"), (0x20A, "*"), (30, ""), (83, ""), (0x20C, ""),
    ],
)  # fmt: skip
def test_keys_are_those_of_the_kernel(code, key):
    assert keypad_key(KeyEvent(code, down=True)) == key
    assert keypad_key(KeyEvent(code, down=False)) == ""


@on_64_bit
def test_both_sides_know_the_record_of_the_kernel():
    assert EVENT.size == 24
    assert EVENT.unpack(KP_7_DOWN)[2:] == (1, 71, 1)
    assert emulated.record(1, 71, 1)[16:] == KP_7_DOWN[16:]


@on_64_bit
async def test_bytes_of_the_kernel_are_keys():
    with far_end() as end:
        keypad = HidKeypad("pad", end.port)
        end.say(KP_7_DOWN + REPORT + KP_7_DOWN[:20] + bytes(4) + REPORT)
        end.say(KP_7_DOWN[:18] + bytes.fromhex("1C 00 01 00 00 00") + REPORT)
        assert await gathered(keypad.keys(), 2) == ["7", "#"]
        keypad.close()


@pytest.mark.parametrize("top_row", [False, True])
async def test_keys_arrive_in_order_and_once(top_row):
    async with a_rig() as rig:
        pad = rig.hid_keypad()
        keypad = HidKeypad("pad", pad.port)
        keys, _ = await asyncio.gather(gathered(keypad.keys(), 12), pad.type("*1234567890#", top_row=top_row))
        assert "".join(keys) == "*1234567890#"
        keypad.close()


async def test_a_key_held_down_counts_once_and_letters_do_not():
    async with a_rig() as rig:
        pad = rig.hid_keypad()
        keypad = HidKeypad("pad", pad.port)
        pad.hold(71, repeats=9)
        pad.press(30)
        pad.press(96)
        assert await gathered(keypad.keys(), 2) == ["7", "#"]
        keypad.close()


async def test_a_record_in_two_pieces_is_one_key():
    async with a_rig() as rig:
        pad = rig.hid_keypad()
        keypad = HidKeypad("pad", pad.port)
        pad.torn(71, after=9)
        assert await gathered(keypad.keys(), 1) == ["7"]
        keypad.close()


async def test_lost_keys_begin_with_an_erase():
    async with a_rig() as rig:
        pad = rig.hid_keypad()
        keypad = HidKeypad("pad", pad.port)
        pad.press(71)
        pad.overflow()
        pad.press(72)
        assert await gathered(keypad.keys(), 3) == ["7", "*", "8"]
        keypad.close()


async def test_a_keypad_nobody_touches_is_no_fault_and_one_unplugged_is():
    async with a_rig() as rig:
        pad = rig.hid_keypad()
        keypad = HidKeypad("pad", pad.port)
        waiting = asyncio.create_task(gathered(keypad.keys(), 1))
        await asyncio.sleep(0.05)
        assert not waiting.done()
        pad.unplug()
        for again in (waiting, gathered(keypad.keys(), 1)):
            with pytest.raises(DriverFault) as told:
                await again
            assert told.value.component == "pad"
        keypad.close()


async def test_a_missing_device_is_a_fault(tmp_path):
    with pytest.raises(DriverFault, match="cannot open"):
        HidKeypad("pad", str(tmp_path / "none"))


async def test_it_is_grabbed_and_one_that_another_has_is_a_fault(monkeypatch):
    asked = []

    def refused(descriptor: int, command: int, argument: int) -> None:
        asked.append((command, argument))
        raise OSError(16, os.strerror(16))

    monkeypatch.setattr(hid_keys.fcntl, "ioctl", refused)
    async with a_rig() as rig:
        with pytest.raises(DriverFault, match="alone"):
            HidKeypad("pad", rig.hid_keypad().port)
    assert asked == [(0x40044590, 1)]


async def test_a_reader_that_types_gives_whole_texts():
    async with a_rig() as rig:
        scanner = rig.hid_reader()
        reader = HidCodeReader("qr", scanner.port)
        scanner.show("HW1:ABC234_-xyz=/.+")
        scanner.show("12345678")
        assert await gathered(reader.texts(), 2) == ["HW1:ABC234_-xyz=/.+", "12345678"]
        reader.close()


async def test_a_text_with_lost_keys_or_without_end_is_dropped():
    async with a_rig() as rig:
        scanner = rig.hid_reader()
        reader = HidCodeReader("qr", scanner.port)
        scanner.press(2)
        scanner.overflow()
        scanner.show("345")
        scanner.show("good")
        assert await gathered(reader.texts(), 1) == ["good"]
        reader._typed = "x" * 3000
        scanner.show("tail")
        scanner.show("fine")
        assert await gathered(reader.texts(), 1) == ["fine"]
        reader.close()


async def test_a_code_held_before_a_reader_that_types_is_told_once():
    async with a_rig() as rig:
        scanner = rig.hid_reader()
        reader = HidCodeReader("qr", scanner.port)
        for text in ("HALL-1", "HALL-1", "HALL-2", "HALL-1", "HALL-3"):
            scanner.show(text)
        assert await gathered(reader.texts(), 3) == ["HALL-1", "HALL-2", "HALL-3"]
        assert await reader.identify() == ""
        reader.close()
