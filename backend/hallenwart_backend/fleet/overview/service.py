"""Puts the lines of the fleet together: kept ready, made anew where something was heard, so that 1,000 cost little to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol, TypedDict

from hallenwart_backend.accounts.rules import MANAGERS, OFFICE_HANDS, Person
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.fleet.overview import shapes
from hallenwart_backend.fleet.ports import CommandRecord, DeviceEntry, LastHeard
from hallenwart_backend.fleet.watch.book import Component, Noticed
from hallenwart_backend.fleet.watch.rules import troubles
from hallenwart_contract.clock import Clock
from hallenwart_contract.documents import DOCUMENTS, Config
from hallenwart_contract.messages import Conn, Heartbeat, Quality, State

_COMMANDS_SHOWN: Final = 20
COMPONENT: Final = "component"
SEES: Final = ("identify", "logs")
DOES: Final = ("identify", "logs", "restart", "settings", "wiring")
_BAD: Final = frozenset({Quality.FAULT.value, Quality.STALE.value, Quality.SUSPECT.value})


class Heard(Protocol):
    """What supervision knows."""

    def last(self, device: str) -> LastHeard | None: ...

    def state_of(self, device: str) -> str: ...

    def backlog(self, conn: Conn) -> int: ...


class Wants(Protocol):
    """What devices should have."""

    def wanted_revs(self, device: str) -> Mapping[str, int]: ...

    def wanted(self, device: str, kind: str) -> object: ...


class CommandLog(Protocol):
    async def commands_of(self, device: str, limit: int) -> list[CommandRecord]: ...


@dataclass(slots=True)
class _Line:
    row: shapes.FleetDeviceOut
    mark: object
    rev: int


class Overview:
    """`noticed` returns what was noticed of a device over time, `site_name` the name of a site."""

    def __init__(
        self,
        devices: Mapping[str, DeviceEntry],
        heard: Heard,
        wants: Wants,
        clock: Clock,
        *,
        noticed: Callable[[str], Noticed],
        commands: CommandLog,
        site_name: Callable[[str], str],
        broker_ok: Callable[[], bool],
    ) -> None:
        self._devices = devices
        self._heard = heard
        self._wants = wants
        self._clock = clock
        self._noticed = noticed
        self._commands = commands
        self._site_name = site_name
        self._broker_ok = broker_ok
        self._lines: dict[str, _Line] = {}
        self._gone: dict[str, int] = {}
        self.rev = 0

    # --- all of them ---

    def look(self) -> None:
        """Make every line anew; `rev` rises when one changed in a way that a page shows."""
        rev = self.rev + 1
        for device, entry in self._devices.items():
            row = self._row(entry)
            mark, known = _mark(row), self._lines.get(device)
            changed = known is None or known.mark != mark
            self._lines[device] = _Line(row, mark, rev if changed or known is None else known.rev)
            if changed:
                self.rev = rev
        for device in set(self._lines) - set(self._devices):
            del self._lines[device]
            self._gone[device] = self.rev = rev

    def fleet(self, person: Person, since: int) -> shapes.FleetOut:
        """Return the devices that a person may see, those changed after `since` alone when this server counted that far."""
        self.look()
        whole = not 0 < since <= self.rev
        return shapes.FleetOut(
            now_ms=self._clock.now_ms(),
            rev=self.rev,
            whole=whole,
            broker=self._broker_ok(),
            devices=[
                line.row
                for line in self._lines.values()
                if (whole or line.rev > since) and person.has_at(MANAGERS, line.row.site)
            ],
            gone=[] if whole else [device for device, rev in self._gone.items() if rev > since],
        )

    # --- one of them ---

    def check(self, device: str, person: Person, act: str = "") -> DeviceEntry:
        """Return the device. Raises RefusedError 404, and 403 when that person may not see it or not do `act`."""
        entry = self._devices.get(device)
        if not person.is_manager or (entry is not None and not person.has_at(MANAGERS, entry.site)):
            raise _forbidden()
        if entry is None:
            raise RefusedError("no_such_device", "Dieses Gerät gibt es nicht.", "There is no such device.", status=404)
        if act and act not in self.may(entry, person):
            raise _forbidden()
        return entry

    @staticmethod
    def may(entry: DeviceEntry, person: Person) -> tuple[str, ...]:
        """Return what a person may do with a device: see `DOES`."""
        if person.has_at(OFFICE_HANDS, entry.site):
            return DOES
        return SEES if person.has_at(MANAGERS, entry.site) else ()

    async def whole(self, device: str, person: Person) -> shapes.FleetDeviceWholeOut:
        """Return everything about one device. Raises RefusedError 403, 404."""
        entry = self.check(device, person)
        last, noticed = self._heard.last(device), self._noticed(device)
        conn = last.conn if last else None
        config = self._wants.wanted(device, "cfg")
        settings = config.settings if isinstance(config, Config) else None
        return shapes.FleetDeviceWholeOut(
            now_ms=self._clock.now_ms(),
            device=self._row(entry),
            about=dict(last.state.about) if last and last.state else {},
            vitals=_vitals(conn) if isinstance(conn, Heartbeat) else None,
            components=_components(noticed.components.items()),
            certificates=[],
            commands=[_command(one) for one in await self._commands.commands_of(device, _COMMANDS_SHOWN)],
            trials=[],
            logs=[],
            settings=shapes.SettingsOut(
                hb_every_s=settings.hb_every_s if settings else 0,
                telemetry_every_s=settings.telemetry_every_s if settings else 0,
                log_level=settings.log_level if settings else "",
            ),
            may=list(self.may(entry, person)),
        )

    # --- a line ---

    def _row(self, entry: DeviceEntry) -> shapes.FleetDeviceOut:
        last, noticed = self._heard.last(entry.id), self._noticed(entry.id)
        conn, state = (last.conn, last.state) if last else (None, None)
        bad = [item for item in noticed.components.items() if item[1].quality in _BAD]
        wrong = troubles(conn, noticed.waits, self._clock.now_ms()) if conn else frozenset()
        return shapes.FleetDeviceOut(
            id=entry.id,
            name=entry.id,
            site=entry.site,
            site_name=self._site_name(entry.site),
            state=str(self._heard.state_of(entry.id)),
            seen_ms=last.seen_ms if last else None,
            troubles=sorted(wrong) + ([COMPONENT] if bad else []),
            fw=conn.fw if conn else "",
            clk=conn.clk if conn else "",
            unsent=self._heard.backlog(conn) if conn else 0,
            documents=self._documents(entry.id, conn, noticed),
            behind_ms=noticed.waits.behind_ms,
            components=len(noticed.components),
            bad=_components(bad),
            trial=_trial(state),
            wiring=conn.wiring if conn else "",
            **_machine(conn),
        )

    def _documents(self, device: str, conn: Conn | None, noticed: Noticed) -> list[shapes.DocumentOut]:
        applied = conn.revs if conn else {}
        wanted = self._wants.wanted_revs(device)
        return [
            shapes.DocumentOut(kind=kind, wanted=wanted[kind], applied=applied.get(kind, 0), behind_ms=noticed.behind.get(kind))
            for kind in DOCUMENTS
            if kind in wanted
        ]


class _Machine(TypedDict, total=False):
    off_ms: int | None
    up_s: int
    disk_free_mb: int
    disk_total_mb: int | None
    wear_pct: float | None
    temp_c: float | None
    throttled: list[str]
    cert_until_ms: int | None


def _machine(conn: Conn | None) -> _Machine:
    if not isinstance(conn, Heartbeat):
        return {}
    vitals = conn.vitals
    return {
        "off_ms": vitals.off_ms,
        "up_s": conn.up_s,
        "disk_free_mb": conn.disk_free_mb,
        "disk_total_mb": vitals.disk_total_mb or None,
        "wear_pct": vitals.wear_pct,
        "temp_c": conn.temp_cpu_c,
        "throttled": list(vitals.throttled),
        "cert_until_ms": vitals.cert_until_ms,
    }


def _vitals(beat: Heartbeat) -> shapes.VitalsOut:
    vitals = beat.vitals
    return shapes.VitalsOut(
        written_mb=vitals.written_mb,
        agent_mb=vitals.agent_mb,
        mem_free_mb=vitals.mem_free_mb,
        load=vitals.load,
        outbox_bytes=beat.outbox_bytes,
        unsent=dict(vitals.unsent),
        stall_ms=vitals.stall_ms,
    )


def _trial(state: State | None) -> shapes.TrialOut | None:
    trial = state.trial if state else None
    if trial is None or state is None:
        return None
    return shapes.TrialOut(
        of=trial.of, rev=trial.rev, version=trial.version, state="trying", began_ms=state.sent_ms, until_ms=trial.until_ms
    )


def _components(items: Iterable[tuple[str, Component]]) -> list[shapes.ComponentOut]:
    return [shapes.ComponentOut(c=c, quality=one.quality, reason=one.reason, since_ms=one.since_ms) for c, one in sorted(items)]


def _command(record: CommandRecord) -> shapes.DeviceCommandOut:
    return shapes.DeviceCommandOut(
        id=record.id, op=record.op, state=record.state, code=record.code, by=record.by, created_ms=record.created_ms
    )


def _mark(row: shapes.FleetDeviceOut) -> tuple[object, ...]:
    """Return what of a line makes it new to a page: figures that always move count in steps."""
    steps = (
        row.disk_free_mb and row.disk_total_mb and row.disk_free_mb * 100 // row.disk_total_mb,
        row.temp_c and row.temp_c // 4,
        row.off_ms and row.off_ms // 1_000,
        row.unsent.bit_length(),
    )
    moving = {"seen_ms", "up_s", "disk_free_mb", "temp_c", "off_ms", "unsent"}
    return (*steps, *(value for name, value in row if name not in moving))


def _forbidden() -> RefusedError:
    return RefusedError("forbidden", "Das darf dieses Konto nicht.", "This account may not do that.", status=403)
