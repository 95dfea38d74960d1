"""What is looked at without a person: settings, keys, card, clock, certificate, broker and neighbours. Moves nothing."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509

from hallenwart_contract.clock import Clock
from hallenwart_edge import __version__
from hallenwart_edge.check import clock_line
from hallenwart_edge.commissioning.step import Look, failed, ok, skipped
from hallenwart_edge.config import AgentConfig
from hallenwart_edge.config_file import Credentials
from hallenwart_edge.device_client import checked_server
from hallenwart_edge.enrol.join import pair_of
from hallenwart_edge.errors import ConfigError
from hallenwart_edge.fleet.clock import AgentClock

REACHED_WITHIN_S: Final = 5.0
LEAST_FREE_MB: Final = 200
RENEW_BEFORE: Final = timedelta(days=30)

Reach = Callable[[str, int], Awaitable[None]]
"""Connects and disconnects. Raises OSError."""


async def reach(host: str, port: int) -> None:
    """Connect to a TCP port and let it go again. Raises OSError, TimeoutError."""
    async with asyncio.timeout(REACHED_WITHIN_S):
        _, writer = await asyncio.open_connection(host, port)
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()


async def quick_looks(config: AgentConfig, clock: Clock, *, reaching: Reach = reach) -> AsyncIterator[Look]:
    """Look at everything around the devices, one after the other."""
    yield ok("agent", "version", __version__)
    yield credentials_look(Path(config.agent.credentials))
    yield card_look(Path(config.agent.state_dir))
    for look in clock_looks(config, clock):
        yield look
    yield certificate_look(pair_of(config).cert, clock)
    yield await reach_look("broker", f"{config.mqtt.host}:{config.mqtt.port}", reaching(config.mqtt.host, config.mqtt.port))
    if config.server.url:
        server = checked_server(config.server.url)
        port = server.port or (443 if server.scheme == "https" else 80)
        yield await reach_look("server", config.server.url, reaching(server.hostname or "", port))
    for look in site_link_looks(config):
        yield look


def credentials_look(path: Path) -> Look:
    try:
        keys = Credentials.load(path)
    except ConfigError as error:
        return failed("credentials", "load", str(error))
    updates = "" if keys.release_keys else "; ohne Schlüssel für Fassungen: keine Updates / no release key: no updates"
    return ok("credentials", "load", f"{keys.username}{updates}")


def card_look(state_dir: Path) -> Look:
    probe = state_dir / ".probe"
    try:
        state_dir.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"x")
        probe.unlink()
    except OSError as error:
        return failed("card", "write", f"{state_dir}: {error.strerror}")
    disk = os.statvfs(state_dir)
    free_mb = disk.f_bavail * disk.f_frsize // 1_000_000
    make = ok if free_mb >= LEAST_FREE_MB else failed
    return make("card", "free", f"{free_mb} MB frei / free")


def clock_looks(config: AgentConfig, clock: Clock) -> list[Look]:
    rtc = Path(config.clock.rtc_base) if config.clock.rtc_base else None
    trust = AgentClock(clock, rtc_base=rtc).trust()
    good = trust in ("ntp", "rtc")
    words = f"{datetime.fromtimestamp(clock.now_ms() / 1000, UTC):%Y-%m-%d %H:%M:%S} UTC, {trust}"
    looks = [(ok if good else failed)("clock", "trust", words)]
    if config.lockers:
        line = clock_line(rtc, clock.now_ms())
        make = ok if line.startswith("ok") else failed
        looks.append(make("clock", "rtc", line.partition("clock: ")[2]))
    return looks


def certificate_look(path: Path, clock: Clock) -> Look:
    try:
        certificate = x509.load_pem_x509_certificate(path.read_bytes())
    except FileNotFoundError:
        return skipped("certificate", "until", "keines, Anmeldung mit Passwort / none, signs in with a password")
    except (OSError, ValueError) as error:
        return failed("certificate", "until", f"{path}: {error}")
    until, now = certificate.not_valid_after_utc, datetime.fromtimestamp(clock.now_ms() / 1000, UTC)
    words = f"gültig bis / valid until {until:%Y-%m-%d}"
    return ok("certificate", "until", words) if until - now > RENEW_BEFORE else failed("certificate", "until", words)


async def reach_look(component: str, where: str, reaching: Awaitable[None]) -> Look:
    try:
        await reaching
    except (OSError, TimeoutError) as error:
        return failed(component, "reach", f"{where}: {type(error).__name__} {error}")
    return ok(component, "reach", where)


def site_link_looks(config: AgentConfig) -> list[Look]:
    """Look whether neighbours have an address here; whether they are heard, their alarms show."""
    if config.site_link is None:
        return []
    return [_resolved(peer.device, peer.address) for peer in config.site_link.peers]


def _resolved(device: str, address: str) -> Look:
    host, _, port = address.rpartition(":")
    try:
        socket.getaddrinfo(host, int(port), type=socket.SOCK_DGRAM)
    except (OSError, ValueError) as error:
        return failed(f"peer {device}", "address", f"{address}: {error}")
    return ok(f"peer {device}", "address", address)
