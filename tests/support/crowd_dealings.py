"""What clubs and the office of a crowd do with each other: decide, lend, take, give back, wait, take in plans."""

from __future__ import annotations

import httpx

from support.crowd_client import FIRST_MS, HALLS, QUARTER_MS, SPAN_QUARTERS, Client, clocks

_CLUBS = ("bc-04", "tsv-lindenau")
_HEAD = "Halle;Teil;Verein;Gruppe;Wochentag;von;bis;Saisonbeginn;Saisonende"


async def decide(client: Client) -> httpx.Response:
    """The office approves, or declines, one of what waits; clubs look at their dates."""
    if not client.office:
        return await client.browser.get("/api/bookings")
    waiting = (await client.browser.get("/api/requests")).json()["requests"]
    if not waiting:
        return await client.browser.get("/api/requests")
    request = client.dice.choice(waiting)["id"]
    verb = client.dice.choice(("approve", "approve", "decline"))
    return await client.browser.post(f"/api/requests/{request}/{verb}", json={"why": "Andrang"})


async def lend(client: Client) -> httpx.Response:
    """Offer a date; sometimes take the offer back at once."""
    if not client.mine:
        return await client.browser.get("/api/offers")
    booking = client.dice.choice(client.mine)
    offered = await client.browser.post(f"/api/bookings/{booking}/offer", json={})
    if client.dice.random() < 0.2:
        return await client.browser.delete(f"/api/bookings/{booking}/offer")
    return offered


async def take(client: Client) -> httpx.Response:
    offers = [one for one in (await client.browser.get("/api/offers")).json()["offers"] if not one["mine"]]
    if not offers:
        return await lend(client)
    offer = client.dice.choice(offers)
    borrower = next(club for club in _CLUBS if club != offer["club"])
    body = {"club": borrower, "why": "Andrang"} if client.office else {}
    taken = await client.browser.post(f"/api/offers/{offer['id']}/take", json=body)
    if taken.status_code == 200:
        client.borrowed.append(taken.json()["id"])
    return taken


async def give_back(client: Client) -> httpx.Response:
    if not client.borrowed:
        return await take(client)
    return await client.browser.post(f"/api/bookings/{client.borrowed.pop()}/give-back")


async def wait(client: Client) -> httpx.Response:
    """Wait for an hour of this Monday; what is free is given out at once."""
    hall = client.dice.choice(list(HALLS))
    wish = {
        "halls": [hall],
        "sections": client.dice.randint(1, HALLS[hall]),
        "from_date": "2026-11-23",
        "to_date": "2026-11-23",
        "from_min": 14 * 60,
        "to_min": 21 * 60,
        "length_min": 60,
        "title": "Warteliste",
        "ask_first": client.dice.random() < 0.5,
    }
    answer = await client.browser.post(
        "/api/waiting", json=wish | ({"club": client.dice.choice(_CLUBS)} if client.office else {})
    )
    await client.town.backend.booking.waiting.filling.fill()
    return answer


async def fill(client: Client) -> httpx.Response:
    """Let the waiting list give out what is free, and answer for what is held."""
    await client.town.backend.booking.waiting.filling.fill()
    held = [one for one in (await client.browser.get("/api/waiting")).json()["waiting"] if one["state"] == "offered"]
    if not held:
        return await client.browser.get("/api/waiting")
    wish, yes = client.dice.choice(held)["id"], client.dice.random() < 0.7
    return await client.browser.post(f"/api/waiting/{wish}/answer", json={"yes": yes})


async def import_plan(client: Client) -> httpx.Response:
    """The office takes a plan in for this Monday and the next."""
    if not client.office:
        return await client.browser.get("/api/bookings")
    start = FIRST_MS + client.dice.randrange(SPAN_QUARTERS - 4) * QUARTER_MS
    times = clocks({"start": start, "end": start + 4 * QUARTER_MS})
    row = f"Sporthalle Nordpark;Drittel {client.dice.randint(1, 3)};BC 04;Einfuhr;Mo;{times['start']};{times['end']}"
    content = f"{_HEAD}\n{row};23.11.2026;04.12.2026\n".encode()
    made = await client.browser.post("/api/imports", content=content, params={"name": "plan.csv"})
    if made.status_code != 201:
        return made
    one = made.json()["id"]
    await client.town.backend.booking.imports.jobs.settled(one)
    applied = await client.browser.post(f"/api/imports/{one}/apply", json={"on_conflict": "skip"})
    await client.town.backend.booking.imports.jobs.settled(one)
    return applied
