"""What people of the fire desk do at once: silence, reset, walk test, delay, self-test, drill. Nothing is kept for later."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.fire.desk.diary import SELF_TEST
from hallenwart_backend.fire.desk.ports import Commands, Devices, Fires
from hallenwart_backend.fire.desk.refusals import no_device, no_sensor, no_site, no_zone, not_reached
from hallenwart_backend.fire.desk.rules import walk_until_ms
from hallenwart_backend.fire.rules import DRILL
from hallenwart_backend.halls.model import Site
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Evidence, EvidenceKind, Where
from hallenwart_contract.clock import Clock
from hallenwart_contract.live_incidents import StepKind

Arg = dict[str, str | int | bool | None]
_SAID: Final = {
    "silence": "Sirene stumm",
    "reset": "Zurücksetzen",
    "walk": "Begehungstest",
    "delay": "Verzögerung",
    "selftest": "Selbsttest",
}


@dataclass(frozen=True, slots=True)
class Drill:
    """A drill that was begun or ended: which devices took the command (with its id), which were not reached."""

    ref: str
    reached: dict[str, str]
    missed: tuple[str, ...]


class FireActs:
    """Each returns the id of the command it sent. Raises RefusedError 404, and 409 when the device is not reached."""

    def __init__(
        self, places: PlaceBook, clock: Clock, commands: Commands, devices: Devices, evidence: Evidence, fires: Fires
    ) -> None:
        self._places = places
        self._clock = clock
        self._commands = commands
        self._devices = devices
        self._evidence = evidence
        self._fires = fires

    def site_of(self, device: str) -> Site:
        """Return the site of a device. Raises RefusedError 404."""
        site = self._places.current.site_of_device(device)
        if site is None:
            raise no_device()
        return site

    def check_zone(self, device: str, zone: str, c: str = "") -> None:
        """Raise RefusedError 404 for a zone or sensor the device does not tell of."""
        state = self._devices.state(device)
        known = {one.id: one.sensors for one in state.zones} if state else {}
        if zone not in known:
            raise no_zone()
        if c and c not in known[zone]:
            raise no_sensor()

    async def silence(self, device: str, person: Person) -> str:
        """Quiet the siren; the alarm stands."""
        command = await self._send(device, "silence", {}, person)
        await self._fires.record(self.site_of(device).id, StepKind.SILENCED, who=person.name, text=device)
        return command

    async def reset(self, device: str, person: Person, *, alarm: str = "") -> str:
        """End one alarm, or all of a device; a zone that still sees fire alarms again."""
        command = await self._send(device, "reset", {"alarm": alarm} if alarm else {}, person)
        await self._fires.record(self.site_of(device).id, StepKind.RESET, who=person.name, text=device)
        return command

    async def walk(self, device: str, zone: str, person: Person, *, on: bool, minutes: int) -> str:
        self.check_zone(device, zone)
        until = walk_until_ms(minutes, self._clock.now_ms()) if on else 0
        return await self._send(device, "walk", {"zone": zone, "on": on, "until_ms": until}, person, zone=zone)

    async def delay(self, device: str, zone: str, person: Person, *, on: bool) -> str:
        self.check_zone(device, zone)
        return await self._send(device, "delay", {"zone": zone, "on": on}, person, zone=zone)

    async def selftest(self, device: str, person: Person, *, c: str = "") -> str:
        ref = f"{SELF_TEST}{secrets.token_hex(8)}"
        return await self._send(device, "selftest", {"ref": ref, "c": c}, person, c=c)

    async def drill(self, site: str, person: Person, *, on: bool) -> Drill:
        """Begin or end a drill at every device of a site that is reached, and say which were not."""
        devices = self._devices_of(site)
        ref = self._running(devices) or f"{DRILL}-{secrets.token_hex(8)}"
        reached: dict[str, str] = {}
        for device in devices:
            try:
                arg: Arg = {"on": on, "ref": ref}
                reached[device] = await self._commands.send(device, DRILL, arg, by=person.name, offline=not_reached)
            except RefusedError:
                continue
        missed = tuple(device for device in devices if device not in reached)
        if not reached:
            raise not_reached()
        said = f"erreicht: {', '.join(reached)}" + (f" · nicht erreicht: {', '.join(missed)}" if missed else "")
        kind = EvidenceKind.DRILL_BEGUN if on else EvidenceKind.DRILL_ENDED
        await self._evidence.note(kind, ref, person.id, said, at=Where(site=site))
        return Drill(ref, reached, missed)

    def _devices_of(self, site: str) -> list[str]:
        if site not in self._places.current.sites:
            raise no_site()
        return self._places.devices_of(site)

    def _running(self, devices: Sequence[str]) -> str:
        states = [state for device in devices if (state := self._devices.state(device)) is not None and state.drill]
        refs = [alarm.ref for state in states for alarm in state.alarms if alarm.ref.startswith(f"{DRILL}-")]
        return refs[0] if refs else ""

    async def _send(self, device: str, op: str, arg: Arg, person: Person, *, zone: str = "", c: str = "") -> str:
        site = self.site_of(device)
        command = await self._commands.send(device, op, arg, by=person.name, offline=not_reached)
        switched = "" if "on" not in arg else " an" if arg["on"] else " aus"
        at = Where(site=site.id, device=device, zone=zone, c=c)
        await self._evidence.note(EvidenceKind.ASKED, command, person.id, _SAID[op] + switched, at=at)
        return command
