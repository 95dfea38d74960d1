"""The devices a configuration may name: one table each. Ids are unique over all of them."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

MCP3008_CHANNELS: Final = range(8)


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the file: unknown keys are refused."""


class Device(Table, frozen=True, kw_only=True):
    """Something with an id of its own, which names it in events, readings and on screens."""

    id: str


class Watching(Device, frozen=True, kw_only=True):
    """A fire sensor of a zone. Sensors that stand at one `place` do not confirm each other; without a word each is alone."""

    zone: str
    place: str = ""


class Analog(Watching, frozen=True, kw_only=True):
    """A fire sensor on a channel of the converter."""

    adc_channel: int


class Zone(Table, frozen=True, kw_only=True):
    """A place that burns or does not.

    `dependency` A: a first signal is held for `hold_s` and must be confirmed within `window_s`; B: it is a pre-alarm until a
    second sensor confirms; C: it is an alarm whose siren waits for a second signal. `delay_s`: how long siren and evacuation
    wait, in whole minutes; a call point or the building's panel never waits. `profile` tall: thermometers under a high roof.
    """

    id: str
    name: str
    hall: str = ""
    dependency: Literal["none", "A", "B", "C"] = "none"
    delay_s: int = 0
    hold_s: int = 30
    window_s: int = 1_800
    profile: Literal["room", "tall"] = "room"


class Compartment(Table, frozen=True, kw_only=True):
    """A door of the locker. `lock` counts from 0 on the board; `column` and `row` from 1 on the wall.

    `label` names what its keys open, `hall` the hall whose people are asked after when the key comes back.
    """

    number: int
    lock: int
    column: int
    row: int
    label: str = ""
    hall: str = ""


class LockPins(Table, frozen=True, kw_only=True):
    """BCM pins of a single lock: the relay of its coil, its door contact, and where there is one the key switch."""

    coil_pin: int
    contact_pin: int
    key_pin: int | None = None
    active_high: bool = False


class Locker(Device, frozen=True, kw_only=True):
    """A lock board and its compartments: on RS-485 at `port`, which boards with different addresses may share, or on `gpio`.

    The two `..._bit_when_...` say how the switches are wired; `hallenwart-edge commission` finds them out. Of a lock on pins
    they are the level of the pin. `supply`: boards with the same word hang at one supply, where one coil at a time may be
    on; without a word it is the boards of one port. `pulse_ms`: how long a coil is on; a door strike takes 1000 to 5000.
    """

    board: Literal["kr-cu16", "kr-cu48", "gpio"] = "kr-cu16"
    port: str = ""
    address: int = 0
    gpio: LockPins | None = None
    hook_bit_when_closed: bool = True
    key_bit_when_present: bool = True
    key_sensors: bool = True
    supply: str = ""
    pulse_ms: int = 550
    compartments: list[Compartment]

    @property
    def supply_name(self) -> str:
        return self.supply or self.port or self.id


class Keypad(Device, frozen=True, kw_only=True):
    """A keypad. `serial`: 9600 8N1, ASCII digits with # and *. `usb`: `port` is its /dev/input/by-id/...-event-kbd."""

    kind: Literal["serial", "usb"] = "serial"
    port: str


class Contact(Device, frozen=True, kw_only=True):
    """A dry contact to ground, its pin pulled up. `active_high`: it says its word when open, so that a cut wire says it too."""

    means: Literal["mains", "tamper", "other"]
    pin: int
    active_high: bool = True
    debounce_ms: int = 50


class Lamps(Table, frozen=True, kw_only=True):
    """Two lamps and a buzzer, for a locker without a screen; pins are BCM numbers."""

    green_pin: int
    red_pin: int
    buzzer_pin: int | None = None
    active_high: bool = True


class CardReader(Device, frozen=True, kw_only=True):
    """A reader for cards. `pn532` reads 13.56 MHz, also cards that prove themselves; `rdm6300` 125 kHz, a convenience only."""

    kind: Literal["pn532", "rdm6300"] = "pn532"
    port: str


class CodeReader(Device, frozen=True, kw_only=True):
    """A QR reader on a serial line or as USB serial port; `usb` is any that types like a keyboard, from /dev/input/by-id.

    `mode` induction: it reads when something moves before it; continuous: always, with its light on.
    """

    kind: Literal["gm65", "gm861", "usb"] = "gm65"
    port: str
    mode: Literal["induction", "continuous"] = "induction"


