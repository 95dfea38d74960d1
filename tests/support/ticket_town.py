"""A town with a public match that has tickets; guests ask for some by mail, and what was written to them can be read."""

from __future__ import annotations

import re
from typing import Any

import httpx

from hallenwart_contract import tickets
from support.backends import JANA, Town
from support.event_town import event
from support.help_town import letters, with_mail

GUEST = "gast@beispiel.example"
_LINK = re.compile(r"/karten/[A-Za-z0-9_-]{32}")
_TYPED = re.compile(r"<p class=\"typed\">(.*?)</p>")


async def ticketed(town: Town, **wish: Any) -> str:
    """Make a public match with tickets; return its id. `wish`: places, open."""
    made = await event(town, stream=False)
    await with_tickets(town, made["id"], **wish)
    return str(made["id"])


async def with_tickets(town: Town, event_id: str, **wish: Any) -> None:
    """Let an event have tickets."""
    await with_mail(town)
    body = {"open": True, "places": 3} | wish
    answer = await (await town.signed_in(JANA)).put(f"/api/events/{event_id}/tickets", json=body)
    assert answer.status_code == 200, answer.text


async def ask(browser: httpx.AsyncClient, event_id: str, email: str = GUEST, places: int = 1) -> httpx.Response:
    return await browser.post(f"/veranstaltungen/{event_id}/karten", data={"email": email, "places": str(places)})


async def link_of(town: Town, email: str = GUEST) -> str:
    """Return the path in the newest letter to an address."""
    found = _LINK.findall(repr(await letters(town, email)))
    assert found, f"no letter to {email}"
    return str(found[-1])


async def confirmed(town: Town, browser: httpx.AsyncClient, event_id: str, email: str = GUEST, places: int = 1) -> str:
    """Ask, press the link in the letter, and return it."""
    answer = await ask(browser, event_id, email, places)
    assert answer.status_code == 303, answer.text
    link = await link_of(town, email)
    assert (await browser.post(link, data={"act": "confirm"})).status_code == 303
    return link


def texts_on(page: str) -> list[str]:
    """Return what the symbols on a page of tickets say."""
    return [tickets.PREFIX + re.sub(r"<[^>]+>|\s", "", typed) for typed in _TYPED.findall(page)]
