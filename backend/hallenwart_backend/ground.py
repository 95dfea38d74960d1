"""What every room stands on: databases, evidence, people and accounts, incidents, devices."""

from __future__ import annotations

from abc import ABC, abstractmethod

from hallenwart_backend.accounts.join import join_accounts
from hallenwart_backend.adapters.notify_registry import open_notifiers
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.adapters.records_migrate import prepare
from hallenwart_backend.adapters.series_open import open_series
from hallenwart_backend.adapters.syslog_net import outlet_of
from hallenwart_backend.alerts.join import join_alerts
from hallenwart_backend.alerts.measure import TRUSTED_CLOCKS, Spans
from hallenwart_backend.alerts.people import join_people
from hallenwart_backend.alerts.queue import Queue
from hallenwart_backend.audit.service import AuditLog
from hallenwart_backend.context import Context
from hallenwart_backend.devices import Devices
from hallenwart_backend.evidence.service import EvidenceLog
from hallenwart_backend.fleet.enrolment.authority import read_authority
from hallenwart_backend.fleet.enrolment.join import join_enrolment
from hallenwart_backend.fleet.join import join_fleet
from hallenwart_backend.followers import Followers
from hallenwart_backend.halls.board import Board
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.live import Hub
from hallenwart_backend.occupancy.service import Occupancy
from hallenwart_backend.start import Options, load_metrics_token, load_signing_key, open_fleet
from hallenwart_contract.live import ManagerView


class Ground(ABC):
    """Building it opens the databases; nothing connects or runs before tasks are started. `Backend` builds the rooms on it."""

    def __init__(self, options: Options) -> None:
        state, self.clock = options.state, options.clock
        self.state = state
        self.signing_key = load_signing_key(state)
        self.metrics_token = load_metrics_token(state)
        self.records = Records(options.records_url)
        prepare(self.records.engine)
        self.registry, self.vault = open_fleet(state, self.records, self.clock.now_ms())
        self.series = open_series(options.series_url)
        self.spans = Spans(self._clock_trusted)
        self.notifiers = open_notifiers(options, self.records)
        self.hub = Hub(self.clock, self.build_view, self.spans, refresh=self._refresh)
        self.followers = told = Followers(self.hub)
        self.places = PlaceBook(self.records)
        ways = self.notifiers.ways
        self.evidence = EvidenceLog(self.records, self.clock, self.vault.pseudonym)
        self.audit = AuditLog(self.records, self.clock, self.vault.pseudonym, outlet_of(options.syslog))
        self.people = join_people(options, self.records, self.places, self.evidence, ways, told.queue_filled, self.hub.changed)
        links = self.people.links
        self.account_room = join_accounts(
            options, self.records, self.places, self.evidence, links, self.vault.pseudonym, told.queue_filled, told.plan_changed
        )
        self.account_room.accounts.note = self.audit.note
        self.queue = told.queue = Queue(self.records, self.clock, ways, self.spans, dress=links.dress)
        self.occupancy = Occupancy(self.series, self.clock, changed=self.hub.changed)
        self.board = Board(self.occupancy, self.clock, self.hub.changed)
        self.context = Context(self.records, self.places, self.clock, self.board, pseudonym=self.vault.pseudonym)
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
            self.signing_key,
            self.registry,
            line_of=self.context.line_of_grant,
            changed=self.hub.changed,
        )
        self.fleet, self.fire, self.publisher = self.devices.fleet, self.devices.fire, self.devices.publisher
        self._join_enrolment(options)
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

    def _join_enrolment(self, options: Options) -> None:
        url, broker = options.device_url or options.public_url, options.device_broker or self.devices.broker_address
        self.enrolment = join_enrolment(
            options,
            self.records,
            self.registry,
            self.vault,
            self.places,
            self.clock,
            authority=read_authority(options.state, self.signing_key, url=url, broker=broker),
            documents=self.publisher,
            presence=self.fleet,
            incidents=self.incidents,
            evidence=self.evidence,
            told=self.hub.changed,
            lists_old=self.followers.rights_changed,
        )

    def _clock_trusted(self, device: str) -> bool:
        conn = self.fleet.conn(device)
        return conn is None or conn.clk in TRUSTED_CLOCKS

    @abstractmethod
    async def build_view(self) -> ManagerView: ...

    @abstractmethod
    async def _refresh(self, view: ManagerView) -> ManagerView: ...
