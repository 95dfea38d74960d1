"""What the agent's subjects need from devices and from the uplink. Adapters: `drivers`, `uplink`.

Device ports raise DriverFault when a device is silent, gone or answers nonsense; they never invent a value.
Streams (`async for`) end only by cancellation or DriverFault; the agent's supervisor opens them anew.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from hallenwart_contract.documents import Config, Grants
from hallenwart_contract.messages import Alarm, Event, Reading
from hallenwart_contract.people import DoorCount, PeopleSensor, PlaceCount
from hallenwart_contract.site_link import Look, ZoneAlarm
from hallenwart_contract.view import CameraNow, View
from hallenwart_contract.zones import Disablement, Zone

# --- devices ---------------------------------------------------------------------------------------------------------


class Closable(Protocol):
    """A device, or one's part of it. Closing gives it back and may be done twice."""

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class DoorReading:
    """One lock of a board: `closed` by its hook switch, `item_present` by its key sensor. Polarity is already undone.

    `item_present` is None where no sensor looks for the key: then only a tag reader in the compartment can know it.
    """

    closed: bool
    item_present: bool | None


class LockBoard(Closable, Protocol):
    """A lock controller with up to 48 locks."""

    async def unlock(self, lock: int) -> None:
        """Pulse one coil. Returns when the request is on the line; that the door opened shows in `read`."""
        ...

    async def read(self) -> tuple[DoorReading, ...]:
        """Read all doors once."""
        ...


class Keypad(Closable, Protocol):
    """A numeric keypad."""

    def keys(self) -> AsyncIterator[str]:
        """Yield `0`-`9`, `#` (enter) and `*` (erase) as they are pressed."""
        ...


@dataclass(frozen=True, slots=True)
class SunMessage:
    """What an NTAG 424 said at one tap: its hidden UID and counter, and the proof over them."""

    hidden: bytes = field(repr=False)
    proof: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Card:
    """A card at a reader. `uid` never appears in a repr, so in no log either; `sun` when the card can prove itself.

    `uid` has 4, 7 or 10 bytes (13.56 MHz) or 5 (125 kHz); alone it can be copied: a convenience. It is empty where it is drawn
    anew at each tap: phones are not told at all, a card that hides its UID only when it can prove itself.
    """

    uid: bytes = field(repr=False)
    sun: SunMessage | None = None


class CardReader(Closable, Protocol):
    """A reader for cards. It tells each card once when it comes, not all the while it lies there."""

    def cards(self) -> AsyncIterator[Card]: ...

    async def identify(self) -> str:
        """Return what the reader calls itself, empty when it cannot be asked."""
        ...


class CodeReader(Closable, Protocol):
    """A reader for QR symbols."""

    async def identify(self) -> str:
        """Set the reader up as it must be and return what it calls itself."""
        ...

    def texts(self) -> AsyncIterator[str]:
        """Yield what each symbol says, once per showing."""
        ...


class TagReader(Closable, Protocol):
    """A reader inside one compartment that knows key tags."""

    async def present(self) -> str | None:
        """Return the id of the tag that hangs there (hexadecimal, upper case), None when there is none."""
        ...


class Contact(Closable, Protocol):
    """A dry contact: mains monitor, tamper switch, door contact."""

    def active(self) -> bool:
        """Return whether the contact says its word now. Polarity is already undone."""
        ...


class Signal(StrEnum):
    """What a locker without a screen can say with two lamps and a buzzer."""

    READY = "ready"
    KEY = "key"
    CHECKING = "checking"
    GRANTED = "granted"
    REFUSED = "refused"
    WAIT = "wait"
    SECOND = "second"
    CLOSE_DOOR = "close_door"
    DONE = "done"
    LEAVE = "leave"
    IDENTIFY = "identify"
    """Somebody looks for this device."""


class Lamps(Closable, Protocol):
    """A green and a red lamp and a buzzer."""

    def show(self, signal: Signal) -> None:
        """Show until the next call; what sounds, sounds once. Never waits."""
        ...


class AnalogInput(Closable, Protocol):
    """One channel of an analogue-digital converter."""

    async def read_code(self) -> int:
        """Return the raw code, 0 to 1023."""
        ...


