"""Tells other systems of incidents.

What is told comes of what an incident is now and of what was told last: a crash loses nothing.
"""

from __future__ import annotations

import secrets
from typing import Final, Protocol

from sqlalchemy import Connection

from hallenwart_backend.access.grants.vault import Vault
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts import outsiders
from hallenwart_backend.alerts.model import Incident
from hallenwart_backend.alerts.outsiders import Known, digest_of
from hallenwart_backend.alerts.store import one as find_incident
from hallenwart_backend.alerts.webhooks import rules, store
from hallenwart_backend.alerts.webhooks.rules import Told
from hallenwart_backend.alerts.webhooks.store import Hook
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.webhook_rules import fault_of_url, new_secret
from hallenwart_backend.webhook_work import Address, Post, Webhooks
from hallenwart_contract.clock import Clock

KEPT_MS: Final = 90 * 86_400_000
MOST: Final = 20
_FAULTS: Final = {
    "bad_url": ("Das ist keine Adresse.", "That is no address."),
    "no_https": ("Die Adresse muss mit https beginnen.", "The address must begin with https."),
    "private_address": ("Diese Adresse liegt in einem privaten Netz.", "This address is in a private network."),
}


class Names(Protocol):
    """Names people know places by."""

    def site(self, site: str) -> str: ...

    def place(self, site: str, hall: str) -> str: ...

    def zone(self, site: str, zone: str) -> str: ...


class Events:
    """Implements `webhook_work.Book`."""

    due = staticmethod(store.due)
    next_due_ms = staticmethod(store.next_due_ms)
    mark = staticmethod(store.mark)

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def address(self, connection: Connection, receiver: str, now_ms: int) -> Address | None:  # noqa: ARG002 - the port's
        hook = store.hook(connection, receiver)
        return Address(hook.url, (self._vault.open(hook.secret, _owner(hook.id)),)) if hook else None


class AlertWebhooks:
    def __init__(self, records: Records, clock: Clock, vault: Vault, names: Names, post: Post, *, loopback: bool) -> None:
        self._records = records
        self._clock = clock
        self._vault = vault
        self._names = names
        self._loopback = loopback
        self.sender = Webhooks("webhooks of incidents", records, clock, Events(vault), post)

    async def hooks(self) -> list[Hook]:
        return await self._records.read(store.hooks)

    async def add(self, name: str, url: str, site: str, *, by: str) -> tuple[Hook, str]:
        """Enter a receiver; return it and its secret, shown this once. Raises RefusedError 409, 422."""
        if fault := fault_of_url(url, loopback=self._loopback):
            raise RefusedError(fault, *_FAULTS[fault], status=422)
        secret, identity = new_secret(), secrets.token_hex(6)
        sealed = self._vault.seal(secret, _owner(identity))
        hook = Hook(identity, name, url, site, sealed, self._clock.now_ms(), by[:120])

        def enter(connection: Connection) -> None:
            if len(store.hooks(connection)) >= MOST:
                raise RefusedError("too_many", "Es gibt schon zu viele Empfänger.", "There are too many receivers.", status=409)
            store.add(connection, hook)

        await self._records.write(enter)
        return hook, secret

    async def drop(self, identity: str) -> None:
        """Raises RefusedError 404."""
        if not await self._records.write(lambda connection: store.drop(connection, identity)):
            raise _no_such()

    async def ping(self, identity: str) -> None:
        """Send an event of type `ping`. Raises RefusedError 404."""
        now, mark = self._clock.now_ms(), "evt_" + secrets.token_hex(13)

        def put(connection: Connection) -> None:
            if store.hook(connection, identity) is None:
                raise _no_such()
            body = {"id": mark, "type": str(Told.PING), "t_ms": now, "incident": None}
            store.tell(connection, identity, mark, incident="", kind=Told.PING, body=body, now_ms=now)

        await self._records.write(put)
        self.sender.wake()

    async def log(self, identity: str) -> list[store.Line]:
        return await self._records.read(lambda connection: store.log(connection, identity))

    async def look(self) -> int:
        """Put what is news into the queue; return how many incidents had some."""
        if not await self._records.read(self._news):
            return 0
        count = await self._records.write(self._tell_news)
        self.sender.wake()
        return count

    async def forget(self) -> None:
        before = self._clock.now_ms() - KEPT_MS

        def forget(connection: Connection) -> None:
            store.forget(connection, before_ms=before)
            outsiders.forget(connection, before_ms=before)

        await self._records.write(forget)

    def _news(self, connection: Connection) -> list[tuple[Incident, Known | None, dict[str, object]]]:
        hooks = store.hooks(connection)
        if not hooks:
            return []
        found: list[tuple[Incident, Known | None, dict[str, object]]] = []
        for identity, known in outsiders.unsettled(connection, rules.CHANNEL, since_ms=hooks[0].created_ms):
            incident = find_incident(connection, identity)
            if incident is None:
                continue
            said = self._said(incident)
            if known is None or known.digest != digest_of(said):
                found.append((incident, known, said))
        return found

    def _tell_news(self, connection: Connection) -> int:
        news = self._news(connection)
        for one in news:
            self._tell(connection, *one)
        return len(news)

    def _tell(self, connection: Connection, incident: Incident, known: Known | None, said: dict[str, object]) -> None:
        now, state = self._clock.now_ms(), str(incident.state)
        kind, version = rules.kind_of(known.state if known else None, state), (known.version if known else 0) + 1
        for hook in store.hooks(connection):
            if hook.site in {"", incident.what.site}:
                mark = rules.event_id(hook.id, incident.id, version)
                body = {"id": mark, "type": str(kind), "t_ms": now, "version": version, "incident": said}
                store.tell(connection, hook.id, mark, incident=incident.id, kind=kind, body=body, now_ms=now)
        outsiders.know(connection, rules.CHANNEL, incident.id, Known(state, digest_of(said), version), now_ms=now)

    def _said(self, incident: Incident) -> dict[str, object]:
        what = incident.what
        return rules.said_of(
            incident,
            site_name=self._names.site(what.site),
            place=self._names.place(what.site, what.hall),
            zone=self._names.zone(what.site, what.zone),
        )


def _no_such() -> RefusedError:
    return RefusedError("no_such_webhook", "Diesen Empfänger gibt es nicht.", "There is no such receiver.", status=404)


def _owner(identity: str) -> str:
    return f"alert_webhook.{identity}"
