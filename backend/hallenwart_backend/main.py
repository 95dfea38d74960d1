"""The composition root: joins databases, broker, subjects and pages, and runs them for the app's lifetime."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hallenwart_backend.access.grants.vault import Vault
from hallenwart_backend.access.partners.desk import join as join_partners
from hallenwart_backend.accounts.join import join_accounts
from hallenwart_backend.adapters.notify_registry import open_notifiers
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.adapters.records_migrate import prepare
from hallenwart_backend.adapters.series_open import open_series
from hallenwart_backend.adapters.syslog_net import outlet_of
from hallenwart_backend.adapters.webhook_http import HttpPost
from hallenwart_backend.alerts.channels import join_channels
from hallenwart_backend.alerts.join import join_alerts
from hallenwart_backend.alerts.measure import TRUSTED_CLOCKS, Spans
from hallenwart_backend.alerts.people import join_people
from hallenwart_backend.alerts.queue import Queue
from hallenwart_backend.audit.service import AuditLog
from hallenwart_backend.booking.letters.join import join_letters
from hallenwart_backend.city.join import City
from hallenwart_backend.context import Context
from hallenwart_backend.desk import Desk
from hallenwart_backend.devices import Devices
from hallenwart_backend.display.service import Plans
from hallenwart_backend.evidence.service import EvidenceLog
from hallenwart_backend.fire.join import join_fire
from hallenwart_backend.fleet.enrolment.authority import read_authority
from hallenwart_backend.fleet.enrolment.join import join_enrolment
from hallenwart_backend.fleet.join import join_fleet
from hallenwart_backend.fleet.rules import DeviceState
from hallenwart_backend.followers import Followers
from hallenwart_backend.halls.board import Board
from hallenwart_backend.halls.join import join_places
from hallenwart_backend.halls.outputs.service import Outputs
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.live import Hub
from hallenwart_backend.lockers import join_lockers
from hallenwart_backend.manager_view import ManagerPage
from hallenwart_backend.metrics.figures import Figures
from hallenwart_backend.occupancy.join import UsageRoom
from hallenwart_backend.occupancy.plan import PlanDesk
from hallenwart_backend.occupancy.service import Occupancy
from hallenwart_backend.retention.service import Retention
from hallenwart_backend.rights import join_rights
from hallenwart_backend.runtime import every
from hallenwart_backend.start import Options, load_metrics_token, load_signing_key, open_fleet
from hallenwart_backend.telemetry.join import TelemetryRoom
from hallenwart_backend.web.parts import Parts
from hallenwart_contract.live import ManagerView

WATCH_EVERY_S: Final = 2.0
Run = Callable[[], Coroutine[Any, Any, None]]


class Backend:
    """Everything behind the routes. Building it opens the databases; nothing connects or runs before `tasks` are started."""

    def __init__(self, options: Options) -> None:
        state, self.clock = options.state, options.clock
        self.state = state
        signing_key = load_signing_key(state)
        self.metrics_token = load_metrics_token(state)
        self.records = Records(options.records_url)
        prepare(self.records.engine)
        self.registry, vault = open_fleet(state, self.records, self.clock.now_ms())
        self.series = open_series(options.series_url)
        self.spans = Spans(self._clock_trusted)
        self.notifiers = open_notifiers(options, self.records)
        self.hub = Hub(self.clock, self.build_view, self.spans, refresh=lambda view: self.page.refresh(view))  # noqa: PLW0108 - made later
        self.followers = told = Followers(self.hub)
        self.places = PlaceBook(self.records)
        ways = self.notifiers.ways
        self.evidence = EvidenceLog(self.records, self.clock, vault.pseudonym)
        self.audit = AuditLog(self.records, self.clock, vault.pseudonym, outlet_of(options.syslog))
        self.people = join_people(options, self.records, self.places, self.evidence, ways, told.queue_filled, self.hub.changed)
        links = self.people.links
        self.account_room = join_accounts(
            options, self.records, self.places, self.evidence, links, vault.pseudonym, told.queue_filled, told.plan_changed
        )
        self.account_room.accounts.note = self.audit.note
        self.queue = told.queue = Queue(self.records, self.clock, ways, self.spans, dress=links.dress)
        self.occupancy = Occupancy(self.series, self.clock, changed=self.hub.changed)
        self.board = Board(self.occupancy, self.clock, self.hub.changed)
        self.context = Context(self.records, self.places, self.clock, self.board, pseudonym=vault.pseudonym)
        self.alerts = join_alerts(
            self.records, self.clock, self.context, told, places=self.places, board=self.board, evidence=self.evidence
        )
        self.incidents = self.alerts.desk
        self.devices = Devices(
            options,
            self.records,
            self.series,
            self.places,
            self.incidents,
            self.evidence,
            signing_key,
            self.registry,
            line_of=self.context.line_of_grant,
            changed=self.hub.changed,
        )
        self.fleet, self.fire, self.publisher = self.devices.fleet, self.devices.fire, self.devices.publisher
        self._join_enrolment(options, vault, signing_key)
        self.fleet_room = join_fleet(
            options,
            self.records,
            self.devices,
            self.places,
            self.enrolment.papers,
            self.evidence,
            self.incidents,
            site_name=self.context.site_name,
            changed=self.followers.rights_changed,
        )
        self.enrolment.uploads = self.fleet_room.protocols
        self.hub.fleet_rev = self.fleet_room.overview.count
        self._join_booking(vault, signing_key, here=options.webhooks_here)
        self._join_partners(vault, signing_key, here=options.webhooks_here)
        self._join_channels(options, vault)
        self._join_ingest(options)

    def _join_enrolment(self, options: Options, vault: Vault, key: Ed25519PrivateKey) -> None:
        url, broker = options.device_url or options.public_url, options.device_broker or self.devices.broker_address
        self.enrolment = join_enrolment(
            options,
            self.records,
            self.registry,
            vault,
            self.places,
            self.clock,
            authority=read_authority(options.state, key, url=url, broker=broker),
            documents=self.publisher,
            presence=self.fleet,
            incidents=self.incidents,
            evidence=self.evidence,
            told=self.hub.changed,
            lists_old=self.followers.rights_changed,
        )

    def _join_booking(self, vault: Vault, key: Ed25519PrivateKey, *, here: bool) -> None:
        records, places, clock, told = self.records, self.places, self.clock, self.followers
        self.rights = join_rights(
            records,
            places,
            clock,
            vault,
            key,
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
            records, places, clock, self.series, plan, lambda device: self.fleet.connection(device) is not None
        )
        self.letters = join_letters(records, places, clock, self.people.links, self.booking.taps.link, self.access, self.queue)
        self.outputs = Outputs(records, places, clock, self.fleet, self.devices.commands, self.evidence, told.rights_changed)
        self.place_room = join_places(records, places, clock, self.people.fetch, told.places_changed)
        wishes = self.fleet_room.desk.wishes_of
        plans = Plans(records, places, clock, self.outputs, self.enrolment.site_keys.for_device, wishes)
        self.desk = told.desk = Desk(
            records,
            places,
            self.access,
            plans,
            self.publisher,
            self.rights.before_lists,
            takes_part=self.registry.__contains__,
        )
        self._join_lockers(vault)

    def _join_lockers(self, vault: Vault) -> None:
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
            pseudonym=vault.pseudonym,
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

    def _join_partners(self, vault: Vault, key: Ed25519PrivateKey, *, here: bool) -> None:
        self.post = HttpPost(loopback=here)
        self.partner_desk = join_partners(
            self.records,
            self.places,
            self.clock,
            vault=vault,
            key=key,
            changed=self.followers.plan_changed,
            post=self.post,
            loopback=here,
        )

    def _join_channels(self, options: Options, vault: Vault) -> None:
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
            vault,
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
            tell=self.occupancy,
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

    # --- what others ask of the whole ---

    async def build_view(self) -> ManagerView:
        return await self.page.build(self.spans, self.queue.ways, self.channels.path.shown)

    def _clock_trusted(self, device: str) -> bool:
        conn = self.fleet.conn(device)
        return conn is None or conn.clk in TRUSTED_CLOCKS

    async def people_curve(self, hall: str, from_ms: int, to_ms: int) -> list[tuple[int, float | None]]:
        return list(await self.occupancy.curve(hall, from_ms=from_ms, to_ms=to_ms))

    # --- life ---

    async def load(self) -> None:
        """Take up what was known before the restart."""
        await self.places.refresh()
        await self.series.set_zone(self.places.current.zone)
        await self.spans.load(self.records, self.clock)
        rooms = self.fleet_room, self.occupancy, self.fire_room, self.outputs, self.city, self.telemetry
        for part in (self.alerts, self.devices, self.enrolment, *rooms):
            await part.load()
        self.board.states.update(self.fleet.states())

    async def _look(self) -> None:
        await self.lockers.look()
        await self.rights.look()
        await self.booking.look()
        await self.people.watch.look(self.incidents)
        await self.fire_room.look()
        await self.series.set_zone(self.places.current.zone)

    async def _deliver(self) -> None:
        await self.notifiers.warm_up()
        await self.queue.run()

    def tasks(self) -> dict[str, Run]:
        """Return everything that runs, by name."""
        return {
            **self.devices.tasks(),
            **self.enrolment.tasks(),
            **self.fleet_room.tasks(),
            "desk": self.desk.run,
            "queue": self._deliver,
            "live": self.hub.run,
            "watch": partial(every, WATCH_EVERY_S, self._look),
            **({"syslog": self.audit.run} if self.audit.has_outlet else {}),
            **self.account_room.tasks(),
            **self.place_room.tasks(),
            **self.booking.tasks(),
            "booking letters": self.letters.run,
            **self.alerts.tasks(),
            **self.fleet_room.tasks(),
            **self.partner_desk.tasks(),
            **self.channels.tasks(),
            **self.city.tasks(),
            **self.usage.tasks(),
            **self.telemetry.tasks(),
            "retention": self.retention.run,
        }

    def parts(self) -> Parts:
        return Parts(
            records=self.records,
            clock=self.clock,
            places=self.places,
            account_room=self.account_room,
            letters=self.letters,
            rights=self.rights,
            people=self.people,
            alerts=self.alerts,
            page=self.page,
            hub=self.hub,
            commands=self.devices.commands,
            lockers=self.lockers,
            fire=self.fire_room,
            fleet=self.fleet_room,
            outputs=self.outputs,
            usage=self.usage,
            place_room=self.place_room,
            resetting=self.devices.resetting,
            people_curve=self.people_curve,
            push_key=self.notifiers.push_key,
            partner_desk=self.partner_desk,
            channels=self.channels,
            audit=self.audit,
            city=self.city,
            enrolment=self.enrolment,
            figures=self.figures,
            retention=self.retention,
            telemetry=self.telemetry,
            metrics_token=self.metrics_token,
        )

    def close(self) -> None:
        self.post.close()
        self.booking.close()
        self.people.close()
        self.account_room.close()
        self.channels.close()
        self.notifiers.close()
        self.records.close()
        self.telemetry.close()
        self.series.close()
