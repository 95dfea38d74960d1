"""Readings: last values with their age, a course as curve and table, files with their progress."""

from __future__ import annotations

import math
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Page, Route, expect

from hallenwart_backend.telemetry.answers import TelemetryBuckets, TelemetryExports, TelemetryLastList
from hallenwart_contract import live
from support import page_states as states
from support.page_api import MANAGER, Stage
from support.page_checks import check_light_and_dark, check_widths, walk_by_keyboard

pytestmark = pytest.mark.chromium
HOUR_MS = 3_600_000


def _series(quantity: str, de: str, unit: str, component: str = "nordpark", shape: str = "gauge") -> dict[str, Any]:
    place = {"site": "nordpark", "site_name": "Nordpark", "hall": "nordpark", "hall_name": "Sporthalle Nordpark"}
    words = {"de": de, "en": quantity}
    return {
        "device": "nordpark-1",
        "component": component,
        "quantity": quantity,
        "words": words,
        "unit": unit,
        "shape": shape,
    } | place


PEOPLE = _series("people", "Personen", "Personen")
AIR = _series("co2_ppm", "CO₂", "ppm", "luft")
OPEN = _series("open", "Offen", "", "fenster", "truth")


def _last(series: dict[str, Any], x: float | None, clock: str, q: str = "ok") -> dict[str, Any]:
    return {"series": series, "t_ms": states.at(clock), "x": x, "q": q}


LAST = [_last(PEOPLE, 24, "18:43"), _last(AIR, 812.5, "15:02"), _last(OPEN, 1, "18:20", "suspect")]


class Server:
    """Answers as the real one, checked by its own models; keeps what was asked."""

    def __init__(self, page: Page) -> None:
        self.exports: list[dict[str, Any]] = []
        self.sent: list[Any] = []
        self.asked: list[str] = []
        page.route("**/api/telemetry/**", self._answer)

    def _answer(self, route: Route) -> None:
        request, path = route.request, route.request.url.split("/api/telemetry/")[1]
        self.asked.append(path)
        if request.method == "POST":
            self.sent.append(request.post_data_json)
            self.exports.insert(0, _export("running", done=1_250_000, of=5_000_000))
            route.fulfill(status=202, json=self.exports[0])
        elif request.method == "DELETE":
            self.exports[0]["state"] = "cancelled"
            route.fulfill(status=204)
        elif path.startswith("exports"):
            route.fulfill(json=TelemetryExports(exports=self.exports, parquet=False).model_dump())
        elif path.startswith("last"):
            route.fulfill(json=TelemetryLastList(now_ms=states.NOW_MS, last=LAST, total=3).model_dump())
        else:
            route.fulfill(json=_buckets(path).model_dump())


def _buckets(path: str) -> TelemetryBuckets:
    asked = dict(pair.split("=") for pair in path.split("?")[1].split("&"))
    series, level = {"people": PEOPLE, "co2_ppm": AIR, "open": OPEN}[asked["quantity"]], asked["level"]
    step = HOUR_MS if level == "hour" else 24 * HOUR_MS
    found = []
    for n, ms in enumerate(range(int(asked["from"]), int(asked["to"]), step)):
        mean = 0.5 if series is OPEN else 20 + 15 * math.sin(n / 4)
        if n % 24 != 5:
            found.append((ms, 60, mean, max(0.0, mean - 4), mean + 6, mean * 60))
    return TelemetryBuckets(level=level, zone="Europe/Berlin", found=[{"series": series, "buckets": found}])


def _export(state: str, *, done: int, of: int) -> dict[str, Any]:
    times = {"asked_ms": states.NOW_MS, "ended_ms": None, "kept_until_ms": states.NOW_MS + 24 * HOUR_MS}
    what = {"id": "e1", "name": "messwerte-2026-10-21-bis-2026-11-20.csv", "format": "csv", "level": "sample"}
    span = {"from_ms": 0, "to_ms": states.NOW_MS, "series": 3, "why": "", "bytes": 0}
    return {**what, **span, **times, "state": state, "done_rows": done, "of_rows": of}


@pytest.fixture
def server(page: Page, stage: Stage) -> Server:
    stage.session = dict(MANAGER)
    server = Server(page)
    page.goto("/manager/#/mehr")
    page.locator("main .more-list a[href='#/messwerte']").click()
    expect(page.get_by_role("heading", name="Messwerte")).to_be_visible()
    return server


