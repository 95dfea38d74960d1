"""A town where a club looks for help, guests sign up by mail, and what was written to them can be read."""

from __future__ import annotations

import re
from typing import Any

import httpx
from sqlalchemy import select

from hallenwart_backend.alerts.tables import outgoing
from hallenwart_backend.alerts.ways.rules import Kind
from hallenwart_backend.alerts.ways.store import set_gateway
from support.backends import AMT, HOUR_MS, JANA, MONDAY_NOON_MS, Town
from support.mailbox import GATEWAY

START_MS = MONDAY_NOON_MS + 96 * HOUR_MS
CLUB = "tsv-lindenau"
GUEST = "gast@beispiel.example"
_LINK = re.compile(r"/mitmachen/meine/[A-Za-z0-9_-]+")


async def with_mail(town: Town) -> None:
    """Let e-mails go out as far as the queue, and halls be seen by everybody."""

    def set_up(connection: Any) -> None:
        set_gateway(connection, Kind.EMAIL, GATEWAY, by="Test", now_ms=0)

    await town.backend.records.write(set_up)
    shown = {hall: {"shown": True, "names": True, "feed": True} for hall in ("nordpark", "sued")}
    answer = await (await town.signed_in(AMT)).put("/api/public", json={"halls": shown, "contact": "Sportamt"})
    assert answer.status_code == 200, answer.text


def wish(**other: Any) -> dict[str, Any]:
    shift = {"from_ms": START_MS, "to_ms": START_MS + 3 * HOUR_MS, "wanted": 1}
    return {"title": "Einlass beim Derby", "role": "door", "hall": "nordpark", "shifts": [shift]} | other


async def offer(town: Town, **other: Any) -> dict[str, Any]:
    """Make an offer that everybody sees."""
    made = await (await town.signed_in(JANA)).post(
        "/api/volunteering/offers", json={"club": CLUB, "open": True} | wish(**other)
    )
    assert made.status_code == 201, made.text
    return dict(made.json())


async def fill_in(
    browser: httpx.AsyncClient, made: dict[str, Any], name: str = "Gesa Gast", email: str = GUEST
) -> httpx.Response:
    """Send the form of an offer for all of its shifts."""
    form = {"shift": [one["id"] for one in made["shifts"]], "name": name, "email": email, "of_age": "1"}
    return await browser.post(f"/mitmachen/{made['id']}", data=form)


async def letters(town: Town, address: str = GUEST) -> list[dict[str, Any]]:
    """Return what was written to an address, the oldest first."""

    def read(connection: Any) -> list[dict[str, Any]]:
        rows = connection.execute(select(outgoing).order_by(outgoing.c.id))
        return [row.notice for row in rows if address in row.address or address.replace("@", "%40") in row.address]

    return await town.backend.records.read(read)


async def link_to(town: Town, address: str = GUEST) -> str:
    """Return the helper's own page, as the newest letter names it."""
    found = _LINK.search((await letters(town, address))[-1]["link"])
    assert found
    return found[0]


async def sign_up(town: Town, made: dict[str, Any], email: str = GUEST) -> str:
    """Sign a guest up and confirm it; return the helper's own page."""
    browser = town.stranger()
    sent = await fill_in(browser, made, email=email)
    assert sent.status_code == 303, sent.text
    page = await link_to(town, email)
    confirmed = await browser.post(page, data={"act": "confirm"})
    assert confirmed.status_code == 303, confirmed.text
    return page


async def states(town: Town, made: dict[str, Any]) -> dict[str, str]:
    """Return state by e-mail address, of who is not signed off."""
    placed = await town.backend.volunteering.offers.helpers(made["id"])
    return {one.helper.email: one.signup.state for one in placed if one.signup.state != "out"}
