import pytest

from hallenwart_contract.clock import SystemClock
from hallenwart_edge.drivers.contact import GpioContact
from hallenwart_edge.errors import DriverFault
from support.pins import Bench
from support.rig import a_rig, pins_of, until

PIN = 26


class HandClock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.ms = 1_000

    def now_ms(self) -> int:
        return self.ms

    def mono_ms(self) -> int:
        return self.ms


def contact_on(bench: Bench, clock=None, **how) -> GpioContact:
    return GpioContact(bench.factory, "netz", pin=PIN, clock=clock or SystemClock(), **how)


async def test_an_open_contact_and_a_cut_wire_say_their_word(bench: Bench):
    contact = contact_on(bench, debounce_ms=0)
    assert contact.active()
    bench.drive(PIN, False)
    await until(lambda: not contact.active())
    contact.close()
    contact.close()


async def test_the_other_polarity(bench: Bench):
    contact = contact_on(bench, active_high=False, debounce_ms=10)
    assert not contact.active()
    bench.drive(PIN, False)
    await until(contact.active)
    contact.close()


async def test_a_level_counts_when_it_has_stood_still(mock_bench: Bench):
    clock = HandClock()
    contact = contact_on(mock_bench, clock, debounce_ms=50)
    mock_bench.drive(PIN, False)
    assert contact.active()
    clock.ms += 49
    assert contact.active()
    clock.ms += 1
    assert not contact.active()
    contact.close()


async def test_bouncing_begins_the_wait_anew_even_when_nobody_looks(mock_bench: Bench):
    clock = HandClock()
    contact = contact_on(mock_bench, clock, debounce_ms=50)
    mock_bench.drive(PIN, False)
    clock.ms += 40
    mock_bench.drive(PIN, True)
    mock_bench.drive(PIN, False)
    clock.ms += 49
    assert contact.active()
    clock.ms += 1
    assert not contact.active()
    contact.close()


async def test_a_short_touch_is_nothing(mock_bench: Bench):
    clock = HandClock()
    contact = contact_on(mock_bench, clock, debounce_ms=50)
    mock_bench.drive(PIN, False)
    assert contact.active()
    mock_bench.drive(PIN, True)
    clock.ms += 500
    assert contact.active()
    mock_bench.drive(PIN, False)
    assert contact.active()
    contact.close()


async def test_an_edge_that_was_never_told_shows_in_the_level(mock_bench: Bench):
    clock = HandClock()
    contact = contact_on(mock_bench, clock, debounce_ms=50)
    mock_bench.drive(PIN, False)
    mock_bench.drive(PIN, True)
    assert contact.active()
    mock_bench.factory.pin(PIN).when_changed = None
    clock.ms += 500
    mock_bench.drive(PIN, False)
    assert contact.active()
    clock.ms += 50
    assert not contact.active()
    contact.close()


async def test_mains_lost_and_back(monkeypatch):
    async with a_rig() as rig:
        mains = rig.contact(PIN)
        with pins_of(rig, monkeypatch) as factory:
            contact = GpioContact(factory, "netz", pin=PIN, clock=SystemClock(), debounce_ms=20)
            await until(lambda: not contact.active())
            mains.bounce(closed=False)
            await until(contact.active)
            mains.move(closed=True)
            await until(lambda: not contact.active())
            mains.cut()
            await until(contact.active)
            contact.close()
            with pytest.raises(DriverFault) as told:
                contact.active()
            assert told.value.component == "netz"
