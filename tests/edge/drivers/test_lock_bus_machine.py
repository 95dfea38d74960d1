"""Three boards on one line and at one supply, over arbitrary happenings: readings are true or a fault, what opens was asked."""

import asyncio

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from hallenwart_contract.clock import SystemClock
from hallenwart_edge.config import Agent, AgentConfig
from hallenwart_edge.config_devices import Compartment, Locker
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.hardware import Hardware
from hallenwart_sim.devices.lock_board import EmulatedSupply, Fault
from support.rig import a_rig, until

PULSE_MS = 20
BOARDS = st.integers(0, 2)
LOCKS = st.integers(0, 15)
HAPPENINGS = st.one_of(
    st.tuples(st.just("read"), BOARDS, st.none()),
    st.tuples(st.just("unlock"), BOARDS, LOCKS),
    st.tuples(st.just("pull"), BOARDS, LOCKS),
    st.tuples(st.just("push"), BOARDS, LOCKS),
    st.tuples(st.just("break"), BOARDS, st.sampled_from(Fault)),
    st.tuples(st.just("mend"), BOARDS, st.none()),
    st.tuples(st.just("replug"), BOARDS, st.none()),
)


class Bench:
    def __init__(self, rig, hardware: Hardware) -> None:
        self.bus, self.supply = rig.bus(), EmulatedSupply()
        how = {"bus": self.bus, "supply": self.supply}
        self.emulated = [rig.locker(**how, keys=(1, 2)), rig.locker(**how, address=1), rig.locker_48(**how, address=2)]
        self.boards, self.asked = [], [[], [], []]
        self.blamed: set[tuple[str, int]] = set()
        for number, emulated in enumerate(self.emulated):
            emulated.pulse_ms = PULSE_MS
            locker = Locker(
                id=f"board-{number}",
                board="kr-cu48" if number == 2 else "kr-cu16",
                port=self.bus.port,
                address=number,
                pulse_ms=PULSE_MS,
                compartments=[Compartment(number=number, lock=0, column=1, row=1)],
            )
            self.boards.append(hardware.locker(locker))

    async def happen(self, what: str, number: int, detail: object) -> None:
        emulated = self.emulated[number]
        match what:
            case "read":
                await self.read(number)
            case "unlock":
                await self.boards[number].unlock(detail)
                if Fault.SILENT not in emulated.faults:
                    self.asked[number].append(detail)
            case "pull":
                emulated.pull_door(detail, force=True)
            case "push":
                emulated.push_door(detail)
            case "break":
                emulated.faults.add(detail)
            case "mend":
                emulated.faults.clear()
            case "replug":
                self.bus.unplug()
                self.bus.plug_in()

    async def read(self, number: int) -> None:
        emulated, before = self.emulated[number], self.pictured(number)
        try:
            doors = await self.boards[number].read()
        except DriverFault as fault:
            self.blamed.add((fault.component, number))
            return
        assert not emulated.faults & {Fault.SILENT, Fault.WRONG_SUM, Fault.HALF_FRAME}
        assert tuple((door.closed, door.item_present) for door in doors) in (before, self.pictured(number))

    def pictured(self, number: int):
        knows = number != 2
        return tuple((door.closed, door.key if knows else None) for door in self.emulated[number].doors)


@settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.lists(HAPPENINGS, max_size=25))
def test_what_is_read_is_true_and_what_opens_was_asked(happenings):
    async def live() -> None:
        hardware = Hardware(AgentConfig(agent=Agent(device="nordpark-1", site="nordpark")), SystemClock())
        async with a_rig() as rig:
            bench = Bench(rig, hardware)
            for what, number, detail in happenings:
                try:
                    await bench.happen(what, number, detail)
                except DriverFault:
                    assert what == "unlock"  # the line was just replugged; nothing left
            for emulated in bench.emulated:
                emulated.faults.clear()
            await asyncio.gather(*(bench.read(number) for number in range(3)))
            for emulated, asked in zip(bench.emulated, bench.asked, strict=True):
                await until(lambda emulated=emulated, asked=asked: [lock for lock, _ in emulated.unlocks] == asked)
            assert all(component == f"board-{number}" for component, number in bench.blamed)
            assert bench.supply.brown_outs == 0
            assert bench.bus.collisions == 0
            hardware.close()

    asyncio.run(live())
