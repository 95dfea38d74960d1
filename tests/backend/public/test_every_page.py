"""Every page for everybody, walked by a browser without script. A page that is registered and not listed fails here."""

from __future__ import annotations

import asyncio
import sys

import pytest

from hallenwart_backend.web.app import create_app
from support.backends import open_town
from support.chromium import chromium
from support.matrix_world import routes_of
from support.public_pages import ELSEWHERE, ENDINGS, NOT_PAGES, PAGES
from support.public_walk import Walk, Walker
from support.real_server import served

LANGS = ("de", "en")


def _public_pages() -> set[str]:
    answers = {path for method, path in routes_of(create_app()) if method == "GET"}
    return {path for path in answers if not path.startswith(ELSEWHERE) and not path.endswith(ENDINGS)}


def test_every_public_page_is_on_the_list():
    found = _public_pages()
    assert found - PAGES.keys() - NOT_PAGES.keys() == set(), "add these to support/public_pages.py: they are walked then"
    assert (PAGES.keys() | NOT_PAGES.keys()) - found == set(), "these are no more"


@pytest.mark.chromium
async def test_everybody_can_read_every_page(tmp_path, capsys):
    async with open_town(tmp_path) as town:
        addresses = {path: await fill(town) for path, fill in PAGES.items()}
        town.backend.booking.public_rate.take = lambda *_: 0  # one browser asks for all pages at once
        async with served(town.app) as base:
            walks = await asyncio.to_thread(_walk_all, base, addresses)
    with capsys.disabled():
        sys.stdout.write("\n" + "".join(f"{walk}\n" for walk in walks))
    faults = {f"{walk.path} ({walk.lang})": walk.faults for walk in walks if walk.faults}
    assert faults == {}


def _walk_all(base: str, addresses: dict[str, str]) -> list[Walk]:
    with chromium() as browser:
        walker = Walker(browser, base)
        return [walker.walk(path, address, lang) for path, address in addresses.items() for lang in LANGS]
