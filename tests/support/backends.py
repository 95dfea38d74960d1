"""A backend's parts on real databases, with a clock the test sets."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from fastapi import FastAPI

from hallenwart_backend.main import Backend
from hallenwart_backend.ports import Arrival
from hallenwart_backend.start import Options
from hallenwart_backend.telemetry.mirror.settings import MirrorSettings
from hallenwart_backend.web.app import create_app
from support.databases import database_of, fresh

MONDAY_NOON_MS = 1_795_431_600_000
"""Mon 2026-11-23 12:00 in Berlin."""
HOUR_MS = 3_600_000
DEVICES = {"nordpark-1": "nordpark", "nordpark-2": "nordpark", "sued-1": "sued"}

SEED = """
site = [
  { id = "nordpark", name = "Sporthalle Nordpark", address = "Am Nordpark 7" },
  { id = "sued", name = "Halle Süd", address = "Südring 12" },
]
hall = [
  { id = "nordpark", site = "nordpark", name = "Sporthalle Nordpark", sections = 3, capacity = 199, open = "07:00-23:00" },
  { id = "gymnastik", site = "nordpark", name = "Gymnastikraum", capacity = 40, open = "07:00-23:00" },
  { id = "sued", site = "sued", name = "Halle Süd", sections = 2, capacity = 120, open = "07:00-23:00", closed = ["sun"] },
]
device = [
  { id = "nordpark-1", site = "nordpark", halls = ["nordpark"] },
  { id = "nordpark-2", site = "nordpark", halls = ["nordpark", "gymnastik"] },
  { id = "sued-1", site = "sued", halls = ["sued"] },
]
display = [
  { device = "nordpark-2", title = "Sporthalle Nordpark", halls = ["nordpark", "gymnastik"] },
  { device = "sued-1", title = "Halle Süd", halls = ["sued"] },
]
zone = [
  { site = "nordpark", id = "geraeteraum", name = "Geräteraum", hall = "nordpark" },
  { site = "sued", id = "halle-sued", name = "Halle Süd", hall = "sued" },
]
club = [{ id = "tsv-lindenau", name = "TSV Lindenau" }, { id = "bc-04", name = "BC 04" }]

[[locker]]
device = "nordpark-1"
compartments = [
  { number = 1, label = "Nordpark Drittel 1", hall = "nordpark", sections = [1] },
  { number = 2, label = "Nordpark Drittel 2", hall = "nordpark", sections = [2] },
  { number = 3, label = "Nordpark Drittel 3", hall = "nordpark", sections = [3] },
  { number = 4, label = "Gymnastikraum", hall = "gymnastik", sections = [1] },
  { number = 8, label = "Hausmeister" },
]

[[person]]
email = "jana@tsv-lindenau.example"
name = "Jana Lindner"
roles = ["trainer"]
club = "tsv-lindenau"

[[person]]
email = "osman@bc04.example"
name = "Tarek Osman"
roles = ["club_admin"]
club = "bc-04"

[[person]]
email = "mitglied@bc04.example"
name = "Mia Member"
roles = ["member"]
club = "bc-04"

[[person]]
email = "kern@stadt.example"
name = "M. Kern"
roles = ["caretaker"]
site = "nordpark"
on_call = 1

[[person]]
email = "yilmaz@stadt.example"
name = "A. Yilmaz"
roles = ["caretaker"]
on_call = 2

[[person]]
email = "amt@stadt.example"
name = "Petra Amt"
roles = ["office"]

[[person]]
email = "wehr@stadt.example"
name = "Rolf Wehr"
roles = ["fire_officer"]

