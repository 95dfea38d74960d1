"""svc-command: the one connection that writes documents and commands to devices."""

from __future__ import annotations

import asyncio

from hallenwart_backend.adapters.mqtt_access import BrokerAccess
from hallenwart_backend.adapters.mqtt_session import MqttSession
from hallenwart_backend.fleet.publisher import DevicePublisher
from hallenwart_contract.channels import Service
from hallenwart_contract.clock import Clock


class MqttCommand:
    """Implements fleet.publisher.Sender. What cannot be sent at once is not sent later: nothing is queued here."""

    def __init__(self, access: BrokerAccess, clock: Clock) -> None:
        self._session = MqttSession(access.login(Service.COMMAND), clock, clean=True)

    @property
    def connected(self) -> bool:
        return self._session.connected

    def publish(self, topic: str, payload: bytes, *, qos: int, retain: bool = False) -> bool:
        return self._session.publish(topic, payload, qos=qos, retain=retain)

    async def run(self, publisher: DevicePublisher) -> None:
        """Stay connected, and let the publisher repeat its documents after every connect, until cancelled."""
        self._session.on_up = publisher.connected
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._session.run(), name="svc-command connection")
            tasks.create_task(publisher.run(), name="publisher")
