import asyncio
import threading

from hallenwart_sim.world import World


async def test_rigs_are_apart_and_leave_nothing_behind():
    async with World() as world:
        first, second = await asyncio.gather(world.add_rig("nordpark-1"), world.add_rig("sued-1"))
        first.pins.drive(17, high=True)
        assert not second.pins.level(17)
        ports = {first.locker().port, first.keypad().port, second.locker().port, first.pms5003().port, first.ld2410().port}
        ports |= {first.pn532().port, first.rdm6300().port, first.rdm6300().port, first.gm65().port}
        assert len(ports) == 9
        first.ds18b20("28-0316a2791234")
        assert [folder.name for folder in first.w1_base.iterdir()] == ["28-0316a2791234"]
        assert list(second.w1_base.iterdir()) == []
        folder = world.folder
        assert folder.exists()
        assert len([thread for thread in threading.enumerate() if thread.name.startswith("pins ")]) == 2
    assert not folder.exists()
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("pins ")] == []


async def test_a_world_can_live_in_a_given_folder(tmp_path):
    async with World(tmp_path / "town") as world:
        rig = await world.add_rig("sued-1")
        assert rig.pins_socket.startswith(str(tmp_path))
        assert rig.environment == {"HALLENWART_SIM_PINS": rig.pins_socket}
