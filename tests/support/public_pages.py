"""All pages for everybody, and what is filled in so that they have something to say. A subject adds its rows here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event
from support import helping_town, parking_town
from support.backends import AMT, HOUR_MS, JANA, MEMBER, OSMAN, Town
from support.event_town import event
from support.help_town import offer, sign_up, with_mail
from support.ticket_town import confirmed, ticketed, with_tickets

Fill = Callable[[Town], Awaitable[str]]
"""Makes what a page shows and returns its address."""


def at(address: str) -> Fill:
    async def fill(_: Town) -> str:
        return address

    return fill


async def _week(town: Town) -> str:
    start = town.clock.now_ms() // 900_000 * 900_000 + 4 * HOUR_MS
    body = {"hall": "nordpark", "sections": [1], "start_ms": start, "end_ms": start + HOUR_MS, "title": "Volleyball"}
    assert (await (await town.signed_in(JANA)).post("/api/bookings", json=body)).status_code == 201
    shown = {"halls": {"nordpark": {"shown": True, "names": True, "feed": True}}, "contact": "Sportamt, Tel. 0123 456"}
    assert (await (await town.signed_in(AMT)).put("/api/public", json=shown)).status_code == 200
    return "/hallen/nordpark"


async def _event(town: Town) -> str:
    made = await event(town, text="Der Eintritt ist frei. Die Halle öffnet um 12 Uhr. Kommen Sie mit dem Bus.")
    await with_tickets(town, str(made["id"]))
    return f"/veranstaltungen/{made['id']}"


async def _tickets(town: Town) -> str:
    now = town.clock.now_ms()
    found = await town.backend.events.events.between(now, now + 4 * HOUR_MS)
    event_id = found[0].event.id if found else await ticketed(town)
    return await confirmed(town, town.stranger(), event_id, places=2)


async def _club(town: Town) -> str:
    groups = [
        {"name": "Basketball U12", "sport": "basketball", "min_age": 8, "max_age": 11, "trial": True, "level": "beginners"}
    ]
    about = {"de": "Wir spielen Basketball. Kommen Sie vorbei.", "en": "We play basketball. Drop in."}
    page = {
        "shown": True,
        "about": about,
        "trial": {"de": "Bringen Sie Schuhe mit."},
        "sports": ["basketball"],
        "groups": groups,
    }
    page |= {"contacts": [{"role": "board", "email": "vorstand@bc04.example"}], "welcome": ["wheelchair"]}
    answer = await (await town.signed_in(OSMAN)).put("/api/clubs/bc-04/profile", json=page)
    assert answer.status_code == 200, answer.text
    return "/vereine/bc-04"


async def _offer(town: Town) -> str:
    await with_mail(town)
    return f"/mitmachen/{(await offer(town))['id']}"


async def _mine(town: Town) -> str:
    return await sign_up(town, await offer(town, title="Theke", role="catering"))


async def _idea(town: Town) -> str:
    text = "Die Tür zum Foyer ist sehr schwer. Mit dem Rollstuhl komme ich nicht durch."
    told = {"idea": "a" * 32, "hall": "nordpark", "idea_kind": "barrier", "text": text}
    left = Event(kind=EventKind.IDEA_LEFT, t_ms=town.clock.now_ms(), c="kiosk", a=told)
    await town.backend.participation.ideas.on_event(town.arrival(), left)
    office = await town.signed_in(AMT)
    known = (await office.get("/api/ideas")).json()["ideas"][0]
    body = {name: known[name] for name in ("kind", "title", "text", "hall")} | {"state": "open"}
    assert (await office.put(f"/api/ideas/{known['id']}", json=body)).status_code == 200
    said = {"answer": "Ein Türöffner ist bestellt. Er kommt im März."}
    assert (await office.post(f"/api/ideas/{known['id']}/answer", json=said)).status_code == 200
    return f"/ideen/{known['id']}"


async def _paper(town: Town) -> str:
    """Hours that a club confirmed; what a certificate's address says of them."""
    placed = await helping_town.join(town, await helping_town.offer(town, starts_h=0.25, lasts_h=0.5), MEMBER)
    town.clock.advance(HOUR_MS // 4)
    await helping_town.check_in(town, placed)
    town.clock.advance(HOUR_MS // 2)
    room = town.backend.volunteering.hours
    await room.desk.confirm(await helping_town.person(town, JANA), placed.signup.id, None, "")
    number, _ = await room.papers.certificate(placed.helper.id, "de")
    return f"/nachweis/{number}"


async def _parking(town: Town) -> str:
    """A car park of which some spaces are free, and one is not known."""
    await parking_town.car_park(town, text="Einfahrt am Südring, hinter der Halle.", for_whom="Gäste der Halle")
    await parking_town.say(town, {1: 0.0, 2: 1.0})
    return "/parken"


async def _parking_guest(town: Town) -> str:
    """The link by which a club lets its guests enter their plates."""
    park = (await parking_town.car_parks(town))[0]
    start = town.clock.now_ms() // 900_000 * 900_000 + 8 * HOUR_MS
    body = {
        "hall": "nordpark",
        "sections": [1],
        "start_ms": start,
        "end_ms": start + HOUR_MS,
        "title": "Pokal",
        "kind": "match",
    }
    club = await town.signed_in(JANA)
    made = (await club.post("/api/bookings", json=body)).json()
    shared = await club.put(f"/api/bookings/{made['id']}/permits/link", json={"car_park": park["id"], "most": 5})
    return parking_town.path_of(shared.json()["link"]["url"])


async def _round(town: Town) -> str:
    """A proposal that clubs see: one wish has a place, the other has none."""
    office = await town.signed_in(AMT)
    about = {"title": "Saison 2027", "from_date": "2027-01-11", "to_date": "2027-03-28", "halls": ["nordpark"]}
    made = (await office.post("/api/rounds", json=about)).json()["id"]
    wish = {"people": 20, "youth": 80, "sections": 3, "weekdays": [0], "minutes": 90} | dict.fromkeys(
        ("earliest_min", "latest_min"), 1_080
    )
    wishes = [
        (await office.post(f"/api/rounds/{made}/wishes", json=wish | {"club": club, "group": "Turnen"})).json()["id"]
        for club in ("tsv-lindenau", "bc-04")
    ]
    assert (await office.post(f"/api/rounds/{made}/close")).status_code == 200
    place = {"hall": "nordpark", "sections": [1, 2, 3], "weekday": 0, "start_min": 1_080}
    assert (await office.put(f"/api/rounds/{made}/assignments/{wishes[0]}", json=place)).status_code == 200
    shown = await office.put(f"/api/rounds/{made}", json=about | {"objections_until_ms": town.clock.now_ms() + HOUR_MS})
    assert shown.status_code == 200, shown.text
    return f"/vergabe/{made}"


PAGES: Mapping[str, Fill] = {
    "/hallen/{hall}": _week,
    "/hallen": at("/hallen"),
    "/parken": _parking,
    "/parken/gast/{token}": _parking_guest,
    "/frei": at("/frei?date=2026-11-23&from=17:00"),
    "/belegung": at("/belegung"),
    "/veranstaltungen/{event}": _event,
    "/karten/{token}": _tickets,
    "/veranstaltungen": at("/veranstaltungen"),
    "/vereine/{club}": _club,
    "/vereine": at("/vereine"),
    "/vergabe/{season}": _round,
    "/vergabe": at("/vergabe"),
    "/mitmachen/{offer}": _offer,
    "/mitmachen/meine/{token}": _mine,
    "/mitmachen": at("/mitmachen"),
    "/ideen/{idea}": _idea,
    "/ideen": at("/ideen"),
    "/wirkung": at("/wirkung"),
    "/anleitungen": at("/anleitungen?seite=/frei"),
    "/anleitungen/{task}": at("/anleitungen/halle-buchen"),
    "/daten": at("/daten"),
    "/openactive": at("/openactive"),
    "/datenschutz": at("/datenschutz"),
    "/nachweis/{paper}": _paper,
}
"""By route, in the order they are filled. A page that stands twice is walked as its route's first address."""
NOT_PAGES: Mapping[str, str] = {
    "/a/{token}": "an alarm's link, for whoever was sent it",
    "/join/{token}": "an invitation's link",
    "/login/link/{token}": "signs in",
    "/m/{person}/{token}": "a message's link",
    "/ideen/post/{token}": "confirms an address, for whoever was sent it",
    "/t/{token}": "a test alarm's link",
    "/parken/aufsicht/{token}": "a warden's link",
    "/z/{token}": "a consent's link",
    "/plan/{hall}": "a sheet to hang out, for the office",
    "/daten/katalog": "the catalogue for programs, which leads people to /daten",
    "/daten/katalog.{ending}": "the catalogue for programs",
    "/daten/dumps": "which files there are, for programs",
    "/daten/dumps/{name}.license.txt": "the licence beside a file",
    "/daten/dumps/{name}.{ending}": "files to copy",
    "/daten/datensatz/{dataset}": "a dataset for programs, which leads people to /daten",
    "/daten/{file}": "feeds for programs",
    "/daten/{kind}/{identity}": "one thing, for programs",
    "/healthz": "for programs",
    "/readyz": "for programs",
    "/metrics": "for programs",
}
"""Routes that answer GET to everybody and are no page to read, with why."""
ENDINGS = (".json", ".jsonld", ".csv", ".ics", ".atom", ".xml", ".pdf", ".vtt", ".m3u8", ".m4s", ".mp4", ".png", ".jpg")
"""Files for programs, and what a page loads."""
ELSEWHERE = ("/api/", "/device/", "/outside/", "/partner/", "/openactive/feeds/", "/ngsi-ld/", "/sensorthings/", "/assets")
"""Interfaces, which the matrix of rights holds."""
