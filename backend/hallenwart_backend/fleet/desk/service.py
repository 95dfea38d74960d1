"""What people do to a device from afar, and the documents its wishes become part of."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.fleet.desk import rules, store
from hallenwart_backend.fleet.desk.rules import Known, Problem, Weight
from hallenwart_backend.fleet.desk.schema_words import schema_problems
from hallenwart_backend.fleet.desk.store import TRYING, TrialRecord, Wiring
from hallenwart_backend.fleet.enrolment.uploads import WIRING, latest
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Arrival, Evidence, EvidenceKind, ListenerBase, Where
from hallenwart_contract.clock import Clock
from hallenwart_contract.codec import decode
from hallenwart_contract.device_http import WiringText
from hallenwart_contract.errors import ContractError
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.machine import Settings
from hallenwart_contract.messages import Event
from hallenwart_contract.wiring import digest, marked, unmarked

Arg = dict[str, str | int | bool | None]
REVISIONS_SHOWN: Final = 50
LONGEST_HEARTBEAT_S: Final = 40
LONGEST_HEARTBEAT_FIRE_S: Final = 15
"""A device that watches for fire counts as silent after 45 s: two heartbeats may get lost."""
_TRIALS: Final = {
    EventKind.TRIAL_BEGUN: TRYING,
    EventKind.TRIAL_CONFIRMED: "confirmed",
    EventKind.TRIAL_BACK: "rolled_back",
}


class Commands(Protocol):
    async def send(self, device: str, op: str, arg: Arg, *, by: str, offline: Callable[[], RefusedError]) -> str: ...


@dataclass(frozen=True, slots=True)
class Checked:
    """A wiring that was looked at: what is wrong with it, and what it changes."""

    problems: list[Problem]
    diff: list[str]

    @property
    def wrong(self) -> bool:
        return any(problem.weight is Weight.ERROR for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Wirings:
    """`running` as the device told it (None: it never did), `wanted` the one it was given last, `told_ms` when it told."""

    running: WiringText | None
    told_ms: int | None
    wanted: Wiring | None
    revisions: list[Wiring]


class FleetDesk(ListenerBase):
    """`changed`: documents of devices are old. `fire`: whether a device watches for fire. Whoever calls checked the person."""

    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        clock: Clock,
        commands: Commands,
        evidence: Evidence,
        *,
        site_of: Callable[[str], str],
        fire: Callable[[str], bool],
        changed: Callable[[], None],
    ) -> None:
        self._records, self._places, self._clock = records, places, clock
        self._commands, self._evidence = commands, evidence
        self._site_of, self._fire, self._changed = site_of, fire, changed
        self._settings: dict[str, Settings] = {}
        self._wanted: dict[str, Wiring] = {}

    async def load(self) -> None:
        """Read what devices are to run by; call once before devices are told."""
        self._settings, self._wanted = await self._records.read(
            lambda connection: (store.all_settings(connection), store.newest_wirings(connection))
        )

    # --- what devices are told ---

    def settings_of(self, device: str) -> Settings:
        return self._settings.get(device, Settings())

    def wiring_of(self, device: str) -> str:
        """Return the wiring a device is to run by, empty where its own file stands."""
        wanted = self._wanted.get(device)
        return marked(wanted.text, wanted.number) if wanted else ""

    def wishes_of(self, device: str) -> tuple[Settings, str]:
        return self.settings_of(device), self.wiring_of(device)

    # --- what devices tell ---

    async def on_event(self, arrival: Arrival, event: Event) -> None:
        state = _TRIALS.get(event.kind)
        if state is None:
            return
        of, until = str(event.a.get("of", ""))[:16], event.a.get("until_ms")
        told = TrialRecord(
            of,
            str(event.a.get("version") or event.a.get("rev", ""))[:64],
            state,
            event.t_ms,
            until_ms=until if isinstance(until, int) else None,
            ended_ms=None if state == TRYING else event.t_ms,
            why=str(event.a.get("why", ""))[:200],
        )
        await self._records.write(lambda connection: store.note_trial(connection, arrival.device, told))

    # --- what people do ---

    async def identify(self, device: str, person: Person, on_s: int) -> str:
        return await self._send(device, "identify", {"on_s": on_s}, person, "Gerät zeigen")

    async def restart(self, device: str, person: Person, what: str, *, force: bool) -> str:
        said = ("Neustart des Geräts" if what == "machine" else "Neustart des Programms") + (", erzwungen" if force else "")
        return await self._send(device, "restart", {"what": what, "force": force}, person, said)

    async def logs(self, device: str, person: Person, lines: int, level: str) -> tuple[str, str]:
        """Ask for log lines. Returns the command's id and the `ref` by which they come."""
        ref = secrets.token_hex(8)
        arg: Arg = {"ref": ref, "lines": lines, "level": level}
        return await self._send(device, "logs", arg, person, f"{lines} Protokollzeilen"), ref

    async def set_settings(self, device: str, person: Person, wanted: Settings) -> None:
        """Raises RefusedError 422 for a rhythm by which the device would count as silent."""
        most = LONGEST_HEARTBEAT_FIRE_S if self._fire(device) else LONGEST_HEARTBEAT_S
        if wanted.hb_every_s > most:
            raise RefusedError(
                "bad_rhythm",
                f"Dieses Gerät muss sich mindestens alle {most} Sekunden melden.",
                f"This device has to report every {most} seconds at least.",
                status=422,
            )
        now_ms = self._clock.now_ms()
        await self._records.write(lambda connection: store.set_settings(connection, device, wanted, now_ms))
        self._settings[device] = wanted
        said = f"alle {wanted.hb_every_s or '-'} s, Messwerte {wanted.telemetry_every_s or '-'} s, {wanted.log_level or '-'}"
        await self._evidence.note(EvidenceKind.DEVICE_SETTINGS, device, person.id, said, at=self._at(device))
        self._changed()

    # --- wiring ---

    async def wirings(self, device: str) -> Wirings:
        def read(connection: Connection) -> tuple[tuple[int, bytes] | None, list[Wiring]]:
            return latest(connection, device, WIRING), store.wirings_of(connection, device, REVISIONS_SHOWN)

        told, revisions = await self._records.read(read)
        running = _running(told[1]) if told else None
        return Wirings(running, told[0] if told and running else None, self._wanted.get(device), revisions)

    async def check(self, device: str, text: str) -> Checked:
        """Look at a wiring without sending it: by TOML, by schema, and by what contradicts itself or this server."""
        known = await self.wirings(device)
        before = known.wanted.text if known.wanted else unmarked(known.running.text) if known.running else ""
        return Checked(self._problems(device, text, known.running), rules.diff(before, text))

    async def set_wiring(self, device: str, person: Person, text: str) -> tuple[Checked, Wiring | None]:
        """Give a device another wiring, unless something is wrong with it. It tries it, and goes back when it does not do."""
        text = unmarked(text)
        checked = await self.check(device, text)
        if checked.wrong:
            return checked, None
        now_ms = self._clock.now_ms()
        made = await self._records.write(lambda connection: store.add_wiring(connection, device, text, person.name, now_ms))
        self._wanted[device] = made
        said = f"Fassung {made.number}, {len(checked.diff)} Zeilen anders"
        await self._evidence.note(EvidenceKind.DEVICE_WIRING, device, person.id, said, at=self._at(device))
        self._changed()
        return checked, made

    def digest_of(self, device: str) -> str:
        """Return the digest a device tells when it runs by what is wanted, empty where its own file stands."""
        return digest(self.wiring_of(device))

    async def revision(self, device: str, number: int) -> tuple[Wiring, list[str]]:
        """Return one that was given, and its difference to the one before. Raises RefusedError 404."""

        def read(connection: Connection) -> tuple[Wiring | None, Wiring | None]:
            before = store.one_wiring(connection, device, number - 1)
            return store.one_wiring(connection, device, number), before

        found, before = await self._records.read(read)
        if found is None:
            raise RefusedError("no_such_revision", "Diese Fassung gibt es nicht.", "There is no such revision.", status=404)
        return found, rules.diff(before.text if before else "", found.text)

    def _problems(self, device: str, text: str, running: WiringText | None) -> list[Problem]:
        tables, problems = rules.parse(text)
        if tables is None:
            return problems
        problems = schema_problems(text, tables)
        if not problems:
            problems = rules.contradictions(text, tables, self._known(device, running))
        return rules.ordered(problems)

    def _known(self, device: str, running: WiringText | None) -> Known:
        site, places = self._site_of(device), self._places.current
        tables = rules.parse(running.text)[0] if running else None
        return Known(
            halls=frozenset(hall.id for hall in places.halls.values() if hall.site.id == site),
            compartments=frozenset(one.number for one in places.compartments if one.device == device),
            devices=frozenset(self._places.devices_of(site)),
            running=tables,
        )

    async def trials(self, device: str, limit: int) -> list[TrialRecord]:
        return await self._records.read(lambda connection: store.trials_of(connection, device, limit))

    async def _send(self, device: str, op: str, arg: Arg, person: Person, said: str) -> str:
        command = await self._commands.send(device, op, arg, by=person.name, offline=_not_reached)
        await self._evidence.note(EvidenceKind.DEVICE_ASKED, command, person.id, said, at=self._at(device))
        return command

    def _at(self, device: str) -> Where:
        return Where(site=self._site_of(device), device=device)


def _running(body: bytes) -> WiringText | None:
    try:
        return decode(body, WiringText)
    except ContractError:
        return None


def _not_reached() -> RefusedError:
    return RefusedError(
        "device_offline",
        "Das Gerät ist gerade nicht verbunden.",
        "The device is not connected right now.",
        status=409,
    )
