"""udev rules that give every port of the configuration a name that stays: /dev/hallenwart/ID.

A port is known by its maker, product and serial number, or, for adapters without one (CH340), by the socket they are
plugged into. Sources: udev(7), 60-serial.rules and 60-persistent-input.rules of systemd 252.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from hallenwart_edge.config import AgentConfig
from hallenwart_edge.install.files import File, text_file

RULES: Final = "etc/udev/rules.d/70-hallenwart.rules"
FOLDER: Final = "/dev/hallenwart/"
_BY_PATH: Final = re.compile(r"/dev/serial/by-path/(?P<path>[\w.:+-]+?)(?:-port(?P<number>\d+))?")
_PART: Final = r"(?P<bus>[a-z]+)-(?P<serial>[\w.:+-]+?)(?:-if(?P<part>[0-9a-f]{2}))?"
_BY_ID: Final = re.compile(rf"/dev/serial/by-id/{_PART}(?:-port(?P<number>\d+))?")
_KEYS_BY_ID: Final = re.compile(rf"/dev/input/by-id/{_PART}-event-kbd")
_ONBOARD: Final = re.compile(r"/dev/(serial[01]|ttyAMA\d+|ttyS\d+)")
_NAMED: Final = re.compile(r'SYMLINK\+="hallenwart/(?P<name>[\w-]+)"')

Ask = Callable[[str], Mapping[str, str]]
"""Returns what udev knows of a device node, empty when it is not there."""


def ports_of(config: AgentConfig) -> dict[str, str]:
    """Return the serial and keyboard ports by the id of who uses them."""
    tables = (
        config.lockers,
        config.keypads,
        config.card_readers,
        config.code_readers,
        config.tag_readers,
        config.particles,
        config.co2s,
        config.presences,
    )
    return {each.id: each.port for table in tables for each in table if each.port}


def udev_rules(ports: Mapping[str, str], ask: Ask, before: str = "") -> tuple[File, list[str]]:
    """Return the rules, and what to say of ports. `before` is the file as it is: names already in use keep their rule."""
    kept = {named["name"]: line for line in before.splitlines() if (named := _NAMED.search(line))}
    lines, words = [], []
    for name, port in sorted(ports.items()):
        rule = kept.get(name, "") if port.startswith(FOLDER) else _rule(name, port, ask)
        if port.startswith(FOLDER) and not rule:
            words.append(
                f"{name}: {port} heißt noch kein Gerät; zuerst `port` aus /dev/serial/by-path eintragen / is no device yet"
            )
        elif rule:
            lines.append(rule)
            if not port.startswith(FOLDER):
                words.append(f'{name}: jetzt auch / now also: port = "{FOLDER}{name}"')
        elif not _ONBOARD.fullmatch(port):
            words.append(
                f"{name}: {port} ist nicht gesteckt; einstecken und noch einmal / is not plugged in; plug it in, then again"
            )
    why = "Namen, die bleiben, für die Anschlüsse aus agent.toml / names that stay for the ports of agent.toml"
    return text_file(RULES, "\n".join(lines), why), words


def _rule(name: str, port: str, ask: Ask) -> str:
    link = f'SYMLINK+="hallenwart/{name}"'
    if found := _BY_PATH.fullmatch(port):
        key = "ID_PATH_WITH_USB_REVISION" if "-usbv" in found["path"] else "ID_PATH"
        return _tty([f'ENV{{{key}}}=="{found["path"]}"', *_number(found["number"])], link)
    if found := _BY_ID.fullmatch(port):
        part = [f'ENV{{ID_USB_INTERFACE_NUM}}=="{found["part"]}"'] if found["part"] else []
        return _tty(
            [f'ENV{{ID_BUS}}=="{found["bus"]}"', f'ENV{{ID_SERIAL}}=="{found["serial"]}"', *part, *_number(found["number"])],
            link,
        )
    if found := _KEYS_BY_ID.fullmatch(port):
        part = [f'ENV{{ID_USB_INTERFACE_NUM}}=="{found["part"]}"'] if found["part"] else []
        keys = [f'ENV{{ID_SERIAL}}=="{found["serial"]}"', *part, 'ENV{ID_INPUT_KEYBOARD}=="1"']
        return ", ".join(['SUBSYSTEM=="input"', 'KERNEL=="event*"', *keys, link])
    return _by_what_is_plugged(ask(port), link)


def _by_what_is_plugged(known: Mapping[str, str], link: str) -> str:
    """Return the rule of a port named as the kernel numbers it: by its serial number when it has one, else by its socket."""
    maker, product, serial = (known.get(f"ID_{word}", "") for word in ("VENDOR_ID", "MODEL_ID", "SERIAL_SHORT"))
    part = known.get("ID_USB_INTERFACE_NUM", "")
    if maker and product and serial:
        keys = [f'ENV{{ID_VENDOR_ID}}=="{maker}"', f'ENV{{ID_MODEL_ID}}=="{product}"', f'ENV{{ID_SERIAL_SHORT}}=="{serial}"']
        return _tty([*keys, *([f'ENV{{ID_USB_INTERFACE_NUM}}=="{part}"'] if part else [])], link)
    return _tty([f'ENV{{ID_PATH}}=="{known["ID_PATH"]}"'], link) if known.get("ID_PATH") else ""


def _tty(keys: Sequence[str], link: str) -> str:
    return ", ".join(['SUBSYSTEM=="tty"', *keys, link])


def _number(number: str | None) -> list[str]:
    return [f'ATTRS{{port_number}}=="{number}"'] if number else []


def ask_udev(port: str) -> Mapping[str, str]:
    """Ask the running udev. Empty when the device or udevadm is missing."""
    if not Path(port).exists():
        return {}
    try:
        said = subprocess.run(
            ["udevadm", "info", "-q", "property", "-n", port], capture_output=True, text=True, timeout=10, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return {}
    return dict(line.split("=", 1) for line in said.stdout.splitlines() if "=" in line)