@dataclass(frozen=True, slots=True)
class Sample:
    """One measured value; the quantity names its unit (`temp_c`, `pm10_ug_m3`, `smoke_pct_m`, `presence`)."""

    quantity: str
    value: float


class Sensor(Closable, Protocol):
    """A device that is asked or that reports by itself; one reading may hold several quantities."""

    async def read(self) -> tuple[Sample, ...]:
        """Return the next valid reading. Waits at most the device's own period and raises DriverFault after that."""
        ...


class Beam(StrEnum):
    OUTER = "outer"
    INNER = "inner"


@dataclass(frozen=True, slots=True)
class BeamEdge:
    """A beam was broken or made whole at `mono_ms`."""

    beam: Beam
    broken: bool
    mono_ms: int


class BeamPair(Closable, Protocol):
    """Two light beams at a door."""

    def edges(self) -> AsyncIterator[BeamEdge]: ...

    def levels(self) -> tuple[bool, bool]:
        """Return (outer broken, inner broken) as the pins stand now: edges are hints, levels the truth."""
        ...


class Siren(Closable, Protocol):
    """Sounds or is silent. Synchronous, so that it can be made safe without an event loop."""

    def sound(self) -> None: ...

    def silence(self) -> None: ...


class Dialler(Closable, Protocol):
    """A contact, closed from `dial` to `rest`, for a telephone dialler or the building's panel. Synchronous too."""

    def dial(self) -> None: ...

    def rest(self) -> None: ...


# --- what subjects tell and learn ------------------------------------------------------------------------------------


class Outbox(Protocol):
    """Where rows become durable. Returns as soon as the row is safe; the uplink sends it and waits for the receipt."""

    async def alarm(self, alarm: Alarm) -> None:
        """Store and wake the sender. When storing takes over 200 ms the alarm is sent all the same, marked unstored."""
        ...

    async def event(self, event: Event) -> None: ...

    def unreceipted(self) -> list[Alarm]:
        """Return the alarm rows that the backend has not confirmed, oldest first."""
        ...

    def reading(self, reading: Reading) -> None:
        """Queue telemetry (stored in groups within 1 s; the oldest goes first when the disk cap is reached)."""
        ...


class Board(Protocol):
    """The shared picture of this device, from which state snapshots and screens are drawn.

    Each subject writes its own part; whoever shows something waits for `changed`.
    """

    def set_door(self, number: int, *, closed: bool, key: bool, known: bool, state: str) -> None: ...

    def set_sensor(self, component: str, quality: str, reason: str = "") -> None: ...

    def set_people(self, hall: str, people: int | None) -> None: ...

    def set_seen(self, hall: str, radar: str, present: bool | None) -> None: ...

    def set_counts(self, counts: list[PlaceCount], passages: list[DoorCount], sensors: list[PeopleSensor]) -> None: ...

    def set_look(self, look: Look) -> None: ...

    def set_cameras(self, cameras: list[CameraNow]) -> None: ...

    def set_alarms(self, alarms: list[Alarm], zone_alarms: list[ZoneAlarm], *, siren: bool) -> None: ...

    def set_zones(self, zones: list[Zone], off: list[Disablement], *, drill: bool) -> None: ...

    def set_battery(self, component: str, pct: int) -> None: ...

    def set_unreceipted(self, count: int) -> None: ...

    def changed(self) -> Awaitable[None]:
        """Wait until something changed since the caller last waited."""
        ...


class Documents(Protocol):
    """The signed documents that are applied here; kept on disk, so they hold without a network."""

    @property
    def config(self) -> Config | None: ...

    @property
    def grants(self) -> Grants | None: ...

    @property
    def view(self) -> View | None: ...

    @property
    def received_ms(self) -> int | None:
        """When the backend last confirmed that these are current."""
        ...

    def changed(self) -> Awaitable[None]:
        """Wait until one of them is replaced."""
        ...


class Link(Protocol):
    """The connection to the backend, as far as screens show it."""

    @property
    def online(self) -> bool:
        """Whether the broker is connected and the backend answered on this connection."""
        ...
