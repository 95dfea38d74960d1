"""Forty thin devices that come back at once, beside the real ones, and tell rows until they are receipted."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import time
import tomllib
from typing import Any, Final

import aiomqtt

from chaos import words
from chaos.lab import Lab, Struck
from chaos.registry import FAULTS, FaultKind, How


class Thin:
    """A device that is nothing but a client: it tells events 1 … n of one epoch until they are receipted."""

    ROWS: Final = 20

    def __init__(self, lab: Lab, name: str, epoch: str) -> None:
        self._lab, self.name, self.epoch = lab, name, epoch
        path = lab.house.folder / "devices" / name / "credentials.toml"
        self._password = str(tomllib.loads(path.read_text())["password"])
        self.wm = 0

    async def run(self) -> None:
        """Come back as often as it takes."""
        while self.wm < self.ROWS:
            with contextlib.suppress(aiomqtt.MqttError, TimeoutError):
                await self._once()
            await asyncio.sleep(0.5)

    async def _once(self) -> None:
        async with aiomqtt.Client(
            "127.0.0.1",
            self._lab.house.broker_port,
            username=self.name,
            password=self._password,
            identifier=self.name,
            timeout=4,
        ) as client:
            await client.subscribe(f"hall/v1/{self.name}/rcpt", 1)
            await client.publish(f"hall/v1/{self.name}/evt", json.dumps(self._batch()), qos=1)
            async with asyncio.timeout(6):
                async for message in client.messages:
                    receipt = json.loads(bytes(message.payload))
                    if receipt["epoch"] == self.epoch:
                        self.wm = max(self.wm, receipt["wm"].get("e", 0))
                    if self.wm >= self.ROWS:
                        return

    def _head(self) -> dict[str, Any]:
        now_ms = time.time_ns() // 1_000_000
        return {"v": 1, "dev": self.name, "epoch": self.epoch, "boot": self.epoch, "conn": 1, "sent_ms": now_ms, "clk": "ntp"}

    def _batch(self) -> dict[str, Any]:
        rows = [{"kind": "boot", "t_ms": 1_790_000_000_000 + number, "a": {"n": number}} for number in range(1, self.ROWS + 1)]
        return self._head() | {"s": "e", "seq": 1, "n": self.ROWS, "r": rows}


def _size(dice: random.Random) -> dict[str, Any]:
    return {"devices": dice.randint(10, len(words.THIN))}


def _hits(_how: How) -> frozenset[str]:
    return frozenset({"storm"})


async def _begin(lab: Lab, struck: Struck) -> None:
    names = words.THIN[: int(struck.how["devices"])]
    thin = [Thin(lab, name, f"thin-{lab.plan.seed}") for name in names]
    struck.kept["thin"] = thin
    struck.kept["task"] = asyncio.gather(*(one.run() for one in thin))
    lab.figures["thin devices"] += len(thin)


async def _end(lab: Lab, struck: Struck) -> None:
    """They go on by themselves until each is receipted; a judge looks whether they were."""
    del lab, struck


def _unseen(_lab: Lab, _struck: Struck) -> None:
    """Nothing to be seen: devices that come are devices that come."""


FAULTS["storm"] = FaultKind("storm", _begin, _end, (3.0, 6.0), _hits, _unseen, _size, once=True)
