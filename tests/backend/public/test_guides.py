"""Guides: the table holds together, and each is one sheet of A4 in every language."""

from __future__ import annotations

import asyncio
import re

import pytest

from hallenwart_contract.guides import GUIDES, Room, WaitKind, guides_for
from support.backends import open_town
from support.chromium import chromium
from support.public_pages import NOT_PAGES, PAGES
from support.readability import figures
from support.real_server import served

WAYS = ("de", "en", "easy")
LONGEST_SENTENCE = 14
EASIEST = 65.0


def _texts(way: str) -> list[tuple[str, str]]:
    return [
        (one.id, getattr(words, way))
        for one in GUIDES
        for words in (one.title, one.need, one.done, *(step.words for step in one.steps))
    ]


def test_every_task_has_a_name_of_its_own_and_all_its_words():
    assert len({one.id for one in GUIDES}) == len(GUIDES)
    assert {one.room for one in GUIDES} == set(Room)
    for way in WAYS:
        assert all(text.strip() for _, text in _texts(way))
    assert all(re.fullmatch(r"[a-z-]+", one.id) for one in GUIDES)


def test_help_is_offered_on_pages_that_are_there():
    """A page named here is one of everybody's, an app's or the kiosk's."""
    known = {*PAGES, *NOT_PAGES}
    sections = {path.split("/")[1] for path in known if path != "/"} | {"mitmachen", "ideen", "vereine"}
    for one in GUIDES:
        for page in one.pages:
            assert page == "kiosk" or re.match(r"(club|manager)#[a-z-]+$", page) or page.split("/")[1] in sections, page
    assert guides_for("/frei")[0].id == "freie-zeit"


def test_nothing_is_done_for_the_person():
    """A page only looks: no step presses, fills or opens anything."""
    assert {kind.value for kind in WaitKind} == {"view", "shown", "gone", "filled"}


@pytest.mark.parametrize("way", WAYS)
def test_sentences_are_short_and_easy(way):
    for task, text in _texts(way):
        for sentence in re.split(r"[.!?]\s", text):
            most = LONGEST_SENTENCE if way == "easy" else LONGEST_SENTENCE + 4
            assert len(sentence.split()) <= most, (task, sentence)
    found = figures([text for _, text in _texts(way)], "en" if way == "en" else "de")
    assert found.ease >= EASIEST, found


@pytest.mark.chromium
async def test_each_guide_is_one_sheet(tmp_path):
    async with open_town(tmp_path) as town:
        town.backend.booking.public_rate.take = lambda *_: 0
        async with served(town.app) as base:
            pages = await asyncio.to_thread(_sheets, base)
        assert (await town.stranger().get("/anleitungen/nirgends")).status_code == 404
    assert {address: n for address, n in pages.items() if n != 1} == {}
    assert len(pages) == 3 * len(GUIDES)


def _sheets(base: str) -> dict[str, int]:
    """Return how many sheets of A4 each guide takes."""
    found = {}
    with chromium() as browser:
        page = browser.new_context(base_url=base, java_script_enabled=False).new_page()
        for one in GUIDES:
            for way in ("lang=de", "lang=en", "leicht=1"):
                address = f"/anleitungen/{one.id}?{way}"
                page.goto(address)
                paper = page.pdf(format="A4", prefer_css_page_size=True, print_background=False)
                found[address] = len(re.findall(rb"/Type\s*/Page\b(?!s)", paper))
    return found
