"""Everything between an incident and people or systems outside, joined for `main` and the routes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from hallenwart_backend.access.commands import RemoteOpening
from hallenwart_backend.access.grants.vault import Vault
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.adapters.webhook_http import HttpCall
from hallenwart_backend.alerts.advice import next_steps
from hallenwart_backend.alerts.answers import Answers
from hallenwart_backend.alerts.cap.rules import Place
from hallenwart_backend.alerts.cap.service import CapFeed
from hallenwart_backend.alerts.duty import store as duty
from hallenwart_backend.alerts.measure import Spans
from hallenwart_backend.alerts.model import Incident
from hallenwart_backend.alerts.path.heartbeat import Heartbeat
from hallenwart_backend.alerts.path.service import AlertPaths
from hallenwart_backend.alerts.queue import Queue
from hallenwart_backend.alerts.service import IncidentDesk
from hallenwart_backend.alerts.voice.service import Secret, Voice
from hallenwart_backend.alerts.webhooks.service import AlertWebhooks
from hallenwart_backend.context import Context
from hallenwart_backend.fleet.rules import DeviceState
from hallenwart_backend.fleet.service import Fleet
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Evidence
from hallenwart_backend.runtime import every
from hallenwart_backend.start import Options
from hallenwart_backend.webhook_work import Post
from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import State

LOOK_EVERY_S: Final = 1.0
PATH_EVERY_S: Final = 3.0
FORGET_EVERY_S: Final = 3_600.0
Run = Callable[[], Coroutine[Any, Any, None]]


class _Sensors:
    """Implements `path.service.Sensors` over the fleet."""

    def __init__(self, fleet: Fleet, commands: RemoteOpening) -> None:
        self._fleet = fleet
        self._commands = commands

    def states(self) -> Mapping[str, State]:
        return self._fleet.states()

    def online(self, device: str) -> bool:
        return self._fleet.state_of(device) is DeviceState.ONLINE

    def with_smoke(self) -> list[str]:
        return self._fleet.with_smoke()

    async def send(self, device: str, op: str, arg: dict[str, str | int | bool | None], *, by: str) -> str:
        return await self._commands.send(device, op, arg, by=by)


class _Names:
    """Implements `webhooks.service.Names`."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.place = context.place
        self.zone = context.zone

    def site(self, site: str) -> str:
        return self._context.place(site, "")


@dataclass(frozen=True, slots=True)
class Channels:
    queue: Queue
    path: AlertPaths
    heartbeat: Heartbeat
    webhooks: AlertWebhooks
    cap: CapFeed
    voice: Voice
    gateway: HttpCall
    spans: Spans
    records: Records
    clock: Clock

    async def _tell_systems(self) -> None:
        await self.webhooks.look()

    async def _publish(self) -> None:
        await self.cap.look()

    async def _save_spans(self) -> None:
        await self.spans.save(self.records)

    async def forget(self) -> None:
        """Forget what is too old."""
        await self.webhooks.forget()
        await self.cap.forget()
        await self.spans.prune(self.records, self.clock)

    def tasks(self) -> dict[str, Run]:
        """Return what runs, by name."""
        return {
            "webhooks-look": partial(every, LOOK_EVERY_S, self._tell_systems),
            "cap-look": partial(every, LOOK_EVERY_S, self._publish),
            "path-look": partial(every, PATH_EVERY_S, self.path.look),
            "spans": partial(every, LOOK_EVERY_S, self._save_spans),
            "heartbeat": partial(every, PATH_EVERY_S, self.heartbeat.look),
            "alert-webhooks": self.webhooks.sender.run,
            "channels-forget": partial(every, FORGET_EVERY_S, self.forget),
        }

    def close(self) -> None:
        self.gateway.close()


def join_channels(
    options: Options,
    records: Records,
    places: PlaceBook,
    context: Context,
    incidents: IncidentDesk,
    queue: Queue,
    fleet: Fleet,
    commands: RemoteOpening,
    gateway_secret: Secret | None,
    evidence: Evidence,
    vault: Vault,
    post: Post,
    *,
    broker_ok: Callable[[], bool],
    changed: Callable[[], Awaitable[None]],
) -> Channels:
    """Return the parts; nothing runs yet."""
    clock, gateway = options.clock, HttpCall("heartbeat")

    def fault() -> str:
        return "" if broker_ok() else "the broker does not answer"

    heartbeat = Heartbeat(records, clock, gateway.status, fault=fault, changed=changed)
    path = AlertPaths(
        records,
        clock,
        incidents,
        _Sensors(fleet, commands),
        heartbeat,
        evidence,
        first=lambda connection: _first(connection, clock.now_ms()),
        followed=queue.followed,
        zone=lambda: ZoneInfo(places.current.zone),
        filled=queue.wake,
        changed=changed,
    )
    answers = Answers(records, clock, incidents)
    queue.follower.answered = answers.acknowledged
    voice = Voice(records, clock, gateway_secret, answered=answers.acknowledged, pass_on=answers.passed_on)
    webhooks = AlertWebhooks(records, clock, vault, _Names(context), post, loopback=options.webhooks_here)
    cap = CapFeed(records, clock, public_url=options.public_url, place_of=partial(_place_of, places), advice=next_steps)
    return Channels(queue, path, heartbeat, webhooks, cap, voice, gateway, queue.spans, records, clock)


def _first(connection: Connection, now_ms: int) -> str | None:
    """Return who is first on call."""
    return next((one.person for one in duty.line(connection, "", now_ms)), None)


def _place_of(places: PlaceBook, incident: Incident) -> Place:
    what, current = incident.what, places.current
    site, hall = current.sites.get(what.site), current.halls.get(what.hall)
    name = hall.name if hall else site.name if site else what.site
    return Place(what.site, name, site.address if site else "", current.zone_name(what.site, what.zone))
