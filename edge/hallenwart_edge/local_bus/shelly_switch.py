"""Shelly switches of the second generation, spoken to by JSON-RPC over the local bus.

    PREFIX/rpc   {"id":1,"src":"hallenwart-nordpark-1","method":"Switch.Set","params":{"id":0,"on":true}}
    SRC/rpc      {"id":1,"src":"shellyplus1pm-…","dst":"hallenwart-nordpark-1","result":{"was_on":false}},
                 or in its place "error":{"code":-103,"message":"…"}

`Switch.GetStatus` answers {"id":0,"source":"MQTT","output":true,…}: only that is believed, not the answer to `Switch.Set`.
A Shelly needs `enable_rpc`, which is the default. Source: Shelly's documentation (MQTT, RPC protocol, Switch).
"""

from __future__ import annotations

import asyncio
import itertools
import json
from typing import Any, Final

from hallenwart_edge.errors import DriverFault, LinkDownError
from hallenwart_edge.local_bus.fields import Fields
from hallenwart_edge.mqtt import Delivery, MqttConnection

ANSWERS_WITHIN_S: Final = 3.0
_NO_BROKER: Final = "der Broker im Haus ist nicht erreichbar / the broker in the building is not reached"
_SILENT: Final = "antwortet nicht / does not answer"
_NONSENSE: Final = "antwortet Unverständliches / answers nonsense"


class ShellyCalls:
    """Calls over one connection; answers are told apart by their number. `src` names this device at the broker."""

    def __init__(self, src: str, *, answers_within_s: float = ANSWERS_WITHIN_S) -> None:
        self._src, self._within_s = src, answers_within_s
        self._connection: MqttConnection | None = None
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Fields]] = {}

    @property
    def topics(self) -> list[str]:
        """Where answers arrive."""
        return [f"{self._src}/rpc"]

    def switch(self, output: str, prefix: str, channel: int) -> ShellySwitchPort:
        """Return the port of one channel of a Shelly."""
        return ShellySwitchPort(output, prefix, channel, self)

    def linked(self, connection: MqttConnection | None) -> None:
        """Take the connection that lives now; None: it was lost, and no answer comes any more."""
        self._connection = connection
        if connection is None:
            for answer in self._waiting.values():
                if not answer.done():
                    answer.set_exception(LinkDownError(_NO_BROKER))

    def hear(self, delivery: Delivery) -> None:
        """Take an answer in; one that nobody waits for any more is dropped."""
        answer = Fields(delivery.payload)
        number = answer.within("id", 1, 2**53)
        waiting = self._waiting.get(number) if number is not None else None
        if waiting is not None and not waiting.done():
            waiting.set_result(answer)

    async def call(self, component: str, prefix: str, method: str, params: dict[str, Any]) -> Fields:
        """Call one method and return its result. Raises DriverFault with why there is none."""
        if self._connection is None:
            raise DriverFault(component, _NO_BROKER)
        number = next(self._numbers)
        self._waiting[number] = asyncio.get_running_loop().create_future()
        request = {"id": number, "src": self._src, "method": method, "params": params}
        try:
            async with asyncio.timeout(self._within_s):
                await self._connection.publish(f"{prefix}/rpc", json.dumps(request).encode())
                answer = await self._waiting[number]
        except TimeoutError as error:
            raise DriverFault(component, _SILENT) from error
        except LinkDownError as error:
            raise DriverFault(component, _NO_BROKER) from error
        finally:
            if not (waited := self._waiting.pop(number)).cancelled() and waited.done():
                waited.exception()
        return _result(component, answer)


class ShellySwitchPort:
    """One channel of a Shelly."""

    def __init__(self, component: str, prefix: str, channel: int, calls: ShellyCalls) -> None:
        self._component, self._prefix, self._channel, self._calls = component, prefix, channel, calls

    async def switch(self, *, on: bool) -> None:
        """Switch, then ask what it is: what a Shelly says it did is not what it did."""
        await self._call("Switch.Set", {"id": self._channel, "on": on})
        if await self.read() is not on:
            told = "an / on" if not on else "aus / off"
            raise DriverFault(self._component, f"folgt nicht, meldet weiter {told} / does not follow, still says so")

    async def read(self) -> bool:
        on = (await self._call("Switch.GetStatus", {"id": self._channel})).truth("output")
        if on is None:
            raise DriverFault(self._component, _NONSENSE)
        return on

    def close(self) -> None:
        """The Shelly stays as it is."""

    async def _call(self, method: str, params: dict[str, Any]) -> Fields:
        return await self._calls.call(self._component, self._prefix, method, params)


def _result(component: str, answer: Fields) -> Fields:
    if "error" in answer:
        said = answer.inner("error").text("message") or ""
        raise DriverFault(component, f"lehnt ab / refuses: {said[:80]}".rstrip(": "))
    result = answer.inner("result")
    if answer.nonsense or "result" not in answer:
        raise DriverFault(component, _NONSENSE)
    return result
