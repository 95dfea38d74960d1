"""No public figure stands on few, whatever people, sites and clubs there are; and what is free is free by plan and count."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_backend.occupancy.policy.rules import UsageRules
from hallenwart_backend.occupancy.public.rules import CLUBS, Part, bin_hours, publish
from hallenwart_backend.occupancy.slots import store
from hallenwart_backend.occupancy.slots.day import judge_day
from hallenwart_backend.ports import SeriesKey
from hallenwart_contract.messages import Reading
from support.backends import HOUR_MS, JANA, MONDAY_NOON_MS, open_town
from support.use_year import UseYear

parts_of = st.dictionaries(
    st.sampled_from("abcdef"),
    st.builds(Part, people=st.floats(0, 40), slots=st.integers(0, 60), clubs=st.integers(0, 8)),
    max_size=6,
)


@settings(max_examples=300)
@given(parts_of, st.integers(5, 12), st.integers(0, 12))
def test_nothing_shown_and_nothing_that_can_be_worked_out_stands_on_few(parts, k, clubs):
    clubs = max([clubs, *(one.clubs for one in parts.values())], default=clubs)
    shown = publish(parts, k, clubs)
    for name, value in shown.parts.items():
        if value is not None:
            assert parts[name].people >= k
            assert parts[name].slots >= k
            assert parts[name].clubs >= CLUBS
            assert value % 5 == 0
    hidden = [parts[name] for name, value in shown.parts.items() if value is None]
    if shown.total is not None:
        assert sum(one.people for one in parts.values()) >= k
        if hidden:  # the total less what is shown: many, and of more than one
            assert len(hidden) > 1
            assert sum(one.people for one in hidden) >= k
            assert sum(one.slots for one in hidden) >= k


@settings(max_examples=50)
@given(st.integers(15, 240))
def test_bins_are_never_shorter_than_asked_and_divide_the_day(minutes):
    hours = bin_hours(minutes)
    assert hours * 60 >= min(minutes, 24 * 60)
    assert 24 % hours == 0


async def test_the_public_page_says_what_is_free_and_shows_no_small_number(tmp_path):
    async with open_town(tmp_path) as town:
        jana = await town.signed_in(JANA)
        wish = {
            "hall": "nordpark",
            "sections": [1, 2, 3],
            "title": "A",
            "start_ms": MONDAY_NOON_MS,
            "end_ms": MONDAY_NOON_MS + HOUR_MS,
        }
        assert (await jana.post("/api/bookings", json=wish)).status_code < 300
        nobody = town.stranger()
        told = (await nobody.get("/api/public/usage")).json()
        states = {one["hall"]: (one["state"], one["from_ms"]) for one in told["halls"]}
        assert states["nordpark"] == ("soon", MONDAY_NOON_MS + HOUR_MS)
        assert states["sued"] == ("free", MONDAY_NOON_MS)
        crowd = Reading(c="sued", k="people", t_ms=MONDAY_NOON_MS, x=30)
        await town.backend.occupancy.on_readings(town.arrival("sued-1"), [crowd])
        again = {one["hall"]: one["state"] for one in (await nobody.get("/api/public/usage")).json()["halls"]}
        assert again["sued"] == "soon"  # nobody booked it, and there are many
        text = (await nobody.get("/belegung")).text
        assert "frei ab 13:00 Uhr" in text
        assert "<script" not in text
        english = (await nobody.get("/belegung?lang=en")).text
        assert "free from 13:00" in english


async def test_typical_use_is_of_many_and_made_of_whole_weeks(tmp_path):
    async with open_town(tmp_path) as town:
        clubs = ("tsv-lindenau", "bc-04", "c3", "c4", "c5")
        for at, hall in enumerate(("nordpark", "sued", "gymnastik")):
            year = UseYear(hall, 1, clubs[at:] + clubs[:at], date(2026, 9, 28), date(2026, 11, 22))
            judged = [(known.day, judge_day(known.day, UsageRules(), MONDAY_NOON_MS)) for known in year.days()]

            def put(connection, judged=judged):
                for day, said in judged:
                    store.put(connection, day, said, mark="", now_ms=MONDAY_NOON_MS, office_after_days=14)

            await town.backend.records.write(put)
        told = (await town.stranger().get("/api/public/usage")).json()
        town_cells = [value for row in told["typical"][0]["cells"] for value in row if value is not None]
        assert town_cells
        assert min(town_cells) >= 5
        assert all(value % 5 == 0 for value in town_cells)
        assert (told["from_date"], told["to_date"]) == ("2026-09-28", "2026-11-22")
        page = (await town.stranger().get("/belegung")).text
        assert all(int(cell) % 5 == 0 for cell in re.findall(r"<td>(\d+)</td>", page))
        assert "TSV" not in page
        before = await town.backend.usage.public.typical()
        assert await town.backend.usage.public.typical() is before


async def test_the_data_protection_sheet_says_what_counts_here_and_by_which_rules(tmp_path):
    async with open_town(tmp_path) as town:
        before = (await town.stranger().get("/datenschutz")).text
        assert "In keiner Halle wird gezählt" in before
        key = SeriesKey("nordpark-2", "nordpark", "people")
        await town.backend.series.append([(key, MONDAY_NOON_MS, 3.0)])
        page = (await town.stranger().get("/datenschutz")).text
        assert "Sporthalle Nordpark: Zahl der Menschen im Raum." in page
        assert "mindestens 5 Menschen, 5 Tagen und 3 Vereinen" in page
        assert "Counting in the halls" in (await town.stranger().get("/datenschutz?lang=en")).text
