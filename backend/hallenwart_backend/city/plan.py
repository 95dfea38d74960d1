"""What a city connects: brokers, pushed feeds, and the sensors whose figures are taken from them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from hallenwart_backend.city.paths import Absent, at, number_of

LARGEST: Final = 1e12


class System(StrEnum):
    CHIRPSTACK = "chirpstack"
    THINGS_STACK = "things_stack"
    TOPICS = "topics"
    """Any broker whose topics carry JSON."""


LORAWAN: Final = frozenset({System.CHIRPSTACK, System.THINGS_STACK})


class Means(StrEnum):
    NUMBER = "number"
    BATTERY = "battery"
    SMOKE = "smoke"
    """A smoke head: what is not zero is a warning, late and unsupervised."""


@dataclass(frozen=True, slots=True)
class Bits:
    """Where a figure stands in the bytes of an uplink: `length` octets from `at`, of which `mask` is looked at (0: all).

    Only in uplinks on one of `ports` (none: any) whose bytes begin with `lead`.
    """

    at: int
    length: int = 1
    big_endian: bool = True
    signed: bool = False
    mask: int = 0
    ports: tuple[int, ...] = ()
    lead: bytes = b""

    def read(self, payload: bytes, f_port: int) -> int | None:
        """Return the raw figure, None where this uplink does not hold it."""
        end = self.at + self.length
        if (self.ports and f_port not in self.ports) or not payload.startswith(self.lead) or len(payload) < end:
            return None
        raw = int.from_bytes(
            payload[self.at : end], "big" if self.big_endian else "little", signed=self.signed and not self.mask
        )
        return raw if not self.mask else (raw & self.mask) >> ((self.mask & -self.mask).bit_length() - 1)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a sensor. It is told as what stands there times `scale` plus `offset`, between `low` and `high`."""

    component: str
    quantity: str
    path: str = ""
    bits: Bits | None = None
    scale: float = 1.0
    offset: float = 0.0
    low: float = -LARGEST
    high: float = LARGEST
    words: Mapping[str, float] = field(default_factory=dict)
    means: Means = Means.NUMBER

    def of(self, content: object, payload: bytes = b"", f_port: int = 0) -> float | Absent | None:
        """Return the figure; absent where the message does not hold it, None where it holds what cannot be."""
        found = self.bits.read(payload, f_port) if self.bits is not None else at(content, self.path)
        if found is None or isinstance(found, Absent):
            return Absent()
        number = number_of(found, self.words)
        value = None if number is None else number * self.scale + self.offset
        return value if value is not None and self.low <= value <= self.high else None


@dataclass(frozen=True, slots=True)
class Sensor:
    """`key`: the DevEUI or topic it speaks under, empty in a pushed feed. `only`: path and word that name its messages.

    `device`: the name of the device it is in the records. `every_s`: how long it says nothing when all is well.
    """

    id: str
    device: str
    source: str
    name: str
    site: str
    hall: str
    every_s: int
    figures: tuple[Figure, ...]
    key: str = ""
    only: tuple[str, str] | None = None
    time: str = ""

    @property
    def is_smoke(self) -> bool:
        return any(figure.means is Means.SMOKE for figure in self.figures)

    def concerns(self, content: object) -> bool:
        """Say whether a message of its feed is its own."""
        return self.only is None or str(at(content, self.only[0])) == self.only[1]


@dataclass(frozen=True, slots=True)
class Broker:
    """A broker of the city. `application`: of ChirpStack its id, of The Things Stack `app@tenant`."""

    id: str
    system: System
    host: str
    port: int
    tls: bool = True
    ca_file: Path | None = None
    username: str = ""
    password: str = field(default="", repr=False)
    application: str = ""

    @property
    def qos(self) -> int:
        return 0 if self.system is System.THINGS_STACK else 1


@dataclass(frozen=True, slots=True)
class Push:
    """A feed that another program pushes; `key_hash` is of the key it presents."""

    id: str
    key_hash: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class HomeAssistant:
    """The broker at which a Home Assistant of the city listens. `prefix`: where states stand; `discovery`: where it looks."""

    broker: Broker
    prefix: str = "hallenwart"
    discovery: str = "homeassistant"
    sites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenData:
    """The broker at which latest values stand for everybody, below `prefix`. `told_as`: its address as people write it."""

    broker: Broker
    prefix: str = "hallenwart/daten"
    told_as: str = ""


@dataclass(frozen=True, slots=True)
class Ngsi:
    """A context broker (FIWARE, NGSI-LD) that entities are sent to. `url` without `/ngsi-ld`; `tenant` empty: none."""

    url: str
    token: str = field(default="", repr=False)
    tenant: str = ""
    every_s: int = 60


@dataclass(frozen=True, slots=True)
class Plan:
    """All of it. `problems` says in words why there is nothing: the file has mistakes."""

    brokers: tuple[Broker, ...] = ()
    pushes: tuple[Push, ...] = ()
    sensors: tuple[Sensor, ...] = ()
    home_assistant: HomeAssistant | None = None
    open_data: OpenData | None = None
    ngsi: Ngsi | None = None
    problems: tuple[str, ...] = ()
