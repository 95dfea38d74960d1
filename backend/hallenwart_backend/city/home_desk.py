"""Keeps a Home Assistant of the city up to date: what changed, all of it when that starts anew, and nothing that is gone."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import Callable, Iterable
from typing import Any, Final

from hallenwart_backend.city import home_assistant as rules
from hallenwart_backend.city.home_assistant import HallDevice
from hallenwart_backend.city.paths import Absent
from hallenwart_backend.city.plan import HomeAssistant
from hallenwart_backend.city.ports import CityBroker
from hallenwart_backend.city.taking import decoded
from hallenwart_backend.ports import Arrival, ListenerBase
from hallenwart_contract.messages import Conn, Heartbeat, State

log = logging.getLogger(__name__)
LOOK_EVERY_S: Final = 10.0
SETTLES_S: Final = 0.5
"""After a connect: what is retained at the broker comes first, so that what is gone is known as such."""
MOST_FOUND: Final = 5_000


class HomeDesk(ListenerBase):
    """A listener of what devices say. `look` returns the devices as they are now."""

    def __init__(
        self,
        config: HomeAssistant,
        session: CityBroker,
        look: Callable[[], Iterable[HallDevice]],
        *,
        version: str,
        settles_s: float = SETTLES_S,
    ) -> None:
        self.session = session
        self._config, self._look, self._version, self._settles_s = config, look, version, settles_s
        self._told: dict[str, bytes] = {}
        self._found: dict[str, dict[str, Any]] = {}
        self._wake = asyncio.Event()
        self._fresh = False
        session.deliver, session.on_up = self._deliver, self._up

    async def on_state(self, _arrival: Arrival, _state: State) -> None:
        self._wake.set()

    async def on_conn(self, _arrival: Arrival, _conn: Conn) -> None:
        self._wake.set()

    async def on_heartbeat(self, _arrival: Arrival, _heartbeat: Heartbeat) -> None:
        """A heartbeat changes nothing that is shown, except that a device is there again: the next look sees that."""

    async def run(self) -> None:
        """Tell what changed until cancelled."""
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY_S):
                    await self._wake.wait()
            self._wake.clear()
            if self._fresh:
                self._fresh = False
                await asyncio.sleep(self._settles_s)
            self.tell()

    def tell(self) -> None:
        """Publish what is not told yet, and take away what is no more."""
        if not self.session.connected:
            return
        prefix, wanted = self._config.prefix, set[str]()
        self._say(rules.status_topic(prefix), b"online")
        for device in self._look():
            node = rules.node_of(prefix, device.id)
            wanted.add(node)
            self._describe(node, device)
            self._say(rules.state_topic(prefix, device.id), _json(rules.state_of(device)))
            self._say(rules.availability_topic(prefix, device.id), b"online" if device.online else b"offline")
        for node in [node for node, found in self._found.items() if node not in wanted and rules.is_ours(prefix, node, found)]:
            self._take_away(node)

    def _describe(self, node: str, device: HallDevice) -> None:
        """An entity that is gone is named once more without its description: only so Home Assistant lets it go."""
        topic = rules.config_topic(self._config.discovery, node)
        document = rules.document_of(device, prefix=self._config.prefix, version=self._version)
        gone = rules.gone_from(self._found.get(node, {}), document)
        if gone:
            with_gone = rules.document_of(device, prefix=self._config.prefix, version=self._version, gone=gone)
            self._say(topic, _json(with_gone))
        if self._say(topic, _json(document)):
            self._found[node] = document

    def _take_away(self, node: str) -> None:
        device = node.removeprefix(rules.node_of(self._config.prefix, ""))
        topics = (
            rules.config_topic(self._config.discovery, node),
            rules.state_topic(self._config.prefix, device),
            rules.availability_topic(self._config.prefix, device),
        )
        for topic in topics:
            if not self.session.publish(topic, b"", retain=True):
                return
            self._told.pop(topic, None)
        del self._found[node]

    def _say(self, topic: str, payload: bytes) -> bool:
        """Publish what is not told yet; return whether it is told now."""
        if self._told.get(topic) == payload:
            return True
        if not self.session.publish(topic, payload, retain=True):
            return False
        self._told[topic] = payload
        return True

    def _up(self) -> None:
        self._told.clear()
        self._found.clear()
        self._fresh = True
        self._wake.set()

    def _deliver(self, topic: str, payload: bytes, _waited: bool) -> None:
        if topic == f"{self._config.discovery}/status":
            if payload.strip() == b"online":  # it started anew and may have forgotten what was not retained
                self._told.clear()
                self._wake.set()
            return
        node = topic.removeprefix(f"{self._config.discovery}/device/").removesuffix("/config")
        document = decoded(payload) if payload else Absent()
        if not isinstance(document, dict) or len(self._found) >= MOST_FOUND:
            return
        if rules.is_ours(self._config.prefix, node, document):
            self._found.setdefault(node, document)


def filters(config: HomeAssistant) -> list[str]:
    """Return what is subscribed: its birth, and the documents that stand there."""
    return [f"{config.discovery}/status", f"{config.discovery}/device/+/config"]


def _json(said: object) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
