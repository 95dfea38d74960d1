"""Alarms, zones, tests, drills and people on call as the stand-in tells them: one evening, every state a zone can have."""

from __future__ import annotations

from typing import Any

import msgspec

from hallenwart_contract import live, live_incidents
from hallenwart_contract.live_incidents import StepKind
from support import page_states as states
from support.page_states import at


def said(c: str, name: str, clock: str, measured: str = "", **changes: Any) -> live_incidents.SensorSaid:
    values = {"c": c, "device": "nordpark-1", "name": name, "since_ms": at(clock), "measured": measured}
    return live_incidents.SensorSaid(**(values | changes))


SENSORS = [said("smoke-1", "Rauch Decke", "18:42:07", "3,2 %/m"), said("heat-1", "Wärme Tor", "18:42:31", "41 °C")]


def steps() -> list[live_incidents.IncidentStep]:
    told: list[tuple[str, StepKind, str, str, str]] = [
        ("18:42:07", StepKind.RAISED, "", "", "Rauch Decke 3,2 %/m"),
        ("18:42:08", StepKind.QUEUED, "M. Kern", "push", ""),
        ("18:42:08", StepKind.HANDED_OVER, "M. Kern", "push", ""),
        ("18:42:10", StepKind.FAILED, "M. Kern", "sms", "Anbieter antwortet nicht"),
        ("18:42:31", StepKind.SENSOR, "", "", "Wärme Tor 41 °C"),
        ("18:43:02", StepKind.OPENED, "M. Kern", "push", ""),
    ]
    return [
        live_incidents.IncidentStep(t_ms=at(clock), kind=kind, who=who, way=way, text=text)
        for clock, kind, who, way, text in told
    ]


def fire(**changes: Any) -> live_incidents.Incident:
    """Two sensors, one person told, the next in 100 seconds."""
    facts = [fact for fact in states.smoke().facts if fact.kind != "next"]
    values: dict[str, Any] = {
        "sensors": SENSORS,
        "measured": [],
        "told": ["M. Kern"],
        "next_name": "A. Yilmaz",
        "next_ms": at("18:45:52"),
        "steps": steps(),
        "facts": facts,
    }
    return states.smoke(**(values | changes))


def pre(**changes: Any) -> live_incidents.Incident:
    values: dict[str, Any] = {
        "id": "i-pre",
        "kind": "pre_alarm",
        "sev": "warn",
        "sensors": SENSORS[:1],
        "siren": False,
        "steps": steps()[:3],
    }
    return fire(**(values | changes))


def drill(**changes: Any) -> live_incidents.Incident:
    values: dict[str, Any] = {"id": "i-drill", "kind": "drill", "drill": True, "sensors": [], "detail": "Jährliche Übung"}
    return fire(**(values | changes))


def storm(count: int = 50) -> list[live_incidents.Incident]:
    """So many at once, four of them alarms."""
    alarms = [fire(id=f"i-a{n}", zone=f"Raum {n}", since_ms=at("18:42:07") + n * 1000) for n in range(4)]
    kinds = ("key_overdue", "left_open", "sensor_fault", "device_silent", "battery")
    rest = [
        states.incident(id=f"i-{n}", kind=kinds[n % 5], sev="info" if n % 5 == 3 else "warn", count=1 + n % 3, slot=n % 8 + 1)
        for n in range(count - len(alarms))
    ]
    return [*alarms, *rest]


def sensor(c: str, name: str, kind: str = "smoke", state: str = "ok", **changes: Any) -> live.FireSensor:
    return live.FireSensor(**({"c": c, "name": name, "kind": kind, "state": state} | changes))


def zone(id_: str, name: str, word: str = "normal", **changes: Any) -> live.FireZone:
    values: dict[str, Any] = {
        "device": "nordpark-1",
        "site": "nordpark",
        "zone": id_,
        "name": name,
        "hall": "nordpark",
        "word": word,
        "since_ms": at("08:00"),
    }
    return live.FireZone(**(values | changes))


def off(**changes: Any) -> live.FireOff:
    values: dict[str, Any] = {
        "id": "off-1",
        "since_ms": at("17:00"),
        "until_ms": at("20:00"),
        "reason": "fog",
        "owner": "M. Kern",
        "booking": "Tanz-Gala bis 20:00",
    }
    return live.FireOff(**(values | changes))


