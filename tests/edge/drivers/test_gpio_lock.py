"""The single lock: its coil on both kinds of pins, and the emulated door and strike behind them."""

import asyncio
import threading
import time

import pytest

from hallenwart_edge.drivers.gpio_lock import GpioLock
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import DoorReading
from support.pins import Bench
from support.rig import a_rig, pins_of, until

COIL, CONTACT, KEY = 5, 6, 13
PINS = {"coil_pin": COIL, "contact_pin": CONTACT}


async def test_the_coil_is_off_when_opened_on_for_the_pulse_and_off_when_closed(bench: Bench):
    lock = GpioLock(bench.factory, "strike", pulse_ms=150, **PINS)
    assert (bench.is_output(COIL), bench.level(COIL)) == (True, True)
    started_s = time.monotonic()
    await lock.unlock(0)
    assert not bench.level(COIL)
    await until(lambda: bench.level(COIL))
    assert time.monotonic() - started_s >= 0.14
    lock.close()
    lock.close()
    assert not bench.is_output(COIL)


async def test_a_relay_that_is_active_high(bench: Bench):
    lock = GpioLock(bench.factory, "strike", pulse_ms=5000, active_high=True, **PINS)
    assert not bench.level(COIL)
    await lock.unlock(0)
    assert bench.level(COIL)
    lock.close()
    assert not bench.level(COIL)


async def test_it_was_never_fed_before_it_was_asked_and_closing_ends_a_pulse(mock_bench: Bench):
    pin = mock_bench.factory.pin(COIL)
    lock = GpioLock(mock_bench.factory, "strike", pulse_ms=5000, **PINS)
    assert all(state.state for state in pin.states[1:])
    await lock.unlock(0)
    pin.clear_states()
    lock.close()
    assert pin.states[1].state
    assert lock._ending is None


async def test_a_pulse_ends_though_the_loop_stands_still(bench: Bench):
    lock = GpioLock(bench.factory, "strike", pulse_ms=50, **PINS)
    await lock.unlock(0)
    until_s = time.monotonic() + 5
    while not bench.level(COIL) and time.monotonic() < until_s:
        time.sleep(0.005)  # noqa: ASYNC251 - the loop is meant to hang
    assert bench.level(COIL)
    lock.close()


async def test_a_second_pulse_begins_anew_and_is_not_cut_short(bench: Bench):
    lock = GpioLock(bench.factory, "strike", pulse_ms=200, **PINS)
    await lock.unlock(0)
    await asyncio.sleep(0.12)
    again_s = time.monotonic()
    await lock.unlock(0)
    await until(lambda: bench.level(COIL))
    assert time.monotonic() - again_s >= 0.19
    lock.close()


async def test_the_end_of_an_earlier_pulse_does_not_end_a_later_one(mock_bench: Bench):
    lock = GpioLock(mock_bench.factory, "strike", pulse_ms=5000, **PINS)
    await lock.unlock(0)
    late = threading.Thread(target=lock._end_pulse)  # its timer had already fired when the second pulse came
    late.start()
    late.join()
    assert not mock_bench.level(COIL)
    lock.close()


async def test_contact_and_key_switch_are_read(bench: Bench):
    lock = GpioLock(bench.factory, "strike", key_pin=KEY, **PINS)
    assert await lock.read() == (DoorReading(closed=False, item_present=False),)  # pulled up: both wires are cut
    bench.drive(CONTACT, False)
    bench.drive(KEY, False)
    assert await lock.read() == (DoorReading(closed=True, item_present=True),)
    lock.close()


async def test_contacts_wired_the_other_way_round(bench: Bench):
    lock = GpioLock(bench.factory, "strike", key_pin=KEY, hook_bit_when_closed=True, key_bit_when_present=True, **PINS)
    bench.drive(KEY, False)
    assert await lock.read() == (DoorReading(closed=True, item_present=False),)
    lock.close()


