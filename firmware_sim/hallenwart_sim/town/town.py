"""The demo town, joined: broker, server and three agents as real processes, emulated halls, people, and the director.

async with Town(options) as town:       # everything answers
    await town.live()                   # until cancelled
"""

from __future__ import annotations

import asyncio
import secrets
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from hallenwart_contract.clock import SystemClock, TownClock
from hallenwart_contract.director import LampNow, Link
from hallenwart_contract.kiosk import Kiosk
from hallenwart_sim.phones import calls, texts
from hallenwart_sim.town import api, equipment, local_bus, plan, screens, seed_file, setup, timetable, toml
from hallenwart_sim.town.folder import Folder
from hallenwart_sim.town.neighbour import Portal
from hallenwart_sim.town.new_pi import NewPi
from hallenwart_sim.town.people import People
from hallenwart_sim.town.ports import Ports
from hallenwart_sim.town.processes import Child, Command, script, stop_all
from hallenwart_sim.town.relay import Cable, Relay
from hallenwart_sim.town.watch import screen_states
from hallenwart_sim.world import World

READY_WITHIN_S: Final = 180.0
KEEP_EVERY_S: Final = 5.0
_ADDED: Final = "new-pi"


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line chose. `at` is the local time at the first start: of today, or with a date."""

    state: Path
    engine: str = "auto"
    speed: float = 1.0
    at: str = "17:40"
    fresh: bool = False
    people: bool = True
    fire_speed: float = 1.0
    seed: int = 1
    ports: Ports = field(default_factory=Ports)


class Town:
    """Starts everything on entering and ends everything on leaving."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.folder = Folder(options.state.absolute())
        self.cables = {site.id: Cable() for site in plan.SITES} | {_ADDED: Cable()}
        self.agents: dict[str, Child] = {}
        self.bus: Child | None = None
        self.keeper: Child | None = None
        self.new_pi: NewPi | None = None
        self.tls = local_bus.find_mosquitto(options.engine) is not None
        """Whether agents and server show the broker certificates; the embedded broker knows passwords only."""
        self.voice_secret = secrets.token_hex(16)
        self.portal = Portal()
        self._stack = AsyncExitStack()
        self._whole = asyncio.Event()
        self._whole.set()
        self._whole_since_ms = 0

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as stack:
            await self._start(stack)
            self._stack = stack.pop_all()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    @property
    def backend_url(self) -> str:
        return f"http://127.0.0.1:{self.options.ports.backend}"

    @property
    def director_url(self) -> str:
        return f"http://127.0.0.1:{self.options.ports.director}"

    def screens_url(self, device: str) -> str:
        return f"http://127.0.0.1:{self.options.ports.screens(device)}"

    @property
    def children(self) -> list[Child]:
        some = [child for child in (self.bus, self.keeper) if child is not None]
        added = [self.new_pi.child] if self.new_pi is not None else []
        return [self.broker, *some, self.backend, *self.agents.values(), *added]

    def links(self) -> list[Link]:
        """Return every page of the town, in the order of a tour."""
        kiosk, foyer, sued = (self.screens_url(device.id) for device in plan.DEVICES)
        return [
            Link(title_de="Regie", title_en="Director", url=f"{self.director_url}/director/"),
            Link(title_de="Verein", title_en="Club", url=f"{self.backend_url}/club/"),
            Link(title_de="Schlüsselschrank", title_en="Key locker", url=f"{kiosk}/kiosk/"),
            Link(title_de="Leitstand", title_en="Manager", url=f"{self.backend_url}/manager/"),
            Link(title_de="Anzeige Nordpark, Halle", title_en="Display Nordpark, hall", url=f"{kiosk}/display/"),
            Link(title_de="Anzeige Nordpark, Foyer", title_en="Display Nordpark, foyer", url=f"{foyer}/display/"),
            Link(title_de="Anzeige Halle Süd", title_en="Display Halle Süd", url=f"{sued}/display/"),
        ]

    @property
    def engine(self) -> str:
        """The broker that runs: mosquitto or amqtt."""
        said = self.broker.log.read_text(errors="replace")
        return "amqtt" if said.rfind("broker: amqtt") > said.rfind("broker: mosquitto") else "mosquitto"

    async def live(self) -> None:
        """Keep the processes running and let the people live, until cancelled."""
        async with asyncio.TaskGroup() as group:
            for child in self.children:
                added = self.new_pi if self.new_pi is not None and child is self.new_pi.child else None
                group.create_task((added or child).supervise(), name=f"supervise: {child.name}")
            group.create_task(self._keep_time(), name="keep the time")
            kiosk = self.screens_url(plan.NORDPARK_1).replace("http", "ws", 1) + "/kiosk/live"
            group.create_task(self.equipment.kiosk.follow(partial(screen_states, kiosk, Kiosk)), name="look at the kiosk")
            group.create_task(self.equipment.hands.help_strangers(), name="hands for strangers")
            if self.bus:
                group.create_task(self.radio.live(), name="radio heads")
            if self.options.people:
                group.create_task(self.people.live(), name="people")

    def lamps(self) -> list[LampNow]:
        """Return which lights and heatings get current now."""
        names, hall = {each.id: each.name for each in plan.HALLS}, self.equipment.hall
        found = [("nordpark", "light", hall.light.on), ("nordpark", "heating", hall.heating.on)]
        if self.bus is not None:
            on = self.radio.switch.on
            found += [("gymnastik", "light", on[plan.LIGHT_CHANNEL]), ("gymnastik", "heating", on[plan.HEATING_CHANNEL])]
        return [LampNow(hall=names[place], kind=kind, on=burns) for place, kind, burns in found]

    def network_is_whole(self) -> bool:
        return all(cable.is_whole() for cable in self.cables.values())

    def cut(self) -> None:
        """Cut every hall off from the broker. The network inside a building stays."""
        for cable in self.cables.values():
            cable.cut()
        self._whole.clear()

    def heal(self) -> None:
        for cable in self.cables.values():
            cable.heal()
        self._note_whole()

    def kill_broker(self) -> None:
        """End the broker as a power cut would."""
        self.broker.kill()
        self._whole.clear()

    async def revive_broker(self) -> None:
        await self.broker.start()
        await setup.listening(self.options.ports.broker, self.broker, within_s=READY_WITHIN_S)
        self._note_whole()

    def is_reachable(self) -> bool:
        """Say whether network and broker are there."""
        return self._whole.is_set()

    async def reachable(self) -> int:
        """Wait until network and broker are there, and return since when (monotonic ms, 0: always)."""
        await self._whole.wait()
        return self._whole_since_ms

    def _note_whole(self) -> None:
        if self.network_is_whole() and self.broker.running and not self._whole.is_set():
            self._whole_since_ms = self.clock.mono_ms()
            self._whole.set()

    async def _start(self, stack: AsyncExitStack) -> None:
        self.folder.prepare()
        stack.enter_context(self.folder.alone())
        if self.options.fresh:
            self.folder.clear()
        await asyncio.to_thread(self.options.ports.check_free)
        self.is_new = not self.folder.accounts.exists()
        self.clock = self._clock()
        self.folder.keep(self.clock.now_ms())
        stack.callback(lambda: self.folder.keep(self.clock.now_ms()))
        world = await stack.enter_async_context(World(clock=self.clock))
        self._make_bus()
        self.equipment = await equipment.build(world, bus=self.bus is not None, camera_port=self.options.ports.camera)
        await self.equipment.camera.start()
        stack.push_async_callback(self.equipment.camera.stop)
        await self._write_files()
        for relay in self._relays():
            await relay.start()
            stack.push_async_callback(relay.stop)
        self._make_children()
        stack.push_async_callback(stop_all, self.children)
        if self.bus is not None:
            stack.push_async_callback(self.radio.stop)
        await self._start_children()
        await self._sign_people_in(stack)
        if self.is_new:
            await screens.begin(self)

    def _clock(self) -> TownClock:
        system = SystemClock()
        wanted = timetable.moment_ms(self.options.at, timetable.local_date(system.now_ms()))
        return TownClock(max(wanted, self.folder.last_ms()), system.mono_ms(), self.options.speed)

    @property
    def clock_text(self) -> str:
        return f"town:{self.clock.start_ms}:{self.clock.anchor_mono_ms}:{self.clock.speed}"

    async def _write_files(self) -> None:
        await setup.provision(self.folder, self.options.ports, tls=self.tls)
        here = self.director_url
        outside = seed_file.Outside(here + texts.BASE, self.options.ports.mail, here + texts.HEARTBEAT)
        await setup.seed(self.folder, timetable.local_date(self.clock.now_ms()), outside, season=self.is_new)
        plan.write_private(self.folder.backend / "voice.toml", toml.dumps(self._telephony()))
        screens.write_feed(self.folder.backend, self.clock.now_ms())
        if self.is_new:
            await setup.tell_past(self.folder, self.clock.now_ms(), seed=self.options.seed)
        for device in plan.DEVICES:
            wiring = self.equipment.wiring[device.id]
            text = plan.agent_toml(
                device, folder=self.folder, ports=self.options.ports, wiring=wiring, clock=self.clock_text, tls=self.tls
            )
            plan.write_private(self.folder.device(device.id) / "agent.toml", text)

    def _telephony(self) -> toml.Table:
        return {
            "api": self.director_url + calls.BASE,
            "account": calls.ACCOUNT,
            "token": self.voice_secret,
            "caller": "+491713920000",
        }

    def _make_bus(self) -> None:
        """Where the machine has no broker for it, the town has no radio heads."""
        port = self.options.ports.bus
        if (command := local_bus.command(self.folder, port, self.options.engine)) is not None:
            self.bus = Child("bus", command, log=self.folder.logs / "bus.log")
            self.radio = local_bus.RadioHeads(port, self.clock)

    def _relays(self) -> list[Relay]:
        ports = self.options.ports
        to_port = ports.broker_tls if self.tls else ports.broker
        relays = [Relay(port=ports.relay(each.id), to_port=to_port, cable=self.cables[each.site]) for each in plan.DEVICES]
        if self.tls:
            cable = self.cables[_ADDED]
            relays.append(Relay(port=ports.relay_new_pi, to_port=to_port, cable=cable))
            relays.append(Relay(port=ports.relay_devices, to_port=ports.devices, cable=cable))
        return relays

    def _make_children(self) -> None:
        ports, logs = self.options.ports, self.folder.logs
        run_broker: Command = [script("hallenwart-broker"), "run", "--state", self.folder.root, "--port", str(ports.broker)]
        self.broker = Child("broker", [*run_broker, "--engine", self.options.engine], log=logs / "broker.log")
        if self.tls:
            keep: Command = ["keep", "--state", self.folder.root, "--socket", self.folder.backend / "keeper.sock"]
            self.keeper = Child("keeper", [script("hallenwart-broker"), *keep], log=logs / "keeper.log")
            self.new_pi = NewPi(
                self.folder.new_pi, screens=ports.new_pi, log=logs / "new-pi.log", clock=lambda: self.clock_text
            )
        serve: list[str | Path] = [script("hallenwart"), "serve", "--state", self.folder.backend, "--port", str(ports.backend)]
        serve += ["--clock", self.clock_text, "--webhooks-here"]  # other systems of a demo run on this machine, too
        if self.tls:
            serve += ["--device-listen", f"127.0.0.1:{ports.devices}", "--device-broker", f"127.0.0.1:{ports.relay_new_pi}"]
            serve += ["--device-url", f"https://127.0.0.1:{ports.relay_devices}"]
        self.backend = Child("backend", serve, log=logs / "backend.log")
        for name, rig in self.equipment.rigs.items():
            run: Command = [script("hallenwart-edge"), "run", "--config", self.folder.device(name) / "agent.toml"]
            self.agents[name] = Child(name, run, log=logs / f"{name}.log", env=rig.environment)

    async def _start_children(self) -> None:
        await self.broker.start()
        await setup.listening(self.options.ports.broker, self.broker, within_s=READY_WITHIN_S)
        if self.bus is not None:
            await self.bus.start()
            await setup.listening(self.options.ports.bus, self.bus, within_s=READY_WITHIN_S)
        if self.keeper is not None:
            await self.keeper.start()
        urls = {self.backend: f"{self.backend_url}/api/health"}
        urls |= {agent: f"{self.screens_url(name)}/healthz" for name, agent in self.agents.items()}
        async with asyncio.TaskGroup() as group:
            for child, url in urls.items():
                group.create_task(_up(child, url), name=f"start: {child.name}")
        if self.bus is not None:
            await self.radio.start()
        if self.new_pi is not None and self.new_pi.plugged:
            await self.new_pi.plug()

    async def _sign_people_in(self, stack: AsyncExitStack) -> None:
        self.accounts = setup.read_accounts(self.folder)
        clubs = [self.signed_in(email) for email in setup.CLUB_SPEAKERS]
        self.people = People(
            clock=self.clock,
            clubs=clubs,
            doorways=self.equipment.doorways,
            hands=self.equipment.hands,
            seed=self.options.seed,
        )
        for club in clubs:
            stack.push_async_callback(club.close)

    def signed_in(self, email: str) -> api.SignedIn:
        """Return a session for one of the town's accounts."""
        return api.SignedIn(self.backend_url, api.Account(email=email, password=self.accounts[email]))

    async def _keep_time(self) -> None:
        while True:
            await asyncio.sleep(KEEP_EVERY_S)
            self.folder.keep(self.clock.now_ms())


async def _up(child: Child, url: str) -> None:
    await child.start()
    await setup.answering(url, child, within_s=READY_WITHIN_S)