def zones() -> list[live.FireZone]:
    """One zone in each state."""
    return [
        zone(
            "store",
            "Geräteraum",
            "fire",
            since_ms=at("18:42:07"),
            sensors=[
                sensor("smoke-1", "Rauch Decke", state="alarm", value="3,2 %/m", x=0.82, y=0.3),
                sensor("heat-1", "Wärme Tor", "heat", "alarm", value="41 °C", x=0.9, y=0.55),
                sensor("smoke-2", "Rauch Empore", state="fault", reason="silent", x=0.75, y=0.15),
            ],
            delay_s=120,
        ),
        zone(
            "hall",
            "Sporthalle",
            "disabled",
            since_ms=at("17:00"),
            sensors=[sensor("smoke-3", "Rauch Spielfeld", state="off", x=0.4, y=0.5)],
            off=[off()],
        ),
        zone(
            "foyer",
            "Foyer und Umkleide-Verbindungsgang Nord",
            "test",
            walk_until_ms=at("19:30"),
            walked=["smoke-4"],
            sensors=[
                sensor("smoke-4", "Rauch Foyer", state="test", x=0.2, y=0.8),
                sensor("call-1", "Druckknopf Eingang", "call_point", "test", x=0.1, y=0.9),
            ],
        ),
        zone(
            "plant",
            "Heizung",
            "pre_alarm",
            since_ms=at("18:44"),
            sensors=[sensor("co-1", "CO Heizung", "co", "alarm"), sensor("heat-2", "Wärme Kessel", "heat", "off")],
            off=[off(id="off-2", c="heat-2", until_ms=at("18:59"), reason="work", booking="", text="Kessel wird gefegt")],
        ),
        zone(
            "s-hall",
            "Halle Süd",
            "normal",
            device="sued-1",
            site="sued",
            hall="sued",
            sensors=[sensor("smoke-1", "Rauch Decke", value="0,1 %/m", battery_pct=12)],
            delay_s=60,
            delay_on=True,
        ),
        zone(
            "s-roof",
            "Dachboden",
            "unknown",
            device="sued-2",
            site="sued",
            sensors=[sensor("smoke-9", "Rauch Dach", state="unknown")],
        ),
    ]


def sites(**changes: Any) -> list[live.Site]:
    north = {"id": "nordpark", "name": "Sporthalle Nordpark", "address": "Am Nordpark 7", "siren": True, "plan": True}
    return [live.Site(**(north | changes)), live.Site(id="sued", name="Halle Süd", address="Südring 12")]


def duty() -> list[live.Duty]:
    """Each building has its own line, with the same two people in both."""
    line = [
        live.Duty(person="p-kern", name="M. Kern", position=1, until_ms=at("22:00"), ways=2),
        live.Duty(person="p-yilmaz", name="A. Yilmaz", position=2, until_ms=at("08:00", 22), ways=1, stand_in_for="P. Brandt"),
    ]
    return [*line, *line]


PATH = live.AlertPath(
    state="ok",
    tested_ms=at("07:00"),
    took_ms=4_300,
    heartbeat="https://wache.example/ping/7",
    heartbeat_ms=at("18:43"),
    failing=["SMS: Anbieter antwortet nicht seit 18:42"],
)


def manager(incidents: list[live_incidents.Incident], **changes: Any) -> live.ManagerView:
    health = msgspec.structs.replace(states.manager([]).health, screen_n=41, notify_n=12)
    values: dict[str, Any] = {"zones": zones(), "sites": sites(), "duty": duty(), "path": PATH, "health": health}
    return states.manager(incidents, **(values | changes))


def burning() -> live.ManagerView:
    return manager([fire(), states.incident()])


def waiting() -> live.ManagerView:
    """A first signal that needs a second, with siren and evacuation held back."""
    return manager([pre(delay_until_ms=at("18:45:30")), states.incident()])


def drilling() -> live.ManagerView:
    return manager([drill()], sites=sites(drill_ms=at("18:42")))


def lost() -> live.ManagerView:
    """Nobody on call, the way to people fails, a device nobody knows."""
    path = live.AlertPath(state="failed", tested_ms=at("07:00"), failing=["Push: kein Schlüssel eingerichtet"])
    incidents = [
        states.incident(id="i-nobody", kind="nobody_on_call", sev="crit", slot=None, detail="Halle Süd: niemand bis Mo 08:00"),
        states.incident(id="i-path", kind="alert_path", slot=None, detail="Test-Alarm 07:00 kam nicht an"),
        states.incident(id="i-new", kind="other", sev="info", slot=None, device="fremd-9", detail="unbekanntes Gerät fremd-9"),
    ]
    return manager(incidents, duty=[], on_call=[], path=path)


STATES = {"burning": burning, "waiting": waiting, "drilling": drilling, "lost": lost}
