from itertools import pairwise

import pytest

from support.rig import a_rig

OUTER, INNER, SIREN = 17, 27, 22


async def walked(rig, walk: str, *, speed: float = 2.0) -> tuple[list[tuple[str, bool]], list[int]]:
    """Return what the beams did, in order, and how many ms passed between (at a walker's own speed)."""
    door = rig.beam_pair(OUTER, INNER, speed=speed)
    seen: list[tuple[int, str, bool]] = []
    for name, pin in (("outer", OUTER), ("inner", INNER)):
        rig.pins.observe(pin, lambda change, name=name: seen.append((change.mono_ms, name, change.high)))
    await getattr(door, walk)()
    return [(name, broken) for _, name, broken in seen], [round((b[0] - a[0]) * speed) for a, b in pairwise(seen)]


IN = [("outer", True), ("inner", True), ("outer", False), ("inner", False)]
OUT = [("inner", True), ("outer", True), ("inner", False), ("outer", False)]
BACK = [("outer", True), ("inner", True), ("inner", False), ("outer", False)]


@pytest.mark.parametrize(
    ("walk", "sequence"),
    [("person_in", IN), ("person_out", OUT), ("side_by_side_in", IN), ("turn_back", BACK), ("wave_arm", IN)],
)
async def test_the_beams_break_in_the_order_of_the_walk(walk, sequence):
    async with a_rig() as rig:
        edges, _ = await walked(rig, walk)
        assert edges == sequence


async def test_a_body_breaks_both_beams_long_enough_and_an_arm_does_not():
    async with a_rig() as rig:
        _, (_, both_ms, _) = await walked(rig, "person_in", speed=1.0)
        assert both_ms >= 60
        _, (_, both_ms, _) = await walked(rig, "wave_arm", speed=1.0)
        assert both_ms < 60


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
