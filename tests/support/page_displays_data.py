"""The stand-in's displays, posts and warnings: every state a display and a post can have."""

from __future__ import annotations

from typing import Any

from support.page_states import at


def panel(**changes: Any) -> dict[str, Any]:
    values = {
        "inches": 55.0,
        "distance_m": 5.0,
        "turned": 0,
        "languages": ["de", "en"],
        "easy": False,
        "spoken": True,
        "on": [{"days": [0, 1, 2, 3, 4], "from_min": 420, "to_min": 1350, "brightness_pct": 80}],
        "stream": True,
    }
    return values | changes


def screen(**changes: Any) -> dict[str, Any]:
    values = {
        "mode": "board",
        "rung": "plan",
        "card": "po-cake",
        "since_ms": at("18:30"),
        "page": True,
        "on": True,
        "brightness_pct": 80,
        "sha256": "3f" * 32,
        "proof_ms": at("18:42"),
    }
    return values | changes


def picture(device: str, clock: str, sha: str = "3f", why: str = "asked") -> dict[str, Any]:
    path = f"/api/displays/{device}/thumbnail?id=pr-{sha}"
    return {"id": f"pr-{sha}", "t_ms": at(clock), "why": why, "sha256": sha * 32, "path": path}


MAY = ["screen", "proof", "release", "withdraw", "block"]


def display(device: str, title: str, **changes: Any) -> dict[str, Any]:
    site = device.rsplit("-", 1)[0]
    values = {
        "device": device,
        "title": title,
        "site": site,
        "site_name": title,
        "halls": [site],
        "hall_names": [title],
        "state": "online",
        "online": True,
        "last_ms": at("18:44"),
        "screen": screen(),
        "card": "Kuchenstand beim Turnier",
        "why": {"de": "Der Belegungsplan.", "en": "The plan of bookings."},
        "fault": None,
        "plan_rev": 118,
        "wanted_rev": 118,
        "thumbnail": picture(device, "18:42"),
        "panel": panel(),
        "exit": None,
        "reminder": None,
        "may": list(MAY),
    }
    return values | changes


def way_out(**changes: Any) -> dict[str, Any]:
    values = {
        "way": "left",
        "place": "Foyer, Nordwand, neben Tür 2",
        "protocol": "AP-2026-014",
        "kind": "released",
        "from_ms": at("09:00", 2),
        "until_ms": at("23:59", 30),
    }
    return values | changes


def displays() -> list[dict[str, Any]]:
    tall = panel(turned=90, on=[], distance_m=3.0, inches=43.0)
    return [
        display("nordpark-1", "Sporthalle Nordpark", exit=way_out(until_ms=at("12:00") + 400 * 86_400_000)),
        display(
            "sued-1",
            "Halle Süd",
            screen=screen(rung="warning", card="w-1", since_ms=at("17:10")),
            card="Sturmböen bis 85 km/h",
            exit=way_out(way="straight", protocol="AP-2026-009"),
            reminder=at("23:59", 30),
        ),
        display(
            "goethe-1",
            "Halle Goethestraße",
            online=False,
            last_ms=at("16:05"),
            state="offline",
            thumbnail=picture("goethe-1", "07:31", "5a", "clear"),
        ),
        display(
            "sued-2",
            "Foyer Süd",
            site="sued",
            site_name="Halle Süd",
            panel=tall,
            screen=screen(page=False),
            thumbnail=None,
            halls=["sued"],
            hall_names=["Halle Süd"],
        ),
    ]


def protocol(**changes: Any) -> dict[str, Any]:
    values = way_out() | {
        "statement": "1",
        "given_by": "B. Sander",
        "given_ms": at("09:00", 2),
        "holds": True,
        "ended_ms": None,
        "ended_by": "",
        "ended_why": None,
        "digest": "0c" * 32,
        "signature": "1d" * 64,
    }
    return values | changes


def exits(now: dict[str, Any] | None) -> dict[str, Any]:
    """Return what holds at a display, and one protocol of before."""
    ended = {"ended_ms": at("08:00", 2), "ended_by": "B. Sander", "ended_why": {"de": "neu freigegeben", "en": "released anew"}}
    old = protocol(protocol="AP-2024-003", way="right", holds=False, **ended)
    holds = [protocol(**now)] if now else []
    words = {
        "de": "Ich bin den Weg von dieser Anzeige bis ins Freie gegangen. Pfeil und Weg stimmen überein.",
        "en": "I have walked the way from this display into the open. Arrow and way agree.",
    }
    return {"now": holds[0] if holds else None, "statement": {"version": "1"} | words, "past": [*holds, old]}


def shown() -> list[dict[str, Any]]:
    def one(clock: str, mode: str, rung: str, card: str = "", proof: str = "") -> dict[str, Any]:
        return {"t_ms": at(clock), "to_ms": None, "mode": mode, "rung": rung, "card": card, "proof": proof}

    return [
        one("06:58", "board", "idle"),
        one("08:00", "board", "plan"),
        one("10:12", "evacuate", "fire", proof="pr-5a"),
        one("10:19", "board", "plan"),
        one("17:10", "board", "warning", "w-1"),
        one("18:30", "board", "plan", "po-cake"),
    ]


