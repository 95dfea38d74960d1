"""Lights and heatings as their devices tell them; a person switches one by hand, the office says how all follow bookings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Protocol

from hallenwart_backend.accounts.rules import MANAGERS, OFFICE_HANDS, Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.halls.outputs import store
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Evidence, EvidenceKind, Where
from hallenwart_contract import live
from hallenwart_contract.clock import Clock
from hallenwart_contract.documents import HEATING_TIMES, LIGHT_TIMES, MAX_MANUAL_MS, OutputTimes
from hallenwart_contract.messages import State
from hallenwart_contract.outputs import Output, OutputKind

DEFAULTS: Final = {OutputKind.LIGHT.value: LIGHT_TIMES, OutputKind.HEATING.value: HEATING_TIMES}
_SAID: Final = {True: "an", False: "aus", None: "wieder nach Belegung"}


class Devices(Protocol):
    """What supervision knows: the newest snapshots, and who is connected."""

    def state(self, device: str) -> State | None: ...

    def states(self) -> dict[str, State]: ...


class Commands(Protocol):
    def online(self, device: str) -> bool: ...

    async def send(
        self,
        device: str,
        op: str,
        arg: dict[str, str | int | bool | None],
        *,
        by: str,
        offline: Callable[[], RefusedError],
    ) -> str: ...


class Outputs:
    """`changed`: documents of devices are old."""

    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        clock: Clock,
        devices: Devices,
        commands: Commands,
        evidence: Evidence,
        changed: Callable[[], None],
    ) -> None:
        self._records, self._places, self._clock = records, places, clock
        self._devices, self._commands, self._evidence, self._changed = devices, commands, evidence, changed
        self._times: store.BySite = {}

    async def load(self) -> None:
        """Read how outputs follow bookings; call once before devices are told."""
        self._times = await self._records.read(store.read)

    # --- what devices are told ---

    def halls_of(self, device: str) -> tuple[str, ...]:
        """Return the halls whose lights and heatings hang at a device, as it says itself."""
        state = self._devices.state(device)
        return tuple(dict.fromkeys(output.hall for output in state.outputs)) if state else ()

    def times_of(self, site: str) -> dict[str, OutputTimes]:
        """Return what the office set for a site; what is not there follows as usual."""
        return dict(self._times.get(site, {}))

    # --- what pages show ---

    def of_hall(self, hall: str) -> list[live.HallOutput]:
        return [
            self._shown(device, output)
            for device, state in sorted(self._devices.states().items())
            for output in state.outputs
            if output.hall == hall
        ]

    def of_site(self, site: str) -> list[tuple[str, live.HallOutput]]:
        """Return every output of a site with its hall. Raises RefusedError 404."""
        self._check_site(site)
        halls = [hall.id for hall in self._places.current.halls.values() if hall.site.id == site]
        return [(hall, output) for hall in halls for output in self.of_hall(hall)]

    def _shown(self, device: str, output: Output) -> live.HallOutput:
        return live.HallOutput(
            device=device,
            id=output.id,
            kind=output.kind,
            sections=output.sections,
            on=output.on,
            why=output.why,
            since_ms=output.since_ms,
            until_ms=output.until_ms,
            fault=output.fault,
            stale=not self._commands.online(device),
        )

    # --- what people do ---

    async def switch(self, device: str, output: str, person: Person, *, on: bool | None, until_ms: int) -> str:
        """Switch by hand until a time, 4 h at most, or give back to the bookings (`on` None); return the command's id.

        Raises RefusedError 403, 404, 409 when the device is not reached, 422 for a time that has passed or lies too far ahead.
        """
        site = self._places.current.site_of_device(device)
        if not person.has_at(MANAGERS, site.id if site else ""):
            raise _forbidden()
        if site is None or self._output(device, output) is None:
            raise RefusedError(
                "no_such_output",
                "Dieses Licht oder diese Heizung gibt es nicht.",
                "There is no such light or heating.",
                status=404,
            )
        lasts_ms = until_ms - self._clock.now_ms()
        if on is not None and not 0 < lasts_ms <= MAX_MANUAL_MS:
            raise RefusedError(
                "bad_until",
                "Von Hand geht höchstens vier Stunden im Voraus.",
                "By hand it can be set for four hours at most.",
                status=422,
            )
        arg: dict[str, str | int | bool | None] = {"id": output, "on": on, "until_ms": until_ms}
        command = await self._commands.send(device, "output", arg, by=person.name, offline=_not_reached)
        at = Where(site=site.id, device=device, c=output)
        await self._evidence.note(EvidenceKind.OUTPUT_ASKED, command, person.id, f"{output}: {_SAID[on]}", at=at)
        return command

    async def set_times(self, site: str, times: Mapping[str, OutputTimes], person: Person) -> None:
        """Say how lights and heatings of a site follow bookings. Raises RefusedError 403, 404."""
        if not person.has(OFFICE_HANDS):
            raise _forbidden()
        self._check_site(site)
        await self._records.write(lambda connection: store.replace(connection, site, times))
        await self.load()
        said = "; ".join(_words(name, one) for name, one in times.items()) or "wie üblich"
        await self._evidence.note(EvidenceKind.OUTPUT_TIMES, site, person.id, said, at=Where(site=site))
        self._changed()

    def _output(self, device: str, output: str) -> Output | None:
        state = self._devices.state(device)
        return next((one for one in state.outputs if one.id == output), None) if state else None

    def _check_site(self, site: str) -> None:
        if site not in self._places.current.sites:
            raise RefusedError("no_such_site", "Diesen Standort gibt es nicht.", "There is no such site.", status=404)


def _words(name: str, times: OutputTimes) -> str:
    alone = ", auch ohne Belegung" if times.alone else ""
    return f"{name}: {times.lead_min} min vorher, {times.lag_min} min nachher, leer nach {times.absent_min} min{alone}"


def _forbidden() -> RefusedError:
    return RefusedError("forbidden", "Das darf dieses Konto nicht.", "This account may not do that.", status=403)


def _not_reached() -> RefusedError:
    return RefusedError(
        "device_offline",
        "Das Gerät ist gerade nicht verbunden; Licht und Heizung folgen weiter den Belegungen, die es kennt.",
        "The device is not connected right now; light and heating go on following the bookings it knows.",
        status=409,
    )
