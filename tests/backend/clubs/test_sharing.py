"""The board between clubs, documents of a club, and its year on paper."""

import zlib

import pytest

from hallenwart_backend.clubs.documents import rules as documents
from hallenwart_backend.clubs.documents.rules import DocumentError
from hallenwart_backend.clubs.figures import pdf
from hallenwart_backend.clubs.figures.rules import Held, Judged, year_of
from hallenwart_backend.exchange.model import ItemKind
from support.backends import AMT, HOUR_MS, JANA, KERN, MEMBER, MONDAY_NOON_MS, OSMAN, open_town
from support.mailbox import with_mail
from support.photos import photo

DAY_MS = 24 * HOUR_MS
NOTICE = {
    "kind": "equipment",
    "title": "Zwei Tore zu verleihen",
    "text": "Bis Sonntag.",
    "until_ms": MONDAY_NOON_MS + 7 * DAY_MS,
}
DOCUMENTS = "/api/clubs/bc-04/documents"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


@pytest.fixture
async def box(town):
    return await with_mail(town)


async def board(town, email):
    return (await (await town.signed_in(email)).get("/api/notices")).json()["notices"]


async def test_answers_are_relayed_both_ways_and_nobody_sees_an_address(town, box):
    osman, jana = await town.signed_in(OSMAN), await town.signed_in(JANA)
    notice = (await osman.post("/api/notices", json=NOTICE)).json()["id"]
    [seen] = await board(town, JANA)
    assert (seen["club_name"], seen["own"], seen["answers"]) == ("BC 04", False, [])
    assert (await jana.post(f"/api/notices/{notice}/answers", json={"text": "Gern am Samstag."})).status_code == 204
    [(to, told)] = await box.collect()
    assert to == OSMAN
    assert "Gern am Samstag." in told.body
    assert JANA not in told.body + told.title
    [answer] = (await board(town, OSMAN))[0]["answers"]
    assert (answer["club_name"], answer["mine"]) == ("TSV Lindenau", False)
    assert (await osman.post(f"/api/notices/{notice}/answers/{answer['id']}", json={"text": "Passt."})).status_code == 204
    [(to, told)] = await box.collect()
    assert to == JANA
    assert OSMAN not in told.body + told.title
    assert (await jana.post(f"/api/notices/{notice}/answers/{answer['id']}", json={"text": "x"})).status_code == 404


async def test_a_notice_ends_by_itself_and_by_its_club_alone(town):
    osman, jana = await town.signed_in(OSMAN), await town.signed_in(JANA)
    late = NOTICE | {"until_ms": town.clock.now_ms() + 200 * DAY_MS}
    assert (await osman.post("/api/notices", json=late)).json()["code"] == "bad_until"
    soon = NOTICE | {"until_ms": town.clock.now_ms() + HOUR_MS}
    ids = [(await osman.post("/api/notices", json=one)).json()["id"] for one in (NOTICE, soon)]
    assert (await jana.delete(f"/api/notices/{ids[0]}")).status_code == 404
    town.clock.advance(2 * HOUR_MS)
    assert [one["id"] for one in await board(town, JANA)] == ids[:1]
    assert sorted(one["stands"] for one in await board(town, OSMAN)) == [False, True]
    assert (await osman.delete(f"/api/notices/{ids[0]}")).status_code == 204
    assert await board(town, JANA) == []


async def test_abuse_goes_to_the_office_which_hides_with_a_reason(town, box):
    notice = (await (await town.signed_in(OSMAN)).post("/api/notices", json=NOTICE)).json()["id"]
    jana, amt = await town.signed_in(JANA), await town.signed_in(AMT)
    assert (await jana.post(f"/api/notices/{notice}/report", json={"text": "Werbung"})).status_code == 204
    assert [to for to, _ in await box.collect()] == [AMT]
    assert (await board(town, AMT))[0]["reported"] is True
    assert (await board(town, JANA))[0]["reported"] is False
    assert (await amt.put(f"/api/notices/{notice}/hidden", json={"hidden": True, "why": "Keine Werbung"})).status_code == 204
    assert await board(town, JANA) == []
    assert (await board(town, OSMAN))[0]["why"] == "Keine Werbung"
    assert (await jana.post(f"/api/notices/{notice}/answers", json={"text": "x"})).status_code == 404


async def test_members_read_and_do_not_write(town):
    mia = await town.signed_in(MEMBER)
    assert (await mia.get("/api/notices")).json()["may_write"] is False
    assert (await mia.post("/api/notices", json=NOTICE)).status_code == 403
    assert (await (await town.signed_in(KERN)).get("/api/notices")).status_code == 403


