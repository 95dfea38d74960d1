"""Who plays when: the week of the town's halls. Each day has so much in it that something is on now, next and later.

Pure: a date in, bookings out. All clubs and groups are invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_contract.clock import to_ms

ZONE: Final = "Europe/Berlin"
TSV, BC04, SG, REHA = "tsv-lindenau", "bc04", "sg-sued", "reha-sport"
TANZ, WERK, SCHOOL, GESAMT = "tanzclub", "stadtwerke", "grundschule-anger", "gesamtschule-nord"
TRAINER_CLUB: Final = TSV
TRAINER_GROUP: Final = "Volleyball Damen"
"""The group of the trainer the visitor of the demo plays; the town's people leave its key alone."""
EARLY_MATCH, EVENING_MATCH = "Basketball Ü50", "Handball Herren"
"""Groups that play a public match on the day the town is started, as the trainer's does."""
LATE_GROUP: Final = "Freizeitkicker"
ABSENT_GROUP: Final = "Probetraining"
"""Groups the director books: one that does not bring its key back, one that does not come."""

SEASON_WEEKS: Final = 12
EVERY_DAY: Final = (0, 1, 2, 3, 4, 5, 6)
WORKDAYS: Final = (0, 1, 2, 3, 4)
_ODD: Final = (0, 2, 4, 6)
_EVEN: Final = (1, 3, 5)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A weekly right as the plan knows it; `people` is how many come, `days` are weekdays, 0 is Monday."""

    hall: str
    sections: tuple[int, ...]
    start: str
    end: str
    club: str
    title: str
    people: int
    days: tuple[int, ...] = EVERY_DAY
    kind: str = "training"


WEEK: Final = (
    Lesson("nordpark", (1,), "08:00", "09:30", REHA, "Herzsport", 14, WORKDAYS),
    Lesson("nordpark", (1,), "10:00", "11:30", REHA, "Wirbelsäulengymnastik", 12, WORKDAYS),
    Lesson("nordpark", (1,), "14:30", "16:00", TSV, "Kinderturnen", 16, (0, 2, 4)),
    Lesson("nordpark", (1,), "14:30", "16:00", GESAMT, "Ganztag Ballspiele", 18, (1, 3), "school"),
    Lesson("nordpark", (1,), "17:30", "19:00", TSV, TRAINER_GROUP, 12),
    Lesson("nordpark", (1,), "19:30", "21:00", TSV, "Volleyball Mixed", 11, _ODD),
    Lesson("nordpark", (1,), "19:30", "21:00", BC04, "Basketball Herren", 12, _EVEN),
    Lesson("nordpark", (1,), "21:00", "22:30", BC04, "Badminton", 8),
    Lesson("nordpark", (2,), "09:00", "10:30", REHA, "Sitzgymnastik", 9, WORKDAYS),
    Lesson("nordpark", (2,), "11:00", "12:30", GESAMT, "Sport Klasse 8", 22, WORKDAYS, "school"),
    Lesson("nordpark", (2,), "15:15", "16:45", BC04, "Basketball U12", 13, WORKDAYS),
    Lesson("nordpark", (2,), "16:45", "18:15", BC04, "Basketball U16", 12),
    Lesson("nordpark", (2,), "18:15", "19:45", SG, EVENING_MATCH, 15),
    Lesson("nordpark", (2,), "20:00", "21:30", BC04, "Basketball Damen", 10, _ODD),
    Lesson("nordpark", (2,), "20:00", "21:30", WERK, "Betriebssport Fußball", 12, _EVEN),
    Lesson("nordpark", (3,), "08:00", "09:30", SCHOOL, "Sport Klasse 3a", 20, WORKDAYS, "school"),
    Lesson("nordpark", (3,), "09:45", "11:15", SCHOOL, "Sport Klasse 4b", 21, WORKDAYS, "school"),
    Lesson("nordpark", (3,), "13:00", "14:30", BC04, EARLY_MATCH, 14),
    Lesson("nordpark", (3,), "15:00", "16:30", TSV, "Leichtathletik", 14, (0, 2, 4)),
    Lesson("nordpark", (3,), "15:00", "16:30", SCHOOL, "Ganztag Turnen", 17, (1, 3), "school"),
    Lesson("nordpark", (3,), "19:30", "21:00", SG, "Handball A-Jugend", 13),
    Lesson("gymnastik", (1,), "08:30", "10:00", REHA, "Hockergymnastik", 8, WORKDAYS),
    Lesson("gymnastik", (1,), "10:15", "11:45", REHA, "Rückenschule", 9, WORKDAYS),
    Lesson("gymnastik", (1,), "14:45", "16:15", TSV, "Tanzen", 10, _ODD),
    Lesson("gymnastik", (1,), "14:45", "16:15", TANZ, "Kindertanz", 11, _EVEN),
    Lesson("gymnastik", (1,), "16:15", "17:00", REHA, "Gleichgewicht", 8),
    Lesson("gymnastik", (1,), "19:15", "20:45", TSV, "Yoga", 11, _ODD),
    Lesson("gymnastik", (1,), "19:15", "20:45", TANZ, "Standard und Latein", 14, _EVEN),
    Lesson("gymnastik", (1,), "20:45", "22:15", REHA, "Lungensport", 9),
    Lesson("sued", (1,), "09:30", "11:00", SG, "Eltern und Kind", 12),
    Lesson("sued", (1,), "16:00", "17:30", BC04, "Tischtennis Jugend", 8),
    Lesson("sued", (1,), "18:00", "19:30", SG, "Handball D-Jugend", 12),
    Lesson("sued", (1,), "19:45", "21:15", SG, "Handball Damen", 13),
    Lesson("sued", (2,), "15:30", "17:00", SG, "Minis", 11),
    Lesson("sued", (2,), "17:00", "18:30", SG, "Badminton Hobby", 8),
    Lesson("sued", (2,), "18:45", "20:15", BC04, "Tischtennis Herren", 8),
)


@dataclass(frozen=True, slots=True)
class Planned:
    lesson: Lesson
    day: date
    start_ms: int
    end_ms: int


def day(of: date) -> list[Planned]:
    """Return the bookings of one local day."""
    return [Planned(lesson, of, _at(of, lesson.start), _at(of, lesson.end)) for lesson in WEEK if of.weekday() in lesson.days]


def lesson_of(title: str) -> Lesson | None:
    """Return the lesson of a group, None for a group nobody planned."""
    return next((lesson for lesson in WEEK if lesson.title == title), None)


def local_ms(of: date, clock: str) -> int:
    """Return the instant of `HH:MM` local time on that day. Raises ValueError for anything else."""
    return _at(of, clock)


def moment_ms(text: str, today: date) -> int:
    """Return the instant of `HH:MM` of today or of `YYYY-MM-DDTHH:MM`, local time. Raises ValueError for anything else."""
    day, _, clock = text.rpartition("T")
    datetime.strptime(clock, "%H:%M")  # noqa: DTZ007 - stricter than `fromisoformat`, which takes 17.40 for five o'clock
    return _at(date.fromisoformat(day) if day else today, clock)


def clock_text(ms: int) -> str:
    """Return the local time of day, `HH:MM`."""
    return datetime.fromtimestamp(ms / 1000, tz=ZoneInfo(ZONE)).strftime("%H:%M")


def local_date(now_ms: int) -> date:
    return datetime.fromtimestamp(now_ms / 1000, tz=ZoneInfo(ZONE)).date()


def _at(of: date, clock: str) -> int:
    return to_ms(datetime.combine(of, time.fromisoformat(clock), tzinfo=ZoneInfo(ZONE)))
