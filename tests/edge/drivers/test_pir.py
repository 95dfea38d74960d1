from dataclasses import dataclass

import pytest

from hallenwart_edge.drivers.pir import GpioPir, PirLife
from hallenwart_edge.errors import DriverFault
from hallenwart_sim.devices.pir import EmulatedPir
from support.pins import Bench
from support.rig import a_rig, pins_of, until

PIN = 5


@dataclass
class Clock:
    ms: int = 1_000_000

    def now_ms(self) -> int:
        return self.ms

    def mono_ms(self) -> int:
        return self.ms


@pytest.fixture
def clock() -> Clock:
    return Clock()


def pir_on(factory, clock: Clock, *, warm: bool = True, life: PirLife | None = None, **how) -> GpioPir:
    life = life or PirLife.begun(clock, warm_up_s=0 if warm else 60)
    return GpioPir(factory, "bewegung", pin=PIN, clock=clock, life=life, **how)


async def presence(pir: GpioPir) -> list[float]:
    return [sample.value for sample in await pir.read()]


async def test_motion_counts_while_it_lasts_and_once_after_it_went_by_between_two_readings(bench: Bench, clock):
    pir = pir_on(bench.factory, clock)
    bench.drive(PIN, False)
    assert await presence(pir) == [0.0]
    bench.drive(PIN, True)
    await until(lambda: pir._moved)  # the pin's thread comes when it comes
    assert await presence(pir) == [1.0]
    bench.drive(PIN, False)
    assert await presence(pir) == [0.0]
    bench.drive(PIN, True)
    bench.drive(PIN, False)
    await until(lambda: pir._moved)
    assert [await presence(pir), await presence(pir)] == [[1.0], [0.0]]
    pir.close()


async def test_what_it_says_while_it_warms_up_is_nothing(bench: Bench, clock):
    pir = pir_on(bench.factory, clock, warm=False)
    bench.drive(PIN, True)
    await until(lambda: pir._moved)
    assert await presence(pir) == []
    clock.ms += 59_999
    assert await presence(pir) == []
    bench.drive(PIN, False)
    clock.ms += 1
    assert await presence(pir) == [0.0]
    pir.close()


async def test_motion_without_a_pause_is_a_fault_that_opening_it_anew_does_not_heal(bench: Bench, clock):
    life = PirLife.begun(clock, warm_up_s=0)
    pir = pir_on(bench.factory, clock, life=life, stuck_after_s=3_600)
    bench.drive(PIN, True)
    assert await presence(pir) == [1.0]
    clock.ms += 3_600_001
    with pytest.raises(DriverFault, match="without a pause"):
        await pir.read()
    pir.close()
    pir = pir_on(bench.factory, clock, life=life, stuck_after_s=3_600)
    bench.drive(PIN, True)  # a mock lets go of its level when it is claimed
    with pytest.raises(DriverFault, match="without a pause"):
        await pir.read()
    bench.drive(PIN, False)
    await until(lambda: life.rest_ms == clock.ms)
    await presence(pir)
    assert await presence(pir) == [0.0]
    pir.close()


async def test_a_sensor_of_the_other_polarity(bench: Bench, clock):
    pir = pir_on(bench.factory, clock, active_high=False)
    bench.drive(PIN, True)
    await presence(pir)
    assert await presence(pir) == [0.0]
    bench.drive(PIN, False)
    assert await presence(pir) == [1.0]
    pir.close()


async def test_a_closed_sensor_is_a_fault(bench: Bench, clock):
    pir = pir_on(bench.factory, clock)
    pir.close()
    pir.close()
    with pytest.raises(DriverFault):
        await pir.read()


async def test_the_emulated_one_is_high_for_a_while_then_blind_then_sees_again(monkeypatch, clock):
    async with a_rig() as rig:
        with pins_of(rig, monkeypatch) as factory:
            eye = EmulatedPir(rig.pins, PIN, speed=30)
            pir = pir_on(factory, clock)
            await presence(pir)
            eye.see_motion()
            assert await presence(pir) == [1.0]
            await until(lambda: not rig.pins.level(PIN))
            eye.see_motion()  # blind
            assert not rig.pins.level(PIN)

            def sees() -> bool:
                eye.see_motion()
                return rig.pins.level(PIN)

            await until(sees)
            eye.die()
            eye.see_motion()
            assert not rig.pins.level(PIN)
            eye.stick()
            assert rig.pins.level(PIN)
            eye.mend()
            eye.cut()
            assert not rig.pins.level(PIN)
            pir.close()
