"""Places as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from hallenwart_backend.halls.closures import Closure
from hallenwart_backend.halls.facts import Facts
from hallenwart_backend.halls.holidays.rules import Calendar, HolidayRule
from hallenwart_backend.halls.hours import Hours, NamedSpans
from hallenwart_backend.halls.parts import Language, Part, joined, words_of


@dataclass(frozen=True, slots=True)
class Site:
    id: str
    name: str
    address: str
    zone: str
    assembly_point: str = ""
    help_phone: str = ""
    lat: float | None = None
    lon: float | None = None

    @property
    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees (WGS 84), None where nobody entered them."""
        return (self.lat, self.lon) if self.lat is not None and self.lon is not None else None


@dataclass(frozen=True, slots=True)
class Led:
    """The source outside that leads a hall's plan: its id, what people call it, and the page where it is booked."""

    source: str
    name: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Hall:
    """A hall, or an extra room. `alone`: clubs may book the room without a hall; `only_halls`: it goes with these (none: all).

    `named` are times with a meaning: children first, schools only. `led`: its plan is another system's, and only read here.
    """

    id: str
    site: Site
    name: str
    sections: int
    capacity: int
    hours: Hours = field(default_factory=Hours)
    kind: str = "hall"
    buffer_min: int = 0
    parts: tuple[Part, ...] = ()
    facts: Facts = field(default_factory=Facts)
    named: tuple[NamedSpans, ...] = ()
    holiday_rules: tuple[HolidayRule, ...] = ()
    alone: bool = False
    only_halls: tuple[str, ...] = ()
    led: Led | None = None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.site.zone)

    @property
    def is_room(self) -> bool:
        """Whether it is an extra room (equipment, changing, kitchen, room) that bookings of halls take along."""
        return self.kind != "hall"

    @property
    def buffer_ms(self) -> int:
        return self.buffer_min * 60_000

    def words_of(self, sections: Iterable[int], language: Language = "de") -> str:
        """Return what people call these sections: `Drittel 1`, `ganze Halle`; nothing where there is but one."""
        return words_of(sections, self.sections, self.parts, language)

    def goes_with(self, hall: Hall) -> bool:
        """Say whether this room can be taken along with a hall."""
        fits = not self.only_halls or hall.id in self.only_halls
        return self.is_room and self.id != hall.id and self.site.id == hall.site.id and fits


@dataclass(frozen=True, slots=True)
class Zone:
    """A room as detectors name it; `hall` empty: of the whole building."""

    site: str
    id: str
    name: str
    hall: str = ""


@dataclass(frozen=True, slots=True)
class Compartment:
    device: str
    number: int
    label: str
    hall: str | None
    sections: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Door:
    """A door of a site; it leads to `sections` of a hall (none: all) and to rooms. `keys` are compartments: device, number."""

    id: str
    site: str
    name: str
    hall: str
    sections: tuple[int, ...]
    rooms: tuple[str, ...]
    keys: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Display:
    device: str
    title: str
    halls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlacedDevice:
    id: str
    site: str
    halls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """All of it at one moment; replaced as a whole when the records change."""

    sites: Mapping[str, Site] = field(default_factory=dict)
    halls: Mapping[str, Hall] = field(default_factory=dict)
    clubs: Mapping[str, str] = field(default_factory=dict)
    club_groups: Mapping[str, str] = field(default_factory=dict)
    devices: Mapping[str, PlacedDevice] = field(default_factory=dict)
    compartments: tuple[Compartment, ...] = ()
    displays: Mapping[str, Display] = field(default_factory=dict)
    zones: Mapping[tuple[str, str], Zone] = field(default_factory=dict)
    """By site and zone id."""
    doors: tuple[Door, ...] = ()
    closures: tuple[Closure, ...] = ()
    calendars: tuple[Calendar, ...] = ()

    @property
    def proper_halls(self) -> list[Hall]:
        """The halls without the extra rooms: what tiles, displays and statistics are about."""
        return [hall for hall in self.halls.values() if not hall.is_room]

    def opened_by(self, device: str, number: int) -> list[str]:
        """Return the names of the doors that the key of a compartment opens."""
        return [door.name for door in self.doors if (device, number) in door.keys]

    def key_words(self, device: str, number: int) -> str:
        """Return `Schlüssel 3 öffnet Eingang Nord und Geräteraum`, nothing where no door was entered."""
        doors = self.opened_by(device, number)
        return f"Schlüssel {number} öffnet {joined(doors)}" if doors else ""

    def slots_for(self, hall: str, sections: Sequence[int]) -> dict[str, list[int]]:
        """Return the compartments that hold the keys of these sections, by device."""
        found: dict[str, list[int]] = {}
        for compartment in self.compartments:
            if compartment.hall == hall and set(compartment.sections) & set(sections):
                found.setdefault(compartment.device, []).append(compartment.number)
        return found

    def compartment(self, device: str, number: int) -> Compartment | None:
        return next((one for one in self.compartments if (one.device, one.number) == (device, number)), None)

    def zone_name(self, site: str, zone: str) -> str:
        """Return the room's name, its id where nobody named it, nothing where it is the hall itself."""
        known = self.zones.get((site, zone))
        hall = self.halls.get(known.hall) if known else None
        if known is None:
            return zone
        return "" if hall is not None and hall.name == known.name else known.name

    def hall_of_zone(self, site: str, zone: str) -> str:
        """Return the hall a room belongs to, the only hall of a site for a room nobody entered, else nothing."""
        known = self.zones.get((site, zone))
        halls = [hall.id for hall in self.proper_halls if hall.site.id == site]
        return known.hall if known else halls[0] if len(halls) == 1 else ""

    def lockers(self) -> list[str]:
        return sorted({one.device for one in self.compartments})

    def site_of_device(self, device: str) -> Site | None:
        placed = self.devices.get(device)
        return self.sites.get(placed.site) if placed else None

    @property
    def zone(self) -> str:
        """The zone of the pages: that of the first site."""
        return next((site.zone for site in self.sites.values()), "Europe/Berlin")
