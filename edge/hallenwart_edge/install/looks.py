"""What is there and what is missing on this machine, in plain words. Changes nothing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hallenwart_edge.config import AgentConfig
from hallenwart_edge.fleet.rtc import find_rtcs
from hallenwart_edge.install.units import GROUPS, USER, Places
from hallenwart_edge.launch.store import Releases

_BOOT: Final = ("boot/firmware/config.txt", "boot/config.txt")
_BOOT_LINE: Final = ("boot/firmware/cmdline.txt", "boot/cmdline.txt")


@dataclass(frozen=True, slots=True)
class Said:
    """`ok` None: nothing wrong, but to be known."""

    what: str
    ok: bool | None
    words: str


def looks(root: Path, places: Places, config: AgentConfig | None) -> list[Said]:
    """Look at the system under `root`."""
    return [*_config(root, places, config), *_releases(root, places), *_people(root), *_boot(root, config), *_card(root)]


def _config(root: Path, places: Places, config: AgentConfig | None) -> Iterator[Said]:
    there = (root / places.config.lstrip("/")).exists()
    words = places.config if there else f"{places.config} fehlt / is missing: hallenwart-edge enrol"
    yield Said("agent.toml", there, words)
    if config is not None:
        credentials = root / config.agent.credentials.lstrip("/")
        yield Said(
            "credentials", credentials.exists(), config.agent.credentials if credentials.exists() else "hallenwart-edge enrol"
        )


def _releases(root: Path, places: Places) -> Iterator[Said]:
    releases = Releases(root / places.releases.lstrip("/"))
    current = releases.current()
    good = bool(current) and releases.whole(current)
    words = f"{current}, {len(releases.versions())} auf der Karte / on the card" if good else "keine / none: --bundle FILE"
    yield Said("release", good, words)


def _people(root: Path) -> Iterator[Said]:
    names = _first_fields(root / "etc/passwd")
    yield Said("user", USER in names, USER if USER in names else f"{USER} fehlt / is missing: systemd-sysusers")
    missing = sorted(set(GROUPS) - _first_fields(root / "etc/group"))
    yield Said("groups", not missing, ", ".join(missing) + " fehlen / missing" if missing else " ".join(GROUPS))


def _boot(root: Path, config: AgentConfig | None) -> Iterator[Said]:
    text = next((_read(root / name) for name in _BOOT if (root / name).exists()), "")
    set_lines = {line.strip().replace(" ", "") for line in text.splitlines() if not line.lstrip().startswith("#")}

    def has(pattern: str) -> bool:
        return any(re.fullmatch(pattern, line) for line in set_lines)

    wanted: list[tuple[str, bool, str, str]] = [
        ("rtc", bool(config and config.lockers), r"dtoverlay=i2c-rtc,.*", "dtoverlay=i2c-rtc,ds3231"),
        ("spi", bool(config and config.uses_adc), r"dtparam=spi(=on)?", "dtparam=spi=on"),
        ("1-wire", bool(config and config.heats), r"dtoverlay=w1-gpio.*", "dtoverlay=w1-gpio"),
    ]
    for what, needed, pattern, line in wanted:
        if needed:
            good = has(pattern) or (what == "rtc" and bool(find_rtcs(root / "sys/class/rtc")))
            yield Said(what, good, line if good else f"in /boot/firmware/config.txt: {line}")
    if text:
        good = has(r"dtparam=watchdog(=on)?") or (root / "dev/watchdog0").exists()
        yield Said("watchdog", good, "Hardware / hardware" if good else "dtparam=watchdog=on")
    line = next((_read(root / name) for name in _BOOT_LINE if (root / name).exists()), "")
    if "console=serial0" in line or "console=ttyAMA0" in line:
        yield Said("console", False, "die serielle Konsole belegt den UART / holds the UART: raspi-config, Interface, Serial")
    controllers = _read(root / "sys/fs/cgroup/cgroup.controllers").split()
    if controllers and "memory" not in controllers:
        yield Said("memory limit", None, "wirkt erst mit / works only with cgroup_enable=memory in /boot/firmware/cmdline.txt")


def _card(root: Path) -> Iterator[Said]:
    mounts = [line.split() for line in _read(root / "proc/mounts").splitlines()]
    at_root = next((fields for fields in mounts if len(fields) > 3 and fields[1] == "/"), None)
    if at_root is not None:
        good = bool({"noatime", "relatime"} & {*at_root[3].split(",")})
        words = at_root[3].split(",")[1] if good else ""
        yield Said("noatime", good, words or "in /etc/fstab bei / noatime eintragen / add noatime to the line of /")
    swaps = _read(root / "proc/swaps").splitlines()[1:]
    off = "aus / off" if not swaps else "sudo systemctl disable --now dphys-swapfile (12), Neustart / restart (13)"
    yield Said("swap", not swaps, off)


def programs(find: Callable[[str], str | None] = shutil.which) -> list[Said]:
    """Say which programs of the system are there."""
    needs = {"systemctl": "systemd", "udevadm": "udev", "systemd-sysusers": "systemd", "python3": "python3"}
    wishes = {"espeak-ng": "espeak-ng", "chromium": "chromium", "cage": "cage", "aplay": "alsa-utils"}
    said = [Said(name, find(name) is not None, find(name) or f"sudo apt install {package}") for name, package in needs.items()]
    return said + [
        Said(name, True if find(name) else None, find(name) or f"sudo apt install {package}")
        for name, package in wishes.items()
    ]


def _first_fields(file: Path) -> set[str]:
    return {line.split(":", 1)[0] for line in _read(file).splitlines()}


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
