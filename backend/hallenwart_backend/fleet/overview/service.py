"""Puts the lines of the fleet together: kept ready, made anew where something was heard, so that 1,000 cost little to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

import msgspec

from hallenwart_backend.accounts.rules import MANAGERS, OFFICE_HANDS, Person
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.fleet.desk.logs import LogShelf
from hallenwart_backend.fleet.desk.service import FleetDesk
from hallenwart_backend.fleet.enrolment.model import DeviceState, Ending, Membership
from hallenwart_backend.fleet.enrolment.papers import Papers
from hallenwart_backend.fleet.overview import lines, shapes
from hallenwart_backend.fleet.ports import CommandRecord, LastHeard
from hallenwart_backend.fleet.watch.book import Noticed
from hallenwart_contract.clock import Clock
from hallenwart_contract.documents import DOCUMENTS
from hallenwart_contract.messages import Conn, Heartbeat, Quality

_COMMANDS_SHOWN: Final = 20
_TRIALS_SHOWN: Final = 20
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


class CommandLog(Protocol):
    async def commands_of(self, device: str, limit: int) -> list[CommandRecord]: ...


@dataclass(frozen=True, slots=True)
class _Line:
    """`json` is a `FleetDeviceOut`; the made object would take ten times the memory."""

    site: str
    json: bytes
    mark: int
    rev: int
    made_of: tuple[object, ...]
    held: tuple[object, ...]


class Overview:
    """`noticed` returns what was noticed of a device over time, `wrong` what is wrong with it now.

    `site_name` returns the name of a site.
    """

    def __init__(
        self,
        papers: Papers,
        heard: Heard,
        wants: Wants,
        clock: Clock,
        *,
        noticed: Callable[[str], Noticed],
        wrong: Callable[[Membership, Conn | None], Iterable[str]],
        commands: CommandLog,
        desk: FleetDesk,
        logs: LogShelf,
        site_name: Callable[[str], str],
        broker_ok: Callable[[], bool],
    ) -> None:
        self._papers = papers
        self._heard = heard
        self._wants = wants
        self._clock = clock
        self._noticed = noticed
        self._wrong = wrong
        self._commands = commands
        self._desk, self._logs = desk, logs
        self._site_name = site_name
        self._broker_ok = broker_ok
        self._lines: dict[str, _Line] = {}
        self._gone: dict[str, int] = {}
        self.rev = 0

    # --- all of them ---

    def look(self) -> None:
        """Make lines anew where something was heard; `rev` rises when one changed in a way that a page shows."""
        rev = self.rev + 1
        papers = self._papers.current
        for device, entry in papers.items():
            known, made_of = self._lines.get(device), self._made_of(entry)
            if known is not None and known.made_of == made_of:
                continue
            row = self._row(entry)
            mark = lines.mark(row)
            changed = known is None or known.mark != mark
            held = (entry, self._heard.last(device), self._noticed(device).components)
            seen = rev if changed or known is None else known.rev
            self._lines[device] = _Line(row.site, row.model_dump_json().encode(), mark, seen, made_of, held)
            if changed:
                self.rev = rev
        for device in set(self._lines) - set(papers):
            del self._lines[device]
            self._gone[device] = self.rev = rev

    def count(self) -> int:
        """Look, and return the revision of what is to be seen now."""
        self.look()
        return self.rev

    def fleet(self, person: Person, since: int) -> bytes:
        """Return the devices that a person may see as a `FleetOut` in JSON: of lines that are ready, 1,000 cost little.

        Only those changed after `since` come when this server counted that far.
        """
        self.look()
        whole = not 0 < since <= self.rev
        ready = [
            line.json for line in self._lines.values() if (whole or line.rev > since) and person.has_at(MANAGERS, line.site)
        ]
        head = shapes.FleetOut(
            now_ms=self._clock.now_ms(),
            rev=self.rev,
            whole=whole,
            broker=self._broker_ok(),
            devices=[],
            gone=[] if whole else [device for device, rev in self._gone.items() if rev > since],
        )
        before, here, after = head.model_dump_json().encode().partition(b'"devices":[')
        return b"".join((before, here, b",".join(ready), after))

    def _made_of(self, entry: Membership) -> tuple[object, ...]:
        """Return what a line is made of, to see whether it must be made anew; a line holds what is named here by its id."""
        last, noticed = self._heard.last(entry.id), self._noticed(entry.id)
        return (
            id(entry),
            id(last),
            id(noticed.components),
            tuple(noticed.behind.items()),
            self._word(entry),
            frozenset(self._wrong(entry, last.conn if last else None)),
            tuple(self._wants.wanted_revs(entry.id).items()),
            self._heard.backlog(last.conn) if last and last.conn else 0,
        )

    # --- one of them ---

    def digest(self, device: str) -> str:
        """Return the digest of what a device says it runs by, empty while it did not say."""
        last = self._heard.last(device)
        return last.conn.wiring if last and last.conn else ""

    def check(self, device: str, person: Person, act: str = "") -> Membership:
        """Return the device. Raises RefusedError 404, and 403 when that person may not see it or not do `act`."""
        entry = self._papers.current.get(device)
        if not person.is_manager or (entry is not None and not person.has_at(MANAGERS, entry.site)):
            raise _forbidden()
        if act not in {"", *SEES} and not person.has(OFFICE_HANDS):
            raise _forbidden()
        if entry is None:
            raise RefusedError("no_such_device", "Dieses Gerät gibt es nicht.", "There is no such device.", status=404)
        if act and act not in self.may(entry, person):
            raise _forbidden()
        return entry

    @staticmethod
    def may(entry: Membership, person: Person) -> tuple[str, ...]:
        """Return what a person may do with a device: see `DOES`."""
        if person.has_at(OFFICE_HANDS, entry.site):
            return DOES
        return SEES if person.has_at(MANAGERS, entry.site) else ()

    async def whole(self, device: str, person: Person) -> shapes.FleetDeviceWholeOut:
        """Return everything about one device. Raises RefusedError 403, 404."""
        entry = self.check(device, person)
        last, noticed = self._heard.last(device), self._noticed(device)
        conn = last.conn if last else None
        return shapes.FleetDeviceWholeOut(
            now_ms=self._clock.now_ms(),
            device=self._row(entry),
            about=dict(last.state.about) if last and last.state else {},
            vitals=lines.vitals(conn) if isinstance(conn, Heartbeat) else None,
            components=lines.components(noticed.components.items()),
            certificates=[lines.certificate(held) for held in entry.certificates],
            commands=[lines.command(one) for one in await self._commands.commands_of(device, _COMMANDS_SHOWN)],
            trials=[lines.past(one) for one in await self._desk.trials(device, _TRIALS_SHOWN)],
            logs=[lines.log(one) for one in await self._logs.of(device)],
            settings=shapes.SettingsOut(**msgspec.structs.asdict(self._desk.settings_of(device))),
            renewal=entry.renewal.state if entry.renewal else "",
            reason=entry.reason,
            may=list(self.may(entry, person)),
        )

    # --- a line ---

    def _row(self, entry: Membership) -> shapes.FleetDeviceOut:
        last, noticed = self._heard.last(entry.id), self._noticed(entry.id)
        conn, state = (last.conn, last.state) if last else (None, None)
        bad = [item for item in noticed.components.items() if item[1].quality in _BAD]
        ends = entry.until_ms
        wrong = self._wrong(entry, conn)
        return shapes.FleetDeviceOut(
            id=entry.id,
            name=entry.name or entry.id,
            site=entry.site,
            site_name=self._site_name(entry.site),
            state=self._word(entry),
            seen_ms=last.seen_ms if last else None,
            troubles=sorted(wrong) + ([COMPONENT] if bad else []),
            fw=conn.fw if conn else "",
            clk=conn.clk if conn else "",
            unsent=self._heard.backlog(conn) if conn else 0,
            documents=self._documents(entry.id, conn, noticed),
            behind_ms=noticed.waits.behind_ms,
            components=len(noticed.components),
            bad=lines.components(bad),
            trial=lines.trial(state),
            wiring=conn.wiring if conn else "",
            cert_until_ms=ends,
            **lines.machine(conn),
        )

    def _word(self, entry: Membership) -> str:
        if entry.state is DeviceState.REVOKED:
            return "revoked" if entry.ending is Ending.GONE else "revoked_connected"
        return "planned" if entry.state is DeviceState.PLANNED else str(self._heard.state_of(entry.id))

    def _documents(self, device: str, conn: Conn | None, noticed: Noticed) -> list[shapes.DocumentOut]:
        applied = conn.revs if conn else {}
        wanted = self._wants.wanted_revs(device)
        return [
            shapes.DocumentOut(kind=kind, wanted=wanted[kind], applied=applied.get(kind, 0), behind_ms=noticed.behind.get(kind))
            for kind in DOCUMENTS
            if kind in wanted
        ]


def _forbidden() -> RefusedError:
    return RefusedError("forbidden", "Das darf dieses Konto nicht.", "This account may not do that.", status=403)
