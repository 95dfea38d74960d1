"""Places as plain values. Opening hours are local wall time of the site's zone, minutes after midnight, by weekday."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

Hours = tuple[int, int] | None
CLOSED_WEEK: tuple[Hours, ...] = (None,) * 7


@dataclass(frozen=True, slots=True)
class Site:
    id: str
    name: str
    address: str
    zone: str
    assembly_point: str = ""
    help_phone: str = ""


@dataclass(frozen=True, slots=True)
class Hall:
    id: str
    site: Site
    name: str
    sections: int
    capacity: int
    week: tuple[Hours, ...] = CLOSED_WEEK
    kind: str = "hall"
    buffer_min: int = 0

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
        halls = [hall.id for hall in self.halls.values() if hall.site.id == site]
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
