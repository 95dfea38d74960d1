"""An evening in the demo town as the pages see it: Saturday 21 November 2026, 18:44:12 in Berlin."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from hallenwart_backend.alerts.advice import next_steps
from hallenwart_contract import live, live_incidents

ZONE = "Europe/Berlin"


def at(clock: str, day: int = 21) -> int:
    """Milliseconds of a wall time in Berlin in November 2026."""
    hour, minute, *second = (int(part) for part in clock.split(":"))
    local = datetime(2026, 11, day, hour, minute, second[0] if second else 0, tzinfo=ZoneInfo(ZONE))
    return int(local.timestamp() * 1000)


NOW_MS = at("18:44:12")


def incident(**changes: Any) -> live_incidents.Incident:
    values: dict[str, Any] = {
        "id": "i-warn",
        "kind": "key_overdue",
        "sev": "warn",
        "state": "open",
        "site": "sued",
        "site_name": "Halle Süd",
        "hall": "sued",
        "hall_name": "Halle Süd",
        "detail": "SG Süd. Nächste Gruppe 19:30",
        "slot": 5,
        "since_ms": at("18:19"),
        "raised_ms": at("18:19"),
    }
    values |= changes
    kind = live_incidents.IncidentKind.DRILL if values.get("drill") else live_incidents.IncidentKind(values["kind"])
    steps = [] if values["state"] == "resolved" else next_steps(kind)
    return live_incidents.Incident(advice=[live_incidents.Advice(de=de, en=en) for de, en in steps], **values)


def smoke(**changes: Any) -> live_incidents.Incident:
    values: dict[str, Any] = {
        "id": "i-smoke",
        "kind": "smoke",
        "sev": "crit",
        "site": "nordpark",
        "site_name": "Sporthalle Nordpark",
        "hall": "nordpark",
        "hall_name": "Sporthalle Nordpark",
        "zone": "Geräteraum",
        "address": "Am Nordpark 7",
        "detail": "",
        "slot": None,
        "since_ms": at("18:42:07"),
        "raised_ms": at("18:42:07"),
        "siren": True,
        "measured": ["Rauch 18:42:07", "Wärme 18:42:31"],
        "facts": [
            live_incidents.Fact(kind="people", number=24, spread=3, t_ms=at("18:43")),
            live_incidents.Fact(kind="key", text="Trainerin, TSV Lindenau", detail="Fach 3", t_ms=at("17:52")),
            live_incidents.Fact(kind="booking", text="Volleyball Jugend", detail="18:00 bis 20:00, Drittel 2 und 3"),
            live_incidents.Fact(
                kind="next", text="A. Yilmaz", detail="M. Kern geweckt 18:42 (Push, Anruf)", t_ms=at("18:45:52")
            ),
        ],
    }
    return incident(**(values | changes))


def hall(id_: str, name: str, people: int | None, capacity: int, use: list[str], **changes: Any) -> live.HallNow:
    values: dict[str, Any] = {
        "id": id_,
        "name": name,
        "site": "nordpark",
        "site_name": "Sporthalle Nordpark",
        "people": people,
        "spread": None if people is None else 3,
        "people_ms": at("18:43"),
        "capacity": capacity,
        "use": use,
        "devices": 2,
        "devices_ok": 2,
    }
    return live.HallNow(**(values | changes))


def part(*sections: int, people: int | None, use: str, sure: float, signs: list[str], **changes: Any) -> live.PartNow:
    bounds = {} if people is None else {"low": max(0, people - 3), "high": people + 3}
    return live.PartNow(sections=list(sections), people=people, use=use, sure=sure, signs=signs, **(bounds | changes))


def parts() -> list[live.PartNow]:
    """The Nordpark hall: its doors count, radar and key agree, one third is free."""
    return [
        part(people=24, use="busy", sure=0.99, signs=["count", "radar", "key"], since_ms=at("17:58"), ins=149, outs=125),
        part(1, people=0, use="free", sure=0.93, signs=["radar", "light"], high=1, since_ms=at("17:50")),
        part(2, 3, people=24, use="busy", sure=0.98, signs=["count", "motion"], since_ms=at("17:58"), ins=149, outs=125),
    ]


def halls(worst: str = "") -> list[live.HallNow]:
    return [
        hall(
            "nordpark",
            "Sporthalle Nordpark",
            24,
            199,
            ["free", "used", "used"],
            now_title="TSV Lindenau, Volleyball",
            now_until_ms=at("20:00"),
            keys=["Fach 3 geholt 17:52"],
            worst=worst,
            parts=parts(),
            outputs=[
                live.HallOutput(device="nordpark-1", id="licht", kind="light", on=True, why="booked", until_ms=at("20:00")),
                live.HallOutput(device="nordpark-1", id="heizung", kind="heating", sections=[1], on=False, why="free"),
                live.HallOutput(device="nordpark-1", id="flur", kind="light", on=None, why="lead", fault="antwortet nicht"),
            ],
        ),
        hall("gymnastik", "Gymnastikraum", None, 40, ["unknown"], devices=1, devices_ok=0, worst="info"),
        hall(
            "sued",
            "Halle Süd",
            0,
            120,
            ["booked_empty", "free"],
            site="sued",
            site_name="Halle Süd",
            now_title="SG Süd",
            now_until_ms=at("19:30"),
            keys=["Fach 5 überfällig seit 18:19"],
            worst="warn" if worst else "",
        ),
    ]


def compartments() -> list[live.Compartment]:
    label = [
        "Nordpark Drittel 1",
        "Nordpark Drittel 2",
        "Nordpark Drittel 3",
        "Gymnastik",
        "Süd",
        "Süd Ersatz",
        "Geräteraum",
        "Hausmeister",
    ]
    state = {3: "out", 5: "overdue", 2: "open", 7: "forced", 8: "unknown"}
    return [
        live.Compartment(
            number=n,
            label=label[n - 1],
            state=state.get(n, "in"),
            holder={3: "TSV Lindenau", 5: "SG Süd"}.get(n, ""),
            since_ms={3: at("17:52"), 5: at("16:00")}.get(n),
            due_ms={3: at("20:15"), 5: at("18:19")}.get(n),
        )
        for n in range(1, 9)
    ]


def devices() -> list[live.Device]:
    return [
        live.Device(
            id="nordpark-1", site="nordpark", site_name="Sporthalle Nordpark", state="online", seen_ms=at("18:44"), fw="0.1.0"
        ),
        live.Device(
            id="nordpark-2",
            site="nordpark",
            site_name="Sporthalle Nordpark",
            state="offline",
            seen_ms=at("17:20"),
            backlog=42,
            clk="bad",
        ),
        live.Device(
            id="sued-1", site="sued", site_name="Halle Süd", state="online", seen_ms=at("18:44"), sensors={"rauch": "fault"}
        ),
    ]


def manager(incidents: list[live_incidents.Incident], **changes: Any) -> live.ManagerView:
    crit = any(one.sev == "crit" for one in incidents)
    values: dict[str, Any] = {
        "now_ms": NOW_MS,
        "zone": ZONE,
        "on_call": ["M. Kern", "A. Yilmaz"],
        "incidents": incidents,
        "halls": halls("crit" if crit else ""),
        "lockers": [
            live.Locker(
                device="nordpark-1",
                site_name="Sporthalle Nordpark",
                online=True,
                seen_ms=NOW_MS,
                grants_ms=at("18:43"),
                compartments=compartments(),
            )
        ],
        "next": [
            live.NextUp(booking="b1", start_ms=at("19:30"), hall_name="Halle Süd", title="BC 04", code="stored", key="out"),
            live.NextUp(
                booking="b2",
                start_ms=at("20:15"),
                hall_name="Nordpark",
                title="Hobby Basketball",
                code="stored",
                step="applied",
            ),
            live.NextUp(booking="b3", start_ms=at("21:00"), hall_name="Gymnastikraum", title="Reha-Sport", code="waiting"),
        ],
        "devices": devices(),
        "health": live.Health(
            screen_p50_ms=240,
            screen_p99_ms=810,
            notify_p50_ms=1100,
            notify_p99_ms=1900,
            backlog_rows=0,
            notifiers=["Push", "Anruf"],
        ),
    }
    return live.ManagerView(**(values | changes))


def alarm() -> live.ManagerView:
    return manager(
        [
            smoke(),
            incident(),
            incident(
                id="i-open",
                kind="left_open",
                detail="",
                slot=2,
                since_ms=at("18:38"),
                hall="nordpark",
                hall_name="Sporthalle Nordpark",
            ),
            incident(
                id="i-silent",
                kind="device_silent",
                sev="info",
                state="acknowledged",
                slot=None,
                detail="nordpark-2",
                acked_by="M. Kern",
                acked_ms=at("17:30"),
                ack_word="seen",
                since_ms=at("17:20"),
            ),
        ]
    )


def quiet() -> live.ManagerView:
    return manager([])


def empty() -> live.ManagerView:
    return manager([], halls=[], lockers=[], next=[], devices=[], on_call=[], health=live.Health())