[[person]]
email = "admin@stadt.example"
name = "Ada Admin"
roles = ["admin"]
"""
JANA, OSMAN, MEMBER = "jana@tsv-lindenau.example", "osman@bc04.example", "mitglied@bc04.example"
KERN, YILMAZ, AMT, ADMIN = "kern@stadt.example", "yilmaz@stadt.example", "amt@stadt.example", "admin@stadt.example"
WEHR = "wehr@stadt.example"
_passwords: dict[Path, dict[str, str]] = {}
_idle_apps: list[FastAPI] = []
"""Apps whose backend is closed: hundreds of routes are the same for every backend, and slow to build."""


@dataclass
class SetClock:
    """A clock that stands until told."""

    wall_ms: int
    steady_ms: int = 0

    def now_ms(self) -> int:
        return self.wall_ms

    def mono_ms(self) -> int:
        return self.steady_ms

    def advance(self, ms: int) -> None:
        self.wall_ms += ms
        self.steady_ms += ms


def provision(folder: Path, *, port: int = 1) -> None:
    """Write what provisioning writes for the backend; on port 1 no broker answers."""
    services = "".join(
        f'[services.{name}]\nusername = "{name}"\npassword = "x"\n'
        for name in ("svc-alarm", "svc-live", "svc-bulk", "svc-command")
    )
    (folder / "broker.toml").write_text(f'host = "127.0.0.1"\nport = {port}\n{services}')
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "signing.key").write_bytes(pem)
    (folder / "records.key").write_text(secrets.token_hex(32))
    entries = [
        f'[[device]]\nid = "{device}"\nsite = "{site}"\nsecret = "{secrets.token_hex(32)}"\nsalt = "{secrets.token_hex(16)}"\n'
        for device, site in DEVICES.items()
    ]
    (folder / "devices.toml").write_text("".join(entries))


@dataclass
class Town:
    """A seeded backend without broker, and its app. Passwords by e-mail."""

    backend: Backend
    app: FastAPI
    clock: SetClock
    passwords: dict[str, str]
    _clients: dict[str, httpx.AsyncClient] = field(default_factory=dict)
    shown: int = 0

    def stranger(self) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        client = httpx.AsyncClient(transport=transport, base_url="http://hallenwart.test")
        self._clients[f"stranger {len(self._clients)}"] = client
        return client

    async def signed_in(self, email: str) -> httpx.AsyncClient:
        """Return this person's browser."""
        if email not in self._clients:
            client = self.stranger()
            answer = await client.post("/api/session", json={"email": email, "password": self.passwords[email]})
            assert answer.status_code == 200, answer.text
            self._clients[email] = client
        return self._clients[email]

    def arrival(self, device: str = "nordpark-1") -> Arrival:
        return Arrival(device, self.clock.now_ms())

    async def close(self) -> None:
        for client in self._clients.values():
            await client.aclose()


@asynccontextmanager
async def open_town(
    folder: Path,
    *,
    now_ms: int = MONDAY_NOON_MS,
    seed: str = SEED,
    keep: bool = False,
    webhooks_here: bool = False,
    public_url: str = "http://hallenwart.test",
    passwords: dict[str, str] | None = None,
    device_broker: tuple[str, int] | None = ("127.0.0.1", 8883),
    mirror: MirrorSettings | None = None,
) -> AsyncIterator[Town]:
    """Open a seeded backend; nothing runs by itself, so a test calls what it wants to happen. `keep`: as it was left.

    `passwords` are those of a backend that another process seeded.
    """
    if not keep:
        provision(folder)
        _passwords[folder] = fresh(folder, seed, now_ms)
    passwords = _passwords[folder] if passwords is None else passwords
    clock = SetClock(now_ms)
    options = Options(
        folder,
        clock,
        webhooks_here=webhooks_here,
        public_url=public_url,
        database=database_of(folder),
        device_broker=device_broker,
        mirror=mirror,
    )
    backend = Backend(options)
    await backend.load()
    app = _idle_apps.pop() if _idle_apps else create_app()
    app.state.parts = backend.parts()
    town = Town(backend, app, clock, passwords)
    try:
        yield town
    finally:
        await town.close()
        backend.close()
        del app.state.parts
        _idle_apps.append(app)
