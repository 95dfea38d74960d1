"""What the hall display shows now, and when that changes by itself. Pure: plan, counts, alarms and the time come in.

The ladder of modes: the building's own fire panel or a named person → leave the building; this system's own sensors →
smoke, with what to do; a drill → as leaving, marked as one; otherwise the board. An alarm whose evacuation still waits changes
nothing here yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_contract.clock import to_ms, utc
from hallenwart_contract.documents import Config
from hallenwart_contract.screens import BoardCard, BoardCount, BoardRow, CardText, Display, DisplayMode
from hallenwart_contract.site_link import ZoneAlarm
from hallenwart_contract.view import Post, PostKind, Rung, View, ViewEntry

MAX_ROWS: Final = 12
ENDED_SHOWN_MS: Final = 10 * 60_000
_LEAVE: Final = ("panel", "named")
_OWN: Final = "own"
_DRILL: Final = "drill"


@dataclass(frozen=True, slots=True)
class Sources:
    """All that a display is made of. `heard` holds the alarms of each peer, None when it is silent."""

    view: View | None = None
    config: Config | None = None
    people: Mapping[str, int | None] = field(default_factory=dict)
    own: Sequence[ZoneAlarm] = ()
    heard: Mapping[str, Sequence[ZoneAlarm] | None] = field(default_factory=dict)
    received_ms: int | None = None
    online: bool = False
    title: str = ""
    zone: str = "Europe/Berlin"


@dataclass(frozen=True, slots=True)
class Memory:
    """What a display remembers of alarms: those of silent peers go on, and the end is shown for ten minutes."""

    standing: Mapping[tuple[str, str], ZoneAlarm] = field(default_factory=dict)
    ended_ms: int | None = None


def remember(memory: Memory, sources: Sources, now_ms: int) -> Memory:
    """Take in the alarms of the site. A peer that falls silent in alarm has given no all-clear."""
    standing = {("", alarm.id): alarm for alarm in sources.own if alarm.sounds}
    for peer, alarms in sources.heard.items():
        if alarms is None:
            standing |= {key: alarm for key, alarm in memory.standing.items() if key[0] == peer}
        else:
            standing |= {(peer, alarm.id): alarm for alarm in alarms if alarm.sounds}
    if standing:
        return Memory(standing)
    ended = now_ms if memory.standing else memory.ended_ms
    return Memory({}, ended)


def show(sources: Sources, memory: Memory, now_ms: int) -> Display:
    """Return what is shown at `now_ms`."""
    view, config = sources.view, sources.config
    zone = config.zone if config else sources.zone
    mode, alarm = _ladder(memory.standing.values())
    ended = memory.ended_ms if memory.ended_ms is not None and now_ms - memory.ended_ms < ENDED_SHOWN_MS else None
    return Display(
        now_ms=now_ms,
        zone=zone,
        mode=mode,
        title=(view.title if view else "") or sources.title,
        rows=_rows(view, ZoneInfo(zone), now_ms) if view else [],
        counts=_counts(view, sources.people) if view else [],
        cards=_cards(view.posts, now_ms) if view else [],
        plan_ms=_plan_ms(sources),
        online=sources.online,
        alarm_link=all(alarms is not None for alarms in sources.heard.values()),
        alarm_zone=alarm.zone if alarm else "",
        alarm_since_ms=alarm.since_ms if alarm else None,
        alarm_ended_ms=ended,
        address=config.address if config else "",
        assembly_point=config.assembly_point if config else "",
        drill=alarm is not None and alarm.cause == _DRILL,
    )


def next_change_ms(sources: Sources, memory: Memory, now_ms: int) -> int:
    """Return the first moment after `now_ms` at which `show` gives something else from the same sources."""
    zone = sources.config.zone if sources.config else sources.zone
    moments = [_day(ZoneInfo(zone), now_ms)[1]]
    if sources.view is not None:
        moments += [moment for entry in sources.view.entries for moment in (entry.start_ms, entry.end_ms)]
        moments += [moment for post in sources.view.posts for moment in (post.from_ms, post.to_ms)]
    if memory.ended_ms is not None:
        moments.append(memory.ended_ms + ENDED_SHOWN_MS)
    return min(moment for moment in moments if moment > now_ms)


def _ladder(alarms: Iterable[ZoneAlarm]) -> tuple[DisplayMode, ZoneAlarm | None]:
    oldest_first = sorted(alarms, key=lambda alarm: (alarm.since_ms, alarm.id))
    for causes, mode in ((_LEAVE, DisplayMode.EVACUATE), ((_OWN,), DisplayMode.SMOKE), ((_DRILL,), DisplayMode.EVACUATE)):
        first = next((alarm for alarm in oldest_first if alarm.cause in causes), None)
        if first is not None:
            return mode, first
    return (DisplayMode.SMOKE, oldest_first[0]) if oldest_first else (DisplayMode.BOARD, None)


def _rows(view: View, zone: ZoneInfo, now_ms: int) -> list[BoardRow]:
    halls = {hall.id: hall for hall in view.halls}
    _, midnight_ms = _day(zone, now_ms)
    today = [entry for entry in view.entries if entry.end_ms > now_ms and _shown_from_ms(entry) < midnight_ms]
    today.sort(key=lambda entry: (_shown_from_ms(entry), entry.hall, entry.sections, entry.id))
    rows = []
    for entry in today[:MAX_ROWS]:
        hall = halls.get(entry.hall)
        moved = entry.change == "moved" and entry.was_start_ms is not None
        rows.append(
            BoardRow(
                hall=hall.name if hall else entry.hall,
                sections=entry.sections,
                section_count=hall.sections if hall else max(entry.sections, default=1),
                title=entry.title,
                start_ms=entry.was_start_ms if moved and entry.was_start_ms is not None else entry.start_ms,
                end_ms=entry.end_ms,
                now=entry.start_ms <= now_ms and entry.change != "cancelled",
                mark=entry.change,
                new_start_ms=entry.start_ms if moved else None,
            )
        )
    return rows


def _shown_from_ms(entry: ViewEntry) -> int:
    return min(entry.start_ms, entry.was_start_ms) if entry.was_start_ms is not None else entry.start_ms


def _counts(view: View, people: Mapping[str, int | None]) -> list[BoardCount]:
    return [BoardCount(hall=hall.id, name=hall.name, people=people.get(hall.id), capacity=hall.capacity) for hall in view.halls]


def _cards(posts: Sequence[Post], now_ms: int) -> list[BoardCard]:
    return [
        BoardCard(
            id=post.id,
            rung=Rung.VOLUNTEER if post.kind == PostKind.VOLUNTEER else Rung.POST,
            kind=post.kind,
            texts={"de": CardText(title=post.title, text=post.text)},
            link=post.link,
        )
        for post in posts
        if post.from_ms <= now_ms < post.to_ms
    ]


def _plan_ms(sources: Sources) -> int | None:
    if sources.received_ms is not None:
        return sources.received_ms
    return sources.view.made_ms if sources.view else None


def _day(zone: ZoneInfo, now_ms: int) -> tuple[int, int]:
    """Return the local day that holds `now_ms`: its begin and the next midnight, also across changes of the clock."""
    today = utc(now_ms).astimezone(zone).date()
    begin = datetime.combine(today, time.min, zone)
    return to_ms(begin), to_ms(datetime.combine(today + timedelta(days=1), time.min, zone))
