"""The director's eyes on the town: every page it compares against, and what counts as seen there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Final

import httpx

from hallenwart_contract.director import Received
from hallenwart_contract.display import Display, DisplayMode
from hallenwart_contract.live import ManagerView
from hallenwart_contract.live_incidents import Incident
from hallenwart_sim.director.push_inbox import PushInbox
from hallenwart_sim.director.stage import Moment, Stage
from hallenwart_sim.phones.phones import Phones
from hallenwart_sim.town.plan import DEVICES
from hallenwart_sim.town.seed_file import CARETAKER, DEPUTY, OFFICE
from hallenwart_sim.town.town import Town
from hallenwart_sim.town.watch import Watched, mono_ms, screen_states

_LOOK_EVERY_S: Final = 0.2
FIRE_KINDS: Final = frozenset({"smoke", "heat", "panel", "call_point"})


class Scene:
    """Kiosk, displays, the manager page of a caretaker, and what a phone is told."""

    def __init__(self, town: Town, stage: Stage, phones: Phones) -> None:
        self.town, self.stage, self.gateways = town, stage, phones
        self.inbox = phones.inbox
        self.inbox.tell = stage.changed.set
        self.caretaker, self.office = town.signed_in(CARETAKER.email), town.signed_in(OFFICE.email)
        self.panel_on = self.dead_sensor = self.low_battery = self.crowd = False
        self.typed = ""
        self.manager: Watched[ManagerView] = Watched()
        self.kiosk = town.equipment.kiosk
        self.displays: dict[str, Watched[Display]] = {device.id: Watched() for device in DEVICES if device.display}
        self.phones = (
            PushInbox(self.caretaker, CARETAKER.name, self.inbox),
            PushInbox(town.signed_in(DEPUTY.email), DEPUTY.name, self.inbox),
        )

    async def watch(self) -> None:
        """Look at all pages until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.manager.follow(self.caretaker.views), name="watch: manager")
            for device, watched in self.displays.items():
                url = f"{self._screens(device)}/display/live"
                group.create_task(watched.follow(partial(screen_states, url, Display)), name=f"watch: {device}")
            for phone in self.phones:
                group.create_task(phone.subscribe(self.town.director_url), name="watch: push")

    def _screens(self, device: str) -> str:
        return self.town.screens_url(device).replace("http", "ws", 1)

    # --- moments ---

    def now(self) -> Moment:
        """Return the moment of the click, fixed here and now."""
        clicked_ms = mono_ms()

        async def moment() -> int:
            return clicked_ms

        return moment

    def at(self, wall_ms: int) -> Moment:
        """Return the moment of a town time; waits for it."""

        async def moment() -> int:
            due_ms = self.stage.mono_of(wall_ms)
            await asyncio.sleep(max(0, due_ms - mono_ms()) / 1000)
            return due_ms

        return moment

    def siren(self, device: str) -> Moment:
        """Wait until the relay of a siren closes, and return when its pin changed."""

        async def moment() -> int:
            siren = self.town.equipment.fires[device].siren
            await siren.wait(sounding=True, within_s=float("inf"))
            return next(each.mono_ms for each in reversed(siren.history) if each.sounding)

        return moment

    def display_alarms(self, device: str) -> Moment:
        """Wait until a display shows an alarm that is no drill."""
        return partial(self.displays[device].until, lambda told: in_alarm(told) and not told.drill)

    def rule_fired(self, device: str) -> Moment:
        """Return when the agent decided, by its own word on its display."""

        async def moment() -> int:
            display = self.displays[device]
            await display.until(lambda told: in_alarm(told) and told.alarm_since_ms is not None)
            since_ms = display.latest.alarm_since_ms if display.latest else None
            return mono_ms() if since_ms is None else self.stage.mono_of(since_ms)

        return moment

    def incident(self, holds: Callable[[Incident], bool]) -> Moment:
        return partial(self.manager.until, lambda view: any(holds(incident) for incident in view.incidents))

    def told(self, begin: Moment, holds: Callable[[Received], bool]) -> Moment:
        """Return the moment when the first message that `holds` came to a phone, after `begin`."""

        async def moment() -> int:
            return await self.inbox.next_since(await begin(), holds)

        return moment

    async def handed_over(self) -> int:
        """Wait until every device is connected and was, for a moment, rid of all it kept. Returns when that was seen."""
        async with httpx.AsyncClient(timeout=2.0) as http, asyncio.TaskGroup() as group:
            for device in DEVICES:
                url = f"{self.town.screens_url(device.id)}/healthz"
                group.create_task(_rid_of_all(http, url), name=f"outbox of {device.id}")
        return mono_ms()

    def device_state(self, device: str, *states: str) -> Moment:
        return partial(
            self.manager.until, lambda view: any(each.id == device and each.state in states for each in view.devices)
        )


async def _rid_of_all(http: httpx.AsyncClient, url: str) -> None:
    while True:
        with suppress(httpx.HTTPError):
            health = (await http.get(url)).json()
            if health["online"] and not any(health["outbox"].values()):
                return
        await asyncio.sleep(_LOOK_EVERY_S)


def in_alarm(display: Display) -> bool:
    return display.mode is not DisplayMode.BOARD


def burns(site: str, since_ms: int) -> Callable[[Incident], bool]:
    """Return what recognises a fire of this site that began (or came again) since then."""
    return lambda incident: incident.kind in FIRE_KINDS and incident.site == site and incident.since_ms >= since_ms
