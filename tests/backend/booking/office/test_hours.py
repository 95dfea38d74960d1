"""Hours to bill: who pays what, in real hours, in a file that spreadsheets read and cannot be tricked by."""

import csv
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.office.hours import HallOf, Names, billed, by_booking, by_club, hours
from hallenwart_backend.booking.rules import local_ms
from support.backends import AMT, HOUR_MS, JANA, MONDAY_NOON_MS, OSMAN, open_town

BERLIN = ZoneInfo("Europe/Berlin")
DAY_MS = 24 * HOUR_MS
SIX_MS = MONDAY_NOON_MS + 6 * HOUR_MS
NAMES = Names({"tsv": "TSV Şahin", "bc": "BC 04"}, {"tsv": "club"}, {"nord": HallOf("Halle Nord", BERLIN)})


def booking(**fields):
    base = {
        "id": "b1",
        "hall": "nord",
        "sections": (1,),
        "club": "tsv",
        "title": "Turnen",
        "person": None,
        "start_ms": SIX_MS,
        "end_ms": SIX_MS + 90 * 60_000,
        "state": "booked",
        "created_ms": 0,
    }
    return Booking(**base | fields)


def rows(text):
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


def test_a_lent_date_is_paid_by_who_had_it():
    made = billed([booking(borrower="bc", sections=(1, 2), series="s")], late_ms=DAY_MS)
    (line,) = rows(by_booking(made, NAMES, "comma"))
    assert (line["Verein"], line["Recht von"], line["Stand"]) == ("BC 04", "TSV Şahin", "geliehen")
    assert (line["Stunden"], line["Teil-Stunden"], line["Serie"]) == ("1,50", "3,00", "Serie")
    mine, theirs, total = rows(by_club(made, NAMES, "point"))[1], rows(by_club(made, NAMES, "point"))[0], None
    assert (theirs["Verein"], theirs["davon geliehen"], theirs["Stunden"]) == ("BC 04", "1.50", "1.50")
    assert (mine["Verein"], mine["Stunden"], mine["verliehen (zahlt der andere Verein)"]) == ("TSV Şahin", "0.00", "1.50")
    assert total is None


@pytest.mark.parametrize(("before_ms", "counts"), [(DAY_MS - 1, True), (DAY_MS, False), (-HOUR_MS, True)])
def test_a_late_cancellation_is_billed_and_an_early_one_is_not(before_ms, counts):
    found = billed([booking(state="cancelled", cancelled_ms=SIX_MS - before_ms)], late_ms=DAY_MS)
    assert [one.late for one in found] == ([True] if counts else [])


def test_blocks_the_towns_own_and_what_only_waits_cost_nobody():
    free = [booking(kind="block"), booking(club=None), booking(state="asked"), booking(state="declined")]
    assert billed(free, late_ms=DAY_MS) == []


@pytest.mark.parametrize(("day", "expected"), [(date(2027, 3, 28), "23.00"), (date(2026, 10, 25), "25.00")])
def test_hours_are_real_when_the_clocks_change(day, expected):
    long = booking(start_ms=local_ms(day, 0, BERLIN), end_ms=local_ms(day, 1440, BERLIN))
    (line,) = rows(by_booking(billed([long], late_ms=0), NAMES, "point"))
    assert line["Stunden"] == expected


def test_sums_round_once():
    short = [booking(id=f"b{n}", end_ms=SIX_MS + 20 * 60_000) for n in range(3)]
    lines = rows(by_club(billed(short, late_ms=0), NAMES, "point"))
    assert [line["Stunden"] for line in lines] == ["1.00", "1.00"]
    assert lines[-1]["Verein"] == "Summe"
    assert [line["Stunden"] for line in rows(by_booking(billed(short, late_ms=0), NAMES, "point"))] == ["0.33"] * 3


@pytest.mark.parametrize("evil", ["=1+1", "+49", "-2", "@SUM(A1)", " =cmd|x", "\t=1"])
def test_no_cell_is_a_formula(evil):
    (line,) = rows(by_booking(billed([booking(title=evil)], late_ms=0), NAMES, "comma"))
    assert line["Titel"] == f"'{evil}"


@given(st.lists(st.integers(1, 10_000), max_size=20))
def test_the_sum_is_the_sum_of_all_minutes(minutes):
    found = billed([booking(id=str(n), end_ms=SIX_MS + m * 60_000) for n, m in enumerate(minutes)], late_ms=0)
    assert Decimal(rows(by_club(found, NAMES, "point"))[-1]["Stunden"]) == hours(sum(minutes))


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def ask(town, email, **query):
    asked = {"from": "2026-11-01", "to": "2026-11-30"} | query
    return await (await town.signed_in(email)).get("/api/hours.csv", params=asked)


async def test_the_office_reads_all_and_a_club_its_own(town):
    for email, section in ((JANA, 1), (OSMAN, 2)):
        wish = {"hall": "nordpark", "sections": [section], "start_ms": SIX_MS, "end_ms": SIX_MS + HOUR_MS, "title": "A"}
        assert (await (await town.signed_in(email)).post("/api/bookings", json=wish)).status_code == 201
    answer = await ask(town, AMT)
    assert answer.content.startswith(b"\xef\xbb\xbf"), "without the mark Excel misreads umlauts"
    assert [line["Verein"] for line in rows(answer.content.decode("utf-8-sig"))] == ["BC 04", "TSV Lindenau"]
    own = await ask(town, OSMAN, club="bc-04", by="club", decimal="point")
    assert [(line["Verein"], line["Stunden"]) for line in rows(own.content.decode("utf-8-sig"))] == [
        ("BC 04", "1.00"),
        ("Summe", "1.00"),
    ]
    assert rows((await ask(town, AMT, hall="sued")).content.decode("utf-8-sig")) == []
    for email, query, status in (
        (OSMAN, {}, 403),
        (OSMAN, {"club": "tsv-lindenau"}, 403),
        (JANA, {"club": "tsv-lindenau"}, 403),
        (AMT, {"club": "nobody"}, 404),
        (AMT, {"to": "2026-10-01"}, 422),
        (AMT, {"to": "2029-01-01"}, 422),
    ):
        assert (await ask(town, email, **query)).status_code == status, query