async def test_without_a_key_switch_the_key_is_unknown(bench: Bench):
    lock = GpioLock(bench.factory, "strike", **PINS)
    assert (await lock.read())[0].item_present is None
    lock.close()


async def test_a_closed_lock_is_a_fault_and_opens_nothing(bench: Bench):
    lock = GpioLock(bench.factory, "strike", **PINS)
    lock.close()
    with pytest.raises(DriverFault):
        await lock.unlock(0)
    with pytest.raises(DriverFault) as told:
        await lock.read()
    assert told.value.component == "strike"


async def test_a_pin_in_use_is_a_fault_and_lets_the_others_go(bench: Bench):
    lock = GpioLock(bench.factory, "strike", **PINS)
    with pytest.raises(DriverFault, match="in use"):
        GpioLock(bench.factory, "other", coil_pin=22, contact_pin=CONTACT)
    lock.close()
    GpioLock(bench.factory, "other", coil_pin=22, contact_pin=CONTACT).close()


async def test_it_has_one_lock(mock_bench: Bench):
    lock = GpioLock(mock_bench.factory, "strike", **PINS)
    with pytest.raises(ValueError, match="number 0"):
        await lock.unlock(1)
    lock.close()


async def test_a_sprung_door_opens_and_its_key_is_taken(monkeypatch):
    async with a_rig() as rig:
        door = rig.gpio_lock(key_pin=KEY, key=True, **PINS)
        with pins_of(rig, monkeypatch) as factory:
            lock = GpioLock(factory, "fach", key_pin=KEY, pulse_ms=200, **PINS)
            assert await lock.read() == (DoorReading(closed=True, item_present=True),)
            await lock.unlock(0)
            await until(lambda: door.hook_open(0))
            door.take_key(0)
            assert await lock.read() == (DoorReading(closed=False, item_present=False),)
            door.push_door(0)
            assert await lock.read() == (DoorReading(closed=True, item_present=False),)
            await until(lambda: not door.fed)
            lock.close()
        assert [feeding.on for feeding in door.history] == [True, False]
        on_ms, off_ms = (feeding.mono_ms for feeding in door.history)
        assert off_ms - on_ms >= 190


async def test_a_strike_lets_go_only_while_it_is_fed(monkeypatch):
    async with a_rig() as rig:
        door = rig.gpio_lock(strike=True, **PINS)
        with pins_of(rig, monkeypatch) as factory:
            lock = GpioLock(factory, "tuer", pulse_ms=1000, **PINS)
            assert not door.pull_door(0)
            await lock.unlock(0)
            assert door.pull_door(0)
            assert not (await lock.read())[0].closed
            lock.close()
            door.push_door(0)
            assert not door.pull_door(0)


async def test_faults_of_the_door(monkeypatch):
    async with a_rig() as rig:
        door = rig.gpio_lock(key_pin=KEY, key=True, **PINS)
        with pins_of(rig, monkeypatch) as factory:
            lock = GpioLock(factory, "fach", pulse_ms=50, **PINS)
            door.jam_door(0)
            await lock.unlock(0)
            await until(lambda: len(door.history) == 2)
            assert (await lock.read())[0].closed
            door.stick_hook(0)
            door.pull_door(0, force=True)
            assert (await lock.read())[0].closed
            door.cut_contact()
            assert not (await lock.read())[0].closed
            lock.close()


async def test_a_key_switch_that_flickers_says_this_and_that(monkeypatch):
    async with a_rig() as rig:
        door = rig.gpio_lock(key_pin=KEY, key=True, **PINS)
        with pins_of(rig, monkeypatch) as factory:
            lock = GpioLock(factory, "fach", key_pin=KEY, **PINS)
            door.flicker_key_sensor(0)
            seen = set()
            async with asyncio.timeout(180):
                while len(seen) < 2:
                    seen.add((await lock.read())[0].item_present)
                    await asyncio.sleep(0.02)
            door.flicker_key_sensor(0, flickers=False)
            assert (await lock.read())[0].item_present
            lock.close()
