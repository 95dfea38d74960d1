"""The plans of the demo town's sites: rooms in metres, and where sensors, lockers, sirens and exits are."""

from __future__ import annotations

from typing import Any

from hallenwart_sim.town.plan import (
    FOYER,
    GERAETERAUM,
    HALLE,
    HALLE_SUED,
    HEIZRAUM,
    NORDPARK_1,
    NORDPARK_2,
    SUED_1,
)


def site_plans() -> list[dict[str, Any]]:
    """Return the plans as the seed takes them."""
    return [_nordpark(), _sued()]


def _nordpark() -> dict[str, Any]:
    return {
        "site": "nordpark",
        "width_m": 56.0,
        "height_m": 38.0,
        "room": [
            _room("Sporthalle Nordpark", 10.0, 0.0, 46.0, 27.0, HALLE.id),
            _room("Geräteraum", 0.0, 0.0, 10.0, 21.0, GERAETERAUM.id),
            _room("Heizraum", 0.0, 21.0, 10.0, 6.0, HEIZRAUM.id),
            _room("Foyer", 0.0, 27.0, 32.0, 11.0, FOYER.id),
            _room("Gymnastikraum", 32.0, 27.0, 24.0, 11.0),
        ],
        "point": [
            _sensor("Rauchmelder Geräteraum", NORDPARK_1, "rauch-geraeteraum", "smoke", 4.0, 9.0),
            _sensor("Wärmemelder Geräteraum", NORDPARK_1, "waerme-geraeteraum", "heat", 6.5, 18.0),
            _sensor("Meldeschleife Geräteraum", NORDPARK_1, "loop-geraeteraum", "", 8.5, 2.0),
            _sensor("Rauchmelder Halle", NORDPARK_1, "rauch-halle", "smoke", 24.0, 13.5),
            _sensor("Wärmemelder Halle", NORDPARK_1, "waerme-halle", "heat", 42.0, 13.5),
            _sensor("Feinstaub Halle", NORDPARK_1, "staub-halle", "", 18.0, 24.0),
            _sensor("Kohlendioxid Halle", NORDPARK_1, "co2-halle", "", 30.0, 24.0),
            _sensor("Handmelder Halle", NORDPARK_1, "handmelder-halle", "button", 54.5, 15.5),
            _sensor("CO-Melder Heizraum", NORDPARK_1, "co-heizraum", "co", 4.0, 24.0),
            _sensor("Rauchmelder Teeküche", NORDPARK_2, "rauch-teekueche", "smoke", 26.0, 35.5),
            _sensor("Rauchmelder Galerie", NORDPARK_2, "rauch-galerie", "smoke", 9.5, 31.0),
            _sensor("Kontakt der Brandmeldezentrale", NORDPARK_1, "bmz-nordpark", "panel", 2.5, 29.0),
            _sensor("Störungskontakt der Brandmeldezentrale", NORDPARK_1, "bmz-stoerung", "", 2.5, 31.5),
            _sensor("Meldeschleife Foyer", NORDPARK_2, "loop-foyer", "", 22.0, 32.0),
            _point("locker", "Schlüsselkasten", 6.0, 36.5, NORDPARK_1),
            _point("siren", "Sirene Foyer", 14.0, 28.0, NORDPARK_1),
            _point("exit", "Haupteingang", 16.0, 38.0),
            _point("exit", "Notausgang Nord", 33.0, 0.0),
            _point("exit", "Notausgang Ost", 56.0, 13.5),
            _point("door", "Tür zum Gymnastikraum", 32.0, 33.0),
            _point("extinguisher", "Feuerlöscher Geräteraum", 9.5, 26.0),
        ],
    }


def _sued() -> dict[str, Any]:
    return {
        "site": "sued",
        "width_m": 40.0,
        "height_m": 24.0,
        "room": [_room("Halle Süd", 0.0, 0.0, 40.0, 20.0, HALLE_SUED.id), _room("Umkleiden", 0.0, 20.0, 40.0, 4.0)],
        "point": [
            _sensor("Rauchmelder Halle Süd", SUED_1, "rauch-halle-sued", "smoke", 13.0, 10.0),
            _sensor("Wärmemelder Halle Süd", SUED_1, "waerme-halle-sued", "heat", 27.0, 10.0),
            _point("siren", "Sirene Halle Süd", 20.0, 0.5, SUED_1),
            _point("exit", "Eingang", 20.0, 24.0),
            _point("exit", "Notausgang West", 0.0, 10.0),
        ],
    }


def _room(name: str, x_m: float, y_m: float, w_m: float, h_m: float, zone: str = "") -> dict[str, Any]:
    return {"name": name, "zone": zone, "x_m": x_m, "y_m": y_m, "w_m": w_m, "h_m": h_m}


def _sensor(name: str, device: str, c: str, sees: str, x_m: float, y_m: float) -> dict[str, Any]:
    return {"kind": "sensor", "name": name, "device": device, "c": c, "sees": sees, "x_m": x_m, "y_m": y_m}


def _point(kind: str, name: str, x_m: float, y_m: float, device: str = "") -> dict[str, Any]:
    return {"kind": kind, "name": name, "device": device, "x_m": x_m, "y_m": y_m}