async def put(town, content=PDF, *, title="Satzung", readers="all", email=OSMAN):
    return await (await town.signed_in(email)).put(DOCUMENTS, content=content, params={"title": title, "readers": readers})


async def test_documents_are_for_whom_the_club_says_and_others_find_nothing(town):
    made = [(await put(town, readers=readers)).json() for readers in ("all", "trainers", "leads")]
    for email, count in ((OSMAN, 3), (MEMBER, 1)):
        assert len((await (await town.signed_in(email)).get(DOCUMENTS)).json()["documents"]) == count
    for email in (JANA, AMT, KERN):
        browser = await town.signed_in(email)
        assert (await browser.get(DOCUMENTS)).status_code == 404
        assert (await browser.get(f"{DOCUMENTS}/{made[0]['id']}/file")).status_code == 404
        assert (await put(town, email=email)).status_code == 404
    mia = await town.signed_in(MEMBER)
    assert (await mia.get(f"{DOCUMENTS}/{made[2]['id']}/file")).status_code == 404
    assert (await put(town, email=MEMBER)).status_code == 403
    got = await mia.get(f"{DOCUMENTS}/{made[0]['id']}/file")
    assert got.content == PDF
    assert got.headers["content-disposition"].startswith("attachment;")
    assert "sandbox" in got.headers["content-security-policy"]
    assert got.headers["x-content-type-options"] == "nosniff"
    assert (await (await town.signed_in(OSMAN)).delete(f"{DOCUMENTS}/{made[0]['id']}")).status_code == 204
    assert (await mia.get(f"{DOCUMENTS}/{made[0]['id']}/file")).status_code == 404


async def test_a_title_is_never_a_path(town, tmp_path):
    made = (await put(town, title="../../etc/passwd")).json()
    folder = tmp_path / "documents"
    assert [path.name for path in folder.iterdir()] == [made["id"]]
    assert folder.stat().st_mode & 0o077 == 0
    got = await (await town.signed_in(OSMAN)).get(f"{DOCUMENTS}/{made['id']}/file")
    assert "/" not in got.headers["content-disposition"].split("''")[1]
    for path in ("..%2f..%2frecords.key", "../records.key", "%2e%2e"):
        assert (await (await town.signed_in(OSMAN)).get(f"{DOCUMENTS}/{path}/file")).status_code in {404, 422}


async def test_what_is_too_large_or_something_else_is_refused(town):
    large = await put(town, b"%PDF-" + b"x" * (10 * 1024 * 1024) + b"%%EOF")
    assert large.status_code == 413
    bad = await put(town, b"MZ\x90\x00program")
    assert (bad.status_code, bad.json()["code"]) == (422, "document_bad_type")


async def test_a_file_somebody_changed_on_the_disk_is_not_handed_out(town, tmp_path):
    made = (await put(town)).json()
    (tmp_path / "documents" / made["id"]).write_bytes(b"other")
    assert (await (await town.signed_in(OSMAN)).get(f"{DOCUMENTS}/{made['id']}/file")).status_code == 404


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PDF, "pdf"), ("Übungen\n".encode(), "txt"), ("\ufeffHallo".encode(), "txt")],
)
def test_kinds_are_told_by_content(content, kind):
    assert documents.kind_of(content) == kind


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"  ", "empty"),
        (photo(4, 4), "bad_type"),
        (b"<html>\x00", "bad_type"),
        (b"%PDF-1.4 without an end", "bad_type"),
        (PDF.replace(b"<<>>", b"<</S/JavaScript/JS(app)>>", 1), "active"),
        (PDF.replace(b"<<>>", b"<</Type/EmbeddedFile>>", 1), "active"),
        (b"\x89PNG\r\n\x1a\n" + zlib.compress(b"x"), "bad_type"),
        ("Text".encode("utf-16"), "bad_type"),
    ],
)
def test_other_kinds_are_refused(content, code):
    with pytest.raises(DocumentError) as told:
        documents.kind_of(content)
    assert told.value.code == code


def month(_t_ms):
    return 11


