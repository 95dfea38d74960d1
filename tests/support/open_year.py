"""A year of a town with twelve halls as open data has it: hours of climate, judged days, and who had booked. Seeded.

It goes in through the stores' own doors, without the readings a year of sensors would send. What is put in is kept as plain
values too, so that answers can be worked out again by code of one's own.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from hallenwart_backend.occupancy.figures.rules import Hours, packed
from hallenwart_backend.occupancy.tables import usage_days, usage_slots
from hallenwart_backend.ports import SeriesKey
from support.backends import SEED, Town
from support.use_year import WEEK

HALLS: Final = 12
LAST: Final = date(2026, 11, 22)
"""A Sunday; the town's clock stands on the noon after."""
BERLIN: Final = ZoneInfo("Europe/Berlin")
HOUR_MS: Final = 3_600_000
CLUBS: Final = ("tsv-lindenau", "bc-04", *(f"v{n}" for n in range(18)))
PLACED: Final = {"nordpark": (51.36, 12.31), "sued": (51.31, 12.38)}
_NO_MINUTES: Final = ("booked", "used", "empty", "unknown", "unbooked", "seen")


def site_of(n: int) -> str:
    return "nordpark" if n < HALLS // 2 else "sued"


def seed_of_year() -> str:
    """Return a seed with twelve halls `h0` … `h11`, half of them at each of two sites, each with a device `h0-1` …"""
    size = 'sections = 3, capacity = 199, open = "07:00-23:00"'
    halls = "".join(f'{{ id = "h{n}", site = "{site_of(n)}", name = "Halle {n + 1}", {size} }},\n' for n in range(HALLS))
    devices = "".join(f'{{ id = "h{n}-1", site = "{site_of(n)}", halls = ["h{n}"] }},\n' for n in range(HALLS))
    clubs = "".join(f'{{ id = "v{n}", name = "Verein {n + 1}" }},\n' for n in range(18))
    seed = SEED.replace("hall = [", f"hall = [\n{halls}").replace("device = [", f"device = [\n{devices}", 1)
    seed = seed.replace("club = [", f"club = [\n{clubs}")
    for site, (lat, lon) in PLACED.items():
        seed = seed.replace(f'{{ id = "{site}", name', f'{{ id = "{site}", lat = {lat}, lon = {lon}, name', 1)
    return seed


@dataclass
class OpenYear:
    """`climate[hall, quantity]`: by the UTC hour (ms) what was measured in it. `people[hall, day]`: by local hour the mean.

    `slots`: (hall, club, from_ms, to_ms) of every booking.
    """

    days: int = 364
    climate: dict[tuple[str, str], dict[int, list[float]]] = field(default_factory=dict)
    people: dict[tuple[str, date], list[float]] = field(default_factory=dict)
    slots: list[tuple[str, str, int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        dice = random.Random(f"open year {self.days}")
        for n in range(HALLS):
            self._warm(n, dice)
            self._use(n, dice)

    @property
    def first(self) -> date:
        return LAST - timedelta(days=self.days - 1)

    def _warm(self, n: int, dice: random.Random) -> None:
        """Fill a hall's climate up to the clock's hour; some hours say nothing, some say several things."""
        begin = int(datetime.combine(self.first, datetime.min.time(), UTC).timestamp()) * 1000
        end = int(datetime(2026, 11, 23, 12, tzinfo=UTC).timestamp()) * 1000
        temp, humid = dict[int, list[float]](), dict[int, list[float]]()
        away = 0
        for at, hour in enumerate(range(begin, end, HOUR_MS)):
            away = dice.randint(3, 40) if dice.random() < 0.002 else max(0, away - 1)
            if away:
                continue
            warm = 18.0 + n / 4 + 4 * math.sin(at / 24 / 58) + 2 * math.sin(at % 24 / 24 * math.tau)
            count = 3 if at % 50 == 0 else 1
            temp[hour] = [round(warm + dice.uniform(-1, 1), 2) for _ in range(count)]
            if n % 4 == 0:
                humid[hour] = [round(45 + 12 * math.sin(at / 24 / 40) + dice.uniform(-5, 5), 1) for _ in range(count)]
        self.climate[f"h{n}", "temp_c"] = temp
        if humid:
            self.climate[f"h{n}", "humidity_pct"] = humid

    def _use(self, n: int, dice: random.Random) -> None:
        """Fill who had booked, and how many were there: the more the later, in some halls few."""
        crowd = 4 if n % 5 == 4 else 14
        for number in range(self.days):
            day = self.first + timedelta(days=number)
            people = [0.0] * 24
            for at, (weekday, start, end, _) in enumerate(WEEK):
                if weekday != day.weekday():
                    continue
                midnight = datetime.combine(day, datetime.min.time(), BERLIN)
                from_ms = int((midnight + timedelta(minutes=start)).timestamp()) * 1000
                club = CLUBS[(at + n) % len(CLUBS)]
                self.slots.append((f"h{n}", club, from_ms, from_ms + (end - start) * 60_000))
                there = dice.random() > 0.12
                for hour in range(start // 60, -(-end // 60)):
                    people[hour] += round(dice.uniform(0.5, 1.5) * crowd, 1) if there else 0.0
            self.people[f"h{n}", day] = people

    async def fill(self, town: Town) -> None:
        """Put it into a town that `seed_of_year` seeded."""
        await town.backend.series.append(list(self._points()))

        def put(connection: Any) -> None:
            connection.execute(insert(usage_days), list(self._days()))
            connection.execute(insert(usage_slots), list(self._slots()))

        await town.backend.records.write(put)

    def _points(self) -> Iterator[tuple[SeriesKey, int, float | None]]:
        for (hall, quantity), hours in self.climate.items():
            key = SeriesKey(f"{hall}-1", "luft", quantity)
            for hour, values in hours.items():
                for at, x in enumerate(values):
                    yield key, hour + 60_000 * (7 + 13 * at), x

    def _days(self) -> Iterator[dict[str, Any]]:
        for (hall, day), people in self.people.items():
            counted = [60.0] * 24
            body = Hours(open=[60.0 if 7 <= hour < 23 else 0.0 for hour in range(24)], counted=counted)
            body.people = [60.0 * x for x in people]
            minutes = {f"{name}_min": 0.0 for name in _NO_MINUTES} | {"open_min": 960.0, "counted_min": 1440.0}
            yield minutes | {
                "hall": hall,
                "day": day,
                "from_ms": int(datetime.combine(day, datetime.min.time(), BERLIN).timestamp()) * 1000,
                "judged_ms": 0,
                "mark": "",
                "people_min": 60.0 * sum(people),
                "peak": max(people),
                "body": packed(body),
            }

    def _slots(self) -> Iterator[dict[str, Any]]:
        judged = {"sections": [1], "kind": "training", "title": "Training", "verdict": "used", "covered": 1.0, "reasons": []}
        chances = {"p_used": 1.0, "p_under": 0.0, "p_no_show": 0.0, "p_unbooked": 0.0}
        for at, (hall, club, from_ms, to_ms) in enumerate(self.slots):
            when = {"start_ms": from_ms, "end_ms": to_ms, "judged_ms": to_ms, "office_from_ms": to_ms}
            yield judged | chances | when | {"id": f"s{at}", "booking": f"b{at}", "hall": hall, "club": club}
