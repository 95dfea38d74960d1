"""The commissioning assistant: one step after the other, kept as they come, until a protocol can be made."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_edge.check import check_each
from hallenwart_edge.commissioning import doors, readers, screens, sensors
from hallenwart_edge.commissioning.asking import Talk
from hallenwart_edge.commissioning.lockers import locker_looks
from hallenwart_edge.commissioning.neighbours import peer_looks
from hallenwart_edge.commissioning.notebook import Notebook
from hallenwart_edge.commissioning.quick import quick_looks
from hallenwart_edge.commissioning.step import Look, Outcome, failed
from hallenwart_edge.config import AgentConfig
from hallenwart_edge.config_devices import Contact, FireContact
from hallenwart_edge.config_display import Display
from hallenwart_edge.errors import DriverFault, EdgeError
from hallenwart_edge.hardware import Hardware
from hallenwart_edge.panels import panel_of
from hallenwart_edge.running_lock import is_held

RUNNING: Final = (
    "Der Agent läuft und hält die Geräte; zuerst: sudo systemctl stop hallenwart-edge / "
    "the agent runs and holds the devices; stop it first"
)


@dataclass(frozen=True, slots=True)
class Task:
    """One step with somebody: what it is about, and what is done."""

    component: str
    step: str
    look: Callable[[], Awaitable[Look]]


class Assistant:
    """`pulse`: locks may be unlocked, after a yes for each. `pause` waits while the siren sounds."""

    def __init__(
        self,
        config: AgentConfig,
        clock: Clock,
        notebook: Notebook,
        talk: Talk,
        *,
        pulse: bool = False,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._config, self._clock, self._notebook, self._talk = config, clock, notebook, talk
        self._pulse, self._pause = pulse, pause

    async def run(self) -> bool:
        """Go through everything that is not well yet. Returns whether all is well now. Raises GoneError, EdgeError, OSError."""
        if is_held(Path(self._config.agent.state_dir)):
            raise EdgeError(RUNNING)
        async for look in quick_looks(self._config, self._clock):
            self._note(look)
        async for look in peer_looks(self._config):
            self._note(look)
        async for name, good, words in check_each(self._config):
            self._note(Look(name, "read", Outcome.OK if good else Outcome.FAILED, words))
        for locker in self._config.lockers:
            if not self._notebook.done(locker.id, "wiring"):
                async for look in self._locker(locker.id):
                    self._note(look)
        for make in self._makers():
            await self._do(make)
        return all(step.outcome == Outcome.OK for step in self._notebook.notes.steps)

    def _note(self, look: Look) -> None:
        self._notebook.note(look, self._clock.now_ms())
        self._talk.say(look.line)

    async def _locker(self, name: str) -> AsyncIterator[Look]:
        locker = next(each for each in self._config.lockers if each.id == name)
        hardware = Hardware(self._config, self._clock)
        try:
            async for look in locker_looks(locker, hardware, self._talk, pulse=self._pulse):
                yield look
        finally:
            hardware.close()

    async def _do(self, make: Callable[[Hardware], Task]) -> None:
        """Do one step with hardware of its own, so that nothing of the step before is still open."""
        hardware = Hardware(self._config, self._clock)
        try:
            task = make(hardware)
            if not self._notebook.done(task.component, task.step):
                self._note(await self._looked(task))
        finally:
            hardware.close()

    async def _looked(self, task: Task) -> Look:
        try:
            return await task.look()
        except DriverFault as fault:
            return failed(task.component, task.step, str(fault))

    def _makers(self) -> list[Callable[[Hardware], Task]]:
        config, talk = self._config, self._talk
        by_table = (
            (config.keypads, "keys", readers.keypad_look),
            (config.card_readers, "card", readers.card_look),
            (config.code_readers, "code", readers.code_look),
            (config.tag_readers, "tag", readers.tag_look),
            (config.loops, "test", sensors.loop_look),
            (config.smokes, "test", sensors.smoke_look),
            (config.heats, "test", sensors.heat_look),
            (config.beams, "direction", sensors.beam_look),
            (config.door_radars, "counted", doors.radar_look),
            (config.pirs, "moves", doors.pir_look),
        )
        makers: list[Callable[[Hardware], Task]] = []
        if config.lamps is not None:
            makers.append(lambda hardware: Task("lamps", "seen", partial(readers.lamps_look, "lamps", config, hardware, talk)))
        if config.uses_adc:
            makers.append(lambda hardware: Task("adc", "self-test", partial(sensors.converter_look, config, hardware)))
        makers += [partial(_task, each.id, step, look, config, talk) for table, step, look in by_table for each in table]
        makers += [partial(self._contact, each) for each in config.contacts]
        makers += [partial(self._contact, each) for each in config.fire_contacts]
        if config.siren is not None:
            makers.append(
                lambda hardware: Task("siren", "heard", partial(sensors.siren_look, config, hardware, talk, pause=self._pause))
            )
        if config.display is not None:
            makers.append(lambda _: Task("display", "exits", partial(sensors.exits_look, config, talk)))
            makers += self._screen(config.display)
        return makers

    def _screen(self, display: Display) -> list[Callable[[Hardware], Task]]:
        talk, panel = self._talk, panel_of(display)
        makers: list[Callable[[Hardware], Task]] = [lambda _: Task("voice", "heard", partial(screens.voice_look, talk))]
        if panel is not None:
            switched = partial(screens.panel_look, panel, talk, pause=self._pause)
            makers.append(lambda _: Task("panel", "switched", switched))
        return makers

    def _contact(self, contact: Contact | FireContact, hardware: Hardware) -> Task:
        opened = partial(hardware.contact, contact)
        return Task(contact.id, "moves", partial(readers.contact_look, contact.id, opened, contact.means, self._talk))


StepLook = Callable[[str, AgentConfig, Hardware, Talk], Awaitable[Look]]


def _task(name: str, step: str, look: StepLook, config: AgentConfig, talk: Talk, hardware: Hardware) -> Task:
    return Task(name, step, partial(look, name, config, hardware, talk))