def test_a_year_counts_dates_and_says_what_nobody_knows():
    held = [Held(0, 5_400_000), Held(0, 3_600_000, lent=True), Held(0, 3_600_000, borrowed=True)]
    judged = [Judged(0, 1, "used"), Judged(0, 1, "under_used"), Judged(0, 1, "no_show", "illness"), Judged(0, 1, "no_show")]
    year = year_of(2026, held, judged, [0], None, month)
    total = year.total
    assert (total.dates, total.booked_min, total.used, total.empty, total.explained) == (2, 150, 2, 2, 1)
    assert (total.lent, total.lent_min, total.borrowed, total.cancelled_late) == (1, 60, 1, 1)
    assert (year.words, year.unexplained, total.volunteer_min) == ({"illness": 1}, 1, None)
    assert year_of(2026, [], [], [], [], month).total.volunteer_min == 0, "counted, and there was none"


def texts_in(content: bytes) -> str:
    """Return what a PDF written without an embedded font says."""
    found = b""
    for part in content.split(b"stream\n")[1:]:
        try:
            found += zlib.decompress(part.split(b"\nendstream")[0])
        except zlib.error:
            continue
    return found.decode("latin-1").replace("\\(", "(").replace("\\)", ")")


def test_the_year_on_paper_has_each_charts_figures_in_a_table():
    held = [Held(0, 5_400_000)] * 3
    judged = [Judged(0, 1, "used"), Judged(0, 1, "no_show", "illness")]
    year = year_of(2026, held, judged, [], [(0, 90)], month)
    told = texts_in(pdf.rendered("BC 04", year, "23.11.2026 12:00", MONDAY_NOON_MS, None))
    for text in ("BC 04: Jahresbericht 2026", "3, zusammen 4,5 Stunden", "Krankheit", "Nov.", "1,5", "Wie gez", "Jahr"):
        assert text in told, text
    assert told.count(" re") >= 2, "bars"
    charts = told.split("0 0.3255 0.5294 rg")[1:]
    assert len(charts) == 2
    assert all(chart.index("\nQ") < chart.index("Monat") for chart in charts), "the table below has no bars' colour"


async def test_figures_and_report_are_the_clubs_and_the_offices(town):
    osman = await town.signed_in(OSMAN)
    start = MONDAY_NOON_MS + HOUR_MS
    wish = {"hall": "nordpark", "sections": [1], "start_ms": start, "end_ms": start + HOUR_MS, "title": "A"}
    assert (await osman.post("/api/bookings", json=wish)).status_code == 201
    assert (await osman.get("/api/clubs/bc-04/figures")).json()["total"]["dates"] == 0, "not begun yet"
    town.clock.advance(2 * HOUR_MS)
    told = (await osman.get("/api/clubs/bc-04/figures")).json()
    assert (told["year"], told["months"][10]["dates"], told["months"][10]["booked_min"]) == (2026, 1, 60)
    assert told["total"]["volunteer_min"] == 0, "counted here, and there was none"
    made = await (await town.signed_in(AMT)).get("/api/clubs/bc-04/year-report.pdf?year=2026")
    assert made.content.startswith(b"%PDF-")
    for email in (JANA, MEMBER):
        assert (await (await town.signed_in(email)).get("/api/clubs/bc-04/figures")).status_code == 403


async def test_clubs_and_trial_trainings_are_offered_to_other_systems(town):
    osman = await town.signed_in(OSMAN)
    start = MONDAY_NOON_MS + 6 * HOUR_MS
    wish = {"hall": "nordpark", "sections": [1], "start_ms": start, "end_ms": start + HOUR_MS, "title": "Badminton"}
    booking = (await osman.post("/api/bookings", json=wish)).json()["id"]
    groups = [{"name": "Badminton", "sport": "badminton", "trial": True}]
    page = {"shown": True, "about": {"de": "Wir spielen."}, "groups": groups}
    assert (await osman.put("/api/clubs/bc-04/profile", json=page)).status_code == 200
    offers = town.backend.clubs.offers
    [club], [session] = [await offers.items(kind) for kind in (ItemKind.CLUB, ItemKind.SESSION)]
    assert (club.id, club.title, club.sport, club.spot.hall) == ("bc-04", "BC 04", "Badminton", "nordpark")
    assert (session.id, session.from_ms, session.by_id) == (f"session-{booking}", start, club.id)
    await osman.delete(f"/api/bookings/{booking}")
    assert [one.deleted for one in await offers.items(ItemKind.SESSION)] == [True]
    await osman.put("/api/clubs/bc-04/profile", json=page | {"shown": False})
    assert [one.deleted for one in await offers.items(ItemKind.CLUB)] == [True]
    assert await offers.items(ItemKind.OFFER) == []
