"""Joins the subjects on their ground, and answers what one asks of the whole."""

from __future__ import annotations

from hallenwart_backend.access.badges.proofs import BadgeProofs
from hallenwart_backend.access.custody.hand_over import HandOver
from hallenwart_backend.access.partners.desk import join as join_partners
from hallenwart_backend.adapters.webhook_http import HttpPost
from hallenwart_backend.alerts.channels import join_channels
from hallenwart_backend.booking.letters.join import join_letters
from hallenwart_backend.city.join import City
from hallenwart_backend.clubs.join import join_clubs
from hallenwart_backend.desk import Desk
from hallenwart_backend.fire.join import join_fire
from hallenwart_backend.fleet.rules import DeviceState
from hallenwart_backend.ground import Ground
from hallenwart_backend.halls.join import join_places
from hallenwart_backend.halls.outputs.service import Outputs
from hallenwart_backend.impact.service import Impact
from hallenwart_backend.lockers import join_lockers
from hallenwart_backend.manager_view import ManagerPage
from hallenwart_backend.metrics.figures import Figures
from hallenwart_backend.occupancy.join import UsageRoom
from hallenwart_backend.occupancy.plan import PlanDesk
from hallenwart_backend.outward import join_outward
from hallenwart_backend.parking.rules import Heard
from hallenwart_backend.retention.service import Retention
from hallenwart_backend.rights import join_rights
from hallenwart_backend.rounds.join import join_rounds
from hallenwart_backend.showing import join_showing
from hallenwart_backend.start import Options
from hallenwart_backend.telemetry.join import TelemetryRoom
from hallenwart_contract.live import ManagerView


