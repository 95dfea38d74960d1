"""Publishes alarms of fire and drills as CAP messages, and the Atom feed of them, where the operator wants that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts import outsiders
from hallenwart_backend.alerts.cap import rules, store
from hallenwart_backend.alerts.cap.rules import Message, Place, Words
from hallenwart_backend.alerts.cap.store import Published
from hallenwart_backend.alerts.model import Incident
from hallenwart_backend.alerts.outsiders import Known, digest_of
from hallenwart_backend.alerts.path import store as path_store
from hallenwart_backend.alerts.store import one as find_incident
from hallenwart_backend.alerts.words import title_of
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.xml_text import legal
from hallenwart_contract.clock import Clock
from hallenwart_contract.live_incidents import IncidentKind

SHOWN_MS: Final = 7 * 86_400_000
KEPT_MS: Final = 365 * 86_400_000
_ATOM: Final = "http://www.w3.org/2005/Atom"
Advice = Callable[[IncidentKind], Sequence[tuple[str, str]]]


class CapFeed:
    """`place_of` describes where an incident is; `advice` says what is to be done."""

    def __init__(
        self, records: Records, clock: Clock, *, public_url: str, place_of: Callable[[Incident], Place], advice: Advice
    ) -> None:
        self._records = records
        self._clock = clock
        self._public_url = public_url.rstrip("/")
        self._host = urlsplit(public_url).hostname or "localhost"
        self._place_of = place_of
        self._advice = advice

    @property
    def sender(self) -> str:
        """Who sends, unique in the world as CAP wants it."""
        return f"hallenwart@{self._host}"

    async def look(self) -> int:
        """Publish what is news; return how many messages that were."""
        if not await self._records.read(self._news):
            return 0
        return await self._records.write(self._publish_news)

    def _news(self, connection: Connection) -> list[tuple[Incident, Known | None, str]]:
        if not path_store.settings(connection).cap_public:
            return []
        now, found = self._clock.now_ms(), []
        for identity, known in outsiders.unsettled(connection, rules.CHANNEL, since_ms=now):
            incident = find_incident(connection, identity)
            if incident is None or not rules.concerns(incident, drill=incident.is_drill):
                continue
            digest = digest_of({"said": rules.said_of(incident, now_ms=now)})
            if known is None or known.digest != digest:
                found.append((incident, known, digest))
        return found

    def _publish_news(self, connection: Connection) -> int:
        news = self._news(connection)
        for incident, known, digest in news:
            self._publish(connection, incident, known, digest)
        return len(news)

    def _publish(self, connection: Connection, incident: Incident, known: Known | None, digest: str) -> None:
        now, drill, version = self._clock.now_ms(), incident.is_drill, (known.version if known else 0) + 1
        kind = rules.kind_of(known.state if known else None, incident)
        before = store.of_incident(connection, incident.id)
        message = Message(
            id=f"{incident.id}.{version}",
            sender=self.sender,
            kind=kind,
            sent_ms=now,
            references=() if kind is rules.Kind.ALERT else before,
        )
        place, words = self._place_of(incident), Words(title_of(incident.what.kind), self._advice(incident.what.kind))
        body = rules.document(message, incident, place, words, web=f"{self._public_url}/manager/", drill=drill)
        published = Published(
            id=message.id,
            incident=incident.id,
            kind=kind,
            status=rules.status_of(drill=drill),
            title=rules.headline(words, place, 0, drill=drill)[:200],
            sent_ms=now,
            expires_ms=now + rules.EXPIRES_MS,
            body=body,
        )
        store.add(connection, published)
        outsiders.know(connection, rules.CHANNEL, incident.id, Known(str(incident.state), digest, version), now_ms=now)

    async def feed(self) -> str:
        """Return the Atom feed. Raises RefusedError 404 where nothing is published."""
        now = self._clock.now_ms()

        def look(connection: Connection) -> list[Published]:
            _demand_public(connection)
            return store.newest(connection, since_ms=now - SHOWN_MS)

        return self._atom(await self._records.read(look), now)

    async def message(self, identity: str) -> str:
        """Return one message. Raises RefusedError 404."""

        def look(connection: Connection) -> Published | None:
            _demand_public(connection)
            return store.one(connection, identity)

        found = await self._records.read(look)
        if found is None:
            raise RefusedError("no_such_message", "Diese Meldung gibt es nicht.", "There is no such message.", status=404)
        return found.body

    async def forget(self) -> None:
        before = self._clock.now_ms() - KEPT_MS
        await self._records.write(lambda connection: store.forget(connection, before_ms=before))

    def _atom(self, messages: Sequence[Published], now_ms: int) -> str:
        feed, here = ET.Element("feed", xmlns=_ATOM), f"{self._public_url}/cap/feed.atom"
        _add(feed, "id", here)
        _add(feed, "title", "Hallenwart: Feueralarme und Probe-Alarme / fire alarms and drills")
        _add(feed, "updated", rules.moment(messages[0].sent_ms if messages else now_ms))
        ET.SubElement(feed, "link", rel="self", href=here)
        _add(ET.SubElement(feed, "author"), "name", "Hallenwart")
        for one in messages:
            url = f"{self._public_url}/cap/{one.id}.xml"
            entry = ET.SubElement(feed, "entry")
            _add(entry, "id", url)
            _add(entry, "title", f"{one.kind} · {one.title}")
            _add(entry, "updated", rules.moment(one.sent_ms))
            ET.SubElement(entry, "category", term=one.status)
            ET.SubElement(entry, "link", rel="alternate", type="application/cap+xml", href=url)
        return '<?xml version="1.0" encoding="UTF-8"?>\n' + legal(ET.tostring(feed, encoding="unicode")) + "\n"


def _demand_public(connection: Connection) -> None:
    if not path_store.settings(connection).cap_public:
        raise RefusedError("not_public", "Hier wird nichts veröffentlicht.", "Nothing is published here.", status=404)


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text
