"""Runs the keeper in the foreground: `hallenwart-broker keep`."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path

from hallenwart_broker import conf
from hallenwart_broker.pki.ca import CertificateAuthority
from hallenwart_broker.pki.door import open_door
from hallenwart_broker.pki.keeper import Keeper, Surroundings
from hallenwart_broker.pki.kick import BrokerAddress
from hallenwart_broker.pki.reload import PidFile, Reload, ReloadCommand
from hallenwart_broker.run import PID_FILE


def run(
    state: Path,
    socket: Path,
    *,
    pki: Path | None = None,
    broker: BrokerAddress | None = None,
    reload_command: str | None = None,
    pid_file: Path | None = None,
) -> None:
    """Keep until SIGTERM or SIGINT. What is not given is that of the local broker of this state folder.

    Raises CertificateError or JournalError when the authority is damaged, DoorError when the socket can not be opened.
    """
    reload: Reload = ReloadCommand(reload_command) if reload_command else PidFile(pid_file or state / "broker" / PID_FILE)
    around = Surroundings(state, pki or state / "broker/pki", reload, broker or _local_broker(state))
    asyncio.run(_run(Keeper(CertificateAuthority.open(state / "ca"), around), socket))


async def _run(keeper: Keeper, socket: Path) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with open_door(keeper, socket):
        caring = asyncio.create_task(keeper.look_after(), name="look after")
        sys.stdout.write(f"keeper: {socket}\n")
        sys.stdout.flush()
        await stop.wait()
        caring.cancel()
        await asyncio.gather(caring, return_exceptions=True)


def _local_broker(state: Path) -> BrokerAddress | None:
    try:
        port = conf.tls_port_of((state / "broker/mosquitto.conf").read_text(encoding="utf-8"))
    except OSError:
        return None
    return BrokerAddress(conf.LOCAL_HOST, port) if port else None
