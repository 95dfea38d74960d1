"""Evidence as people take it away: pages, a spreadsheet without formulas, the yearly record as PDF."""

import csv
import io
import re
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, update

from hallenwart_backend.accounts.tables import people, roles, sessions
from hallenwart_backend.evidence import export
from hallenwart_backend.evidence.csv_file import cell
from hallenwart_backend.evidence.kinds import Entry, EvidenceKind, Where
from hallenwart_backend.evidence.record import year_of
from hallenwart_backend.evidence.tables import evidence
from hallenwart_backend.pdf_font import Font, font_files
from hallenwart_contract.messages import Alarm
from support.backends import AMT, HOUR_MS, KERN, MONDAY_NOON_MS, WEHR, open_town
from support.fire_town import DEVICE, HEAT, SMOKE, beat, happen, measure, off_of, show
from support.locker_town import connect

PLACE = Where("nordpark", DEVICE, "geraeteraum", SMOKE)


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


CORE = Font("helvetica", whole=False)


@pytest.fixture(autouse=True)
def core_font(monkeypatch):
    """A file whose text can be read back without the tables of an embedded font."""
    monkeypatch.setattr(export, "font_files", lambda: None)


def pdf_text(data: bytes) -> str:
    """Return what a PDF of a core font shows: its strings, in order."""
    shown = []
    for stream in re.findall(rb"stream\n(.*?)\nendstream", data, re.DOTALL):
        try:
            page = zlib.decompress(stream)
        except zlib.error:
            continue
        shown += re.findall(rb"\(((?:\\.|[^()\\])*)\) Tj", page)
    return " ".join(re.sub(rb"\\(.)", rb"\1", one).decode("latin-1") for one in shown)


def _row(alarm, kind, phase, sev, c, t_ms, **more):
    return Alarm(id=alarm, type=kind, phase=phase, sev=sev, zone="geraeteraum", c=c, t_ms=t_ms, **more)


async def _a_busy_year(town):
    wire = await connect(town)
    await show(town, batteries={SMOKE: 87})
    await measure(town, SMOKE, "smoke_pct_m", 0.3)
    kern = await town.signed_in(KERN)
    body = {
        "zone": "geraeteraum",
        "c": SMOKE,
        "until_ms": MONDAY_NOON_MS + HOUR_MS,
        "reason": "dust",
        "text": "Böden schleifen",
    }
    await kern.post(f"/api/fire/{DEVICE}/disable", json=body)
    await show(town, off=[off_of(wire.sent[-1][1], since_ms=town.clock.now_ms())], batteries={SMOKE: 87})
    await town.backend.fire_room.look()
    town.clock.advance(60_000)
    await beat(town)
    walk = await kern.post(f"/api/fire/{DEVICE}/walk", json={"zone": "geraeteraum", "on": True})
    await happen(town, "walk.begun", zone="geraeteraum", cmd=walk.json()["id"])
    town.clock.advance(1_000)
    await happen(town, "walk.hit", HEAT, zone="geraeteraum")
    await happen(town, "walk.ended", zone="geraeteraum", why="person")
    for minutes, phase in ((5, "raise"), (25, "clear")):
        town.clock.wall_ms = MONDAY_NOON_MS + minutes * 60_000
        await beat(town)
        fault = _row("f1", "sensor_fault", phase, "warn", HEAT, town.clock.now_ms(), text="silent")
        await town.backend.fire.on_alarm(town.arrival(), fault)
    alarm = _row("a1", "smoke", "raise", "warn", SMOKE, town.clock.now_ms(), x=4.1)
    grown = _row("a1", "smoke", "update", "crit", HEAT, town.clock.now_ms() + 9_000, x=61)
    for row in (alarm, grown, grown):
        await town.backend.fire.on_alarm(town.arrival(), row)
    await (await town.signed_in(WEHR)).post("/api/sites/nordpark/drill", json={"on": True})
    for day, said in ((1, "ok 3,2 s"), (2, "ok 2,9 s"), (3, "failed: keine Antwort")):
        await town.backend.evidence.note("test.daily", f"day-{day}", "", said, t_ms=MONDAY_NOON_MS + day * 1_000)