class Rooms(Ground):
    """Building it opens the databases; nothing connects or runs before tasks are started. `Backend` lets it live."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self._join_booking(here=options.webhooks_here)
        self._join_partners(here=options.webhooks_here)
        self._join_channels(options)
        self._join_ingest(options)
        rooms = self.booking, self.clubs, self.showing, self.usage, self.telemetry, self.city
        self.outward = join_outward(self, options.public_url, *rooms, loopback=options.webhooks_here)

    def _join_booking(self, *, here: bool) -> None:
        records, places, clock, told = self.records, self.places, self.clock, self.followers
        self.rights = join_rights(
            records,
            places,
            clock,
            self.vault,
            self.signing_key,
            self.incidents,
            self.publisher,
            online=lambda device: self.fleet.connection(device) is not None,
            silent=lambda device: self.fleet.state_of(device) is DeviceState.OFFLINE,
            lists_old=told.rights_changed,
            plan_changed=told.plan_changed,
            shown_changed=told.keys_changed,
            loopback=here,
        )
        self.access, self.booking = self.rights.access, self.rights.booking
        self.bookings = self.booking.bookings
        plan = PlanDesk(records, self.booking.lending, self.bookings, self.booking.changed)
        self.usage = UsageRoom(
            records,
            places,
            clock,
            self.series,
            plan,
            online=lambda device: self.fleet.connection(device) is not None,
            shown=self.booking.public.shown,
            count=self._people_now,
        )
        self.impact = Impact(records, places, clock)
        self.letters = join_letters(records, places, clock, self.people.links, self.booking.taps.link, self.access, self.queue)
        self.rounds = join_rounds(
            records, places, clock, self.booking, self.vault.pseudonym, self.people.links.absolute, self.queue
        )
        self.outputs = Outputs(records, places, clock, self.fleet, self.devices.commands, self.evidence, told.rights_changed)
        self.place_room = join_places(records, places, clock, self.people.fetch, told.places_changed)
        self.hand_over = HandOver(places)
        self.hand_over.changed = told.rights_changed
        shown = self.booking.public.shown
        self.showing = showing = join_showing(self, self.outputs, self.hand_over, shown, heard=self._heard, loopback=here)
        self.posts, self.displays, self.events, self.plans = showing.posts, showing.displays, showing.events, showing.plans
        self.rights.lists.doors = self.events.tickets.doors.of
        self.events.tickets.stand_on(BadgeProofs(self.vault))
        self.participation, self.volunteering, self.parking = showing.participation, showing.volunteering, showing.parking
        self.rights.badges.shown.append(self.volunteering.hours.signs.badge)
        self.clubs = join_clubs(self.state, records, places, clock, self.booking, self.account_room, self.vault.pseudonym)
        self.clubs.figures.volunteered = self.volunteering.hours.desk.told
        self.account_room.circle.left.append(self.volunteering.hours.trusting.left)
        self.desk = told.desk = Desk(
            records,
            places,
            self.access,
            self.plans,
            self.publisher,
            self.rights.before_lists,
            takes_part=self.registry.__contains__,
        )
        self._join_lockers()

    def _join_lockers(self) -> None:
        self.lockers = join_lockers(
            self.records,
            self.places,
            self.clock,
            self.incidents,
            self.board,
            self.devices.commands,
            self.evidence,
            filled=self.followers.queue_filled,
            keys_moved=self.followers.keys_changed,
            rights_changed=self.followers.compartments_changed,
            pseudonym=self.vault.pseudonym,
            hand_over=self.hand_over,
        )
        self.fire_room = join_fire(
            self.records,
            self.places,
            self.clock,
            commands=self.devices.commands,
            devices=self.fleet,
            evidence=self.evidence,
            incidents=self.incidents,
            tell=self.lockers.messages,
            series=self.series,
            context=self.context,
            told=self.hub.changed,
        )
        self.alerts.shown.sensor_name = self.context.sensor

    def _join_partners(self, *, here: bool) -> None:
        self.post = HttpPost(loopback=here)
        self.partner_desk = join_partners(
            self.records,
            self.places,
            self.clock,
            vault=self.vault,
            key=self.signing_key,
            changed=self.followers.plan_changed,
            post=self.post,
            loopback=here,
        )

    def _join_channels(self, options: Options) -> None:
        self.channels = join_channels(
            options,
            self.records,
            self.places,
            self.context,
            self.incidents,
            self.queue,
            self.fleet,
            self.devices.commands,
            self.notifiers.voice,
            self.evidence,
            self.vault,
            self.post,
            broker_ok=self.devices.broker_ok,
            changed=self.hub.changed,
        )
        self.fire.tests = self.channels.path

    def _join_ingest(self, options: Options) -> None:
        self.city = City(
            self.state,
            self.series,
            self.incidents,
            self.clock,
            places=lambda: self.places.current,
            fleet=self.fleet,
            tell=(self.occupancy, self.parking.board),
            changed=self.hub.changed,
        )
        self.devices.listen(
            (
                *self.devices.listeners,
                *self.fleet_room.listeners,
                self.occupancy,
                self.usage.health,
                self.board,
                *self.lockers.listeners,
                *self.fire_room.listeners,
                *self.rights.listeners,
                *self.showing.listeners,
                self.partner_desk.watch,
                *self.city.listeners,
                self.usage.outputs_log,
            )
        )
        self.ingest = self.devices.ingest
        self.telemetry = TelemetryRoom(
            self.state,
            self.series,
            self.clock,
            options.mirror,
            places=lambda: self.places.current,
            feeds=lambda: self.city.places_of_devices,
            changed=self.hub.changed,
        )
        self.page = ManagerPage(
            self.records,
            self.places,
            self.clock,
            self.board,
            self.context,
            self.alerts,
            fleet=self.fleet,
            ingest=self.ingest,
            fire=self.fire_room,
            outputs=self.outputs,
            mirror=self.telemetry.mirror_now,
        )
        self.retention = Retention(self.records, self.series, self.clock, self.evidence)
        self.figures = Figures(
            self.records, self.clock, self.ingest, self.fleet.words, self.hub, self.spans, self.telemetry.mirror_now
        )
        self.figures.screens = self.displays.listing.drawn

    # --- what others ask of the whole ---

    async def _refresh(self, view: ManagerView) -> ManagerView:
        return await self.page.refresh(view)

    async def build_view(self) -> ManagerView:
        return await self.page.build(self.spans, self.queue.ways, self.channels.path.shown)

    def _heard(self, device: str, component: str) -> Heard | None:
        """Return what is known of a sensor in the ground: the city's by its network, another by its Pi."""
        if known := self.city.heard(device, component):
            return Heard(*known)
        here = self.fleet.state_of(device) is not DeviceState.OFFLINE
        return None if here else Heard(0, None, reachable=False)

    def _people_now(self, hall: str) -> int | None:
        people = self.occupancy.now(hall)
        return people.count if people else None

    async def people_curve(self, hall: str, from_ms: int, to_ms: int) -> list[tuple[int, float | None]]:
        return list(await self.occupancy.curve(hall, from_ms=from_ms, to_ms=to_ms))
