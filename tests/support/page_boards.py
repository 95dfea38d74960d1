"""The same evening on hall displays: everything a display may be told, by name."""

from __future__ import annotations

from typing import Any

from hallenwart_contract.display import (
    BoardCamera,
    BoardCard,
    BoardCount,
    BoardRow,
    BoardStream,
    CardText,
    Display,
    DisplayMode,
    Missing,
    NoteWord,
    Panel,
)
from hallenwart_contract.view import Rung
from support.page_states import NOW_MS, ZONE, at

QR = [format((n * 0x9E3779B1) ^ (n << 7) & 0x1FFFFFFF, "029b")[-29:] for n in range(3, 32)]
"""29 squares each way: the size of a code for a short address, and none that a telephone reads."""
EVERY_MISSING = [word.value for word in Missing]


def row(title: str, start: str, end: str, sections: list[int], **changes: Any) -> BoardRow:
    values: dict[str, Any] = {
        "hall": "nordpark",
        "section_count": 3,
        "now": at(start) <= NOW_MS,
    }
    return BoardRow(title=title, start_ms=at(start), end_ms=at(end), sections=sections, **(values | changes))


def board_rows() -> list[BoardRow]:
    return [
        row("Reha-Sport", "17:30", "19:00", [1]),
        row("TSV Volleyball", "18:00", "20:00", [2, 3]),
        row("BC 04 Badminton", "19:00", "20:15", [1], mark="moved", new_start_ms=at("19:30")),
        row("Hobby Basketball", "20:15", "22:00", [1, 2, 3]),
        row("Tischtennis", "20:30", "22:00", [1], mark="cancelled"),
    ]


def count(**changes: Any) -> BoardCount:
    values: dict[str, Any] = {"hall": "nordpark", "name": "Sporthalle Nordpark", "people": 24, "capacity": 199}
    return BoardCount(**(values | {"use": "busy", "t_ms": at("18:43")} | changes))


def card(title: str, text: str, rung: Rung, **changes: Any) -> BoardCard:
    """Return a card in German."""
    said = {"de": CardText(title=title, text=text)}
    return BoardCard(**({"id": title, "rung": rung, "kind": rung, "texts": said} | changes))


def cake(**changes: Any) -> BoardCard:
    texts = {
        "de": CardText(title="Kuchenstand beim Turnier", text="Sa 28.11., 10 Uhr"),
        "en": CardText(title="Cake stall at the tournament", text="Sat 28 Nov, 10 o'clock"),
        "easy": CardText(title="Wer backt Kuchen?", text="Am Samstag um 10 Uhr"),
    }
    values: dict[str, Any] = {
        "id": "cake",
        "kind": "volunteer",
        "by": "TSV Lindenau",
        "link": "https://stadt.example/m/7",
        "qr": QR,
    }
    return card("", "", Rung.VOLUNTEER, **(values | {"texts": texts} | changes))


def storm(**changes: Any) -> BoardCard:
    text = "Es treten orkanartige Böen bis 110 km/h auf. Bleiben Sie im Gebäude, schließen Sie Fenster und Türen."
    values: dict[str, Any] = {"level": "severe", "by": "Wetterdienst", "from_ms": at("17:00"), "to_ms": at("22:00")}
    return card("Schwere Sturmböen", text, Rung.WARNING, **values | changes)


def key_next(**changes: Any) -> BoardCard:
    values = {"slot": "3", "label": "Nordpark Drittel 1", "until": "18:30", "next": "BC 04 Badminton", "at": "19:30"}
    return BoardCard(id="key-3", rung=Rung.NOTE, kind="note", word=NoteWord.KEY_NEXT, values=values, **changes)


def glass() -> BoardCard:
    text = (
        "Bitte gehen Sie außen herum. Der Hausmeister räumt gerade auf. Danke für Ihre Geduld, es dauert etwa zwanzig Minuten."
    )
    return card("Glas-Scherben im Gang zu Drittel 3", text, Rung.SAFETY)


def display(**changes: Any) -> Display:
    values: dict[str, Any] = {
        "now_ms": NOW_MS,
        "zone": ZONE,
        "mode": DisplayMode.BOARD,
        "title": "Sporthalle Nordpark",
        "rows": board_rows(),
        "counts": [count()],
        "cards": [cake()],
        "cameras": [BoardCamera(hall="nordpark", name="Tribüne", on=False)],
        "plan_ms": at("18:02"),
        "online": True,
        "address": "Am Nordpark 7",
        "assembly_point": "Parkplatz Nord",
        "alarm_zone": "Geräteraum",
    }
    return Display(**(values | changes))


