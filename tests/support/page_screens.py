"""The same evening on the Pi's screens: kiosk, hall display; and on the director's page."""

from __future__ import annotations

from typing import Any

from hallenwart_contract import director, screens
from hallenwart_contract.view import Rung
from support.page_states import NOW_MS, ZONE, at


def kiosk(step: screens.KioskStep, **changes: Any) -> screens.Kiosk:
    values: dict[str, Any] = {
        "now_ms": NOW_MS,
        "zone": ZONE,
        "site_name": "Sporthalle Nordpark",
        "step": step,
        "doors": [
            screens.DoorTile(
                number=n,
                column=1 if n <= 4 else 2,
                row=(n - 1) % 4 + 1,
                open=changes.get("slot") == n,
                key=n != 6,
                label=f"Nordpark Drittel {n}" if n <= 3 else "Geräteraum",
                out_of_service=n == 8,
            )
            for n in range(1, 9)
        ],
        "online": False,
        "data_ms": at("18:12"),
        "help_phone": "030 23125 470",
        "address": "Am Nordpark 7",
        "readers": ["qr"],
    }
    return screens.Kiosk(**(values | changes))


def kiosk_steps() -> dict[str, screens.Kiosk]:
    step = screens.KioskStep
    return {
        "pin": kiosk(step.PIN, digits=5),
        "checking": kiosk(step.CHECKING, digits=8),
        "wrong": kiosk(step.WRONG, tries_left=2),
        "locked_out": kiosk(step.LOCKED_OUT, wait_s=58),
        "open": kiosk(step.OPEN, slot=3, due_ms=at("20:15"), close_in_s=40),
        "jammed": kiosk(step.JAMMED, slot=3),
        "returned": kiosk(step.RETURNED, slot=3, online=True),
        "taken": kiosk(step.TAKEN, slot=3, due_ms=at("20:15"), online=True),
        "leave": kiosk(step.LEAVE),
        "early": kiosk(step.WRONG, tries_left=3, fault="early"),
        "fault": kiosk(step.PIN, clock_ok=False, fault="locker_silent"),
        "long": kiosk(step.PIN, digits=11, readers=["card", "qr"]),
        "dark": kiosk(step.PIN, digits=9, lengths=(8, 9, 12)),
        "capped": kiosk(step.PIN, digits=3, lengths=(12,), capped=True, readers=["card", "qr"]),
        "locked_long": kiosk(step.LOCKED_OUT, wait_s=590, lengths=(12,)),
        "copied": kiosk(step.WRONG, fault="copied", online=True),
        "wait_second": kiosk(step.WAIT_SECOND, digits=2, online=True),
        "choose": kiosk(step.CHOOSE, choices=[1, 2, 3, 4, 5, 6, 7, 8], all_allowed=True, online=True),
        "choose_wrong": kiosk(step.CHOOSE, choices=[1, 2, 3], fault="unknown_slot"),
        "second_same": kiosk(step.WAIT_SECOND, digits=2, fault="second_same"),
        "key_gone": kiosk(
            step.KEY_GONE, slot=3, before="TSV Lindenau · Volleyball Damen II", before_until_ms=at("18:30"), spare=7
        ),
        "wrong_key": kiosk(step.WRONG_KEY, slot=3),
        "inside": kiosk(step.INSIDE, slot=3, people=4, online=True),
        "report": kiosk(step.REPORT, slot=3, online=True),
        "learn": kiosk(step.LEARN, online=True, readers=["card"]),
        "learnt": kiosk(step.LEARNT, online=True),
        "help_asked": kiosk(step.PIN, help="asked", help_ms=at("18:41")),
        "help_call": kiosk(step.PIN, help="call", help_ms=at("18:41"), online=True),
    }


def row(title: str, start: str, end: str, sections: list[int], **changes: Any) -> screens.BoardRow:
    values: dict[str, Any] = {
        "hall": "nordpark",
        "section_count": 3,
        "now": at(start) <= NOW_MS,
    }
    return screens.BoardRow(title=title, start_ms=at(start), end_ms=at(end), sections=sections, **(values | changes))


