"""Joins this device's certificate, the server's HTTPS and the keys of its site."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Final

from hallenwart_contract import sealed
from hallenwart_contract.errors import ContractError
from hallenwart_contract.messages import Scalar
from hallenwart_edge.config import AgentConfig
from hallenwart_edge.config_file import Credentials
from hallenwart_edge.device_client import DeviceClient
from hallenwart_edge.enrol.pair import DevicePair
from hallenwart_edge.enrol.renewal import Components, Renewal
from hallenwart_edge.fleet.clock import AgentClock
from hallenwart_edge.uplink.documents import SignedDocuments
from hallenwart_edge.uplink.link import Uplink

PKI: Final = "pki"
ABOUT: Final = "site_key"


def pair_of(config: AgentConfig) -> DevicePair:
    """Return where key and certificate of this device are, settled."""
    broker, folder = config.mqtt, Path(config.agent.credentials).parent / PKI
    paths = (broker.ca, broker.cert, broker.key) if broker.tls else ("ca.crt", "device.crt", "device.key")
    pair = DevicePair(*(folder / path for path in paths))  # an absolute path stays what it is
    pair.settle()
    return pair


def client_of(config: AgentConfig, pair: DevicePair, clock: AgentClock) -> DeviceClient | None:
    """Return how this device asks the server, None when no server is configured or there is no certificate."""
    if not config.server.url or not (pair.cert.exists() and pair.ca.exists()):
        return None
    return DeviceClient(config.server.url, device=config.agent.device, ca=pair.ca, key=pair.key, now_ms=clock.now_ms)


def renewal_of(
    config: AgentConfig,
    pair: DevicePair,
    client: DeviceClient,
    clock: AgentClock,
    board: Components,
    link: Uplink,
    tell: Callable[[str, dict[str, Scalar]], Awaitable[None]],
) -> Renewal:
    """Return who looks after the certificate; it hears from the link when the broker let this device in."""
    renewal = Renewal(
        pair,
        client,
        clock,
        device=config.agent.device,
        board=board,
        reconnect=link.begin_anew if config.mqtt.tls else None,
        tell=tell,
        trust=clock.trust,
    )
    link.on_birth = renewal.born
    return renewal


def site_keys_of(documents: SignedDocuments, credentials: Credentials) -> Callable[[], Sequence[bytes]]:
    """Return what tells the keys of the site link, the one to speak with first: those sent, else the one of the credentials."""
    read: tuple[Sequence[bytes], Sequence[bytes]] = ((), ())

    def keys() -> Sequence[bytes]:
        nonlocal read
        config = documents.config
        sent = config.site_keys if config else []
        if not sent:
            return (credentials.site_link_key(),)
        if read[0] != sent:
            read = (sent, _opened(sent, credentials))
        return read[1] or (credentials.site_link_key(),)

    return keys


def _opened(sent: Sequence[bytes], credentials: Credentials) -> Sequence[bytes]:
    secret = credentials.device_secret()
    try:
        return tuple(sealed.unseal(one, device_secret=secret, about=ABOUT) for one in sent)
    except ContractError:  # sealed for the device that had this name before
        return ()