async def test_the_yearly_record_says_it_all_and_what_it_is_not(town):
    await _a_busy_year(town)
    answer = await (await town.signed_in(WEHR)).get("/api/evidence/export.pdf", params={"site": "nordpark", "year": 2026})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    text = pdf_text(answer.content)
    said = " ".join(text.split())
    for wanted in (
        "Prüfnachweis Früherkennung 2026: Sporthalle Nordpark",
        "Zusatz, keine zertifizierte Anlage",
        "In case of fire always call 112",
        "Geräteraum",
        "23.11.2026 12:01",  # the walk test's hit of the heat sensor
        "nie / never",  # the smoke sensor nobody walked past
        "meldet sich nicht mehr",
        "1 (20 min)",  # the fault and its length
        "87 %",
        "Böden schleifen",
        "M. Kern",
        "Rolf Wehr",
        "1 von 2",
        "2 von 3 Tests kamen an (66,7%)",
        "keine Antwort",
        "nicht angenommen",
        "alle",
        "Einträge der Kette sind unverändert",
    ):
        assert wanted in said, wanted
    assert "Brandmeldeanlage" not in said
    head = (await (await town.signed_in(WEHR)).get("/api/evidence/verify")).json()["head"]
    assert head in said


async def test_a_chain_that_was_touched_says_so_in_the_record(town):
    await _a_busy_year(town)
    change = update(evidence).where(evidence.c.number == 3).values(t_ms=1)
    await town.backend.records.write(lambda connection: connection.execute(change))
    answer = await (await town.signed_in(WEHR)).get("/api/evidence/export.pdf", params={"site": "nordpark", "year": 2026})
    assert "ACHTUNG: Die Kette ist ab Eintrag 3 verändert" in pdf_text(answer.content)


async def test_an_empty_year_is_a_record_too(town):
    answer = await (await town.signed_in(AMT)).get("/api/evidence/export.pdf", params={"site": "sued", "year": 2030})
    assert "Keine Einträge" in pdf_text(answer.content)
    assert (
        await (await town.signed_in(AMT)).get("/api/evidence/export.pdf", params={"site": "x", "year": 2030})
    ).status_code == 404


async def test_the_spreadsheet_holds_every_link_of_the_year_and_no_formula(town):
    await _a_busy_year(town)
    await town.backend.evidence.note("incident.noted", "i1", "", '=HYPERLINK("http://evil.example")', at=PLACE)
    await town.backend.evidence.note("incident.noted", "i2", "", "-", at=PLACE, t_ms=MONDAY_NOON_MS - 400 * 86_400_000)
    answer = await (await town.signed_in(AMT)).get("/api/evidence/export.csv", params={"site": "nordpark", "year": 2026})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    kinds = [row["Art"] for row in rows]
    assert kinds[0] == "fire.asked"
    assert {"fire.off", "walk.hit", "alarm.raised", "alarm.worse", "fault.raised", "fault.cleared", "drill.begun"} <= set(kinds)
    assert kinds.count("alarm.worse") == 1
    (noted,) = [row for row in rows if row["Zu"] == "i1"]
    assert noted["Inhalt"].startswith("'=HYPERLINK")
    assert "i2" not in [row["Zu"] for row in rows]
    assert rows[0]["Wer"] == "M. Kern"
    assert rows[0]["Ortszeit"] == "23.11.2026 12:00:00"


