"""What the API says of time series: names, units, last values, samples in pages, hours and local days; and to whom."""

import pytest

from hallenwart_backend.ports import SeriesKey
from support.backends import ADMIN, AMT, HOUR_MS, JANA, KERN, MONDAY_NOON_MS, WEHR, open_town

PEOPLE = SeriesKey("nordpark-1", "nordpark/1+2", "people")
AIR = SeriesKey("nordpark-2", "luft", "co2_ppm")
SOUTH = SeriesKey("sued-1", "heizung", "temp_c")
FROM_MS = MONDAY_NOON_MS - 12 * HOUR_MS
"""Midnight in Berlin."""
SPAN = {"from": FROM_MS, "to": FROM_MS + 48 * HOUR_MS}


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as town:
        points = [(PEOPLE, FROM_MS + n * HOUR_MS // 4, float(n)) for n in range(100)]
        points += [(AIR, FROM_MS, 700.0), (SOUTH, FROM_MS, None)]
        await town.backend.series.append(points)
        yield town


async def told(town, path, who=AMT, status=200, **params):
    answer = await (await town.signed_in(who)).get(f"/api/telemetry/{path}", params=params)
    assert answer.status_code == status, answer.text
    return answer.json()


def names(found):
    return [one["device"] for one in found["series"]]


async def test_series_are_told_with_names_units_and_places(town):
    found = await told(town, "series")
    assert found["total"] == 3
    assert found["series"][0] == {
        "device": "nordpark-1",
        "component": "nordpark/1+2",
        "quantity": "people",
        "words": {"de": "Personen", "en": "people"},
        "unit": "Personen",
        "shape": "gauge",
        "site": "nordpark",
        "site_name": "Sporthalle Nordpark",
        "hall": "nordpark",
        "hall_name": "Sporthalle Nordpark",
    }
    assert names(await told(town, "series", limit=1, offset=1)) == ["nordpark-2"]
    assert names(await told(town, "series", hall="nordpark")) == ["nordpark-1"]
    assert names(await told(town, "series", site="sued", quantity="temp_c")) == ["sued-1"]
    assert names(await told(town, "series", site="sued", quantity="people")) == []


async def test_everybody_sees_their_sites_and_clubs_nothing(town):
    assert names(await told(town, "series", who=KERN)) == ["nordpark-1", "nordpark-2"]
    assert (await told(town, "last", who=KERN, device="sued-1"))["total"] == 0
    at_south = {"device": SOUTH.device, "component": SOUTH.component, "quantity": SOUTH.quantity}
    assert (await told(town, "samples", who=KERN, status=404, **at_south, **SPAN))["code"] == "no_such_series"
    assert (await told(town, "buckets", who=KERN, site="sued", **SPAN))["found"] == []
    for who in (JANA, WEHR):
        assert (await told(town, "series", who=who, status=403))["code"] == "forbidden"
    assert (await told(town, "samples", who=ADMIN, **at_south, **SPAN))["samples"] == [[FROM_MS, None, "ok"]]


async def test_last_values_come_with_the_time_to_tell_their_age_by(town):
    found = await told(town, "last")
    assert found["now_ms"] == MONDAY_NOON_MS
    last = {one["series"]["device"]: (one["t_ms"] - FROM_MS, one["x"]) for one in found["last"]}
    assert last == {"nordpark-1": (99 * HOUR_MS // 4, 99.0), "nordpark-2": (0, 700.0), "sued-1": (0, None)}


async def test_samples_come_in_pages_that_join_without_a_seam(town):
    which = {"device": PEOPLE.device, "component": PEOPLE.component, "quantity": PEOPLE.quantity}
    values, at_ms = [], FROM_MS
    while at_ms is not None:
        page = await told(town, "samples", **which, **{"from": at_ms, "to": SPAN["to"]}, limit=33)
        values += [x for _, x, _ in page["samples"]]
        at_ms = page["next_ms"]
    assert values == [float(n) for n in range(100)]


async def test_hours_and_local_days_say_how_many_mean_lowest_highest_total(town):
    found = await told(town, "buckets", quantity="people", **SPAN)
    (one,) = found["found"]
    assert (found["zone"], len(one["buckets"])) == ("Europe/Berlin", 25)
    assert one["buckets"][1] == [FROM_MS + HOUR_MS, 4, 5.5, 4.0, 7.0, 22.0]
    days = (await told(town, "buckets", quantity="people", level="day", **SPAN))["found"][0]["buckets"]
    assert [(day[0] - FROM_MS, day[1], day[5]) for day in days] == [
        (0, 96, sum(range(96))),
        (24 * HOUR_MS, 4, 96 + 97 + 98 + 99),
    ]


async def test_what_makes_no_sense_or_too_much_is_refused_in_words(town):
    turned = {"from": SPAN["to"], "to": SPAN["from"]}
    assert (await told(town, "buckets", status=422, **turned))["code"] == "bad_span"
    assert (await told(town, "buckets", status=422, **{"from": 0, "to": FROM_MS}))["code"] == "too_much"
    assert (await told(town, "buckets", level="day", site="sued", **{"from": 0, "to": FROM_MS}))["found"]
    assert (await told(town, "buckets", status=422, level="week", **SPAN))["code"] == "invalid"
    assert (await told(town, "samples", status=422, device="x"))["code"] == "invalid"
