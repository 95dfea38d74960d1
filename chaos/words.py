"""The names of what is in the laboratory's house, and the files it is made from."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

SITE: Final = "nordpark"
FIRST, SECOND = "nordpark-1", "nordpark-2"
AGENTS: Final = (FIRST, SECOND)
THIN: Final = tuple(f"thin-{number:02}" for number in range(1, 41))
"""Devices that are nothing but an MQTT client, for storms."""
KERN, JANA, ADMIN = "kern@stadt.example", "jana@verein.example", "admin@stadt.example"
ZONE, ROOM, FOYER = "Europe/Berlin", "geraeteraum", "foyer"
SMOKE, HEAT, LOOP, FOYER_LOOP = "rauch", "waerme", "schleife", "schleife-foyer"
ROM: Final = "28-0316a2791234"
SIREN_PIN: Final = 22
BEAMS: Final = (17, 27)
CODE_SLOTS: Final = (1, 2, 3)
"""Opened by codes typed at the keypad."""
REMOTE_SLOTS: Final = (4, 5, 6, 7, 8)
"""Opened by commands alone."""
KEEPALIVE_S: Final = 2
SERVER_KEEPALIVE_S: Final = 3
HEARTBEAT_S: Final = 1.0
ECHO_S: Final = 1.0

_SEED: Final = """
site = [{{ id = "nordpark", name = "Sporthalle Nordpark", address = "Am Nordpark 7" }}]
hall = [{{ id = "nordpark", site = "nordpark", name = "Nordpark", sections = 3, capacity = 199, open = "00:00-24:00" }}]
device = [{devices}]
display = [{{ device = "nordpark-1", title = "Sporthalle Nordpark", halls = ["nordpark"] }}]
zone = [
  {{ site = "nordpark", id = "geraeteraum", name = "Geräteraum", hall = "nordpark" }},
  {{ site = "nordpark", id = "foyer", name = "Foyer", hall = "nordpark" }},
]
club = [{{ id = "tsv", name = "TSV Nordpark" }}]
[[locker]]
device = "nordpark-1"
compartments = [{compartments}]
[[person]]
email = "{kern}"
name = "M. Kern"
roles = ["caretaker"]
site = "nordpark"
on_call = 1
notify = ["json://127.0.0.1:{gateway}/kern"]
proved = true
[[person]]
email = "{jana}"
name = "J. Jansen"
roles = ["trainer"]
club = "tsv"
[[person]]
email = "{admin}"
name = "Ada Admin"
roles = ["admin"]
{bookings}
"""


def seed(now: datetime, gateway: int) -> str:
    """Return the seed file: the club has each third of the hall for some hours around now, so that its codes open."""
    first, last = ((now + timedelta(hours=hours)).astimezone(ZoneInfo(ZONE)) for hours in (-1, 6))
    start, end = _quarter(first, first.date()), _quarter(last, first.date())
    bookings = "\n".join(
        f'[[booking]]\nhall = "nordpark"\nsections = [{section}]\nclub = "tsv"\ntitle = "Training {section}"\n'
        f'date = "{first:%Y-%m-%d}"\nstart = "{start}"\nend = "{end}"'
        for section in CODE_SLOTS
    )
    compartments = ", ".join(
        f'{{ number = {slot}, label = "Fach {slot}"'
        + (f', hall = "nordpark", sections = [{slot}]' if slot in CODE_SLOTS else "")
        + " }"
        for slot in (*CODE_SLOTS, *REMOTE_SLOTS)
    )
    devices = ", ".join(f'{{ id = "{name}", site = "nordpark", halls = ["nordpark"] }}' for name in AGENTS)
    return _SEED.format(
        devices=devices, compartments=compartments, kern=KERN, jana=JANA, admin=ADMIN, gateway=gateway, bookings=bookings
    )


def _quarter(moment: datetime, day: date) -> str:
    """Return the quarter of an hour that has begun, counted from midnight of that day on: `26:15` is on the next one."""
    return f"{moment.hour + 24 * (moment.date() - day).days:02}:{moment.minute // 15 * 15:02}"


def agent_toml(
    device: str,
    *,
    state: str,
    credentials: str,
    clock: str,
    broker: tuple[str, int],
    link: tuple[str, str],
    wiring: dict[str, str],
) -> str:
    """Return an agent's configuration. `link`: own address and that of the other agent."""
    other = next(each for each in AGENTS if each != device)
    common = f"""
[agent]
device = "{device}"
site = "{SITE}"
state_dir = "{state}"
credentials = "{credentials}"
clock = "{clock}"
hb_every_s = {HEARTBEAT_S}
[mqtt]
host = "{broker[0]}"
port = {broker[1]}
keepalive_s = {KEEPALIVE_S}
[screens]
port = 0
[pins]
factory = "hallenwart-sim"
[site_link]
listen = "{link[0]}"
peers = [{{ device = "{other}", address = "{link[1]}" }}]
"""
    return common + (_first(wiring) if device == FIRST else _SECOND)


def _first(wiring: dict[str, str]) -> str:
    compartments = ", ".join(
        f'{{ number = {slot}, lock = {slot - 1}, column = {slot}, row = 1, label = "Fach {slot}"'
        + (', hall = "nordpark"' if slot in CODE_SLOTS else "")
        + " }"
        for slot in (*CODE_SLOTS, *REMOTE_SLOTS)
    )
    return f"""
[display]
title = "Sporthalle Nordpark"
browser_port = 0
[siren]
pin = {SIREN_PIN}
max_s = 1800
[[zone]]
id = "{ROOM}"
name = "Geräteraum"
hall = "nordpark"
[[smoke]]
id = "{SMOKE}"
zone = "{ROOM}"
adc_channel = 1
[[heat]]
id = "{HEAT}"
zone = "{ROOM}"
rom = "{ROM}"
base = "{wiring["w1"]}"
[[loop]]
id = "{LOOP}"
zone = "{ROOM}"
adc_channel = 0
[[locker]]
id = "locker"
board = "kr-cu16"
port = "{wiring["locker"]}"
address = 0
hook_bit_when_closed = true
compartments = [{compartments}]
[[keypad]]
id = "keypad"
port = "{wiring["keypad"]}"
[[beam]]
id = "tuer"
hall = "nordpark"
outer_pin = {BEAMS[0]}
inner_pin = {BEAMS[1]}
"""


_SECOND: Final = f"""
[[zone]]
id = "{FOYER}"
name = "Foyer"
[[loop]]
id = "{FOYER_LOOP}"
zone = "{FOYER}"
adc_channel = 0
"""
