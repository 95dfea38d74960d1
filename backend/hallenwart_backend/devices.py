"""Joins what devices say and what they are sent: ingest, supervision, alarms, published documents, commands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from functools import partial
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hallenwart_backend.access.commands import RemoteOpening
from hallenwart_backend.adapters.documents_alarms import SqlAlarmStore
from hallenwart_backend.adapters.documents_sql import SqlDocumentStore, SqlFleetStore
from hallenwart_backend.adapters.ingest_records import RecordsLedger, RecordsToldBook
from hallenwart_backend.adapters.mqtt_access import read_access
from hallenwart_backend.adapters.mqtt_command import MqttCommand
from hallenwart_backend.adapters.mqtt_ingest import MqttIngest
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts.service import IncidentDesk
from hallenwart_backend.fire.resetting import Resetting
from hallenwart_backend.fire.service import Fire
from hallenwart_backend.fleet.publisher import DevicePublisher
from hallenwart_backend.fleet.registry import Registry, Sites
from hallenwart_backend.fleet.rules import SMOKE_QUANTITY
from hallenwart_backend.fleet.service import Fleet
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Changed, Evidence, Listener
from hallenwart_backend.start import Options
from hallenwart_backend.telemetry.ports import SeriesStore

Run = Callable[[], Coroutine[Any, Any, None]]


class Devices:
    """Building it reads who may connect and which devices there are; nothing connects or runs before `tasks` are started.

    `line_of` says in words whose a right is, `changed` that pages are old. Raises ConfigError.
    """

    ingest: MqttIngest

    def __init__(
        self,
        options: Options,
        records: Records,
        series: SeriesStore,
        places: PlaceBook,
        incidents: IncidentDesk,
        evidence: Evidence,
        key: Ed25519PrivateKey,
        registry: Registry,
        *,
        line_of: Callable[[str], Awaitable[str]],
        changed: Changed,
    ) -> None:
        clock = options.clock
        self._clock, self._records, self._series, self.registry = clock, records, series, registry
        self._access = read_access(options.state / "broker.toml")
        self._changed = changed
        self.fleet = Fleet(
            registry,
            SqlFleetStore(records),
            incidents,
            clock,
            broker_ok=self.broker_ok,
            watermark=self._watermark,
            changed=changed,
        )
        self.fire = Fire(
            SqlAlarmStore(records),
            incidents,
            clock,
            sites=Sites(registry),
            state_of=self.fleet.state,
            hall_of=places.hall_of_zone,
            line_of=line_of,
            evidence=evidence,
        )
        self.sender = MqttCommand(self._access, clock)
        connection = self.fleet.connection
        self.publisher = DevicePublisher(
            SqlDocumentStore(records),
            self.sender,
            key,
            clock,
            connection=connection,
            takes_part=registry.__contains__,
        )
        self.commands = RemoteOpening(self.publisher, clock, connection)
        self.resetting = Resetting(
            self.publisher, clock, connection, places.devices_of, state_of=self.fleet.state, clear=incidents.clear
        )

    @property
    def broker_address(self) -> tuple[str, int] | None:
        """Where this server reaches the broker by certificate, None where it shows a password: then devices cannot either."""
        return self._access.address if self._access.file.tls else None

    @property
    def listeners(self) -> tuple[Listener, ...]:
        return self.fire, self.fleet, self.publisher

    def listen(self, listeners: Sequence[Listener]) -> None:
        """Join ingest with everybody who hears what devices say, in order; call once before loading."""
        ledger = RecordsLedger(self._records)
        self.ingest = MqttIngest(
            self._access,
            alarms=ledger,
            events=ledger,
            telemetry=self._series.ledger(),
            book=RecordsToldBook(self._records),
            listeners=listeners,
            clock=self._clock,
            store_changed=self._changed,
        )

    def broker_ok(self) -> bool:
        """Return whether the broker passed on our own heartbeat lately."""
        return self.ingest.broker_ok

    async def load(self) -> None:
        """Take up what was known before the restart."""
        await self.fleet.load(key.device for key in await self._series.keys_of(SMOKE_QUANTITY))
        await self.fire.load()
        await self.publisher.load()

    def tasks(self) -> dict[str, Run]:
        """Return what runs, by name."""
        return {
            "ingest": self.ingest.run,
            "command": partial(self.sender.run, self.publisher),
            "fleet": self.fleet.run,
            "fire": self.fire.run,
        }

    def _watermark(self, device: str, epoch: str, stream: str) -> int:
        return self.ingest.watermark(device, epoch, stream)
