"""When the alert path is proved, late or broken. Pure; instants in milliseconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

ALARM_MS: Final = 20_000
"""A test alarm that takes longer from the command to the server is late."""
LETTERS_MS: Final = 120_000
"""So long a way has to hand a test message over, and to say that it arrived where it can say so."""
DAY_MS: Final = 86_400_000
LATE_MS: Final = 26 * 3_600_000
"""Without a proof for a day and two hours the path counts as not proved."""
KEPT_MS: Final = 400 * DAY_MS
FAILURES: Final = 3
"""So many failures in a row make a way failing."""
UNRECEIPTED_MS: Final = 30_000


class State(StrEnum):
    """How a test went. `handed_over`: every way took it, and none of them can say that it arrived."""

    RUNNING = "running"
    OK = "ok"
    HANDED_OVER = "handed_over"
    LATE = "late"
    FAILED = "failed"


PROVED: Final = frozenset({State.OK, State.HANDED_OVER})


@dataclass(frozen=True, slots=True)
class Settings:
    """`test_min` is local wall time in minutes after midnight; an empty `heartbeat_url` means none."""

    heartbeat_url: str = ""
    heartbeat_method: str = "GET"
    heartbeat_every_min: int = 5
    test_on: bool = True
    test_min: int = 660
    cap_public: bool = False


@dataclass(frozen=True, slots=True)
class TestLetter:
    """What became of one test message. `receipt`: whether this way can say that a message arrived."""

    __test__ = False

    letter: int
    name: str
    way: str
    receipt: bool
    state: str
    took_ms: int | None = None
    error: str = ""


def verdict(letters: Sequence[TestLetter], *, waited_ms: int) -> State:
    """Say how a test stands whose messages are out for so long: RUNNING while a word is still awaited in time."""
    if not letters:
        return State.FAILED
    if any(one.state == "failed" for one in letters):
        return State.FAILED
    arrived = {"delivered", "opened", "acked"}
    if all(one.state in arrived or (not one.receipt and one.state == "handed_over") for one in letters):
        return State.OK if any(one.state in arrived for one in letters) else State.HANDED_OVER
    return State.RUNNING if waited_ms < LETTERS_MS else State.LATE


def due_at_ms(settings: Settings, zone: ZoneInfo, now_ms: int) -> int:
    """Return the newest moment up to now at which a daily test was due."""
    today = datetime.fromtimestamp(now_ms / 1000, zone).date()
    at = _at_ms(today, settings.test_min, zone)
    return at if at <= now_ms else _at_ms(today - timedelta(days=1), settings.test_min, zone)


def _at_ms(day: date, minute: int, zone: ZoneInfo) -> int:
    return int(datetime.combine(day, time(minute // 60, minute % 60), zone).astimezone(UTC).timestamp() * 1000)


def is_due(settings: Settings, zone: ZoneInfo, *, newest_ms: int | None, started_ms: int, now_ms: int) -> bool:
    """Say whether the daily test is to be run now. A server that was down at the time makes up for it.

    One that never ran a test waits for the next time since it was started at `started_ms`: a new installation has no devices.
    """
    last_ms = started_ms if newest_ms is None else newest_ms
    return settings.test_on and last_ms < due_at_ms(settings, zone, now_ms)


def state_of(newest: State | None, proved_ms: int | None, *, now_ms: int) -> str:
    """Return ok, late, failed or never for the page: the newest finished test decides, an old proof is late."""
    if newest is None:
        return "never"
    if newest not in PROVED:
        return "failed" if newest is State.FAILED else "late"
    return "ok" if proved_ms is not None and now_ms - proved_ms <= LATE_MS else "late"