class TagReader(Device, frozen=True, kw_only=True):
    """A 125 kHz reader inside one compartment. `tags` are the keys that belong there, ten hexadecimal digits each."""

    kind: Literal["rdm6300"] = "rdm6300"
    port: str
    compartment: int
    tags: list[str] = msgspec.field(default_factory=list)


class Loop(Analog, frozen=True, kw_only=True):
    """A monitored contact loop. `short_means`: what a short says.

    `means` own: detectors of this system; panel, panel_fault: the building panel's own alarm and fault contacts;
    call_point: buttons that people press; co: the relay of a CO alarm. The contact of panel_fault opens on its word.
    """

    means: Literal["own", "panel", "call_point", "co", "panel_fault"] = "own"
    short_means: Literal["alarm", "fault"] = "alarm"


class FireContact(Watching, frozen=True, kw_only=True):
    """A dry contact on a pin for which a supervised loop is too much: a CO alarm's relay, the panel's fault contact.

    `active_high`: it says its word when open, so that a cut wire says it too.
    """

    means: Literal["co", "panel_fault"]
    pin: int
    active_high: bool = True
    debounce_ms: int = 50


class Responder(Table, frozen=True, kw_only=True):
    """Compartments that open for the fire brigade, once the office has released them; off where this table is absent.

    `loop` is the loop on the building panel's own dry contact: it alone opens them, no sensor of this system does.
    """

    loop: str


class Smoke(Analog, frozen=True, kw_only=True):
    """An analogue smoke head: 0 %/m at `zero_code`, `full_scale_pct_m` at code 1023.

    `fault_pin`: the head's own fault contact; `fault_active_high`: it opens on fault, as a cut wire does.
    """

    full_scale_pct_m: float = 20.0
    zero_code: int = 40
    fault_pin: int | None = None
    fault_active_high: bool = True


class Heat(Watching, frozen=True, kw_only=True):
    """A DS18B20 on the 1-wire bus. `profile` empty: that of its zone."""

    profile: Literal["", "room", "tall"] = ""

    rom: str
    base: str = "/sys/bus/w1/devices"


class Particles(Watching, frozen=True, kw_only=True):
    """A dust sensor; what it measures is shown beside an alarm, never one by itself."""

    kind: Literal["pms5003", "sps30"] = "pms5003"
    port: str


class CarbonDioxide(Watching, frozen=True, kw_only=True):
    """A carbon dioxide sensor; what it measures is shown beside an alarm, never one by itself.

    It also tells whether somebody is in the hall of its zone, or in `sections` of it.
    """

    sections: list[int] = msgspec.field(default_factory=list)
    kind: Literal["mh-z19b"] = "mh-z19b"
    port: str


class RadioSmoke(Watching, frozen=True, kw_only=True):
    """A battery smoke head on the local bus.

    `topic`: of Zigbee2MQTT the base and the friendly name (`zigbee2mqtt/Flur EG`), of a Shelly its prefix. `every_s`: how
    long it may say nothing when all is well; three times that, and it is missed.
    """

    system: Literal["zigbee2mqtt", "shelly"]
    topic: str
    every_s: int


class LocalBus(Table, frozen=True, kw_only=True):
    """The broker inside the building at which radio sensors report and Shellys listen.

    `password_file` holds the password and nothing else.

    `zigbee_base`: the base topic of Zigbee2MQTT. `tasmota_full_topic`: how Tasmotas make their topics.
    """

    host: str = "127.0.0.1"
    port: int = 1883
    username: str = ""
    password_file: str = ""
    zigbee_base: str = "zigbee2mqtt"
    tasmota_full_topic: str = "%prefix%/%topic%/"


class Adc(Table, frozen=True, kw_only=True):
    """The MCP3008 on SPI 0.0. One channel is tied to half the supply and proves that the converter lives."""

    self_test_channel: int | None = 7


class HardwareClock(Table, frozen=True, kw_only=True):
    """Where the kernel shows a battery-backed clock (DS3231). Empty: none is built in."""

    rtc_base: str = "/sys/class/rtc"


class Siren(Table, frozen=True, kw_only=True):
    """A relay. `max_s` is the longest run for one zone; a new zone sounds anew."""

    pin: int
    active_high: bool = False
    max_s: int = 180


class Dialler(Table, frozen=True, kw_only=True):
    """A contact to a GSM dialler or an input of the building's panel: the second way out of this device.

    It closes when a critical alarm has no receipt of the server after `after_s`; with `always` at every fire alarm.
    """

    pin: int
    active_high: bool = False
    after_s: int = 30
    always: bool = False
