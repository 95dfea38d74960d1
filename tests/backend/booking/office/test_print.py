"""Hall plan and confirmation on paper: what stands there, who may have it, and that names of all Europe print."""

from datetime import date

import pytest
from sqlalchemy import update

from hallenwart_backend.booking.office.confirmation import Confirmation
from hallenwart_backend.booking.office.sheets import confirmation_pdf, plan_pdf
from hallenwart_backend.booking.office.week_plan import DayPlan, Line, WeekPlan, monday_of
from hallenwart_backend.halls.tables import clubs
from hallenwart_backend.pdf_font import Font, font_files
from support.backends import AMT, HOUR_MS, JANA, MEMBER, MONDAY_NOON_MS, OSMAN, open_town

EVENING_MS = MONDAY_NOON_MS + 6 * HOUR_MS


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def book(town, email=JANA, **fields):
    wish = {"hall": "nordpark", "sections": [1], "start_ms": EVENING_MS, "end_ms": EVENING_MS + HOUR_MS, "title": "<Turnen>"}
    answer = await (await town.signed_in(email)).post("/api/bookings", json=wish | fields)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_the_plan_names_clubs_and_no_person_and_runs_no_script(town):
    await book(town)
    answer = await (await town.signed_in(OSMAN)).get("/plan/nordpark", params={"week": "2026-W48"})
    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "<script" not in answer.text
    for words in ("TSV Lindenau", "&lt;Turnen&gt;, Teil 1", "18:00\u201319:00", "23.11.2026", "Kalenderwoche 48/2026"):
        assert words in answer.text
    assert "Jana" not in answer.text
    english = await (await town.signed_in(OSMAN)).get("/plan/nordpark", params={"week": "2026-W48", "lang": "en"})
    assert "Monday" in english.text
    assert (await town.stranger().get("/plan/nordpark", params={"week": "2026-W48"})).status_code == 401


@pytest.mark.parametrize("week", ["2026-W54", "2026-W00", "0001-W01", "2026-48"])
async def test_a_week_that_is_none_is_refused(town, week):
    answer = await (await town.signed_in(AMT)).get("/api/plan.pdf", params={"hall": "nordpark", "week": week})
    assert answer.status_code == 422


async def test_the_plan_as_pdf(town):
    await town.backend.records.write(lambda connection: connection.execute(update(clubs).values(name="Şahin Łódź")))
    await town.backend.places.refresh()
    await book(town)
    answer = await (await town.signed_in(AMT)).get("/api/plan.pdf", params={"hall": "nordpark", "week": "2026-W48"})
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["content-type"] == "application/pdf"


async def test_the_confirmation_has_no_code_unless_asked_by_who_may_print_it(town):
    booking = await book(town)
    address = f"/api/bookings/{booking['id']}/confirmation.pdf"
    jana, amt, osman, member = [await town.signed_in(email) for email in (JANA, AMT, OSMAN, MEMBER)]
    assert (await jana.get(address)).content.startswith(b"%PDF")
    assert (await amt.get(address, params={"code": "1"})).status_code == 200
    assert (await osman.get(address)).status_code == 403
    theirs = await book(town, OSMAN, sections=[2])
    assert (await member.get(f"/api/bookings/{theirs['id']}/confirmation.pdf")).status_code == 200
    assert (await member.get(f"/api/bookings/{theirs['id']}/confirmation.pdf", params={"code": "1"})).status_code == 403
    assert (await jana.get("/api/bookings/none/confirmation.pdf")).status_code == 404
    await jana.delete(f"/api/bookings/{booking['id']}")
    assert (await jana.get(address, params={"code": "1"})).status_code == 409


def test_letters_the_core_font_lacks_lose_their_marks_only():
    core = Font("helvetica", whole=False)
    assert core.of("Şahin, Łódź, Müller \u2013 İğne") == "Sahin, Lódz, Müller - Igne"
    assert core.of("李") == "?"
    assert Font("x", whole=True).of("Şahin") == "Şahin"


@pytest.mark.parametrize("fonts", [None, font_files()])
def test_a_full_week_goes_on_to_a_second_page(fonts):
    lines = tuple(Line("18:00\u201319:00", f"Verein Şahin {n}", "Turnen, Drittel 1") for n in range(18))
    days = tuple(DayPlan("Montag", "23.11.2026", lines if n == 0 else ()) for n in range(7))
    plan = WeekPlan("Nord", "Nord, Weg 1", "Hallenplan", "KW", "Stand", days)
    assert plan_pdf(plan, "de", made_ms=0, fonts=fonts).count(b"/Type /Page\n") == 2


@pytest.mark.parametrize("fonts", [None, font_files()])
def test_a_confirmation_of_any_letters_is_made(fonts):
    what = Confirmation("Bestätigung", "Şahin", [("Verein", "Łódź \u2013 李")], ["Bitte aufräumen."], "Stand")
    assert confirmation_pdf(what, "de", made_ms=0, fonts=fonts).startswith(b"%PDF")


def test_weeks_are_iso_weeks():
    assert monday_of("2026-W53") == date(2026, 12, 28)
    assert monday_of("2027-W01") == date(2027, 1, 4)
