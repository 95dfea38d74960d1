"""Keeps the display's picture current: drawn anew on every change, and at the moment the plan itself changes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from msgspec.structs import replace

from hallenwart_contract.clock import Clock
from hallenwart_contract.display import Display, DisplayAction
from hallenwart_contract.people import Use
from hallenwart_contract.site_link import ZoneAlarm
from hallenwart_contract.view import ScreenNow
from hallenwart_edge.bell import Bell
from hallenwart_edge.display import ladder
from hallenwart_edge.display.kept import Kept, kept, standing
from hallenwart_edge.display.ladder import Memory
from hallenwart_edge.display.shown_log import Shown, ShownLog, summary
from hallenwart_edge.display.sources import KeyOut, Moment, Sources
from hallenwart_edge.ports import Documents, Link, Outbox
from hallenwart_edge.site_ports import Neighbours
from hallenwart_edge.small_file import SmallFile

_LOOK_EVERY_S: Final = 1.0
_SOON_S: Final = 0.005
_WEIGHTY: Final = (Use.BUSY, Use.UNKNOWN, Use.FREE)


class Picture(Protocol):
    """The shared picture of this device, as far as the display reads it, and where it tells what it shows."""

    @property
    def people(self) -> dict[str, int | None]: ...

    @property
    def zone_alarms(self) -> list[ZoneAlarm]: ...

    def dangers(self) -> list[ZoneAlarm]: ...

    def sending(self) -> dict[str, bool | None]: ...

    def uses(self) -> dict[str, str]: ...

    def set_screen(self, now: ScreenNow) -> None: ...

    def changed(self) -> Awaitable[None]: ...


@dataclass(frozen=True, slots=True)
class DisplaySettings:
    """`title` and `zone` hold until the first documents arrive. `folder` keeps what was shown and heard; None keeps nothing."""

    title: str = ""
    zone: str = "Europe/Berlin"
    folder: Path | None = None
    wall_speed: float = 1.0
    device: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the display asks of the rest of the device; nobody announces when it changes."""

    keys: Callable[[], Sequence[KeyOut]] = lambda: ()
    slots: Callable[[], frozenset[int]] = frozenset
    trusted: Callable[[], bool] = lambda: True
    network: Callable[[], bool] = lambda: True
    enrolled: Callable[[], bool] = lambda: True


@dataclass(frozen=True, slots=True)
class _Asked:
    online: bool = False
    trusted: bool = True
    keys: tuple[KeyOut, ...] = ()
    network: bool = True
    enrolled: bool = True