def test_last_values_stand_with_unit_age_and_state(page: Page, server: Server):
    rows = page.locator(".telemetry tbody tr")
    expect(rows.nth(0)).to_contain_text("24 Personen")
    expect(rows.nth(0)).to_contain_text("18:43")
    expect(rows.nth(0)).to_contain_text("gut")
    expect(rows.nth(1)).to_contain_text("vor 4 Std., alt")
    expect(rows.nth(2)).to_contain_text("ja")
    expect(rows.nth(2)).to_contain_text("fraglich")
    check_light_and_dark(page)
    check_widths(page)
    assert walk_by_keyboard(page) == []


def test_a_course_is_a_curve_with_gaps_or_a_table(page: Page, server: Server):
    course = page.locator(".course")
    expect(course).to_contain_text("Im Mittel")
    assert course.locator("path.line").count() == 2  # nothing was measured in one hour
    course.get_by_label("Zeitraum").select_option("woche")
    expect(course.locator(".axis-t span")).to_have_count(7)
    assert course.locator("path.line").count() > 6
    course.get_by_role("button", name="Als Tabelle").click()
    expect(course.locator("tbody tr").first).to_contain_text("Personen")
    check_widths(page)
    course.get_by_label("Zeitraum").select_option("jahr")
    expect(course.locator("tbody tr").first).to_contain_text("2026")
    assert any("level=day" in path for path in server.asked)
    page.get_by_role("button", name="Offen").click()
    expect(course).to_contain_text("In 50 % der Werte.")
    assert "reihe=" in page.url


def test_a_file_is_asked_for_watched_cancelled_and_fetched(page: Page, server: Server):
    form = page.locator(".telemetry form")
    expect(form).to_contain_text("pyarrow fehlt")
    form.get_by_label("Genauigkeit").select_option("hour")
    form.get_by_role("button", name="Datei schreiben").click()
    bar = page.get_by_role("progressbar")
    expect(bar).to_have_attribute("aria-valuenow", "25")
    expect(page.locator(".files")).to_contain_text("1.250.000 von etwa 5.000.000 Zeilen")
    expect(form.get_by_role("button", name="Datei schreiben")).to_be_disabled()
    (sent,) = server.sent
    assert (sent["level"], sent["format"], sent["hall"]) == ("hour", "csv", "nordpark")
    assert (sent["to_ms"] - sent["from_ms"]) // (24 * HOUR_MS) == 31
    check_light_and_dark(page)
    server.exports[0] |= {"done_rows": 5_000_000}
    expect(bar).to_have_attribute("aria-valuenow", "100")
    page.get_by_role("button", name="Abbrechen").click()
    expect(page.locator(".files")).to_contain_text("abgebrochen")
    server.exports[0] = _export("done", done=5_000_000, of=5_000_000) | {"id": "e2", "bytes": 301_500_000}
    page.reload()
    expect(page.locator(".files")).to_contain_text("5.000.000 Zeilen, 301,5 MB")
    expect(page.get_by_role("link", name="Herunterladen")).to_have_attribute("href", "/api/telemetry/exports/e2/file")


def test_without_connection_the_course_says_as_of_when(page: Page, stage: Stage, server: Server):
    expect(page.locator(".course")).to_contain_text("Im Mittel")
    stage.silent = True
    expect(page.locator(".course")).to_contain_text("Stand", timeout=20_000)
    expect(page.get_by_role("button", name="Datei schreiben")).to_be_disabled()


def test_the_health_strip_tells_of_a_mirror_that_is_behind(page: Page, stage: Stage):
    def told(mirror: live.MirrorNow | None) -> None:
        health = msgspec.structs.replace(stage.manager.health, mirror=mirror)
        stage.manager = msgspec.structs.replace(stage.manager, health=health)

    stage.session = dict(MANAGER)
    page.goto("/manager/")
    strip = page.locator("dl.health")
    expect(strip).to_contain_text("Rückstand")
    expect(strip).not_to_contain_text("Spiegel")
    told(live.MirrorNow(state="away", rows=1_200, level_ms=states.at("17:00")))
    expect(strip).to_contain_text("nicht erreichbar")
    expect(strip).to_contain_text("zuletzt vollständig 17:00")
    told(live.MirrorNow(state="ok"))
    expect(strip).to_contain_text("nimmt alles")
