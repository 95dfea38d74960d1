"""Questions to the SensorThings service about the simulated year, each with its answer worked out by plain Python."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from hallenwart_backend.occupancy.public.rules import Part, publish
from support.open_year import BERLIN, HALLS, HOUR_MS, LAST, PLACED, OpenYear, site_of

NOW_MS: Final = int(datetime(2026, 11, 23, 11, tzinfo=UTC).timestamp()) * 1000
SMALLEST: Final = 5
WEEKS: Final = 8


@dataclass(frozen=True, slots=True)
class Seen:
    """An observation as it should be."""

    stream: str
    thing: str
    site: str
    quantity: str
    ms: int
    end_ms: int
    told_ms: int
    x: float

    @property
    def id(self) -> str:
        return f"{self.stream}~{self.ms // 1000}"

    @property
    def at(self) -> datetime:
        return datetime.fromtimestamp(self.ms / 1000, UTC)


def stream_of(hall: str, quantity: str) -> str:
    return f"hall-{hall}.{quantity}.{hashlib.sha256(f'{hall}-1{chr(10)}luft'.encode()).hexdigest()[:10]}"


class Truth:
    """Everything that may be told of a year, as one flat list in the order of datastreams and time."""

    def __init__(self, year: OpenYear) -> None:
        found = [
            Seen(
                stream_of(hall, quantity),
                f"hall-{hall}",
                site_of(int(hall[1:])),
                quantity,
                ms,
                *[ms + HOUR_MS] * 2,
                _mean(values),
            )
            for (hall, quantity), hours in year.climate.items()
            for ms, values in hours.items()
            if ms + HOUR_MS <= NOW_MS
        ]
        self.rows = sorted([*found, *_usual(year)], key=lambda one: (one.stream, one.ms))
        self.streams: dict[str, list[Seen]] = defaultdict(list)
        for one in self.rows:
            self.streams[one.stream].append(one)

    def where(self, fits: Callable[[Seen], bool]) -> list[Seen]:
        return [one for one in self.rows if fits(one)]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _usual(year: OpenYear) -> Iterable[Seen]:
    """Work out, week by week, what the public page of use said of each site and the town on the Monday after."""
    monday = year.first - timedelta(days=year.first.weekday())
    while monday + timedelta(days=6) <= LAST:
        days = [monday + timedelta(days=number) for number in range(7)]
        for day in days:
            for hour in range(24):
                shown = _cell(year, day, hour)
                begin = datetime.combine(day, datetime.min.time(), BERLIN) + timedelta(hours=hour)
                ms = int(begin.timestamp()) * 1000
                told = int(datetime.combine(monday + timedelta(days=7), datetime.min.time(), BERLIN).timestamp()) * 1000
                for thing, people in shown.items():
                    if people is not None:
                        yield Seen(f"{thing}.people_usual", thing, thing[5:], "people_usual", ms, ms + HOUR_MS, told, people)
        monday += timedelta(days=7)


def _cell(year: OpenYear, last: date, hour: int) -> dict[str, int | None]:
    if not 7 <= hour < 23:
        return {}  # closed
    dates = [last - timedelta(weeks=number) for number in range(WEEKS)]
    clubs, sums = _clubs(year), dict[str, list[float]]()
    present: dict[str, set[str]] = defaultdict(set)
    for n in range(HALLS):
        for day in dates:
            people = year.people.get((f"h{n}", day))
            if people is not None:
                of = sums.setdefault(site_of(n), [0.0, 0.0])
                of[0] += people[hour]
                of[1] += 1
    for day in dates:
        for site, club in clubs.get((day, hour), ()):
            present[site].add(club)
            present[""].add(club)
    parts = {site: Part(people / WEEKS, int(slots), len(present[site])) for site, (people, slots) in sums.items()}
    shown = publish(parts, SMALLEST, len(present[""]))
    return {f"site-{site}": people for site, people in shown.parts.items()} | {"town": shown.total}


_CLUBS: Final[dict[int, dict[tuple[date, int], set[tuple[str, str]]]]] = {}


def _clubs(year: OpenYear) -> dict[tuple[date, int], set[tuple[str, str]]]:
    """Return who had booked, by local day and hour: site and club."""
    if id(year) not in _CLUBS:
        found: dict[tuple[date, int], set[tuple[str, str]]] = defaultdict(set)
        for hall, club, from_ms, to_ms in year.slots:
            for ms in range(from_ms, to_ms, HOUR_MS):
                at = datetime.fromtimestamp(ms / 1000, BERLIN)
                found[at.date(), at.hour].add((site_of(int(hall[1:])), club))
        _CLUBS[id(year)] = found
    return _CLUBS[id(year)]


# --- the questions ---

Json = Any


@dataclass(frozen=True, slots=True)
class Question:
    """`read` takes of the answer what `right` works out."""

    path: str
    read: Callable[[Json], Any]
    right: Callable[[Truth], Any]


def names(told: Json, key: str = "@iot.id") -> list[Any]:
    return [one[key] for one in told["value"]]


def counted(told: Json) -> tuple[int, list[Any]]:
    return told["@iot.count"], names(told)


def ids(rows: Iterable[Seen]) -> list[str]:
    return [one.id for one in rows]


def results(told: Json) -> list[tuple[str, float]]:
    return [(one["@iot.id"], one["result"]) for one in told["value"]]


def pairs(rows: Iterable[Seen]) -> list[tuple[str, float]]:
    return [(one.id, one.x) for one in rows]


def _of(fits: Callable[[Seen], bool], top: int | None = None, *, skip: int = 0, by: Callable[[Seen], Any] | None = None) -> Any:
    """Return what works out (count, ids) of fitting rows in an order."""

    def right(truth: Truth) -> tuple[int, list[str]]:
        rows = truth.where(fits)
        ordered = sorted(rows, key=by) if by else rows
        return len(rows), ids(ordered[skip:][:top])

    return right


def _ms(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp()) * 1000


T0, H0, T3 = stream_of("h0", "temp_c"), stream_of("h0", "humidity_pct"), stream_of("h3", "temp_c")
EAST: Final = "geography'POLYGON((12.35 51.0,12.5 51.0,12.5 52.0,12.35 52.0,12.35 51.0))'"
HALL_IDS: Final = sorted([f"hall-h{n}" for n in range(HALLS)] + ["hall-nordpark", "hall-gymnastik", "hall-sued"])
SUED: Final = [f"h{n}" for n in range(HALLS) if site_of(n) == "sued"]
WINTER: Final = _ms("2026-01-01T00:00:00+00:00"), _ms("2026-02-01T00:00:00+00:00")
MAY: Final = _ms("2026-05-04T00:00:00+00:00"), _ms("2026-05-05T00:00:00+00:00")


def _latest(told: Json) -> dict[str, list[str]]:
    streams = [one for thing in told["value"] for one in thing["Datastreams"]]
    return {one["@iot.id"]: [seen["@iot.id"] for seen in one["Observations"]] for one in streams}


def _array(told: Json) -> list[tuple[str, float]]:
    found = []
    for group in told["value"]:
        at = {name: number for number, name in enumerate(group["components"])}
        found += [(row[at["id"]], row[at["result"]]) for row in group["dataArray"]]
    return found


QUESTIONS: Final[Sequence[Question]] = (
    Question("/Things?$count=true&$top=0", lambda told: told, lambda _: {"@iot.count": HALLS + 6, "value": []}),
    Question(
        "/Things?$filter=properties/site eq 'sued' and properties/kind eq 'hall'&$orderby=name desc&$select=name",
        lambda told: names(told, "name"),
        lambda _: sorted(
            [*(f"Halle {n[1:]}" for n in ()), *(f"Halle {int(h[1:]) + 1}" for h in SUED), "Halle Süd"], reverse=True
        ),
    ),
    Question(
        "/Things('hall-h3')/Locations?$select=location",
        lambda told: [one["location"]["coordinates"] for one in told["value"]],
        lambda _: [[PLACED["nordpark"][1], PLACED["nordpark"][0]]],
    ),
    Question(f"/Locations?$filter=st_within(location,{EAST})", names, lambda _: ["site-sued"]),
    Question(
        "/Locations?$filter=geo.distance(location,geography'POINT(12.30 51.36)') lt 0.05",
        names,
        lambda _: ["site-nordpark"],
    ),
    Question(
        "/Datastreams?$filter=ObservedProperty/id eq 'temp_c' and Thing/properties/site eq 'sued'&$select=id&$orderby=id desc",
        names,
        lambda _: sorted((stream_of(hall, "temp_c") for hall in SUED), reverse=True),
    ),
    Question(
        "/Things?$filter=Datastreams/ObservedProperty/id eq 'humidity_pct'&$count=true&$select=id",
        counted,
        lambda truth: (len(found := sorted({one.thing for one in truth.rows if one.quantity == "humidity_pct"})), found),
    ),
    Question(
        "/Things?$filter=not (Datastreams/id ne null)&$select=id",
        names,
        lambda truth: sorted({*HALL_IDS, "site-nordpark", "site-sued", "town"} - {one.thing for one in truth.rows}),
    ),
    Question(
        "/ObservedProperties?$expand=Datastreams($count=true;$top=0)&$orderby=id",
        lambda told: {one["@iot.id"]: one["Datastreams@iot.count"] for one in told["value"]},
        lambda truth: {
            quantity: len({one.stream for one in truth.rows if one.quantity == quantity})
            for quantity in ("humidity_pct", "people_usual", "temp_c")
        },
    ),
    Question(
        f"/Datastreams('{T0}')/Observations?$top=5&$orderby=phenomenonTime desc",
        results,
        lambda truth: pairs(truth.streams[T0][:-6:-1]),
    ),
    Question(
        f"/Datastreams('{T0}')/Observations?$count=true&$top=3&$filter=phenomenonTime ge 2026-01-01T00:00:00Z"
        " and phenomenonTime lt 2026-02-01T01:00:00%2B01:00",
        counted,
        _of(lambda one: one.stream == T0 and WINTER[0] <= one.ms < WINTER[1], 3),
    ),
    Question(
        f"/Datastreams('{T3}')/Observations?$filter=result gt 22 and result le 22.5&$count=true&$top=4",
        counted,
        _of(lambda one: one.stream == T3 and 22 < one.x <= 22.5, 4),
    ),
    Question("/Observations?$count=true&$top=0", counted, _of(lambda _: True, 0)),
    Question(
        "/Observations?$filter=Datastream/ObservedProperty/id eq 'temp_c' and result lt 16&$orderby=result&$top=20&$count=true",
        lambda told: (told["@iot.count"], [one["result"] for one in told["value"]]),
        lambda truth: (
            len(found := truth.where(lambda one: one.quantity == "temp_c" and one.x < 16)),
            sorted(one.x for one in found)[:20],
        ),
    ),
    Question(
        "/Observations?$filter=Datastream/Thing/properties/site eq 'nordpark' and hour(phenomenonTime) eq 18&$top=50",
        names,
        lambda truth: ids(
            truth.where(lambda one: one.site == "nordpark" and one.quantity != "people_usual" and one.at.hour == 18)[:50]
        ),
    ),
    Question(
        f"/Datastreams('{H0}')/Observations?$filter=month(phenomenonTime) eq 3 and day(phenomenonTime) lt 8&$count=true&$top=2",
        counted,
        _of(lambda one: one.stream == H0 and one.at.month == 3 and one.at.day < 8, 2),
    ),
    Question(
        "/Observations?$orderby=phenomenonTime desc&$top=60&$resultFormat=dataArray",
        lambda told: sorted(_array(told)),
        lambda truth: sorted(pairs(sorted(truth.rows, key=lambda one: (one.ms, one.stream), reverse=True)[:60])),
    ),
    Question(
        "/Things?$filter=properties/kind eq 'hall'"
        "&$expand=Datastreams($select=id;$expand=Observations($top=1;$orderby=phenomenonTime desc;$select=id))",
        _latest,
        lambda truth: {stream: [rows[-1].id] for stream, rows in truth.streams.items() if stream.startswith("hall-")},
    ),
    Question(
        "/FeaturesOfInterest('hall-h1')/Observations?$filter=during(phenomenonTime,2026-05-04T00:00:00Z/2026-05-05T00:00:00Z)"
        "&$count=true&$orderby=phenomenonTime",
        counted,
        _of(lambda one: one.thing == "hall-h1" and MAY[0] <= one.ms < MAY[1], 100, by=lambda one: (one.ms, one.stream)),
    ),
    Question(
        "/Datastreams('town.people_usual')/Observations?$filter=phenomenonTime ge 2026-11-16T00:00:00Z&$count=true&$top=200",
        lambda told: (told["@iot.count"], results(told)),
        lambda truth: (
            len(found := [one for one in truth.streams["town.people_usual"] if one.ms >= _ms("2026-11-16T00:00:00+00:00")]),
            pairs(found),
        ),
    ),
    Question(
        "/Observations?$filter=Datastream/properties/dataset eq 'occupancy' and resultTime eq 2026-06-14T22:00:00Z&$count=true",
        counted,
        _of(lambda one: one.quantity == "people_usual" and one.told_ms == _ms("2026-06-14T22:00:00+00:00"), 100),
    ),
    Question(
        "/Observations?$filter=Datastream/ObservedProperty/name eq 'Menschen zugleich, üblich'&$orderby=result desc&$top=5",
        lambda told: [one["result"] for one in told["value"]],
        lambda truth: sorted((one.x for one in truth.rows if one.quantity == "people_usual"), reverse=True)[:5],
    ),
    Question(
        f"/Datastreams('{T0}')/Observations?$filter=(result mul 1.8) add 32 gt 76 or result lt 15&$count=true&$top=3",
        counted,
        _of(lambda one: one.stream == T0 and (one.x * 1.8 + 32 > 76 or one.x < 15), 3),
    ),
    Question(
        f"/Datastreams('{T0}')/Observations?$filter=not (result le 20) and round(result) eq 21&$count=true&$top=3",
        counted,
        _of(lambda one: one.stream == T0 and 20.5 <= one.x < 21.5, 3),
    ),
    Question(
        "/Things?$filter=substringof('halle',tolower(name)) and endswith(name,'Nordpark') or startswith(name,'Gym')&$select=id",
        names,
        lambda _: ["hall-gymnastik", "hall-nordpark", "site-nordpark"],
    ),
    Question(
        f"/Datastreams('{T3}')/Observations?$skip=5000&$top=2",
        results,
        lambda truth: pairs(truth.streams[T3][5000:5002]),
    ),
    Question(
        "/Observations?$skip=20000&$top=2&$select=id,result",
        results,
        lambda truth: pairs(truth.rows[20000:20002]),
    ),
    Question(
        f"/Observations('{T0}~{MAY[0] // 1000}')/Datastream/Thing?$select=name",
        lambda told: told,
        lambda _: {"name": "Halle 1"},
    ),
    Question(
        f"/Observations?$filter=id eq '{T0}~{MAY[0] // 1000}'",
        results,
        lambda t: pairs(t.where(lambda one: one.id == f"{T0}~{MAY[0] // 1000}")),
    ),
    Question("/Things('hall-h0')/name", lambda told: told, lambda _: {"name": "Halle 1"}),
    Question(
        "/Things('hall-h0')/Datastreams/$ref",
        lambda told: [one["@iot.selfLink"].rpartition("/")[2] for one in told["value"]],
        lambda _: [f"Datastreams('{one}')" for one in sorted((T0, H0))],
    ),
    Question(
        f"/Sensors?$filter=Datastreams/id eq '{T0}'&$expand=Datastreams($select=id;$orderby=id desc)",
        lambda told: [[one["@iot.id"] for one in sensor["Datastreams"]] for sensor in told["value"]],
        lambda _: [sorted((T0, H0), reverse=True)],
    ),
    Question(
        "/HistoricalLocations?$filter=Thing/id eq 'hall-h7'&$expand=Locations($select=name),Thing($select=name)",
        lambda told: [(one["Thing"]["name"], one["Locations"][0]["name"]) for one in told["value"]],
        lambda _: [("Halle 8", "Halle Süd")],
    ),
    Question(
        f"/Datastreams('{T0}')/Observations?$filter=phenomenonTime gt now() sub duration'PT6H'",
        names,
        lambda truth: ids(one for one in truth.streams[T0] if one.ms > NOW_MS - 6 * HOUR_MS),
    ),
    Question(
        f"/Datastreams('{T0}')/Observations?$orderby=result desc,phenomenonTime desc&$top=10",
        names,
        lambda truth: ids(sorted(truth.streams[T0], key=lambda one: (one.x, one.ms), reverse=True)[:10]),
    ),
    Question("/Datastreams?$filter=phenomenonTime gt 2026-01-01T00:00:00Z&$select=id", names, lambda _: []),
)
