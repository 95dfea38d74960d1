"""What the town is made of: sites, halls, devices, and the file each agent starts from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from hallenwart_sim.town import camera_plan, door_plan, parking, timetable, toml
from hallenwart_sim.town.folder import Folder
from hallenwart_sim.town.ports import Ports

NORDPARK_1, NORDPARK_2, SUED_1 = "nordpark-1", "nordpark-2", "sued-1"
SMOKE_FULL_SCALE_PCT_M: Final = 20.0
SMOKE_ZERO_CODE: Final = 40
SIREN_PIN: Final = 22
MAINS_PIN, TAMPER_PIN = 23, 24
DIALLER_PIN: Final = 25
ADC_LOOP, ADC_SMOKE, ADC_PANEL, ADC_HALL_SMOKE, ADC_CALL_POINT, ADC_PANEL_FAULT, ADC_CO = range(7)
ROMS: Final = {NORDPARK_1: "28-0316a2791234", SUED_1: "28-0316a279abcd"}
HALL_ROM: Final = "28-0316a2795678"
HALL_SMOKE, HALL_HEAT = "rauch-halle", "waerme-halle"
PANEL, CALL_POINT = "bmz-nordpark", "handmelder-halle"
ZIGBEE_HEAD, SHELLY_HEAD = "rauch-teekueche", "rauch-galerie"
ZIGBEE_NAME: Final = "Teeküche"
LIGHT_PIN, HEATING_PIN = 5, 6
SWITCH_PREFIX: Final = "shellyplus2pm-4417939341dc"
LIGHT_CHANNEL, HEATING_CHANNEL = 0, 1
SHELLY_PREFIX: Final = "shellyplussmoke-80646fd1a0b0"
_ZIGBEE_EVERY_S, _SHELLY_EVERY_S = 14_400, 86_400


@dataclass(frozen=True, slots=True)
class Site:
    id: str
    name: str
    address: str
    assembly_point: str


@dataclass(frozen=True, slots=True)
class Hall:
    id: str
    name: str
    site: str
    sections: int
    capacity: int


@dataclass(frozen=True, slots=True)
class Zone:
    """A room as detectors name it."""

    id: str
    name: str
    site: str
    hall: str


@dataclass(frozen=True, slots=True)
class Compartment:
    """`lock` counts from 0 on the board; `hall` empty: a key of the house. `spare` is the compartment with its spare key."""

    number: int
    label: str
    hall: str = ""
    sections: tuple[int, ...] = ()
    spare: int | None = None

    @property
    def lock(self) -> int:
        return self.number - 1


@dataclass(frozen=True, slots=True)
class DevicePlan:
    id: str
    site: str
    halls: tuple[str, ...]
    display: str = ""
    """Title of its hall display; empty: none."""
    display_halls: tuple[str, ...] = ()


SITES: Final = (
    Site("nordpark", "Sporthalle Nordpark", "Am Nordpark 7", "Parkplatz am Nordpark"),
    Site("sued", "Halle Süd", "Südring 12", "Wiese hinter der Halle"),
)
HALLS: Final = (
    Hall("nordpark", "Sporthalle Nordpark", "nordpark", 3, 199),
    Hall("gymnastik", "Gymnastikraum", "nordpark", 1, 40),
    Hall("sued", "Halle Süd", "sued", 2, 120),
)
GERAETERAUM: Final = Zone("geraeteraum", "Geräteraum", "nordpark", "nordpark")
HALLE: Final = Zone("halle", "Sporthalle", "nordpark", "nordpark")
HEIZRAUM: Final = Zone("heizraum", "Heizraum", "nordpark", "")
FOYER: Final = Zone("foyer", "Foyer", "nordpark", "nordpark")
HALLE_SUED: Final = Zone("halle-sued", "Halle Süd", "sued", "sued")
ZONES: Final = (GERAETERAUM, HALLE, HEIZRAUM, FOYER, HALLE_SUED)
DEVICES: Final = (
    DevicePlan(NORDPARK_1, "nordpark", ("nordpark",), "Sporthalle Nordpark", ("nordpark", "gymnastik")),
    DevicePlan(NORDPARK_2, "nordpark", ("nordpark", "gymnastik"), "Sporthalle Nordpark", ("nordpark", "gymnastik")),
    DevicePlan(SUED_1, "sued", ("sued",), "Halle Süd", ("sued",)),
)
COMPARTMENTS: Final = (
    Compartment(1, "Nordpark Drittel 1", "nordpark", (1,), spare=7),
    Compartment(2, "Nordpark Drittel 2", "nordpark", (2,)),
    Compartment(3, "Nordpark Drittel 3", "nordpark", (3,)),
    Compartment(4, "Gymnastikraum", "gymnastik", (1,)),
    Compartment(5, "Halle Süd 1 (Ersatzbund)", "sued", (1,)),
    Compartment(6, "Halle Süd 2 (Ersatzbund)", "sued", (2,)),
    Compartment(7, "Nordpark Drittel 1 (Ersatzbund)"),
    Compartment(8, "Hausmeister"),
)


def site_of(hall: str) -> str:
    return next(each.site for each in HALLS if each.id == hall)


def devices_of(site: str) -> list[str]:
    return [device.id for device in DEVICES if device.site == site]


def fleet_toml() -> str:
    return toml.dumps({"device": [{"id": device.id, "site": device.site} for device in DEVICES]})


@dataclass(frozen=True, slots=True)
class Wiring:
    """Where the emulated devices of one agent hang: paths of ptys, by name, the 1-wire folder, whether there is a bus."""

    serial: dict[str, str]
    w1_base: str = ""
    bus: bool = False


def agent_toml(device: DevicePlan, *, folder: Folder, ports: Ports, wiring: Wiring, clock: str, tls: bool = False) -> str:
    """Return the configuration file of one agent; with `tls` it shows broker and server its certificate."""
    common = _common(device, folder=folder, ports=ports, clock=clock)
    if tls:
        common["mqtt"] |= _certificates(device, folder)
        common["server"] = {"url": f"https://127.0.0.1:{ports.relay_devices}"}
        common |= camera_plan.camera(ports.camera) if device.id == NORDPARK_1 else {}
    equipment = {NORDPARK_1: _nordpark_1, NORDPARK_2: _nordpark_2, SUED_1: _sued_1}[device.id](wiring)
    radio = _radio(ports) if wiring.bus else {}
    return toml.dumps(common | equipment | radio)


def _common(device: DevicePlan, *, folder: Folder, ports: Ports, clock: str) -> dict[str, Any]:
    site = next(each for each in SITES if each.id == device.site)
    peers = [
        {"device": peer, "address": f"127.0.0.1:{ports.link(peer)}"} for peer in devices_of(device.site) if peer != device.id
    ]
    sections: dict[str, Any] = {
        "agent": {
            "device": device.id,
            "site": device.site,
            "site_name": site.name,
            "state_dir": str(folder.device(device.id) / "state"),
            "credentials": str(folder.device(device.id) / "credentials.toml"),
            "clock": clock,
            "zone": timetable.ZONE,
            "hb_every_s": 15,
        },
        "mqtt": {"host": "127.0.0.1", "port": ports.relay(device.id)},
        "pins": {"factory": "hallenwart-sim"},
        "screens": {"port": ports.screens(device.id)},
        "site_link": {"listen": f"127.0.0.1:{ports.link(device.id)}", "peers": peers},
    }
    if device.display:
        sections["display"] = {"title": device.display, "browser_port": 0}
    return sections


def _certificates(device: DevicePlan, folder: Folder) -> dict[str, Any]:
    pki = folder.device(device.id) / "pki"
    return {"tls": True, "ca": str(pki / "ca.crt"), "cert": str(pki / "device.crt"), "key": str(pki / "device.key")}


def _nordpark_1(wiring: Wiring) -> dict[str, Any]:
    fire = _fire_equipment(GERAETERAUM, wiring, rom=ROMS[NORDPARK_1])
    hall_smoke = _smoke(HALL_SMOKE, HALLE, ADC_HALL_SMOKE)
    hall_heat = {"id": HALL_HEAT, "zone": HALLE.id, "rom": HALL_ROM, "base": wiring.w1_base}
    return fire | {
        "zone": [_zone(GERAETERAUM), _zone(HALLE, dependency="B", profile="tall"), _zone(HEIZRAUM)],
        "smoke": [*fire["smoke"], hall_smoke],
        "heat": [*fire["heat"], hall_heat],
        "locker": [
            {
                "id": "locker",
                "board": "kr-cu16",
                "port": wiring.serial["locker"],
                "address": 0,
                "hook_bit_when_closed": True,
                "compartments": [_compartment(each) for each in COMPARTMENTS],
            }
        ],
        "keypad": [{"id": "keypad", "port": wiring.serial["keypad"]}],
        "card_reader": [{"id": "karten", "kind": "pn532", "port": wiring.serial["cards"]}],
        "code_reader": [{"id": "qr", "kind": "gm65", "port": wiring.serial["codes"]}],
        "contact": [
            {"id": "netz-schrank", "means": "mains", "pin": MAINS_PIN},
            {"id": "deckel-schrank", "means": "tamper", "pin": TAMPER_PIN},
        ],
        "loop": [
            _loop("loop-geraeteraum", GERAETERAUM, ADC_LOOP),
            _loop(PANEL, GERAETERAUM, ADC_PANEL, means="panel"),
            _loop("bmz-stoerung", GERAETERAUM, ADC_PANEL_FAULT, means="panel_fault"),
            _loop(CALL_POINT, HALLE, ADC_CALL_POINT, means="call_point"),
            _loop("co-heizraum", HEIZRAUM, ADC_CO, means="co"),
        ],
        "responder": {"loop": PANEL},
        "dialler": {"pin": DIALLER_PIN, "active_high": False, "after_s": 30},
        "particles": [{"id": "staub-halle", "zone": HALLE.id, "port": wiring.serial["particles"]}],
        "co2": [{"id": "co2-halle", "zone": HALLE.id, "port": wiring.serial["co2"]}],
        "beam": [door_plan.beam("tuer-nord", "nordpark")],
        "presence": [{"id": "radar-nord", "hall": "nordpark", "port": wiring.serial["presence"]}],
        "output": [
            {"id": "licht-halle", "kind": "light", "hall": "nordpark", "relay": {"pin": LIGHT_PIN}},
            {"id": "heizung-halle", "kind": "heating", "hall": "nordpark", "relay": {"pin": HEATING_PIN}},
        ],
    }


def _nordpark_2(wiring: Wiring) -> dict[str, Any]:
    del wiring
    return {
        "adc": {"self_test_channel": 7},
        "zone": [_zone(FOYER)],
        "loop": [_loop("loop-foyer", FOYER, ADC_LOOP)],
        "beam": [door_plan.beam("tuer-gym", "gymnastik")],
    }


def _radio(ports: Ports) -> dict[str, Any]:
    """Return the battery smoke heads and the Shelly switch at the broker inside the building."""
    zigbee = {"system": "zigbee2mqtt", "topic": f"zigbee2mqtt/{ZIGBEE_NAME}", "every_s": _ZIGBEE_EVERY_S}
    shelly = {"system": "shelly", "topic": SHELLY_PREFIX, "every_s": _SHELLY_EVERY_S}
    return {
        "local_bus": {"host": "127.0.0.1", "port": ports.bus},
        "bus_sensor": parking.bus_sensors(),
        "radio_smoke": [
            {"id": ZIGBEE_HEAD, "zone": FOYER.id} | zigbee,
            {"id": SHELLY_HEAD, "zone": FOYER.id} | shelly,
        ],
        "output": [
            _shelly_output("licht-gymnastik", "light", LIGHT_CHANNEL),
            _shelly_output("heizung-gymnastik", "heating", HEATING_CHANNEL),
        ],
    }


def _shelly_output(name: str, kind: str, channel: int) -> dict[str, Any]:
    return {"id": name, "kind": kind, "hall": "gymnastik", "shelly": {"prefix": SWITCH_PREFIX, "channel": channel}}


def _sued_1(wiring: Wiring) -> dict[str, Any]:
    return _fire_equipment(HALLE_SUED, wiring, rom=ROMS[SUED_1]) | {
        "door_radar": [door_plan.door_radar("tuer-sued", "sued", wiring.serial["door"])],
        "pir": [door_plan.motion("bewegung-sued", "sued")],
    }


def _fire_equipment(zone: Zone, wiring: Wiring, *, rom: str) -> dict[str, Any]:
    return {
        "adc": {"self_test_channel": 7},
        "siren": {"pin": SIREN_PIN, "active_high": False, "max_s": 180},
        "zone": [_zone(zone)],
        "smoke": [_smoke(f"rauch-{zone.id}", zone, ADC_SMOKE)],
        "heat": [{"id": f"waerme-{zone.id}", "zone": zone.id, "rom": rom, "base": wiring.w1_base}],
    }


def _smoke(name: str, zone: Zone, channel: int) -> dict[str, Any]:
    scale = {"full_scale_pct_m": SMOKE_FULL_SCALE_PCT_M, "zero_code": SMOKE_ZERO_CODE}
    return {"id": name, "zone": zone.id, "adc_channel": channel} | scale


def _zone(zone: Zone, *, dependency: str = "none", profile: str = "room") -> dict[str, Any]:
    return {"id": zone.id, "name": zone.name, "hall": zone.hall, "dependency": dependency, "profile": profile}


def _loop(name: str, zone: Zone, channel: int, *, means: str = "own") -> dict[str, Any]:
    return {"id": name, "zone": zone.id, "adc_channel": channel, "means": means, "short_means": "alarm"}


def _compartment(each: Compartment) -> dict[str, Any]:
    column, row = (each.number - 1) % 4 + 1, (each.number - 1) // 4 + 1
    place = {"number": each.number, "lock": each.lock, "column": column, "row": row, "label": each.label}
    return place | ({"hall": each.hall} if each.hall else {})


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner reads."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    path.write_text(text)
