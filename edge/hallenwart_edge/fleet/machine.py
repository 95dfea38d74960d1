"""Numbers of the machine, read from small files of the kernel. `Places` says where they are, so that a tree can stand in.

Wear: `life_time` of an eMMC in steps of 10 % (JEDEC eMMC 5.1, EXT_CSD 268 and 269); ordinary SD cards tell nothing.
Throttling: `get_throttled` of the Raspberry Pi's firmware driver, hexadecimal: bits 0 to 3 now, 16 to 19 ever since the start
(raspberrypi.com, `vcgencmd get_throttled`).
"""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography import x509

from hallenwart_contract.machine import Throttle, Vitals
from hallenwart_edge import __version__

_FIRMWARE: Final = "devices/platform/soc/soc:firmware/get_throttled"
_SECTOR_BYTES: Final = 512
_SECTORS_WRITTEN: Final = 6
_WORN_OUT_STEP: Final = 11
_BITS: Final = ((0, Throttle.VOLTAGE), (1, Throttle.CAPPED), (2, Throttle.THROTTLED), (3, Throttle.HOT))
_EVER: Final = 16
_MB: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Places:
    """Where the machine shows itself. `card` is a file on the card, `certificate` the device's own."""

    card: Path
    sys: Path = Path("/sys")
    proc: Path = Path("/proc")
    etc: Path = Path("/etc")
    certificate: Path | None = None
    block: str = ""
    """MAJOR:MINOR of the card's partition; empty: as the kernel says of `card`."""


class Machine:
    """Reads a handful of small files at each call; what a machine does not have is None."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._ever: int | None = None
        self._certificate: tuple[float, int] | None = None

    def disk_free_mb(self) -> int:
        disk = os.statvfs(self._places.card)
        return disk.f_bavail * disk.f_frsize // _MB

    def temp_cpu_c(self) -> float | None:
        millidegrees = _number(self._places.sys / "class/thermal/thermal_zone0/temp")
        return None if millidegrees is None else millidegrees / 1000

    def vitals(self, *, unsent: Mapping[str, int], off_ms: int | None, stall_ms: int) -> Vitals:
        disk = os.statvfs(self._places.card)
        block = self._block()
        return Vitals(
            disk_total_mb=disk.f_blocks * disk.f_frsize // _MB,
            wear_pct=_wear_pct(block) if block else None,
            written_mb=_written_mb(block) if block else None,
            agent_mb=self._agent_mb(),
            mem_free_mb=self._mem_free_mb(),
            load=self._load(),
            throttled=[word.value for word in self._throttled()],
            off_ms=off_ms,
            unsent={stream: rows for stream, rows in unsent.items() if rows},
            stall_ms=stall_ms,
            cert_until_ms=self._cert_until_ms(),
        )

    def about(self) -> dict[str, str]:
        """Return what this device is made of: agent, python, os, kernel, model, serial; unknown parts are left out."""
        tree = self._places.sys / "firmware/devicetree/base"
        found = {
            "agent": __version__,
            "python": platform.python_version(),
            "os": self._os_name(),
            "kernel": _text(self._places.proc / "sys/kernel/osrelease"),
            "model": _text(tree / "model"),
            "serial": _text(tree / "serial-number"),
        }
        return {name: value[:80] for name, value in found.items() if value}

    # -----------------------------------------------------------------------------------------------------------------

    def _block(self) -> Path | None:
        """Return the folder of the disk that holds the card's file: of a partition the disk it is part of."""
        number = self._places.block
        if not number:
            device = self._places.card.stat().st_dev
            number = f"{os.major(device)}:{os.minor(device)}"
        try:
            folder = (self._places.sys / "dev/block" / number).resolve(strict=True)
        except OSError:
            return None
        return folder.parent if (folder / "partition").exists() else folder

    def _throttled(self) -> list[Throttle]:
        """Return what holds back now, and what did since the last look though it is over."""
        bits = _number(self._places.sys / _FIRMWARE, base=16)
        if bits is None:
            return []
        ever, before = bits >> _EVER, self._ever
        self._ever = ever
        fresh = ever & ~before if before is not None else 0
        return [word for bit, word in _BITS if (bits | fresh) >> bit & 1]

    def _agent_mb(self) -> int:
        pages = _text(self._places.proc / "self/statm").split()
        return int(pages[1]) * os.sysconf("SC_PAGE_SIZE") // _MB if len(pages) > 1 and pages[1].isdigit() else 0

    def _mem_free_mb(self) -> int:
        for line in _text(self._places.proc / "meminfo").splitlines():
            name, _, rest = line.partition(":")
            if name == "MemAvailable" and rest.split()[:1] and rest.split()[0].isdigit():
                return int(rest.split()[0]) * 1024 // _MB
        return 0

    def _load(self) -> float | None:
        try:
            return float(_text(self._places.proc / "loadavg").split()[0])
        except (ValueError, IndexError):
            return None

    def _os_name(self) -> str:
        for line in _text(self._places.etc / "os-release").splitlines():
            name, _, value = line.partition("=")
            if name == "PRETTY_NAME":
                return value.strip('"')
        return ""

    def _cert_until_ms(self) -> int | None:
        """Return when the certificate ends; the file is parsed again only when it changed."""
        path = self._places.certificate
        try:
            changed = path.stat().st_mtime if path else None
            if path is None or changed is None:
                return None
            if self._certificate is None or self._certificate[0] != changed:
                ends = x509.load_pem_x509_certificate(path.read_bytes()).not_valid_after_utc
                self._certificate = (changed, int(ends.timestamp() * 1000))
        except (OSError, ValueError):
            return None
        return self._certificate[1]


def _wear_pct(block: Path) -> float | None:
    """Return the worse of both kinds of cells, as the upper bound of its step; None where the card says nothing."""
    steps = [_hex(word) for word in _text(block / "device/life_time").split()]
    known = [step for step in steps if step is not None and 0 < step <= _WORN_OUT_STEP]
    return min(100.0, max(known) * 10.0) if known else None


def _written_mb(block: Path) -> int | None:
    words = _text(block / "stat").split()
    if len(words) <= _SECTORS_WRITTEN or not words[_SECTORS_WRITTEN].isdigit():
        return None
    return int(words[_SECTORS_WRITTEN]) * _SECTOR_BYTES // _MB


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip("\0 \n")
    except OSError:
        return ""


def _number(path: Path, base: int = 10) -> int | None:
    text = _text(path)
    return _hex(text) if base == 16 else int(text) if text.lstrip("-").isdigit() else None


def _hex(text: str) -> int | None:
    try:
        return int(text, 16)
    except ValueError:
        return None