def post(id_: str, title: str, **changes: Any) -> dict[str, Any]:
    values = {
        "id": id_,
        "kind": "event",
        "texts": {"de": {"title": title, "text": ""}},
        "link": "",
        "picture": "",
        "alt": "",
        "by": "TSV Lindenau",
        "level": "",
        "club": "tsv",
        "club_name": "TSV Lindenau",
        "sites": [],
        "halls": ["nordpark"],
        "displays": [],
        "all": False,
        "from_ms": at("08:00"),
        "to_ms": at("20:00", 28),
        "own_hours": True,
        "state": "shown",
        "author": "Jana Lindner",
        "made_ms": at("12:00", 20),
        "changed_ms": at("12:00", 20),
        "decided_by": "",
        "decided_ms": None,
        "reason": "",
        "recalled_ms": None,
        "times": [],
        "on": False,
    }
    found = values | changes
    own, over = found["club"] == "tsv", found["state"] == "over"
    may = {"may_change": not over, "may_recall": not over, "may_decide": own and found["state"] == "asked"}
    return may | found


def posts() -> list[dict[str, Any]]:
    cake = {"de": {"title": "Kuchenstand beim Turnier", "text": "Sa 28.11., 10 Uhr. Wir suchen noch vier Helfer."}}
    floor = {
        "de": {"title": "Halle Süd: Boden nass", "text": "Bitte nur mit Hallenschuhen betreten."},
        "en": {"title": "Halle Süd: wet floor", "text": "Please enter with indoor shoes only."},
    }
    return [
        post(
            "po-cup",
            "Nikolaus-Turnier der Jugend",
            texts={"de": {"title": "Nikolaus-Turnier der Jugend", "text": "So 6.12., 10 bis 16 Uhr, Eintritt frei"}},
            link="https://tsv-lindenau.example/nikolaus",
            picture="ab" * 32,
            alt="Kinder mit roten Mützen beim Volleyball",
            state="asked",
            to_ms=at("18:00", 30),
        ),
        post(
            "po-cake",
            "Kuchenstand beim Turnier",
            kind="volunteer",
            texts=cake,
            link="https://tsv-lindenau.example/kuchen",
            on=True,
        ),
        post(
            "po-wet",
            "",
            kind="safety",
            texts=floor,
            by="Sportamt",
            club=None,
            author="M. Kern",
            halls=["sued"],
            own_hours=False,
            on=True,
        ),
        post(
            "po-xmas",
            "Hallen schließen am 24.12.",
            kind="news",
            by="Sportamt",
            club=None,
            all=True,
            halls=[],
            own_hours=False,
            from_ms=at("08:00", 27),
            to_ms=at("12:00", 30),
        ),
        post("po-draft", "Sport im Park ab Mai", kind="news", by="Sportamt", club=None, state="draft", own_hours=False),
        post(
            "po-beer",
            "Party nach dem Spiel",
            state="declined",
            reason="Alkohol-Werbung ist in Schul-Hallen nicht erlaubt.",
            made_ms=at("10:00", 19),
        ),
        post(
            "po-old",
            "Laternenumzug",
            by="Hobby-Sport Nord",
            club="hobby",
            to_ms=at("20:00", 11),
            from_ms=at("08:00", 4),
            state="over",
        ),
    ]


def warning(**changes: Any) -> dict[str, Any]:
    values = {
        "id": "w-1",
        "source": "wetter",
        "by": "Wetterdienst (Beispiel)",
        "level": "severe",
        "title": "Sturmböen bis 85 km/h",
        "text": "Es treten Sturmböen aus Südwest auf. Bäume und Gerüste meiden.",
        "texts": {"en": {"title": "Gales up to 85 km/h", "text": "Keep away from trees and scaffolds."}},
        "link": "",
        "sent_ms": at("16:40"),
        "from_ms": at("17:00"),
        "to_ms": at("23:00"),
        "ended_ms": None,
        "holds": True,
        "current": True,
        "sites": ["sued", "nordpark"],
        "areas": ["Kreis Nord"],
    }
    return values | changes


def warnings() -> list[dict[str, Any]]:
    frost = {"title": "Frost", "text": "", "texts": {}, "from_ms": at("02:00"), "to_ms": at("09:00")}
    return [warning(), warning(id="w-0", level="minor", holds=False, sites=["nordpark"], **frost)]


def source(name: str, url: str, **changes: Any) -> dict[str, Any]:
    values = {"id": name.lower()[:16], "every_min": 5, "running": True, "current": True, "fault": None}
    return values | {"name": name, "url": url, "read_ms": at("18:41"), "tried_ms": at("18:41")} | changes


def sources() -> list[dict[str, Any]]:
    fault = {"de": "Der andere Server antwortet nicht", "en": "The other server does not answer"}
    return [
        source("Wetterdienst", "https://warnungen.example/cap/atom.xml"),
        source("Katastrophenschutz", "https://bevoelkerung.example/cap.xml", current=False, read_ms=at("14:02"), fault=fault),
    ]


def warning_sites() -> list[dict[str, Any]]:
    return [
        {"site": "nordpark", "name": "Sporthalle Nordpark", "codes": ["WARNCELL=105711000"], "found": True},
        {"site": "sued", "name": "Halle Süd", "codes": [], "found": True},
        {"site": "goethe", "name": "Halle Goethestraße", "codes": [], "found": False},
    ]


def rules() -> list[dict[str, Any]]:
    return [
        {"club": "tsv", "name": "TSV Lindenau", "trust": "", "accepted": 2, "asked": True, "changed_by": "", "changed_ms": 0},
        {
            "club": "hobby",
            "name": "Hobby-Sport Nord",
            "trust": "trusted",
            "accepted": 9,
            "asked": False,
            "changed_by": "",
            "changed_ms": 0,
        },
    ]
