"""Incidents found again: filters, pages, the whole of one, and a table no spreadsheet runs."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.alerts import export
from hallenwart_backend.alerts.advice import next_steps
from hallenwart_backend.alerts.model import Incident, What
from hallenwart_backend.alerts.sensors import Sensor
from hallenwart_backend.alerts.words import notice_of
from hallenwart_backend.ports import Cause
from hallenwart_contract.live_incidents import IncidentKind, IncidentState
from hallenwart_contract.messages import Severity
from support.backends import KERN, YILMAZ, open_town
from support.locker_town import count_people, reachable


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def _report(town, number, kind=IncidentKind.DAMAGE, **more):
    values = {"key": f"{kind}:{number}", "id": f"c{number}", "kind": kind, "sev": Severity.WARN, "site": "nordpark"}
    await town.backend.incidents.report(Cause(**values | {"since_ms": town.clock.now_ms(), "hall": "nordpark"} | more))
    town.clock.advance(1_000)


async def test_incidents_are_found_page_by_page_and_by_every_filter(town):
    for number in range(7):
        await _report(town, number, detail=f"Tor {number} hängt 100%")
    await _report(town, 7, IncidentKind.MAINS, site="sued", hall="sued", sev=Severity.CRIT)
    kern = await town.signed_in(KERN)
    seen, before = [], ""
    for _ in range(3):
        page = (await kern.get("/api/incidents", params={"state": "all", "limit": 3, "before": before})).json()
        seen += [one["raised_ms"] for one in page["incidents"]]
        before = page["more"]
    assert (len(set(seen)), seen, before) == (8, sorted(seen, reverse=True), "")

    async def found(**params):
        answer = await kern.get("/api/incidents", params={"state": "all"} | params)
        assert answer.status_code == 200, answer.text
        return len(answer.json()["incidents"])

    assert await found(kind="mains") == 1
    assert await found(kind=["mains", "damage"]) == 8
    assert await found(site="sued") == 1
    assert await found(sev="crit") == 1
    assert await found(state="resolved") == 0
    assert await found(state="open") == 8
    assert await found(from_ms=seen[2]) == 3
    assert await found(to_ms=seen[2]) == 5
    assert await found(text="tor 3") == 1
    assert await found(text="100%") == 7
    assert await found(text="%") == 7
    assert await found(text="halle süd") == 1
    assert await found(text="netzstrom") == 1
    assert await found(text="nirgends") == 0
    assert (await kern.get("/api/incidents", params={"state": "gone"})).status_code == 422


async def test_one_incident_is_shown_with_all_that_happened_and_never_an_address(town):
    await reachable(town, KERN, YILMAZ)
    await count_people(town, "nordpark", 23)
    await _report(town, 1, IncidentKind.SMOKE, sev=Severity.CRIT, device="nordpark-1", sensor="s1", measured="Rauch 4,1 %/m")
    kern = await town.signed_in(KERN)
    (one,) = (await kern.get("/api/incidents", params={"state": "open"})).json()["incidents"]
    assert (await kern.post(f"/api/incidents/{one['id']}/note", json={"text": " Feuerwehr ist da "})).status_code == 200
    assert (await kern.post(f"/api/incidents/{one['id']}/note", json={"text": "  "})).status_code == 422
    await kern.post(f"/api/incidents/{one['id']}/ack", json={"word": "there"})
    answer = await kern.get(f"/api/incidents/{one['id']}")
    whole = answer.json()
    assert [(step["kind"], step["who"], step["text"]) for step in whole["steps"]] == [
        ("raised", "", "s1 · Rauch 4,1 %/m"),
        ("queued", "M. Kern", ""),
        ("note", "M. Kern", "Feuerwehr ist da"),
        ("acked", "M. Kern", "there"),
    ]
    assert [(letter["who"], letter["state"]) for letter in whole["letters"]] == [("M. Kern", "waiting")]
    assert "json://" not in answer.text
    assert whole["incident"]["advice"][0]["de"].startswith("Bei Feuer")
    assert [sensor["c"] for sensor in whole["incident"]["sensors"]] == ["s1"]
    assert (await kern.get("/api/incidents/nowhere")).status_code == 404
    kinds = [link.kind for link, _ in await town.backend.evidence.links()]
    assert [kind for kind in kinds if kind.startswith("incident.")] == ["incident.noted", "incident.acked"]


async def test_the_table_opens_in_a_spreadsheet_and_runs_nothing(town):
    await _report(town, 1, detail='=HYPERLINK("x");\n"Tor"')
    kern = await town.signed_in(KERN)
    answer = await kern.get("/api/incidents/export.csv", params={"state": "all"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    head, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=";")
    line = dict(zip(head, row, strict=True))
    assert line["Einzelheit"] == '\'=HYPERLINK("x");\n"Tor"'
    assert (line["Art"], line["Schwere"], line["Beginn"]) == ("Schaden gemeldet", "Warnung", "2026-11-23 12:00:00")
    english = await kern.get("/api/incidents/export.csv", params={"state": "all", "lang": "en"})
    assert "Damage reported" in english.text


@given(st.text())
def test_no_cell_is_a_formula(text):
    assert not export.safe(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("kind", list(IncidentKind))
def test_every_kind_says_what_to_do_and_fits_into_a_push_message(kind):
    for de, en in next_steps(kind):
        assert de.endswith((".", "?"))
        assert en.endswith((".", "?"))
        assert max(len(de), len(en)) <= 90
    what = What("k", kind, Severity.CRIT, "n", 0, delay_until_ms=90_000)
    facts = ({"kind": "people", "number": 23, "spread": 3, "t_ms": 0}, {"kind": "key", "text": "Fach 1" * 400, "detail": "TSV"})
    incident = Incident("i", what, IncidentState.OPEN, 0, {}, measured=("Rauch " + "9" * 3_000,), facts=facts)
    notice = notice_of(incident, place="Halle", zone="Raum", now_ms=60_000)
    assert len((notice.title + notice.body + notice.tag + notice.link).encode()) < 3_000
    assert "TSV" not in notice.body


def test_a_notice_says_what_is_known_with_its_age():
    what = What("k", IncidentKind.SMOKE, Severity.CRIT, "n", 0, delay_until_ms=90_000)
    facts = ({"kind": "people", "number": 23, "spread": 3, "t_ms": 0}, {"kind": "key", "text": "Fach 1", "detail": "TSV"})
    incident = Incident("i", what, IncidentState.OPEN, 0, {}, measured=("Rauch 4,1 %/m",), facts=facts)
    body = notice_of(incident, place="Halle Süd", zone="Foyer", again=True, now_ms=80_000).body.split("\n")
    assert body[:6] == [
        "Halle Süd, Foyer",
        "Rauch 4,1 %/m",
        "Noch nicht angenommen. / Not acknowledged yet.",
        "Zuletzt gezählt: 23 ± 3 Menschen, vor 1 min / Last counted: 23 ± 3 people, 1 min ago",
        "Schlüssel draußen / Keys out: Fach 1",
        "Sirene wartet noch 10 s. / The siren waits for 10 s.",
    ]
    assert "112" in body[6]


def test_a_message_of_a_fault_names_the_detector_and_why():
    what = What("k", IncidentKind.SENSOR_FAULT, Severity.WARN, "n", 0, detail="silent")
    incident = Incident("i", what, IncidentState.OPEN, 0, {}, sensors=(Sensor("rauch-1", "nordpark-1", "a1", 0),))
    assert "rauch-1: meldet sich nicht mehr / no longer reports" in notice_of(incident, place="Halle", zone="", now_ms=0).body
