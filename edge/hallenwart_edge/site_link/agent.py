"""The site link over UDP: says this device's alarms to its peers and hears theirs."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_contract.errors import ContractError
from hallenwart_contract.site_link import LOST_AFTER_MS, MAX_DATAGRAM_BYTES, Look, Said, ZoneAlarm, seal, unseal
from hallenwart_edge.bell import Bell
from hallenwart_edge.board import SharedBoard
from hallenwart_edge.errors import LinkDownError
from hallenwart_edge.site_link.rules import Peers, next_boot, shorter, speak_every_ms

LOOK_EVERY_S: Final = 0.25
Address = tuple[str, int]
_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SiteLinkSettings:
    """`peers` maps a device to its address. `boot_file` keeps the number of the last start.

    `site_keys` tells the keys of the site as they stand: what is said is sealed with the first, all of them are understood.
    """

    site: str
    device: str
    site_keys: Callable[[], Sequence[bytes]]
    listen: Address
    peers: Mapping[str, Address]
    boot_file: Path


class SiteLinkAgent:
    """The Neighbours port. Forged, foreign and replayed datagrams change nothing."""

    def __init__(self, *, settings: SiteLinkSettings, board: SharedBoard, clock: Clock) -> None:
        self._settings = settings
        self._board = board
        self._clock = clock
        self._peers = Peers(settings.site, tuple(settings.peers))
        self._own: list[ZoneAlarm] = []
        self._boot = 0
        self._seq = 0
        self._said = Bell()
        self._bell = Bell()
        self._started_ms = clock.mono_ms()
        self._shown = self._picture()
        self.refused = 0
        """Datagrams that were not believed, since the start."""

    # --- the port ----------------------------------------------------------------------------------------------------

    def say(self, alarms: list[ZoneAlarm]) -> None:
        self._own = [*alarms]
        self._said.ring()

    def heard(self) -> dict[str, list[ZoneAlarm] | None]:
        return self._peers.alarms(now_mono_ms=self._clock.mono_ms())

    def people(self) -> dict[str, int | None]:
        return self._peers.people(now_mono_ms=self._clock.mono_ms())

    def uses(self) -> dict[str, str]:
        return self._peers.uses(now_mono_ms=self._clock.mono_ms())

    def looks(self) -> dict[str, Look | None]:
        return self._peers.looks(now_mono_ms=self._clock.mono_ms())

    def cameras(self) -> dict[str, bool | None]:
        return self._peers.cameras(now_mono_ms=self._clock.mono_ms())

    def dangers(self) -> dict[str, list[ZoneAlarm]]:
        return self._peers.dangers(now_mono_ms=self._clock.mono_ms())

    def unheard(self) -> frozenset[str]:
        return self._peers.unheard(now_mono_ms=self._clock.mono_ms())

    def changed(self) -> Awaitable[None]:
        return self._bell.wait()

    # -----------------------------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Speak and listen. Raises LinkDownError when the address cannot be used."""
        self._boot, self._seq = await asyncio.to_thread(self._begin), 0
        loop = asyncio.get_running_loop()
        try:
            transport, _ = await loop.create_datagram_endpoint(lambda: _Ear(self), local_addr=self._settings.listen)
        except OSError as error:
            raise LinkDownError(f"site link cannot listen on {self._settings.listen}: {error}") from error
        with contextlib.closing(transport):
            async with asyncio.TaskGroup() as group:
                group.create_task(self._speak(transport), name="site-link-speak")
                group.create_task(self._watch(), name="site-link-silence")
                group.create_task(self._follow_people(), name="site-link-people")

    def take(self, datagram: bytes) -> None:
        """Take in what came from the network."""
        said = self._opened(datagram)
        if said is not None and self._peers.take(said, now_mono_ms=self._clock.mono_ms()):
            self._show()
        else:
            self.refused += 1

    def _opened(self, datagram: bytes) -> Said | None:
        for key in self._settings.site_keys():
            with contextlib.suppress(ContractError):
                return unseal(datagram, key=key)
        return None

    async def _speak(self, transport: asyncio.DatagramTransport) -> None:
        while True:
            self._send(transport)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(speak_every_ms(self._own) / 1000):
                    await self._said.wait()

    def _send(self, transport: asyncio.DatagramTransport) -> None:
        self._seq += 1
        said = Said(
            site=self._settings.site,
            dev=self._settings.device,
            boot=self._boot,
            seq=self._seq,
            people=self._board.people,
            use=self._board.uses(),
            look=self._board.look,
            alarms=[*self._own],
            cameras=self._board.sending(),
            dangers=self._board.dangers(),
        )
        for each in shorter(said):
            datagram = seal(each, key=self._settings.site_keys()[0])
            if len(datagram) <= MAX_DATAGRAM_BYTES:
                break
        for address in self._settings.peers.values():
            transport.sendto(datagram, address)

    async def _watch(self) -> None:
        """Notice silence, which no datagram announces."""
        while True:
            self._show()
            await asyncio.sleep(LOOK_EVERY_S)

    def _show(self) -> None:
        settled = self._clock.mono_ms() - self._started_ms > LOST_AFTER_MS
        for device, alarms in self.heard().items():
            if settled or alarms is not None:
                self._board.set_peer(device, heard=alarms is not None)
        now = self._picture()
        if now != self._shown:
            self._shown = now
            self._bell.ring()

    def _picture(self) -> tuple[object, ...]:
        """Return what wakes whoever waits when it changes."""
        return self.heard(), self.people(), self.uses(), self.cameras(), self.dangers()

    async def _follow_people(self) -> None:
        """Tell a new count at once: the foyer's display stands beside the door."""
        told: tuple[object, ...] = ()
        while True:
            board = self._board
            now = {**board.people}, board.uses(), board.look.doors, board.sending(), board.dangers()
            if told != now:
                told = now
                self._said.ring()
            await self._board.changed()

    def _begin(self) -> int:
        """Return the number of this start and keep it."""
        try:
            stored = int(self._settings.boot_file.read_text())
        except (OSError, ValueError):
            stored = 0
        boot = next_boot(now_ms=self._clock.now_ms(), stored=stored)
        try:
            self._settings.boot_file.write_text(str(boot))
        except OSError as error:
            _log.warning("number of this start not kept: %s", error)
        return boot


class NoNeighbours:
    """The Neighbours port of a device that is alone on its site."""

    def say(self, alarms: list[ZoneAlarm]) -> None:
        """Nobody listens."""

    def heard(self) -> dict[str, list[ZoneAlarm] | None]:
        return {}

    def people(self) -> dict[str, int | None]:
        return {}

    def uses(self) -> dict[str, str]:
        return {}

    def looks(self) -> dict[str, Look | None]:
        return {}

    def cameras(self) -> dict[str, bool | None]:
        return {}

    def dangers(self) -> dict[str, list[ZoneAlarm]]:
        return {}

    def unheard(self) -> frozenset[str]:
        return frozenset()

    async def changed(self) -> None:
        await asyncio.get_running_loop().create_future()


class _Ear(asyncio.DatagramProtocol):
    """Hands datagrams over. A peer that is off shows as silence, not as an error."""

    def __init__(self, agent: SiteLinkAgent) -> None:
        self._agent = agent

    def datagram_received(self, data: bytes, addr: object) -> None:
        del addr
        self._agent.take(data)

    def error_received(self, exc: Exception) -> None:
        _log.debug("site link: %s", exc)
