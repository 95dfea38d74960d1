"""How each display is set, and what is asked of it. Whoever calls checked the person."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from typing import Protocol

import msgspec

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.display.screens import store
from hallenwart_backend.display.screens.refusals import no_display, not_reached
from hallenwart_backend.display.screens.rules import fault_of
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.halls.model import Display, Site
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock
from hallenwart_contract.view import Exit, Screen

Arg = dict[str, str | int | bool | None]


class Commands(Protocol):
    async def send(self, device: str, op: str, arg: Arg, *, by: str, offline: Callable[[], RefusedError]) -> str: ...


class Exits(Protocol):
    """The arrow of a display, while it is released."""

    def exit_of(self, device: str) -> Exit | None: ...

    async def look(self) -> None: ...


class ScreenDesk:
    """Implements display.ports.ScreenSource. `changed`: documents of devices are old; `told`: pages are."""

    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        clock: Clock,
        commands: Commands,
        exits: Exits,
        *,
        changed: Callable[[], None],
        told: Callable[[], Awaitable[None]],
    ) -> None:
        self._records, self._places, self._clock = records, places, clock
        self._commands, self._exits = commands, exits
        self._changed, self._told = changed, told
        self._screens: dict[str, Screen] = {}

    async def load(self) -> None:
        """Read how displays are set; call once before devices are told."""
        self._screens = await self._records.read(store.all_screens)

    def display(self, device: str) -> tuple[Display, Site]:
        """Return a display and its site. Raises RefusedError 404."""
        places = self._places.current
        display, site = places.displays.get(device), places.site_of_device(device)
        if display is None or site is None:
            raise no_display()
        return display, site

    def settings_of(self, device: str) -> Screen:
        """Return how a display is set, without its arrow."""
        return self._screens.get(device, Screen())

    async def screen_of(self, device: str) -> Screen:
        return msgspec.structs.replace(self.settings_of(device), exit=self._exits.exit_of(device))

    async def set(self, device: str, wanted: Screen) -> Screen:
        """Set a display otherwise. Raises RefusedError 404, 422."""
        self.display(device)
        if fault := fault_of(wanted):
            raise RefusedError(fault.code, fault.de, fault.en, status=422)
        kept, now = msgspec.structs.replace(wanted, exit=None), self._clock.now_ms()
        await self._records.write(lambda connection: store.set_screen(connection, device, kept, now))
        self._screens[device] = kept
        await self._exits.look()  # one that hangs otherwise than it was released has no arrow any more
        self._changed()
        await self._told()
        return kept

    async def ask_proof(self, device: str, person: Person) -> tuple[str, str]:
        """Ask for a picture of what is drawn. Returns the command's id and the `ref` by which it comes."""
        self.display(device)
        ref = secrets.token_hex(8)
        return await self._commands.send(device, "proof", {"ref": ref}, by=person.name, offline=not_reached), ref
