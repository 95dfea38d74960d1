import asyncio
from contextlib import asynccontextmanager

from hallenwart_contract.display import DisplayMode
from hallenwart_contract.messages import Quality
from hallenwart_contract.view import OnTime, Screen, View
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.screen_ports import PanelLook, ScreenLook
from hallenwart_edge.screens.power import Power
from support.edge_time import ManualClock
from support.screen_world import Wall

NEVER = OnTime(days=[], from_min=0, to_min=1440)


class Set:
    """A panel that can hang, fail, and be switched by a remote control."""

    def __init__(self) -> None:
        self.on, self.pct, self.calls, self.fault = True, 100, 0, ""
        self.hang: asyncio.Event | None = None

    async def show(self, *, on, brightness_pct):
        self.calls += 1
        if self.hang is not None:
            await self.hang.wait()
        if self.fault:
            raise DriverFault("panel", self.fault)
        self.on, self.pct = on, brightness_pct

    async def look(self):
        if self.fault:
            raise DriverFault("panel", self.fault)
        return PanelLook(self.on, self.pct)


class Place:
    def __init__(self, panel) -> None:
        self.panel, self.wall, self.clock, self.told, self.trusted = panel, Wall(), ManualClock(), [], True
        self.screen_look = ScreenLook()
        self.times = [NEVER]
        self.power = Power(
            panel,
            view=lambda: View(rev=1, made_ms=0, title="", halls=[], entries=[], screen=Screen(on=self.times)),
            display=self.wall.display,
            changed=self.wall.changed,
            board=self,
            clock=self.clock,
            trusted=lambda: self.trusted,
            tell=self.tell,
        )

    def set_screen_look(self, look):
        self.screen_look = look

    set_screen = None

    async def tell(self, component, quality, reason):
        self.told.append((component, quality, reason))


@asynccontextmanager
async def running(place: Place):
    task = asyncio.create_task(place.power.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(condition):
    async with asyncio.timeout(180):
        while not condition():  # noqa: ASYNC110 - the panel rings no bell
            await asyncio.sleep(0.01)


async def test_outside_its_times_it_is_off_and_an_alarm_lights_it_at_once():
    place = Place(Set())
    async with running(place):
        await until(lambda: place.screen_look.on is False)
        assert place.power.dark
        place.wall.show(DisplayMode.SMOKE)
        await until(lambda: place.screen_look == ScreenLook(on=True, brightness_pct=100))
        assert not place.power.dark
    assert {word for _, word, _ in place.told} == {Quality.OK}


async def test_a_panel_that_hangs_never_keeps_the_page_dark_in_an_alarm():
    place = Place(Set())
    place.panel.hang = asyncio.Event()
    async with running(place):
        await until(lambda: place.panel.calls == 1)
        place.wall.show(DisplayMode.EVACUATE)
        await until(lambda: place.panel.calls == 2)
        assert not place.power.dark
        place.panel.hang.set()
        await until(lambda: place.screen_look.on is True)


async def test_a_remote_control_is_set_right_and_a_fault_is_told_and_tried_again(monkeypatch):
    monkeypatch.setattr("hallenwart_edge.screens.power.LOOK_EVERY_S", 0.02)
    place = Place(Set())
    place.times = []
    async with running(place):
        await until(lambda: place.screen_look.on is True)
        place.panel.on = False
        await place.clock.advance(61)
        await until(lambda: place.panel.on)
        place.panel.fault = "no television is on this HDMI output"
        await place.clock.advance(61)
        await until(lambda: place.told[-1] == ("panel", Quality.FAULT, place.panel.fault))
        assert place.screen_look.on is None
        place.panel.fault, place.panel.on = "", False
        await place.clock.advance(61)
        await until(lambda: place.panel.on and place.told[-1][1] == Quality.OK)


async def test_without_a_panel_the_page_alone_goes_dark_and_an_unknown_time_leaves_it_on():
    place = Place(None)
    place.trusted = False
    async with running(place):
        await asyncio.sleep(0.05)
        assert not place.power.dark
        place.trusted = True
        place.wall.bell.ring()
        await until(lambda: place.power.dark)
    assert place.screen_look == ScreenLook()