async def test_links_are_found_by_place_kind_and_time_page_by_page(town):
    await _a_busy_year(town)
    amt = await town.signed_in(AMT)

    async def found(**query):
        return (await amt.get("/api/evidence", params=query)).json()

    assert [one["kind"] for one in (await found(kind="walk."))["links"]] == ["walk.ended", "walk.hit", "walk.begun"]
    assert [one["c"] for one in (await found(kind="walk.hit", zone="geraeteraum"))["links"]] == [HEAT]
    assert (await found(site="sued"))["links"] == []
    whole = (await found(limit=500))["links"]
    first = await found(limit=5)
    then = await found(limit=500, before=first["before"])
    assert [one["number"] for one in [*first["links"], *then["links"]]] == [one["number"] for one in whole]
    assert then["before"] is None
    asked = (await found(kind="fire.asked"))["links"][-1]
    assert (asked["name"], len(asked["who"])) == ("M. Kern", 12)


async def test_with_an_account_its_name_goes_and_the_chain_stays(town):
    await _a_busy_year(town)

    def forget(connection):
        for table in (sessions, roles):
            connection.execute(delete(table).where(table.c.person.in_(_kern())))
        connection.execute(delete(people).where(people.c.email == KERN))

    await town.backend.records.write(forget)
    wehr = await town.signed_in(WEHR)
    shown = (await wehr.get("/api/evidence")).text + (
        await wehr.get("/api/evidence/export.csv", params={"site": "nordpark", "year": 2026})
    ).text
    pdf = pdf_text((await wehr.get("/api/evidence/export.pdf", params={"site": "nordpark", "year": 2026})).content)
    assert "Kern" not in shown + pdf
    assert (await wehr.get("/api/evidence/verify")).json()["whole"]


def _kern():
    from sqlalchemy import select

    return select(people.c.id).where(people.c.email == KERN)


def _entry(number, kind, about, t_ms, c=SMOKE, **more):
    return Entry(number, t_ms, kind, about, "", more.get("said", ""), replace(PLACE, c=c))


def test_a_fault_that_still_stands_lasts_until_the_year_s_end_and_no_longer():
    raised = _entry(1, EvidenceKind.FAULT_RAISED, "f", 1_000)
    (line,) = year_of([raised], [], to_ms=61_000).sensors
    assert (line.faults, line.faulty_ms, line.hit_ms) == (1, 60_000, None)


@given(
    st.lists(st.tuples(st.sampled_from([SMOKE, HEAT]), st.integers(0, 10_000)), max_size=20),
    st.sampled_from([[], [(DEVICE, "geraeteraum", SMOKE), (DEVICE, "geraeteraum", "dritter")]]),
    st.sampled_from([EvidenceKind.WALK_HIT, EvidenceKind.TESTED]),
)
def test_every_sensor_has_one_line_with_its_last_hit(hits, known, kind):
    entries = [_entry(n, kind, str(n), t_ms, c) for n, (c, t_ms) in enumerate(hits)]
    lines = year_of(entries, known, to_ms=20_000).sensors
    assert {line.sensor for line in lines} == {*known, *((DEVICE, "geraeteraum", c) for c, _ in hits)}
    assert len({line.sensor for line in lines}) == len(lines)
    for line in lines:
        mine = [t_ms for c, t_ms in hits if c == line.sensor[2]]
        assert line.hit_ms == (max(mine) if mine else None)


@given(st.text(max_size=30))
def test_no_cell_begins_a_formula_and_text_stays(text):
    made = cell(text)
    assert made in {text, f"'{text}"}
    assert not made.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.text(max_size=40))
def test_any_text_fits_the_paper(text):
    CORE.of(text).encode("latin-1")


def test_umlauts_stay_on_paper():
    assert CORE.of("Prüfung „Süd“ \u2013 größer → 2 €") == 'Prüfung "Süd" - größer -> 2 EUR'


@pytest.mark.skipif(font_files() is None, reason="no font with the letters of Europe is installed")
async def test_a_record_prints_the_letters_of_all_european_names(town, monkeypatch):
    monkeypatch.setattr(export, "font_files", font_files)
    answer = await (await town.signed_in(WEHR)).get("/api/evidence/export.pdf", params={"site": "nordpark", "year": 2026})
    assert b"DejaVuSans" in answer.content
