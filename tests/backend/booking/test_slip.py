"""The printed slip: complete, without scripts, for those who may read the code, and its QR says the pass."""

import re
from zoneinfo import ZoneInfo

import pytest

from hallenwart_backend.accounts.store import everybody
from hallenwart_backend.booking.slip import STYLE, Slip, SpareLine, Symbol, slip_html, svg
from hallenwart_backend.qr import QUIET_MODULES, module_rows
from hallenwart_backend.web.plain import csp_of
from support.backends import AMT, HOUR_MS, JANA, KERN, MEMBER, MONDAY_NOON_MS, OSMAN, YILMAZ, open_town

EVENING_MS = MONDAY_NOON_MS + 6 * HOUR_MS
TEXT = "A2" * 74 + "B"


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def book(town, email=JANA, hall="nordpark", sections=(1, 2)):
    client = await town.signed_in(email)
    when = {"start_ms": EVENING_MS, "end_ms": EVENING_MS + HOUR_MS}
    wish = {"hall": hall, "sections": list(sections), **when, "title": "<Kinder>"}
    answer = await client.post("/api/bookings", json=wish)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_a_slip_says_all_that_is_needed_at_the_locker(town):
    booking = await book(town)
    answer = await (await town.signed_in(AMT)).get(f"/api/bookings/{booking['id']}/slip")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert answer.headers["content-security-policy"] == csp_of(STYLE)
    assert answer.headers["cache-control"] == "no-store"
    page = answer.text
    code = booking["code"]
    for words in (
        f"{code[:4]} {code[4:]}",
        booking["extra"],
        "TSV Lindenau · &lt;Kinder&gt;",
        "1 (Nordpark Drittel 1), 2 (Nordpark Drittel 2)",
        "23.11.2026 17:45 bis 19:15",
        "noch nicht bestätigt",
        "Am Nordpark 7",
    ):
        assert words in page, words
    assert "<script" not in page
    assert page.count("<svg") == 1
    deeds = await town.backend.rights.office.deeds(await admin(town))
    assert [(one.act, one.subject) for one in deeds[0]] == [("slip.printed", booking["id"])]


async def admin(town):
    people = await town.backend.records.read(everybody)
    return next(person for person in people if "admin" in person.roles)


@pytest.mark.parametrize(("email", "status"), [(JANA, 200), (KERN, 200), (OSMAN, 403), (MEMBER, 403)])
async def test_who_may_print(town, email, status):
    booking = await book(town)
    assert (await (await town.signed_in(email)).get(f"/api/bookings/{booking['id']}/slip?lang=en")).status_code == status


@pytest.mark.parametrize("what", ["slip", "steps"])
async def test_the_caretaker_of_another_site_reads_no_codes_here(town, what):
    booking = await book(town, hall="sued", sections=[1])
    other_site = await (await town.signed_in(KERN)).get(f"/api/bookings/{booking['id']}/{what}")
    assert (other_site.status_code, other_site.json()["code"]) == (403, "forbidden")
    assert (await (await town.signed_in(YILMAZ)).get(f"/api/bookings/{booking['id']}/{what}")).status_code != 403


async def test_what_has_no_code_is_not_printed(town):
    booking = await book(town)
    jana = await town.signed_in(JANA)
    assert (await jana.get("/api/bookings/none/slip")).status_code == 404
    assert (await jana.get(f"/api/bookings/{booking['id']}/slip?lang=fr")).status_code == 422
    await jana.delete(f"/api/bookings/{booking['id']}")
    answer = await jana.get(f"/api/bookings/{booking['id']}/slip")
    assert (answer.status_code, answer.json()["code"]) == (409, "no_code")


def test_the_symbol_is_drawn_module_by_module():
    rows, drawn = module_rows(TEXT), set()
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1", svg(TEXT)):
        drawn |= {(int(x) + step - QUIET_MODULES, int(y) - QUIET_MODULES) for step in range(int(length))}
    assert drawn == {(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module == "1"}
    assert len(rows) == 41


def test_a_slip_in_english_with_a_spare_code_over_midnight():
    page = slip_html(
        Slip(
            zone=ZoneInfo("Europe/Berlin"),
            site_name="Halle",
            address="",
            help_phone="0123 456",
            hall_name="Halle Süd",
            place="whole hall",
            line="BC 04 · Nachtlauf",
            start_ms=MONDAY_NOON_MS + 11 * HOUR_MS,
            end_ms=MONDAY_NOON_MS + 13 * HOUR_MS,
            code="48151623",
            extra="",
            valid_from_ms=MONDAY_NOON_MS + 11 * HOUR_MS,
            valid_to_ms=MONDAY_NOON_MS + 13 * HOUR_MS,
            slots=["3"],
            stored=True,
            symbols=[Symbol([3], TEXT)],
            spares=[SpareLine(3, "123456789", MONDAY_NOON_MS + 11 * HOUR_MS, MONDAY_NOON_MS + 13 * HOUR_MS)],
        ),
        "en",
    )
    assert "2026-11-23 23:00 to 2026-11-24 01:00" in page
    assert "123 456 789" in page
    assert "0123 456" in page
    assert "Extra digits" not in page
    assert "whole hall" in page
    assert "not confirmed" not in page