def boards() -> dict[str, Display]:
    """Everything but alarms."""
    gym = [
        row("Yoga am Abend", "18:30", "20:00", [1], hall="gymnastik", section_count=1),
        row("Tanzgruppe der Turngemeinde", "20:15", "22:00", [1], hall="gymnastik", section_count=1),
    ]
    gym_count = count(hall="gymnastik", name="Gymnastikraum", people=None, capacity=40, use="busy")
    camera = BoardCamera(hall="nordpark", name="Tribüne", on=True, title="Lindenau gegen Auental")
    stream = BoardStream(id="s1", title="Lindenau gegen Auental", hall="nordpark", path="/display/streams/s1/index.m3u8")
    news = card(
        "Neue Zeiten in den Ferien", "Die Halle schließt vom 21. bis 31. Dezember um 20 Uhr. " * 3, Rung.POST, kind="news"
    )
    return {
        "board": display(),
        "two-halls": display(rows=board_rows() + gym, counts=[count(), gym_count], cards=[]),
        "four-halls": display(
            rows=[row(f"Gruppe {n}", "18:00", "20:00", [1], hall=f"Halle {n}") for n in range(4)],
            counts=[count(hall=f"Halle {n}", name=f"Halle {n}", people=n * 40 + 3) for n in range(4)],
        ),
        "many": display(rows=[row(f"Gruppe {n}", f"{19 + n // 4}:{n % 4 * 15:02d}", "22:00", [n % 3 + 1]) for n in range(12)]),
        "ended": display(alarm_ended_ms=at("18:40")),
        "drill-ended": display(alarm_ended_ms=at("18:40"), drill=True),
        "no-rows": display(rows=[], cards=[cake()]),
        "plan-ends": display(rows=board_rows()[:2], plan_until_ms=at("20:00")),
        "offline": display(online=False),
        "offline-blind": display(online=False, counts=[count(t_ms=at("18:20"))]),
        "no-link": display(alarm_link=False),
        "key": display(above=[key_next()]),
        "warnings": display(above=[glass(), key_next(), storm()], cards=[news]),
        "news": display(cards=[news], counts=[count(people=None)]),
        "picture": display(cards=[cake(picture="/display/pictures/p.svg", alt="Ein Kuchen")]),
        "stream": display(stream=stream, cameras=[camera], cards=[news]),
        "camera-unknown": display(cameras=[BoardCamera(hall="nordpark", name="Tribüne", on=None)]),
        "easy": display(panel=Panel(easy=True), above=[key_next()], counts=[count(people=None)]),
        "near": display(panel=Panel(inches=65, distance_m=3)),
        "far": display(panel=Panel(inches=43, distance_m=5)),
        "setup": display(mode=DisplayMode.SETUP, rows=[], counts=[], cards=[], title="", missing=EVERY_MISSING[:3]),
        "speaks": display(speaks=True),
        "off": display(off=True),
        "identify": display(identify="nordpark-foyer"),
    }


def alarms() -> dict[str, Display]:
    mode = DisplayMode
    since = {"alarm_since_ms": at("18:42")}
    leave = display(mode=mode.EVACUATE, **since)
    ways = {way: display(mode=mode.EVACUATE, way=way, **since) for way in ("left", "right", "straight", "blocked")}
    return {
        "smoke": display(mode=mode.SMOKE, **since),
        "evacuate": leave,
        **ways,
        "drill": display(mode=mode.EVACUATE, drill=True, way="left", **since),
        "gas": display(mode=mode.SAFETY, alarm_kind="co", **since),
        "danger": display(mode=mode.SAFETY, **since),
        "easy-smoke": display(mode=mode.SMOKE, panel=Panel(easy=True), **since),
        "easy-evacuate": display(mode=mode.EVACUATE, panel=Panel(easy=True), way="left", **since),
        "alarm-off": display(mode=mode.EVACUATE, off=True, way="right", **since),
    }


def display_modes() -> dict[str, Display]:
    return boards() | alarms()