def board_rows() -> list[screens.BoardRow]:
    return [
        row("Reha-Sport", "17:30", "19:00", [1]),
        row("TSV Volleyball", "18:00", "20:00", [2, 3]),
        row("BC 04 Badminton", "19:00", "20:15", [1], mark="moved", new_start_ms=at("19:30")),
        row("Hobby Basketball", "20:15", "22:00", [1, 2, 3]),
        row("Tischtennis", "20:30", "22:00", [1], mark="cancelled"),
    ]


def card(title: str, text: str, rung: Rung, **changes: Any) -> screens.BoardCard:
    """Return a card in German."""
    said = {"de": screens.CardText(title=title, text=text)}
    return screens.BoardCard(**({"id": title, "rung": rung, "kind": rung, "texts": said} | changes))


def display(**changes: Any) -> screens.Display:
    values: dict[str, Any] = {
        "now_ms": NOW_MS,
        "zone": ZONE,
        "mode": screens.DisplayMode.BOARD,
        "title": "Sporthalle Nordpark",
        "rows": board_rows(),
        "counts": [screens.BoardCount(hall="nordpark", name="Sporthalle Nordpark", people=24, capacity=199)],
        "cards": [card("Kuchenstand beim Turnier", "Sa 28.11., 10 Uhr · TSV Lindenau", Rung.VOLUNTEER)],
        "plan_ms": at("18:02"),
        "online": True,
        "address": "Am Nordpark 7",
        "assembly_point": "Parkplatz Nord",
        "alarm_zone": "Geräteraum",
    }
    return screens.Display(**(values | changes))


def display_modes() -> dict[str, screens.Display]:
    mode = screens.DisplayMode
    gym = [
        row("Yoga am Abend", "18:30", "20:00", [1], hall="gymnastik", section_count=1),
        row("Tanzgruppe der Turngemeinde", "20:15", "22:00", [1], hall="gymnastik", section_count=1),
    ]
    gym_count = screens.BoardCount(hall="gymnastik", name="Gymnastikraum", people=None, capacity=40)
    since = {"alarm_since_ms": at("18:42")}
    return {
        "board": display(),
        "two-halls": display(rows=board_rows() + gym, counts=[*display().counts, gym_count], cards=[]),
        "many": display(rows=[row(f"Gruppe {n}", f"{19 + n // 4}:{n % 4 * 15:02d}", "22:00", [n % 3 + 1]) for n in range(11)]),
        "ended": display(alarm_ended_ms=at("18:40")),
        "no-rows": display(rows=[], cards=[]),
        "offline": display(online=False),
        "no-link": display(alarm_link=False),
        "smoke": display(mode=mode.SMOKE, **since),
        "evacuate": display(mode=mode.EVACUATE, **since),
        "drill": display(mode=mode.EVACUATE, drill=True, **since),
    }


def town() -> director.Director:
    expect = director.Expectation
    return director.Director(
        now_ms=NOW_MS,
        zone=ZONE,
        speed=10.0,
        engine="mosquitto",
        network=True,
        broker=True,
        can=["fire", "cut", "key_late", "no_show", "wrong_key", "broker_dead", "card", "strange_card", "mains_lost"],
        not_now=[director.NotNow(what="heal", text_de="Erst das Netz durchtrennen.", text_en="Cut the network first.")],
        running=[
            director.Running(
                what="fire",
                started_ms=at("18:42"),
                expectations=[
                    expect(text_de="Sirene geht an", text_en="Siren turns on", within_ms=300, took_ms=84),
                    expect(
                        text_de="Anzeige wechselt",
                        text_en="Display changes",
                        within_ms=500,
                        took_ms=612,
                        late=True,
                        note="sued-1",
                    ),
                    expect(text_de="Nachricht geht hinaus", text_en="Message leaves", within_ms=2000),
                ],
            )
        ],
        links=[director.Link(title_de="Leitstand", title_en="Control room", url="http://127.0.0.1:8000/manager/")],
        log=["18:40:00 Stadt läuft", "18:42:00 Feuer im Geräteraum"],
    )
