"""A year of one site as an inspector wants to see it, put together from the links of the log. Pure.

Spans are (from, to) in milliseconds since the epoch; an open end is None.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from hallenwart_backend.evidence.kinds import Entry, EvidenceKind

_CHANGES: Final = frozenset(
    {EvidenceKind.CONFIG, EvidenceKind.POLICY, EvidenceKind.ROSTER, EvidenceKind.WAYS, EvidenceKind.PLAN, EvidenceKind.DELAYED}
)
Sensor = tuple[str, str, str]
"""Device, zone, component."""


@dataclass(frozen=True, slots=True)
class Fault:
    sensor: Sensor
    from_ms: int
    to_ms: int | None
    said: str


@dataclass(frozen=True, slots=True)
class AlarmLine:
    """`joined` are the links by which it grew; the outcome comes from its incident."""

    id: str
    sensor: Sensor
    from_ms: int
    to_ms: int | None
    said: str
    joined: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WalkLine:
    """A walk test of a zone: which sensors answered."""

    device: str
    zone: str
    from_ms: int
    to_ms: int | None
    who: str
    hit: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DrillLine:
    ref: str
    from_ms: int
    to_ms: int | None
    who: str
    said: str


@dataclass(frozen=True, slots=True)
class SensorLine:
    """`hit_ms`: its last answer in a walk test, None when there was none in the year."""

    sensor: Sensor
    hit_ms: int | None
    faults: int
    faulty_ms: int
    alarms: int


@dataclass(frozen=True, slots=True)
class Year:
    """Everything of a site and year. `daily` counts daily tests that came through and that did not."""

    sensors: tuple[SensorLine, ...] = ()
    alarms: tuple[AlarmLine, ...] = ()
    faults: tuple[Fault, ...] = ()
    walks: tuple[WalkLine, ...] = ()
    drills: tuple[DrillLine, ...] = ()
    self_tests: tuple[Entry, ...] = ()
    daily: tuple[int, int] = (0, 0)
    failed: tuple[Entry, ...] = ()
    changes: tuple[Entry, ...] = ()

    @property
    def daily_share(self) -> float | None:
        """Return the share of daily tests that came through, None without any."""
        ok, failed = self.daily
        return ok / (ok + failed) if ok + failed else None


@dataclass(slots=True)
class _Spans:
    """Begun and ended by what they are about."""

    begun: dict[str, Entry] = field(default_factory=dict)
    ended: dict[str, int] = field(default_factory=dict)

    def end(self, about: str) -> int | None:
        return self.ended.get(about)


def year_of(entries: Iterable[Entry], known: Sequence[Sensor], *, to_ms: int) -> Year:
    """Put a year together. `known` are the sensors there are now: one nobody walked past must be seen too.

    `to_ms` ends what is still open when its length is counted.
    """
    ordered = sorted(entries, key=lambda entry: (entry.t_ms, entry.number))
    faults = _faults(ordered)
    alarms = _alarms(ordered)
    daily = [entry for entry in ordered if entry.kind == EvidenceKind.DAILY_TEST]
    failed = tuple(entry for entry in daily if not (entry.said or "").startswith("ok"))
    return Year(
        sensors=_sensors(ordered, known, faults, alarms, to_ms),
        alarms=alarms,
        faults=faults,
        walks=_walks(ordered),
        drills=_drills(ordered),
        self_tests=tuple(entry for entry in ordered if entry.kind == EvidenceKind.SELF_TEST),
        daily=(len(daily) - len(failed), len(failed)),
        failed=failed,
        changes=tuple(entry for entry in ordered if entry.kind in _CHANGES),
    )


def _sensor(entry: Entry) -> Sensor:
    return entry.at.device, entry.at.zone, entry.at.c


def _spans(entries: Iterable[Entry], begin: str, end: str) -> _Spans:
    spans = _Spans()
    for entry in entries:
        if entry.kind == begin:
            spans.begun.setdefault(entry.about, entry)
        elif entry.kind == end:
            spans.ended[entry.about] = entry.t_ms
    return spans


def _faults(entries: Sequence[Entry]) -> tuple[Fault, ...]:
    spans = _spans(entries, EvidenceKind.FAULT_RAISED, EvidenceKind.FAULT_CLEARED)
    return tuple(Fault(_sensor(entry), entry.t_ms, spans.end(about), entry.said or "") for about, entry in spans.begun.items())


def _alarms(entries: Sequence[Entry]) -> tuple[AlarmLine, ...]:
    spans = _spans(entries, EvidenceKind.ALARM_RAISED, EvidenceKind.ALARM_CLEARED)
    joined: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        if entry.kind == EvidenceKind.ALARM_WORSE:
            alarm = entry.about.split(":", 1)[0]
            joined[alarm].append(" ".join(filter(None, (entry.at.c, entry.said))))
    return tuple(
        AlarmLine(about, _sensor(entry), entry.t_ms, spans.end(about), entry.said or "", tuple(joined[about]))
        for about, entry in spans.begun.items()
    )


def _walks(entries: Sequence[Entry]) -> tuple[WalkLine, ...]:
    """A hit belongs to the walk test of its zone that began last before it."""
    begun: list[tuple[Entry, dict[str, None]]] = []
    ended: dict[int, int] = {}
    running: dict[tuple[str, str], int] = {}
    for entry in entries:
        place = entry.at.device, entry.at.zone
        if entry.kind == EvidenceKind.WALK_BEGUN:
            running[place] = len(begun)
            begun.append((entry, {}))
        elif entry.kind == EvidenceKind.WALK_HIT and place in running:
            begun[running[place]][1][entry.at.c] = None
        elif entry.kind == EvidenceKind.WALK_ENDED and place in running:
            ended[running.pop(place)] = entry.t_ms
    return tuple(
        WalkLine(entry.at.device, entry.at.zone, entry.t_ms, ended.get(at), entry.who, tuple(hit))
        for at, (entry, hit) in enumerate(begun)
    )


def _drills(entries: Sequence[Entry]) -> tuple[DrillLine, ...]:
    spans = _spans(entries, EvidenceKind.DRILL_BEGUN, EvidenceKind.DRILL_ENDED)
    return tuple(
        DrillLine(about, entry.t_ms, spans.end(about), entry.who, entry.said or "") for about, entry in spans.begun.items()
    )


def _sensors(
    entries: Sequence[Entry], known: Sequence[Sensor], faults: Sequence[Fault], alarms: Sequence[AlarmLine], to_ms: int
) -> tuple[SensorLine, ...]:
    tried = (EvidenceKind.WALK_HIT, EvidenceKind.TESTED)
    hits = {_sensor(entry): entry.t_ms for entry in entries if entry.kind in tried}
    told = {*hits, *(fault.sensor for fault in faults), *(alarm.sensor for alarm in alarms)}
    lines = []
    for sensor in sorted({*known, *(one for one in told if one[2])}):
        mine = [fault for fault in faults if fault.sensor == sensor]
        faulty = sum((to_ms if fault.to_ms is None else fault.to_ms) - fault.from_ms for fault in mine)
        count = sum(alarm.sensor == sensor for alarm in alarms)
        lines.append(SensorLine(sensor, hits.get(sensor), len(mine), max(0, faulty), count))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an alarm: the word of who acknowledged it and when, what was noted at its end."""

    word: str = ""
    acked_ms: int | None = None
    resolved_ms: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class OffLine:
    """A disablement: `place` and `reason` in words, `owner` a name or pseudonym, `why` it ended."""

    place: str
    reason: str
    owner: str
    from_ms: int
    to_ms: int | None
    planned_ms: int
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """What the yearly record says beside the year itself."""

    site: str
    year: int
    made_ms: int
    time: Year
    outcomes: Mapping[str, Outcome]
    offs: Sequence[OffLine]
    names: Mapping[Sensor, str]
    zones: Mapping[tuple[str, str], str]
    """The name of a zone, by device and zone id."""
    batteries: Mapping[Sensor, int]
    states: Mapping[Sensor, str]
    people: Mapping[str, str]
    """Names by pseudonym, as far as their accounts exist."""
    links: int
    fault_at: int | None
    head: str
