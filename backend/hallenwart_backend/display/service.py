"""Builds view and configuration of each device from the places and the bookings."""

from __future__ import annotations

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import store
from hallenwart_backend.display import rules
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock
from hallenwart_contract.documents import Config, View, ViewHall


class Plans:
    """The documents that are made of places and bookings alone."""

    def __init__(self, records: Records, places: PlaceBook, clock: Clock) -> None:
        self._records = records
        self._places = places
        self._clock = clock

    async def view_of(self, device: str) -> View | None:
        """Return the plan of a device with a display, else None."""
        places = self._places.current
        display = places.displays.get(device)
        site = places.site_of_device(device)
        if display is None or site is None:
            return None
        now = self._clock.now_ms()
        span = rules.window(now, site.zone)
        booked = await self._records.read(
            lambda connection: store.of_halls(connection, display.halls, *span, states=("booked", "cancelled"))
        )
        planned = [
            rules.Planned(
                one.id,
                one.hall,
                one.sections,
                rules.names(places.clubs, one.holder),
                one.title,
                one.start_ms,
                one.end_ms,
                one.state == "cancelled",
                one.was_start_ms,
            )
            for one in booked
        ]
        shown = [places.halls[hall] for hall in display.halls if hall in places.halls]
        halls = [ViewHall(id=hall.id, name=hall.name, sections=hall.sections, capacity=hall.capacity) for hall in shown]
        return rules.build_view(display.title, halls, planned, now_ms=now, span=span)

    def config_of(self, device: str) -> Config | None:
        """Return what the office sets for a device."""
        places = self._places.current
        site = places.site_of_device(device)
        if site is None:
            return None
        halls = [hall for hall in places.halls.values() if hall.site.id == site.id]
        return Config(
            rev=0,
            site=site.id,
            site_name=site.name,
            zone=site.zone,
            address=site.address,
            assembly_point=site.assembly_point,
            help_phone=site.help_phone,
            halls={hall.id: hall.name for hall in halls},
            capacity={hall.id: hall.capacity for hall in halls},
        )
