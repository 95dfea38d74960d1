"""Agents in network namespaces of their own, on cables that can be cut: a real silence, for TCP and the site link alike.

Needs root and `ip`. Where either is missing `usable` says why, and the laboratory uses its proxy instead.
"""

from __future__ import annotations

import asyncio
import functools
import os
import shutil
import subprocess
from typing import Final, Self

_NET: Final = "10.213"
_MOST: Final = 250


@functools.cache
def why_not() -> str:
    """Return why this machine cannot do it; empty when it can."""
    if shutil.which("ip") is None:
        return "there is no `ip`"
    if os.geteuid() != 0:
        return "not root"
    name = f"hwc-try-{os.getpid()}"
    made = subprocess.run(["ip", "netns", "add", name], capture_output=True, text=True, check=False)
    subprocess.run(["ip", "netns", "del", name], capture_output=True, check=False)
    return made.stderr.strip()


class Network:
    """A switch at `host`, and a cable for each agent. The number in its addresses is the first free one from `number` on."""

    def __init__(self, number: int, agents: list[str]) -> None:
        self._number = number % _MOST
        self._agents = {agent: at for at, agent in enumerate(agents, start=11)}

    @property
    def host(self) -> str:
        return f"{_NET}.{self._number}.1"

    def address(self, agent: str) -> str:
        return f"{_NET}.{self._number}.{self._agents[agent]}"

    def inside(self, agent: str) -> list[str]:
        """What stands before a command so that it runs in the agent's namespace."""
        return ["ip", "netns", "exec", self._space(agent)]

    async def __aenter__(self) -> Self:
        await self._take_number()
        switch = self._switch
        await _ip(f"addr add {self.host}/24 dev {switch}", f"link set {switch} up")
        for agent in self._agents:
            space, near, far = self._space(agent), self._near(agent), "eth0"
            await _ip(
                f"netns add {space}",
                f"link add {near} type veth peer name {far} netns {space}",
                f"link set {near} master {switch} up",
                f"-n {space} addr add {self.address(agent)}/24 dev {far}",
                f"-n {space} link set {far} up",
                f"-n {space} link set lo up",
            )
        return self

    async def __aexit__(self, *_: object) -> None:
        for agent in self._agents:
            await _ip(f"netns del {self._space(agent)}", strict=False)
        await _ip(f"link del {self._switch}", strict=False)

    async def _take_number(self) -> None:
        """Make the switch under the first free number; what a killed run left behind, or another one uses, is not touched."""
        for _ in range(_MOST):
            try:
                await _ip(f"link add {self._switch} type bridge")
            except OSError:
                self._number = (self._number + 1) % _MOST
            else:
                return
        raise OSError("every number for a network of the laboratory is taken: ip link show type bridge")

    async def cut(self, agent: str) -> None:
        """Pull the cable at the switch: the agent's own end stays up, and nobody is told."""
        await _ip(f"link set {self._near(agent)} nomaster", f"link set {self._near(agent)} up")

    async def mend(self, agent: str) -> None:
        await _ip(f"link set {self._near(agent)} master {self._switch}")

    @property
    def _switch(self) -> str:
        return f"hwc{self._number}"

    def _space(self, agent: str) -> str:
        return f"hwc{self._number}-{self._agents[agent]}"

    def _near(self, agent: str) -> str:
        return f"hwc{self._number}v{self._agents[agent]}"


async def _ip(*commands: str, strict: bool = True) -> None:
    for command in commands:
        process = await asyncio.create_subprocess_exec("ip", *command.split(), stderr=asyncio.subprocess.PIPE)
        _, said = await process.communicate()
        if process.returncode and strict:
            raise OSError(f"ip {command}: {said.decode().strip()}")
