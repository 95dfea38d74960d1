"""The same evening on the kiosk of the Pi, and on the director's page."""

from __future__ import annotations

from typing import Any

from hallenwart_contract import director
from hallenwart_contract.kiosk import DoorTile, Kiosk, KioskStep
from support.page_states import NOW_MS, ZONE, at


def kiosk(step: KioskStep, **changes: Any) -> Kiosk:
    values: dict[str, Any] = {
        "now_ms": NOW_MS,
        "zone": ZONE,
        "site_name": "Sporthalle Nordpark",
        "step": step,
        "doors": [
            DoorTile(
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
    return Kiosk(**(values | changes))


def kiosk_steps() -> dict[str, Kiosk]:
    step = KioskStep
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
        "checked_in": kiosk(step.CHECKED_IN, online=False),
        "help_asked": kiosk(step.PIN, help="asked", help_ms=at("18:41")),
        "help_call": kiosk(step.PIN, help="call", help_ms=at("18:41"), online=True),
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
