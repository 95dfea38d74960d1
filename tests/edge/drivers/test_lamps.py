"""What a locker without a screen says: told apart by rhythm alone, by sound alone, and dark when closed."""

import asyncio
from itertools import combinations, groupby

import pytest

from hallenwart_edge.drivers.lamps import PATTERNS, SLOT_MS, GpioLamps
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import Signal
from support.pins import Bench
from support.rig import a_rig, pins_of, until

GREEN, RED, BUZZER = 16, 20, 21
PINS = {"green_pin": GREEN, "red_pin": RED, "buzzer_pin": BUZZER}
SILENT = {Signal.READY, Signal.CHECKING, Signal.IDENTIFY}


def runs(pattern: str, on: str) -> list[tuple[bool, int]]:
    """Return (on, slots) of a repeated pattern, beginning where it goes on after having been off."""
    lit = [character in on for character in pattern]
    while any(lit) and not all(lit) and not (lit[0] and not lit[-1]):
        lit = lit[1:] + lit[:1]
    return [(state, len(list(group))) for state, group in groupby(lit)]


def apart(one: list[tuple[bool, int]], other: list[tuple[bool, int]]) -> bool:
    """A person tells them apart: another number of beats, or one that is 200 ms or half as long again."""
    if len(one) != len(other):
        return True
    lengths = [sorted((a, b)) for (_, a), (_, b) in zip(one, other, strict=True)]
    return any(long - short >= 2 or (long - short >= 1 and long >= 1.5 * short) for short, long in lengths)


@pytest.mark.parametrize(("one", "other"), list(combinations(Signal, 2)))
def test_every_two_signals_differ_by_their_rhythm_without_colour(one, other):
    assert apart(runs(PATTERNS[one].light, "grb"), runs(PATTERNS[other].light, "grb"))


@pytest.mark.parametrize(("one", "other"), list(combinations(sorted(set(Signal) - SILENT), 2)))
def test_every_two_signals_that_sound_differ_without_light(one, other):
    assert apart(runs(PATTERNS[one].sound + "....", "#"), runs(PATTERNS[other].sound + "....", "#"))


def test_what_asks_for_something_sounds():
    assert {signal for signal in Signal if not PATTERNS[signal].sound} == SILENT


@pytest.mark.parametrize("signal", Signal)
def test_nothing_flashes_more_than_three_times_a_second(signal):
    light = PATTERNS[signal].light
    lit = [character != "." for character in light] * (60 // len(light) + 1)
    rises = [slot for slot in range(1, len(lit)) if lit[slot] and not lit[slot - 1]]
    assert all(sum(first <= rise < first + 1000 // SLOT_MS for rise in rises) <= 3 for first in rises)


async def test_all_is_dark_and_silent_when_opened_and_when_closed(bench: Bench):
    lamps = GpioLamps(bench.factory, **PINS)
    assert [(bench.is_output(pin), bench.level(pin)) for pin in (GREEN, RED, BUZZER)] == [(True, False)] * 3
    lamps.show(Signal.GRANTED)
    assert (bench.level(GREEN), bench.level(RED), bench.level(BUZZER)) == (True, False, True)
    lamps.show(Signal.REFUSED)
    assert (bench.level(GREEN), bench.level(RED)) == (False, True)
    lamps.close()
    lamps.close()
    assert not any(bench.is_output(pin) for pin in (GREEN, RED, BUZZER))
    assert lamps._beat is None


async def test_closing_writes_the_dark_level_itself(mock_bench: Bench):
    lamps = GpioLamps(mock_bench.factory, active_high=False, **PINS)
    assert mock_bench.level(RED)
    lamps.show(Signal.WAIT)
    pin = mock_bench.factory.pin(RED)
    assert not pin.state
    pin.clear_states()
    lamps.close()
    assert pin.states[1].state


async def test_what_sounds_sounds_once_and_the_light_goes_on(monkeypatch):
    async with a_rig() as rig:
        seen = rig.lamps(**PINS)
        with pins_of(rig, monkeypatch) as factory:
            lamps = GpioLamps(factory, **PINS)
            lamps.show(Signal.KEY)
            await until(lambda: len(seen.history("green")) == 5)
            assert [shown.on for shown in seen.history("buzzer")] == [True, False]
            flashes_ms = [shown.mono_ms for shown in seen.history("green") if shown.on]
            assert 900 <= flashes_ms[1] - flashes_ms[0] <= 1300
            lamps.show(Signal.GRANTED)
            assert seen.lit == {"green", "buzzer"}
            await until(lambda: seen.lit == {"green"})
            lamps.close()
            assert seen.lit == set()


async def test_showing_never_waits_and_the_next_signal_ends_the_last(mock_bench: Bench):
    lamps = GpioLamps(mock_bench.factory, **PINS)
    for signal in Signal:
        lamps.show(signal)
    lamps.show(Signal.GRANTED)
    await asyncio.sleep(0.25)
    assert (mock_bench.level(GREEN), mock_bench.level(RED), mock_bench.level(BUZZER)) == (True, False, True)
    lamps.close()


async def test_a_locker_without_a_buzzer(mock_bench: Bench):
    lamps = GpioLamps(mock_bench.factory, green_pin=GREEN, red_pin=RED)
    lamps.show(Signal.LEAVE)
    assert mock_bench.level(GREEN)
    lamps.close()


async def test_lost_pins_are_a_fault_of_the_next_signal(monkeypatch):
    async with a_rig() as rig:
        with pins_of(rig, monkeypatch) as factory:
            lamps = GpioLamps(factory, **PINS)
            lamps.show(Signal.CHECKING)
            rig.pins.drop_connections()
            await until(lambda: lamps._lost is not None)
            with pytest.raises(DriverFault) as told:
                lamps.show(Signal.READY)
            assert told.value.component == "lamps"
            with pytest.raises(DriverFault):
                lamps.close()
