from itertools import pairwise

import pytest

from hallenwart_sim.devices.door import EmulatedBeamPair
from support.rig import a_rig

OUTER, INNER, SIREN = 17, 27, 22


class PacedDoor(EmulatedBeamPair):
    """People walk in a time of their own, and the beams are written down: (ms, beam, broken)."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.seen: list[tuple[int, str, bool]] = []
        super().__init__(self, OUTER, INNER)
        self.seen.clear()

    def drive(self, pin: int, high: bool) -> None:
        self.seen.append((round(self.now_s * 1000), "outer" if pin == OUTER else "inner", high))

    async def people_in_two(self) -> None:
        await self.people_in(2)

    async def _pause(self, walked_s: float) -> None:
        self.now_s += walked_s


async def walked(walk: str) -> tuple[list[tuple[str, bool]], list[int]]:
    """Return what the beams did, in order, and how many ms passed between."""
    door = PacedDoor()
    await getattr(door, walk)()
    return [(name, broken) for _, name, broken in door.seen], [b[0] - a[0] for a, b in pairwise(door.seen)]


IN = [("outer", True), ("inner", True), ("outer", False), ("inner", False)]
OUT = [("inner", True), ("outer", True), ("inner", False), ("outer", False)]
BACK = [("outer", True), ("inner", True), ("inner", False), ("outer", False)]


@pytest.mark.parametrize(
    ("walk", "sequence"),
    [("person_in", IN), ("person_out", OUT), ("side_by_side_in", IN), ("turn_back", BACK), ("wave_arm", IN)],
)
async def test_the_beams_break_in_the_order_of_the_walk(walk, sequence):
    edges, _ = await walked(walk)
    assert edges == sequence


async def test_a_body_breaks_both_beams_long_enough_and_an_arm_does_not():
    _, (_, both_ms, _) = await walked("person_in")
    assert both_ms >= 60
    _, (_, both_ms, _) = await walked("wave_arm")
    assert both_ms < 60


async def test_people_one_behind_the_other_leave_the_beams_between():
    edges, between_ms = await walked("people_in_two")
    assert edges == IN * 2
    assert between_ms[3] >= 500


async def test_walking_takes_its_time_on_the_pins():
    async with a_rig() as rig:
        door = rig.beam_pair(OUTER, INNER, speed=2)
        await door.person_out()
        broken_ms = [change.mono_ms for change in rig.pins.history(INNER)]
        assert broken_ms[1] - broken_ms[0] >= 95


async def test_something_in_the_way_stays():
    async with a_rig() as rig:
        door = rig.beam_pair(OUTER, INNER)
        door.block()
        assert rig.pins.level(OUTER)
        assert rig.pins.level(INNER)
        door.clear()
        assert not rig.pins.level(INNER)


@pytest.mark.parametrize("active_high", [True, False])
async def test_a_siren_is_silent_while_its_pin_floats(active_high):
    async with a_rig() as rig:
        siren = rig.siren(SIREN, active_high=active_high)
        assert not siren.sounding
        assert siren.history == []
        with pytest.raises(TimeoutError):
            await siren.wait(sounding=True, within_s=0.02)
        rig.pins.drive(SIREN, active_high)
        await siren.wait(sounding=True)
        rig.pins.release(SIREN)
        await siren.wait(sounding=False)
        assert [sounding for _, sounding in siren.history] == [True, False]
