"""What is wrong with the roster of the next days, before it is needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal
from zoneinfo import ZoneInfo

from hallenwart_backend.alerts.duty.rules import Roster, Shift, stretches

TroubleKind = Literal["gap", "no_shift", "conflict", "twice", "absent", "no_way", "one_way"]


@dataclass(frozen=True, slots=True)
class Trouble:
    """`kind`: gap (nobody can be woken), no_shift (only the standing chain), conflict (two people for one position), twice
    (one person for two positions), absent (nobody stands in), no_way, one_way. `site` empty: of no site alone.
    """

    kind: TroubleKind
    site: str = ""
    from_ms: int | None = None
    to_ms: int | None = None
    person: str = ""
    name: str = ""
    other: str = ""


def troubles(roster: Roster, sites: Mapping[str, ZoneInfo], from_ms: int, to_ms: int) -> list[Trouble]:
    """Return gaps, conflicts and people who cannot be reached as they should, gaps first, then in order of time."""
    found = [*_people(roster, sites, from_ms, to_ms), *_absent(roster, from_ms, to_ms)]
    for site, zone in sites.items():
        found += [*_gaps(roster, site, zone, from_ms, to_ms), *_conflicts(roster, site, zone, from_ms, to_ms)]
    return sorted(found, key=lambda one: (one.kind != "gap", one.from_ms or 0, one.site, one.kind, one.person, one.other))


def _gaps(roster: Roster, site: str, zone: ZoneInfo, from_ms: int, to_ms: int) -> Iterator[Trouble]:
    for stretch in stretches(roster, site, zone, from_ms, to_ms):
        if stretch.state == "nobody":
            yield Trouble("gap", site, stretch.from_ms, stretch.to_ms)
        elif roster.shifts and not any(one.source == "shift" for one in stretch.line):
            yield Trouble("no_shift", site, stretch.from_ms, stretch.to_ms)


def _conflicts(roster: Roster, site: str, zone: ZoneInfo, from_ms: int, to_ms: int) -> Iterator[Trouble]:
    spans = [
        (begin, end, shift) for shift in roster.shifts if shift.covers(site) for begin, end in shift.spans(zone, from_ms, to_ms)
    ]
    spans.sort(key=lambda one: (one[0], one[1], one[2].id))
    for (begin, end, one), (later, over, other) in combinations(spans, 2):
        start, stop = max(begin, later), min(end, over)
        kind = _clash(one, other)
        if start < stop and kind:
            yield Trouble(kind, site, start, stop, one.person, _name(roster, one.person), _name(roster, other.person))


def _clash(one: Shift, other: Shift) -> Literal["conflict", "twice"] | None:
    if one.person == other.person:
        return "twice"
    return "conflict" if one.position == other.position else None


def _absent(roster: Roster, from_ms: int, to_ms: int) -> Iterator[Trouble]:
    for one in roster.stand_ins:
        if one.person is None and one.from_ms < to_ms and one.to_ms > from_ms:
            yield Trouble("absent", "", one.from_ms, one.to_ms, one.absent, _name(roster, one.absent))


def _people(roster: Roster, sites: Mapping[str, ZoneInfo], from_ms: int, to_ms: int) -> Iterator[Trouble]:
    used = dict.fromkeys(roster.chain)
    used |= dict.fromkeys(
        shift.person for shift in roster.shifts for zone in sites.values() if any(shift.spans(zone, from_ms, to_ms))
    )
    used |= dict.fromkeys(one.person for one in roster.stand_ins if one.person and one.to_ms > from_ms)
    for person in used:
        who = roster.people.get(person)
        if who is None or not who.waking:
            yield Trouble("no_way", person=person, name=_name(roster, person))
        elif who.paths < 2:
            yield Trouble("one_way", person=person, name=who.name)


def _name(roster: Roster, person: str) -> str:
    who = roster.people.get(person)
    return who.name if who else ""