class DisplayAgent:
    """What the hall display of this device shows."""

    def __init__(
        self,
        *,
        settings: DisplaySettings,
        documents: Documents,
        board: Picture,
        neighbours: Neighbours,
        link: Link,
        clock: Clock,
        outbox: Outbox,
        around: Surroundings | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._settings, self._documents, self._board = settings, documents, board
        self._neighbours, self._link, self._clock, self._sleep = neighbours, link, clock, sleep
        self._around = around or Surroundings()
        folder = settings.folder
        self._file = SmallFile(folder / "alarms.json" if folder else None, Kept)
        self._memory = Memory(standing(self._file.load()))
        self.log = ShownLog(folder / "shown" if folder else None, outbox.event, mono_ms=clock.mono_ms, sleep=sleep)
        self._bell = Bell()
        self._no = clock.now_ms() // 1_000  # rises over restarts too
        self._drawn = self._next_ms = self._looked_ms = 0
        self._since: tuple[str, str, str, int] = ("", "", "", 0)
        self._asked = _Asked()
        self._picture = self._look()
        self._tell()

    async def run(self) -> None:
        """Follow plan, counts, alarms and time until cancelled."""
        self.log.note(self._shown())
        async with asyncio.TaskGroup() as group:
            group.create_task(self._follow(self._documents.changed), name="display documents")
            group.create_task(self._follow(self._board.changed), name="display board")
            group.create_task(self._follow(self._neighbours.changed), name="display neighbours")
            group.create_task(self._follow_time(), name="display time")
            group.create_task(self._file.keep(lambda: kept(self._memory.alarms)), name="display alarms")
            group.create_task(self.log.run(), name="display log")

    def changed(self) -> Coroutine[Any, Any, None]:
        """Wait until the picture changed."""
        return self._bell.wait()

    def display(self) -> Display:
        """Return the whole picture as it is now; its `no` rises with every change."""
        self._draw()
        return replace(self._picture, now_ms=self._clock.now_ms())

    async def act(self, action: DisplayAction) -> None:
        """Take what the page says back: `drawn` tells which picture stands on the screen."""
        if action.do == "drawn":
            self._drawn = max(self._drawn, action.no)

    async def _follow(self, changed: Callable[[], Awaitable[None]]) -> None:
        while True:
            await changed()
            self._draw()

    async def _follow_time(self) -> None:
        """Wake when the picture changes by itself, and look every second, because wall time may jump."""
        while True:
            now_ms = self._clock.now_ms()
            if now_ms >= self._next_ms or now_ms < self._looked_ms or self._ask() != self._asked:
                self._draw()
            left_s = (self._next_ms - self._clock.now_ms()) / 1_000 / self._settings.wall_speed
            await self._sleep(min(_LOOK_EVERY_S, max(left_s, _SOON_S)))

    def _draw(self) -> None:
        picture = self._look()
        if replace(self._picture, now_ms=picture.now_ms) == picture:
            return
        self._no += 1
        self._picture = replace(picture, no=self._no)
        self._tell()
        self.log.note(self._shown())
        self._bell.ring()

    def _look(self) -> Display:
        sources, now = self._sources(), Moment(self._clock.now_ms(), self._clock.mono_ms())
        before, self._memory = self._memory, ladder.remember(self._memory, sources, now)
        if before.alarms != self._memory.alarms:
            self._file.note()
        self._looked_ms = now.wall_ms
        self._next_ms = ladder.next_change_ms(sources, self._memory, now)
        return replace(ladder.show(sources, self._memory, now), no=self._no)

    def _tell(self) -> None:
        shown = self._shown()
        if self._since[:3] != (shown.mode, shown.rung, shown.card):
            self._since = (shown.mode, shown.rung, shown.card, shown.t_ms)
        mode, rung, card, since_ms = self._since
        self._board.set_screen(ScreenNow(mode=mode, rung=rung, card=card, since_ms=since_ms, plan_rev=shown.plan_rev))

    def _shown(self) -> Shown:
        view = self._documents.view
        return summary(self._picture, view.rev if view else 0)

    def _ask(self) -> _Asked:
        """Ask what nobody announces; a device that has a plan needs no network to show it."""
        around, new = self._around, self._documents.view is None
        return _Asked(
            self._link.online,
            around.trusted(),
            tuple(around.keys()),
            around.network() if new else True,
            around.enrolled() if new else True,
        )

    def _sources(self) -> Sources:
        board, neighbours, documents = self._board, self._neighbours, self._documents
        self._asked = asked = self._ask()
        return Sources(
            view=documents.view,
            config=documents.config,
            grants=documents.grants,
            keys=asked.keys,
            slots=self._around.slots(),
            people=neighbours.people() | board.people,
            uses=_together(board.uses(), neighbours.uses()),
            unheard=neighbours.unheard() - board.people.keys(),
            own=[*board.zone_alarms, *board.dangers()],
            heard=_heard(neighbours),
            cameras=_either(board.sending(), neighbours.cameras()),
            received_ms=documents.received_ms,
            online=asked.online,
            network=asked.network,
            enrolled=asked.enrolled,
            trusted=asked.trusted,
            title=self._settings.title,
            zone=self._settings.zone,
            device=self._settings.device,
        )


def _heard(neighbours: Neighbours) -> dict[str, list[ZoneAlarm] | None]:
    dangers = neighbours.dangers()
    return {peer: None if said is None else [*said, *dangers.get(peer, [])] for peer, said in neighbours.heard().items()}


def _together(own: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    """Return a word per hall; of two, busy outweighs unknown, and that outweighs free."""
    words = {**others}
    for hall, word in own.items():
        words[hall] = min(word, words.get(hall, word), key=lambda each: _WEIGHTY.index(Use(each)))
    return words


def _either(own: Mapping[str, bool | None], others: Mapping[str, bool | None]) -> dict[str, bool | None]:
    """Return whether a camera sends per hall; one that does outweighs one nobody knows of, and that one that is off."""
    words = {**others}
    for hall, on in own.items():
        both = (on, words.get(hall, False))
        words[hall] = True if True in both else None if None in both else False
    return words
