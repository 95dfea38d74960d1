"""What the hall display shows now, and when that changes by itself. Pure: everything comes in, see `sources`.

fire > safety > note > warning > plan > post > volunteer > idle: whatever stands higher takes the place it needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from hallenwart_contract.display import BoardCard, BoardRow, Display, DisplayMode, Panel
from hallenwart_contract.view import Rung, Screen
from hallenwart_edge.display import alarms, cameras, cards, counts, exits, notes, parking, plan_rows, setup
from hallenwart_edge.display.sources import KeyOut, Moment, Sources, local_day

SETTLED_MS: Final = 2_000
"""So long the connection must stand before the plan counts as the newest: what changed in between has come by then."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What a display remembers. `due`: when keys that are out are due; `online_mono_ms`: since when the server answers."""

    alarms: alarms.Standing = field(default_factory=alarms.Standing)
    counts: Mapping[str, counts.Seen] = field(default_factory=dict)
    due: Mapping[KeyOut, int] = field(default_factory=dict)
    online_mono_ms: int | None = None


def remember(memory: Memory, sources: Sources, now: Moment) -> Memory:
    """Take in what the sources say."""
    since = memory.online_mono_ms if memory.online_mono_ms is not None else now.mono_ms
    return Memory(
        alarms.remember(memory.alarms, sources, now.wall_ms),
        counts.remember(memory.counts, sources, now),
        notes.remember(memory.due, sources),
        since if sources.online else None,
    )


def show(sources: Sources, memory: Memory, now: Moment) -> Display:
    """Return what is shown."""
    view, config, now_ms = sources.view, sources.config, now.wall_ms
    alarm = alarms.shown(memory.alarms, now_ms)
    mode = _mode(alarm.mode, sources)
    told = _told(sources, memory, now)
    rows = plan_rows.rows(view, sources.here, now_ms) if view else []
    screen = view.screen if view else Screen()
    return Display(
        now_ms=now_ms,
        zone=sources.here.key,
        mode=mode,
        title=(view.title if view else "") or sources.title,
        rung=_rung(mode, told, rows),
        rows=rows,
        counts=counts.counts(view, sources, memory.counts, now) if view else [],
        above=[card for card in told if cards.is_above(card)],
        cards=[card for card in told if not cards.is_above(card)],
        cameras=cameras.cameras(sources, now_ms),
        stream=cameras.stream(view, now_ms) if view and mode is DisplayMode.BOARD else None,
        panel=_panel(screen),
        missing=setup.missing(sources) if mode is DisplayMode.SETUP else [],
        plan_ms=sources.plan_ms,
        plan_until_ms=plan_rows.known_until_ms(view, sources.here, now_ms) if view else None,
        online=_is_online(memory, now),
        alarm_link=all(said is not None for said in sources.heard.values()),
        alarm_zone=alarm.alarm.zone if alarm.alarm and alarm.ended_ms is None else "",
        alarm_since_ms=alarm.alarm.since_ms if alarm.alarm and alarm.ended_ms is None else None,
        alarm_ended_ms=alarm.ended_ms,
        address=config.address if config else "",
        assembly_point=config.assembly_point if config else "",
        drill=alarm.drill,
        alarm_kind=alarm.kind,
        way=exits.way(sources, mode, now_ms),
    )


def next_change_ms(sources: Sources, memory: Memory, now: Moment) -> int:
    """Return the first moment after `now` at which `show` gives something else from the same sources."""
    zone, now_ms, view = sources.here, now.wall_ms, sources.view
    moments = [
        local_day(zone, now_ms)[1],
        *alarms.moments(memory.alarms),
        *notes.moments(sources, memory.due),
        *exits.moments(sources),
    ]
    if memory.online_mono_ms is not None:
        moments.append(now_ms + SETTLED_MS - (now.mono_ms - memory.online_mono_ms))
    if view is not None:
        moments += plan_rows.moments(view) + cards.moments(view) + cameras.moments(view)
        moments += counts.moments(view, sources, memory.counts, now)
    return min(moment for moment in moments if moment > now_ms)


def _mode(alarm: DisplayMode, sources: Sources) -> DisplayMode:
    return alarm if alarm is not DisplayMode.BOARD or setup.has_plan(sources) else DisplayMode.SETUP


def _told(sources: Sources, memory: Memory, now: Moment) -> list[BoardCard]:
    """Return all cards, the highest rung first; what this device says of its keys comes before what others say of them."""
    now_ms = now.wall_ms
    posts = cards.cards(sources.view, now_ms) if sources.view else []
    posts = [card for card in posts if not notes.is_own(card.id, sources)]
    if sources.view:
        posts += parking.cards(sources.view.parking, online=_is_online(memory, now))
    ladder = tuple(Rung)
    return sorted([*notes.notes(sources, memory.due, now_ms), *posts], key=lambda card: ladder.index(Rung(card.rung)))


def _rung(mode: DisplayMode, told: list[BoardCard], rows: list[BoardRow]) -> Rung:
    if mode in alarms.FIRES:
        return Rung.FIRE
    if mode is DisplayMode.SAFETY:
        return Rung.SAFETY
    highest = Rung(told[0].rung) if told else Rung.IDLE
    ladder = tuple(Rung)
    return min(highest, Rung.PLAN, key=ladder.index) if rows else highest


def _panel(screen: Screen) -> Panel:
    return Panel(
        inches=screen.inches,
        distance_m=screen.distance_m,
        turned=screen.turned,
        languages=screen.languages,
        easy=screen.easy,
    )


def _is_online(memory: Memory, now: Moment) -> bool:
    return memory.online_mono_ms is not None and now.mono_ms - memory.online_mono_ms >= SETTLED_MS
