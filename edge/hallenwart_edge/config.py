"""The agent's configuration, as it stands in one TOML file; `config_file` reads it."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec

from hallenwart_edge import config_devices as devices
from hallenwart_edge.config_display import Display
from hallenwart_edge.config_outputs import Output
from hallenwart_edge.config_people import BeamPair, CountedPlace, DoorRadar, Pir, Presence
from hallenwart_edge.config_sensors import BusSensor
from hallenwart_edge.config_streaming import Camera

STATE_DIR: Final = "/var/lib/hallenwart"


class Agent(devices.Table, frozen=True, kw_only=True):
    """Who this device is and where it keeps things. `hb_every_s`: seconds between heartbeats.

    A wiring from afar stands once all was well for `trial_calm_s`, and goes back when that was not so within `trial_within_s`.
    """

    device: str
    site: str
    site_name: str = ""
    state_dir: str = STATE_DIR
    credentials: str = "/etc/hallenwart/credentials.toml"
    clock: str = "system"
    zone: str = "Europe/Berlin"
    hb_every_s: float = 15
    trial_calm_s: Annotated[float, msgspec.Meta(ge=0, le=600)] = 30
    trial_within_s: Annotated[int, msgspec.Meta(ge=1, le=3600)] = 300


class Broker(devices.Table, frozen=True, kw_only=True):
    """Where the broker is. With `tls` the device shows its certificate `cert` (key: `key`) instead of a password.

    The broker is held to `ca`, the town's own authority, and to `host`. The files are read at each connect, so a renewed
    certificate needs no restart. `keepalive_s`: a cut cable is noticed after one and a half of these.
    """

    host: str = "127.0.0.1"
    port: int = 1883
    keepalive_s: Annotated[int, msgspec.Meta(ge=1, le=600)] = 12
    tls: bool = False
    ca: str = ""
    cert: str = ""
    key: str = ""


class Server(devices.Table, frozen=True, kw_only=True):
    """The server's HTTPS for devices, as https://HOST:PORT: certificates, logs, releases. Empty: there is none.

    `ca`, `cert` and `key` are those of `[mqtt]` where that has them, else `pki/` beside the credentials.
    """

    url: str = ""


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


class AgentConfig(devices.Table, frozen=True, kw_only=True):
    """The whole file. A table that is absent means: not built in."""

    agent: Agent
    mqtt: Broker = Broker()
    server: Server = Server()
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
    bus_sensors: list[BusSensor] = msgspec.field(name="bus_sensor", default_factory=list)
    outputs: list[Output] = msgspec.field(name="output", default_factory=list)
    places: list[CountedPlace] = msgspec.field(name="place", default_factory=list)
    beams: list[BeamPair] = msgspec.field(name="beam", default_factory=list)
    door_radars: list[DoorRadar] = msgspec.field(name="door_radar", default_factory=list)
    presences: list[Presence] = msgspec.field(name="presence", default_factory=list)
    pirs: list[Pir] = msgspec.field(name="pir", default_factory=list)
    cameras: list[Camera] = msgspec.field(name="camera", default_factory=list)

    @property
    def uses_adc(self) -> bool:
        return bool(self.loops or self.smokes)

    @property
    def uses_pins(self) -> bool:
        locks = any(locker.gpio for locker in self.lockers)
        contacts = self.contacts or self.fire_contacts or any(smoke.fault_pin is not None for smoke in self.smokes)
        outputs = self.siren or self.dialler or self.lamps or any(output.relay for output in self.outputs)
        button = self.display is not None and self.display.button_pin is not None
        people = self.beams or self.pirs or any(radar.power for radar in self.door_radars)
        cameras = any(each.shutter_pin is not None or each.lamp_pin is not None or each.power for each in self.cameras)
        return bool(self.uses_adc or people or outputs or contacts or locks or cameras or button)
