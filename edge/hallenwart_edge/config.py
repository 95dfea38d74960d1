"""The agent's configuration: one TOML file, read once. Secrets are in a second file that only the agent may read."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal, Self, TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from hallenwart_edge import config_devices as devices
from hallenwart_edge.config_checks import problems
from hallenwart_edge.errors import ConfigError

S = TypeVar("S", bound=msgspec.Struct)


class Agent(devices.Table, frozen=True, kw_only=True):
    """Who this device is and where it keeps things. `hb_every_s`: seconds between heartbeats."""

    device: str
    site: str
    site_name: str = ""
    state_dir: str = "/var/lib/hallenwart"
    credentials: str = "/etc/hallenwart/credentials.toml"
    clock: str = "system"
    zone: str = "Europe/Berlin"
    hb_every_s: float = 15


class Broker(devices.Table, frozen=True, kw_only=True):
    host: str = "127.0.0.1"
    port: int = 1883


class Pins(devices.Table, frozen=True, kw_only=True):
    """`factory` names a gpiozero pin factory; there is no fallback."""

    factory: str = "lgpio"


class Screens(devices.Table, frozen=True, kw_only=True):
    """The pages for this Pi's own browser, on 127.0.0.1 only; port 0 serves none.

    `qr_reader`: a QR reader is plugged in that types what it reads into the kiosk page, as USB keyboards do.
    """

    port: int = 8081
    qr_reader: bool = False


class Peer(devices.Table, frozen=True, kw_only=True):
    device: str
    address: str


class SiteLink(devices.Table, frozen=True, kw_only=True):
    """Addresses are HOST:PORT, UDP."""

    listen: str
    peers: list[Peer] = msgspec.field(default_factory=list)


class Display(devices.Table, frozen=True, kw_only=True):
    """`direction`: where people leave from here in an alarm; empty: the screen says so in words only."""

    title: str
    direction: Literal["", "left", "right", "straight"] = ""


class AgentConfig(devices.Table, frozen=True, kw_only=True):
    """The whole file. A table that is absent means: not built in."""

    agent: Agent
    mqtt: Broker = Broker()
    pins: Pins = Pins()
    clock: devices.HardwareClock = devices.HardwareClock()
    screens: Screens = Screens()
    site_link: SiteLink | None = None
    display: Display | None = None
    adc: devices.Adc = devices.Adc()
    siren: devices.Siren | None = None
    dialler: devices.Dialler | None = None
    lamps: devices.Lamps | None = None
    zones: list[devices.Zone] = msgspec.field(name="zone", default_factory=list)
    lockers: list[devices.Locker] = msgspec.field(name="locker", default_factory=list)
    keypads: list[devices.Keypad] = msgspec.field(name="keypad", default_factory=list)
    contacts: list[devices.Contact] = msgspec.field(name="contact", default_factory=list)
    card_readers: list[devices.CardReader] = msgspec.field(name="card_reader", default_factory=list)
    code_readers: list[devices.CodeReader] = msgspec.field(name="code_reader", default_factory=list)
    tag_readers: list[devices.TagReader] = msgspec.field(name="tag_reader", default_factory=list)
    responder: devices.Responder | None = None
    local_bus: devices.LocalBus | None = None
    loops: list[devices.Loop] = msgspec.field(name="loop", default_factory=list)
    smokes: list[devices.Smoke] = msgspec.field(name="smoke", default_factory=list)
    heats: list[devices.Heat] = msgspec.field(name="heat", default_factory=list)
    particles: list[devices.Particles] = msgspec.field(name="particles", default_factory=list)
    co2s: list[devices.CarbonDioxide] = msgspec.field(name="co2", default_factory=list)
    fire_contacts: list[devices.FireContact] = msgspec.field(name="fire_contact", default_factory=list)
    radio_smokes: list[devices.RadioSmoke] = msgspec.field(name="radio_smoke", default_factory=list)
    beams: list[devices.BeamPair] = msgspec.field(name="beam", default_factory=list)
    presences: list[devices.Presence] = msgspec.field(name="presence", default_factory=list)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read and check a file. Raises ConfigError that names the place and what to write there."""
        config = _read(path, cls)
        found = problems(config)
        if found:
            raise ConfigError(f"{path}: " + "; ".join(found))
        return config

    @property
    def uses_adc(self) -> bool:
        return bool(self.loops or self.smokes)

    @property
    def uses_pins(self) -> bool:
        locks = any(locker.gpio for locker in self.lockers)
        contacts = self.contacts or self.fire_contacts or any(smoke.fault_pin is not None for smoke in self.smokes)
        outputs = self.siren or self.dialler or self.lamps
        return bool(self.uses_adc or self.beams or outputs or contacts or locks)


class Credentials(msgspec.Struct, frozen=True, kw_only=True):
    """What provisioning gave this device. Secrets and keys are hexadecimal."""

    username: str
    password: str
    secret: str
    site_key: str
    signing_keys: dict[str, str]

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the file. Raises ConfigError."""
        credentials = _read(path, cls)
        try:
            credentials.public_keys(), credentials.device_secret(), credentials.site_link_key()
        except ValueError as error:
            raise ConfigError(f"{path}: not a key in hexadecimal digits: {error}; provision this device again") from error
        return credentials

    def public_keys(self) -> dict[int, Ed25519PublicKey]:
        return {int(kid): Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)) for kid, key in self.signing_keys.items()}

    def device_secret(self) -> bytes:
        return bytes.fromhex(self.secret)

    def site_link_key(self) -> bytes:
        return bytes.fromhex(self.site_key)


def _read(path: Path, kind: type[S]) -> S:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), kind, strict=True)
    except FileNotFoundError as error:
        raise ConfigError(f"{path} is missing") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not TOML: {error}") from error
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {error}") from error
