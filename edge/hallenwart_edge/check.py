"""Opens every configured device, reads it once and says in plain words how it is. Never unlocks, never sounds."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path
from typing import Final

from hallenwart_contract.clock import SystemClock
from hallenwart_edge import check_screen
from hallenwart_edge.check_camera import camera_look
from hallenwart_edge.check_fire import RadioLooks, loop_look, smoke_look
from hallenwart_edge.config import AgentConfig
from hallenwart_edge.config_outputs import RelayPin
from hallenwart_edge.door_ports import DoorRadar
from hallenwart_edge.errors import ConfigError, DriverFault
from hallenwart_edge.fleet.rtc import find_rtcs
from hallenwart_edge.hardware import Hardware
from hallenwart_edge.ports import (
    BeamPair,
    CardReader,
    CodeReader,
    Contact,
    Keypad,
    Lamps,
    LockBoard,
    Sensor,
    Signal,
    TagReader,
)

READ_WITHIN_S: Final = 8.0
KEYPAD_LISTENS_S: Final = 0.3
LAMPS_SHOW_S: Final = 0.3
WITHOUT_RTC: Final = (
    "Nach einem Stromausfall ohne Netz öffnet dieser Schrank mit keinem Code, bis die Uhr wieder stimmt; "
    "Rückgabe und Codes des Personals gehen weiter / "
    "after a power cut without network no code opens this locker until its clock is right again; "
    "returns and staff codes go on"
)
ALL_OPEN: Final = (
    "Alle Türen melden sich offen; sind sie zu, ist hook_bit_when_closed falsch: hallenwart-edge commission / "
    "all doors say open; if they are shut, hook_bit_when_closed is wrong: hallenwart-edge commission"
)

Look = Callable[[], Awaitable[str]]
"""Reads a device once and returns what it said, German / English. Raises DriverFault."""

HELP: Final = {
    "locker": "Stromversorgung, RS-485-Adern A/B und Adressschalter prüfen / check power, RS-485 wires A/B and the address",
    "card": "Stecker, 5 V, `port` und am PN532 die Schalter (HSU: 0-0) prüfen / check plug, 5 V, `port`, HSU switches",
    "code": "Stecker und `port` prüfen; er muss als serieller Anschluss arbeiten, nicht als Tastatur"
    " / check plug and `port`; it must work as serial port, not as keyboard",
    "tag": "Stecker und `port` prüfen / check the plug and `port`",
    "keypad-serial": "Stecker und `port` prüfen / check the plug and `port`",
    "analog": "SPI einschalten (dtparam=spi=on), Verdrahtung und Referenzteiler prüfen / enable SPI, check wiring and divider",
    "heat": "1-Wire einschalten (dtoverlay=w1-gpio), Kennung `rom` prüfen / enable 1-wire, check the id `rom`",
    "particles": "Stecker und `port` prüfen; der Sensor braucht 5 V / check plug and `port`; it needs 5 V",
    "co2": "Stecker und `port` prüfen; der Sensor braucht 5 V / check plug and `port`; it needs 5 V",
    "radio": "[local_bus] und `topic` prüfen, Prüftaste drücken / check [local_bus] and `topic`, press its button",
    "presence": "Stecker und `port` prüfen (256000 Baud) / check plug and `port` (256000 baud)",
    "door-radar": "Stecker, 5 V (200 mA) und `port` prüfen (256000 Baud) / check plug, 5 V (200 mA) and `port` (256000 baud)",
    "pir": "`pin` und 5 V prüfen; dauernd Bewegung: Sitz und Zugluft / check `pin` and 5 V; never at rest: its place, draughts",
    "lock": "`coil_pin`, `contact_pin` und `key_pin` prüfen / check the pins",
    "keypad-usb": "Stecker, `port` und die Gruppe `input` prüfen / check the plug, `port` and the group `input`",
    "contact": "`pin` prüfen / check `pin`",
    "lamps": "`green_pin`, `red_pin` und `buzzer_pin` prüfen / check the pins",
    "siren": "`pin` prüfen / check `pin`",
    "relay": "`pin` prüfen / check `pin`",
    "shelly": "[local_bus], `prefix` und `channel` prüfen; am Shelly muss RPC über MQTT an sein"
    " / check [local_bus], `prefix` and `channel`; RPC over MQTT must be on at the Shelly",
    "tasmota": "[local_bus], `topic` und `relay` prüfen / check [local_bus], `topic` and `relay`",
    "sensor": "[local_bus], `topic` und `field` prüfen / check [local_bus], `topic` and `field`",
    "camera": "Stecker, `device`, `url` und Licht prüfen; ffmpeg muss da sein / check plug, `device`, `url`, light, and ffmpeg",
    "beam": "Pins `outer_pin` und `inner_pin` und die Versorgung prüfen / check the pins and the supply",
    **check_screen.HELP,
}


async def check(config: AgentConfig, say: Callable[[str], None]) -> int:
    """Check every device and say one line each. Returns the exit status: 0, or 1 when any device failed."""
    failed = 0
    async for name, good, words in check_each(config):
        failed += not good
        say(f"ok     {name}: {words}" if good else f"FEHLER {name}: {words}")
    if config.lockers:
        say(clock_line(Path(config.clock.rtc_base) if config.clock.rtc_base else None, SystemClock().now_ms()))
    say(f"{failed} Geräte mit Fehler / devices failed" if failed else "Alle Geräte antworten / all devices answer")
    return 1 if failed else 0


async def check_each(config: AgentConfig) -> AsyncIterator[tuple[str, bool, str]]:
    """Open and read every device once: yield its name, whether it is well, and what to say of it."""
    hardware, radios = Hardware(config, SystemClock()), RadioLooks(config)
    try:
        for name, kind, look in _looks(config, hardware, radios):
            good, words = await _check_one(kind, look)
            yield name, good, words
    finally:
        await radios.close()
        hardware.close()


def _looks(config: AgentConfig, hardware: Hardware, radios: RadioLooks) -> list[tuple[str, str, Look]]:
    looks: list[tuple[str, str, Look]] = []
    looks += [(reader.id, "card", _name_look(hardware.card_reader(reader))) for reader in config.card_readers]
    looks += [(reader.id, "code", _name_look(hardware.code_reader(reader))) for reader in config.code_readers]
    looks += [(reader.id, "tag", _tag_look(hardware.tag_reader(reader))) for reader in config.tag_readers]
    looks += [
        (
            each.id,
            "lock" if each.gpio else "locker",
            _lock_look(hardware.locker(each), [door.lock for door in each.compartments]),
        )
        for each in config.lockers
    ]
    looks += [(keypad.id, f"keypad-{keypad.kind}", _key_look(hardware.keypad(keypad))) for keypad in config.keypads]
    looks += [(contact.id, "contact", _contact_look(hardware.contact(contact))) for contact in config.contacts]
    looks += [("lamps", "lamps", _lamps_look(hardware.lamps(config.lamps)))] if config.lamps else []
    looks += [(loop.id, "analog", loop_look(loop, hardware.analog(loop.adc_channel))) for loop in config.loops]
    looks += [
        (each.id, "analog", smoke_look(each, hardware.analog(each.adc_channel), hardware.fault_contact(each)))
        for each in config.smokes
    ]
    looks += [(heat.id, "heat", _sensor_look(hardware.heat(heat))) for heat in config.heats]
    looks += [(sensor.id, "particles", _sensor_look(hardware.particles(sensor))) for sensor in config.particles]
    looks += [(head.id, "radio", radios.of(head)) for head in config.radio_smokes]
    looks += [(sensor.id, "co2", _sensor_look(hardware.co2(sensor))) for sensor in config.co2s]
    looks += [(contact.id, "contact", _contact_look(hardware.contact(contact))) for contact in config.fire_contacts]
    looks += [(radar.id, "presence", _sensor_look(hardware.presence(radar))) for radar in config.presences]
    looks += [(beam.id, "beam", _beam_look(hardware.beam_pair(beam))) for beam in config.beams]
    looks += [(radar.id, "door-radar", _radar_look(hardware.door_radar(radar))) for radar in config.door_radars]
    looks += [(pir.id, "pir", _sensor_look(hardware.pir(pir))) for pir in config.pirs]
    looks += [(each.id, "relay", _relay_look(hardware, each.id, each.relay)) for each in config.outputs if each.relay]
    looks += [(each.id, "shelly", radios.switch(each)) for each in config.outputs if each.shelly]
    looks += [(each.id, "tasmota", radios.switch(each)) for each in config.outputs if each.tasmota]
    looks += [(each.id, "sensor", radios.sensor(each)) for each in config.bus_sensors]
    looks += [(each.id, "camera", camera_look(each, hardware.cover(each))) for each in config.cameras]
    looks += [("siren", "siren", _siren_look(config, hardware))] if config.siren else []
    return looks + check_screen.screen_looks(config)


async def _check_one(kind: str, look: Look) -> tuple[bool, str]:
    try:
        async with asyncio.timeout(READ_WITHIN_S):
            return True, await look()
    except TimeoutError:
        return False, f"antwortet nicht / does not answer. {HELP[kind]}"
    except (DriverFault, ConfigError) as error:
        return False, f"{error}. {HELP[kind]}"


def clock_line(rtc_base: Path | None, now_ms: int) -> str:
    """Say whether this locker keeps the time through a power cut without network, and what it means when it does not."""
    rtcs = find_rtcs(rtc_base) if rtc_base is not None else []
    rtc = next((rtc for rtc in rtcs if rtc.vouches(now_ms)), None)
    if rtc is not None:
        return (
            f"ok     clock: {rtc.place} ({rtc.name}) stellt die Uhr beim Start und stimmt / sets the clock at the start, agrees"
        )
    if not rtcs:
        why = "keine Echtzeituhr (DS3231) gefunden / no real-time clock (DS3231) found"
    elif not any(rtc.set_the_system for rtc in rtcs):
        why = f"{rtcs[0].place} stellte beim Start die Uhr nicht, siehe docs/hardware.md / did not set the clock at the start"
    else:
        off_s = min(rtc.off_ms(now_ms) for rtc in rtcs) // 1000
        why = f"{rtcs[0].place} weicht {off_s} s ab, Netzzeit abwarten / is {off_s} s off, wait for network time"
    return f"ACHTUNG clock: {why}. {WITHOUT_RTC}"


def _lock_look(board: LockBoard, used: Sequence[int]) -> Look:
    async def look() -> str:
        doors = await board.read()
        doubt = "" if any(doors[lock].closed for lock in used) else f". {ALL_OPEN}"
        shut, keys = sum(door.closed for door in doors), sum(door.item_present is True for door in doors)
        if all(door.item_present is None for door in doors):
            known, known_en = "Schlüssel unbekannt", "keys unknown"
        else:
            known, known_en = f"{keys} Schlüssel", f"{keys} keys"
        return f"{len(doors)} Schlösser, {shut} zu, {known} / {len(doors)} locks, {shut} closed, {known_en}{doubt}"

    return look


def _contact_look(contact: Contact) -> Look:
    async def look() -> str:
        return "meldet / says its word" if contact.active() else "ruhig / calm"

    return look


def _lamps_look(lamps: Lamps) -> Look:
    async def look() -> str:
        lamps.show(Signal.READY)
        await asyncio.sleep(LAMPS_SHOW_S)
        return "grün blinkte einmal / green flashed once"

    return look


def _key_look(keypad: Keypad) -> Look:
    async def look() -> str:
        pressed = 0
        try:
            async with asyncio.timeout(KEYPAD_LISTENS_S):
                async for _ in keypad.keys():
                    pressed += 1
        except TimeoutError:
            pass
        return f"offen, {pressed} Tasten gehört / open, {pressed} keys heard"

    return look


def _name_look(reader: CardReader | CodeReader) -> Look:
    async def look() -> str:
        return await reader.identify() or "offen, spricht nur, wenn etwas davor ist / open, speaks only of what is before it"

    return look


def _tag_look(reader: TagReader) -> Look:
    async def look() -> str:
        tag = await reader.present()
        return f"Anhänger {tag} / tag {tag}" if tag else "offen, kein Anhänger / open, no tag"

    return look


def _sensor_look(sensor: Sensor) -> Look:
    async def look() -> str:
        said = ", ".join(f"{sample.quantity} {sample.value:g}" for sample in await sensor.read())
        return said or "antwortet, wärmt noch auf / answers, still warms up"

    return look


def _beam_look(beams: BeamPair) -> Look:
    async def look() -> str:
        words = ["unterbrochen / broken" if broken else "frei / free" for broken in beams.levels()]
        return f"außen {words[0]}, innen {words[1]}"

    return look


def _radar_look(radar: DoorRadar) -> Look:
    async def look() -> str:
        frame = await anext(radar.frames())
        if not frame.targets:
            return "antwortet, sieht niemanden / answers, sees nobody"
        seen = ", ".join(f"({each.x_mm}, {each.y_mm})" for each in frame.targets)
        return f"sieht / sees {len(frame.targets)}: {seen} mm"

    return look


def _relay_look(hardware: Hardware, output: str, relay: RelayPin) -> Look:
    """Claim the pin at the level at which the relay rests: nothing moves."""

    async def look() -> str:
        await hardware.output_relay(output, relay, on=lambda: relay.closed_at_rest).read()
        return "bereit, Relais ruht / ready, its relay rests"

    return look


def _siren_look(config: AgentConfig, hardware: Hardware) -> Look:
    async def look() -> str:
        if config.siren is not None:
            hardware.siren(config.siren)
        return "bereit, bleibt still / ready, stays silent"

    return look
