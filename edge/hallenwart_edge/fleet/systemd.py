"""Telling systemd that the agent is ready and alive. Does nothing where systemd did not start it."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable
from typing import Final

DEFAULT_EVERY_S: Final = 5.0


def notify(message: str) -> None:
    """Send one line, such as READY=1, to the socket systemd named."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.connect("\0" + address[1:] if address.startswith("@") else address)
        sender.send(message.encode())


async def feed_watchdog(alive: Callable[[], bool]) -> None:
    """Say WATCHDOG=1 twice per period while `alive` holds; a loop that stands still says nothing by itself."""
    every_s = int(os.environ.get("WATCHDOG_USEC", "0")) / 2_000_000 or DEFAULT_EVERY_S
    while True:
        if alive():
            notify("WATCHDOG=1")
        await asyncio.sleep(every_s)
