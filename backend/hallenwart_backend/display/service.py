"""Builds view and configuration of each device from the places and the bookings."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Final, Protocol

import msgspec

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import store
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.display import rules
from hallenwart_backend.display.ports import NO_SOURCES, Sources, Span
from hallenwart_backend.display.posts_fit import fitting, within
from hallenwart_backend.halls.model import Places
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock
from hallenwart_contract.documents import Config, OutputTimes
from hallenwart_contract.machine import Settings
from hallenwart_contract.view import PostKind, View, ViewHall

_log: Final = logging.getLogger(__name__)
_SHOWN: Final = ("booked", "cancelled")


class Outputs(Protocol):
    """The lights and heatings of devices."""

    def halls_of(self, device: str) -> Sequence[str]: ...

    def times_of(self, site: str) -> dict[str, OutputTimes]: ...


class Plans:
    """The documents that are made of places and bookings alone. `site_keys` are those of a device, sealed for it.

    `wishes` are the settings and the wiring that a device is to run by, `sources` who has something to show beside bookings.
    """

    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        clock: Clock,
        outputs: Outputs,
        site_keys: Callable[[str], list[bytes]] = lambda _: [],
        wishes: Callable[[str], tuple[Settings, str]] = lambda _: (Settings(), ""),
        sources: Sources = NO_SOURCES,
    ) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._outputs = outputs
        self._site_keys = site_keys
        self._wishes = wishes
        self._sources = sources
        self._left_out: dict[str, tuple[str, ...]] = {}

    async def view_of(self, device: str) -> View | None:
        """Return the plan of a device with a display, a locker's screen, lights, heatings or cameras, else None."""
        site = self._places.current.site_of_device(device)
        return (await self.views_of(site.id, [device])).get(device) if site else None

    async def views_of(self, site: str, devices: Sequence[str]) -> dict[str, View]:
        """Return the plans of devices of one site, as `view_of` does; what they have in common is read once."""
        places, now = self._places.current, self._clock.now_ms()
        home, wanted = places.sites.get(site), [device for device in devices if self._has_plan(device)]
        if home is None or not wanted:  # it may have gone since whoever asks looked
            return {}
        span, streams = rules.window(now, home.zone), self._sources.streams
        halls = sorted({hall for device in wanted for hall in self._halls_of(device)})
        booked = await self._records.read(lambda connection: store.of_halls(connection, halls, *span, states=_SHOWN))
        plain = {device: await self._plan_of(device, booked, now, span) for device in wanted}
        rights = await streams.rights_of(wanted, span) if streams else {}
        shown = await streams.shown_at([device for device in wanted if device in places.displays], span) if streams else {}
        return {
            device: within(
                msgspec.structs.replace(
                    await self._with_sources(device, view, span),
                    streams=[*rights.get(device, ())],
                    shown_streams=[*shown.get(device, ())],
                )
            )
            for device, view in plain.items()
        }

    def _has_plan(self, device: str) -> bool:
        shows = device in self._places.current.displays or bool(self._outputs.halls_of(device)) or self._is_locker(device)
        return shows or (self._sources.streams is not None and self._sources.streams.films(device))

    def _halls_of(self, device: str) -> Sequence[str]:
        display = self._places.current.displays.get(device)
        return display.halls if display else ()

    async def _plan_of(self, device: str, booked: Sequence[Booking], now_ms: int, span: Span) -> View:
        """Return what bookings alone make of a plan."""
        places, halls, lit = self._places.current, self._halls_of(device), self._outputs.halls_of(device)
        unseen: Sequence[Booking] = ()
        if lit:
            unseen = await self._records.read(lambda connection: store.of_places(connection, lit, *span, states=_SHOWN))
        display = places.displays.get(device)
        shown = [places.halls[hall] for hall in halls if hall in places.halls]
        return rules.build_view(
            display.title if display else "",
            [ViewHall(id=hall.id, name=hall.name, sections=hall.sections, capacity=hall.capacity) for hall in shown],
            [
                _planned(one, one.hall, one.sections, rules.names(places.clubs, one.holder), _rooms_along(one, places))
                for one in booked
                if one.hall in halls
            ],
            now_ms=now_ms,
            span=span,
            more=[
                _planned(one, hall, sections, "")
                for one in unseen
                for hall, sections in one.places
                if hall in lit and not (hall == one.hall and hall in halls)  # those stand in the plan that is shown
            ],
        )

    async def _with_sources(self, device: str, view: View, span: Span) -> View:
        asked, places = self._sources, self._places.current
        shown = device in places.displays
        locker = not shown and self._is_locker(device)
        posts = [post for source in asked.posts for post in await source.of(device, span)] if shown or locker else []
        posts = [post for post in posts if shown or post.kind == PostKind.VOLUNTEER]
        fitted = fitting(posts, view.made_ms)
        self._note_left_out(device, fitted.left_out)
        told = asked.participation if shown or locker else None
        placed = places.site_of_device(device)
        site = placed.id if placed else ""
        return msgspec.structs.replace(
            view,
            ideas=[*told.ideas_at(site)] if told else [],
            projects=[*told.projects_at(site)] if told else [],
            parking=[*asked.parking.parking_at(site)] if asked.parking and shown else [],
            posts=fitted.posts,
            screen=await asked.screens.screen_of(device) if asked.screens and shown else view.screen,
        )

    def _is_locker(self, device: str) -> bool:
        return any(one.device == device for one in self._places.current.compartments)

    def _note_left_out(self, device: str, ids: tuple[str, ...]) -> None:
        """Say once which posts a display does not get."""
        if self._left_out.get(device, ()) != ids:
            self._left_out[device] = ids
            if ids:
                _log.warning("%s has no room for %d posts: %s", device, len(ids), " ".join(ids))

    def config_of(self, device: str) -> Config | None:
        """Return what the office sets for a device."""
        places = self._places.current
        site = places.site_of_device(device)
        if site is None:
            return None
        halls = [hall for hall in places.halls.values() if hall.site.id == site.id]
        settings, wiring = self._wishes(device)
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
            outputs=self._outputs.times_of(site.id),
            site_keys=self._site_keys(device),
            settings=settings,
            wiring=wiring,
        )


def _planned(one: Booking, hall: str, sections: tuple[int, ...], club: str, along: str = "") -> rules.Planned:
    title = rules.line(one.title, along)
    cancelled = one.state == "cancelled"
    times = one.start_ms, one.end_ms
    return rules.Planned(one.id, hall, sections, club, title, *times, cancelled, one.was_start_ms, one.cancelled_ms or 0)


def _rooms_along(booking: Booking, places: Places) -> str:
    """Return the rooms a group finds its way to: `Umkleide 2`; where equipment lies is no news to visitors."""
    rooms = [places.halls[room] for room in booking.rooms if room in places.halls]
    return ", ".join(room.name for room in rooms if room.kind != "equipment")
