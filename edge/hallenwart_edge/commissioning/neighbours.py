"""Whether the site's other devices are heard on the site link."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

from hallenwart_contract.errors import ContractError
from hallenwart_contract.site_link import unseal
from hallenwart_edge.commissioning.step import Look, failed, ok
from hallenwart_edge.config import AgentConfig
from hallenwart_edge.config_file import Credentials
from hallenwart_edge.errors import ConfigError

HEARD_WITHIN_S: Final = 7.0
"""They speak every five seconds when all is calm."""


class _Ear(asyncio.DatagramProtocol):
    def __init__(self, key: bytes) -> None:
        self._key = key
        self.heard: set[str] = set()

    def datagram_received(self, data: bytes, addr: object) -> None:
        del addr
        try:
            self.heard.add(unseal(data, key=self._key).dev)
        except ContractError:
            return


async def peer_looks(config: AgentConfig, *, within_s: float = HEARD_WITHIN_S) -> AsyncIterator[Look]:
    """Listen for a while, and say of each neighbour whether it was heard with the site's key."""
    link = config.site_link
    if link is None or not link.peers:
        return
    wanted = {peer.device for peer in link.peers}
    host, _, port = link.listen.rpartition(":")
    try:
        ear = _Ear(Credentials.load(Path(config.agent.credentials)).site_link_key())
        transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(lambda: ear, local_addr=(host, int(port)))
    except (OSError, ConfigError) as error:
        yield failed("site-link", "heard", str(error))
        return
    try:
        for _ in range(round(within_s * 10)):
            if wanted <= ear.heard:
                break
            await asyncio.sleep(0.1)
    finally:
        transport.close()
    for device in sorted(wanted):
        heard = device in ear.heard
        yield ok(f"peer {device}", "heard") if heard else failed(f"peer {device}", "heard", f"{within_s:g} s still / silent")
