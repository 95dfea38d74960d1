"""The pages of public events, with and without script: what they say of the camera, small, readable, narrow, by keyboard."""

from __future__ import annotations

import asyncio
import json
import re

import pytest
from playwright.sync_api import Browser, expect

from support.backends import AMT, JANA, open_town
from support.chromium import chromium
from support.event_town import START_MS, agree, event, send, stream_of, told_camera
from support.page_checks import assert_accessible, assert_no_sideways_scroll
from support.real_server import served

pytestmark = pytest.mark.chromium
MOST_BYTES = 50_000
EVIL = "<script>alert(1)</script> & </script>"


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        await told_camera(opened)
        yield opened


async def shown(town, identity: str, lang: str = "de") -> str:
    answer = await town.stranger().get(f"/veranstaltungen/{identity}?lang={lang}")
    assert answer.status_code == 200, answer.text
    assert len(answer.content) < MOST_BYTES
    return answer.text


async def test_the_page_says_what_the_camera_does_and_who_agreed(town):
    made = await event(town, title="Derby", text=EVIL, teams=["TSV Lindenau", EVIL], sport="handball", visitors="SV Süd")
    text = await shown(town, made["id"])
    assert "Es haben noch nicht alle zugestimmt" in text
    assert "die Gastmannschaft" in text
    assert "<video" not in text
    assert "<script>alert" not in text
    assert "Jana" not in text
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', text)[1])
    assert (data["@type"], data["startDate"], data["competitor"][1]["name"]) == (
        "SportsEvent",
        "2026-11-23T13:00:00+01:00",
        EVIL,
    )
    assert "Camera off" in await shown(town, made["id"], "en")


async def test_live_recorded_and_gone_in_words(town):
    made = await event(town, record_days=3)
    await agree(town, made["id"])
    stream, browser = await stream_of(town, made["id"]), town.stranger()
    town.clock.advance(START_MS + 5_000 - town.clock.now_ms())
    await send(town, stream, 0, 1)
    text = await shown(town, made["id"])
    assert "Kamera an" in text
    assert f'src="/live/{stream}/index.m3u8"' in text
    assert "Kamera an" in (await browser.get("/veranstaltungen")).text
    club = await town.signed_in(JANA)
    bad = await club.put(f"/api/events/{made['id']}/captions", json={"language": "de", "text": "WEBVTT\n\n1\nhallo --> da\nx"})
    assert (bad.status_code, bad.json()["line"]) == (422, 4)
    good = {"language": "de", "text": "WEBVTT\n\nNOTE x\n\n00:01.000 --> 00:02.500\nAnwurf"}
    assert (await club.put(f"/api/events/{made['id']}/captions", json=good)).status_code == 204
    town.clock.advance(3 * 3_600_000)
    await town.backend.events.streaming.look()
    text = await shown(town, made["id"])
    assert "bis 26.11.2026" in text
    assert f"/live/{stream}/captions.de.vtt" in text
    vtt = await browser.get(f"/live/{stream}/captions.de.vtt")
    assert vtt.headers["content-type"].startswith("text/vtt")
    assert "NOTE" not in vtt.text
    assert (await (await town.signed_in(AMT)).delete(f"/api/events/{made['id']}/consents/office")).status_code == 200
    text = await shown(town, made["id"])
    assert "<video" not in text
    assert "Die Übertragung ist beendet" in text


async def test_calendar_etag_and_who_objects(town):
    made = await event(town, stream=True)
    browser = town.stranger()
    feed = await browser.get("/veranstaltungen.ics")
    assert "SUMMARY:TSV Lindenau" in feed.text
    assert f"/veranstaltungen/{made['id']}" in feed.text.replace("\r\n ", "")
    first = await browser.get("/veranstaltungen")
    again = await browser.get("/veranstaltungen", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    sent = await browser.post(f"/veranstaltungen/{made['id']}/widerspruch", data={"text": "Ich bin die Nummer 7"})
    assert sent.status_code == 503, "this server sends no e-mail"
    assert "konnte nicht gesendet werden" in sent.text
    assert (await browser.get("/veranstaltungen/0000000000000000")).status_code == 404


async def test_in_a_browser(town):
    made = await event(town, text="Anwurf um 13:30 Uhr.", teams=["TSV Lindenau", "SV Süd"], sport="handball")
    async with served(town.app) as url:
        await asyncio.to_thread(_look, url, made["id"])


def _look(url: str, identity: str) -> None:
    with chromium() as browser:
        for width, scripts in ((320, False), (320, True), (1280, True)):
            _draw(browser, url, identity, width, scripts=scripts)


def _draw(browser: Browser, url: str, identity: str, width: int, *, scripts: bool) -> None:
    context = browser.new_context(base_url=url, viewport={"width": width, "height": 700}, java_script_enabled=scripts)
    page = context.new_page()
    page.goto("/hallen")
    page.get_by_role("link", name="Veranstaltungen").click()
    assert_no_sideways_scroll(page)
    page.get_by_role("link", name="TSV Lindenau gegen SV Süd").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("TSV Lindenau gegen SV Süd")
    assert_no_sideways_scroll(page)
    page.get_by_text("Ich bin zu sehen und will das nicht").click()
    expect(page.get_by_label("Was soll gelöscht werden?")).to_be_visible()
    for scheme in ("light", "dark") if scripts else ():
        page.emulate_media(color_scheme=scheme)
        assert_accessible(page)
    assert identity in page.url
    context.close()
