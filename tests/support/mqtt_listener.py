"""Somebody at a broker who hears all, and knows what is retained there."""

from __future__ import annotations

import json
from typing import Any

from hallenwart_sim.devices.mqtt_wire import Account, MqttPublisher
from support.brokers import HOST


class Listening:
    def __init__(self, port: int, name: str = "listener") -> None:
        self.kept: dict[str, bytes] = {}
        self.heard: list[str] = []
        self._mqtt = MqttPublisher(Account(HOST, port), name)

    async def start(self) -> None:
        await self._mqtt.connect()
        await self._mqtt.subscribe("#", self._hear)

    async def stop(self) -> None:
        await self._mqtt.kill()

    async def put(self, topic: str, said: Any) -> None:
        await self._mqtt.publish(topic, json.dumps(said).encode(), retain=True)

    async def clear(self) -> None:
        for topic in list(self.kept):
            await self._mqtt.publish(topic, b"", retain=True)

    async def tell(self, topic: str, payload: bytes) -> None:
        await self._mqtt.publish(topic, payload)

    def said(self, topic: str) -> Any:
        return json.loads(self.kept[topic]) if self.kept.get(topic) else None

    def _hear(self, topic: str, payload: bytes) -> None:
        self.heard.append(topic)
        if payload:
            self.kept[topic] = payload
        else:
            self.kept.pop(topic, None)
