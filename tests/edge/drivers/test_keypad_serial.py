import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_edge.drivers.keypad_serial import SerialKeypad
from hallenwart_edge.drivers.serial_line import SerialLine
from hallenwart_edge.errors import DriverFault
from support.rig import a_rig, far_end


def keypad_on(port: str) -> SerialKeypad:
    return SerialKeypad(SerialLine("keypad", port, baud=9_600))


async def typed(keypad: SerialKeypad, count: int) -> str:
    keys = ""
    async for key in keypad.keys():
        keys += key
        if len(keys) == count:
            break
    return keys


async def test_keys_arrive_in_order():
    async with a_rig() as rig:
        pad = rig.keypad()
        keypad = keypad_on(pad.port)
        keys, _ = await asyncio.gather(typed(keypad, 10), pad.type("*12345678#"))
        assert keys == "*12345678#"
        keypad.close()


async def test_a_keypad_nobody_touches_is_no_fault_and_one_unplugged_is():
    async with a_rig() as rig:
        pad = rig.keypad()
        keypad = keypad_on(pad.port)
        waiting = asyncio.create_task(typed(keypad, 1))
        await asyncio.sleep(0.1)
        assert not waiting.done()
        pad.unplug()
        with pytest.raises(DriverFault):
            await waiting
        keypad.close()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.binary(min_size=1, max_size=40), max_size=8))
def test_of_arbitrary_bytes_only_keys_come_through(pieces):
    async def listen() -> str:
        with far_end() as end:
            keypad = keypad_on(end.port)
            expected = bytes(octet for octet in b"".join(pieces) if octet in b"0123456789#*").decode() + "#"
            end.say(*pieces, b"#")
            async with asyncio.timeout(180):
                keys = await typed(keypad, len(expected))
            keypad.close()
            assert keys == expected

    asyncio.run(listen())
