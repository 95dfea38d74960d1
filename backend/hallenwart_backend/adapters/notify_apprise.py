"""E-mail, SMS gateways, Signal, Matrix and a hundred more: whatever an apprise URL names."""

from __future__ import annotations

import asyncio
import logging

import apprise

from hallenwart_backend.ports import Notice

logging.getLogger("apprise").setLevel(logging.ERROR)


class AppriseNotifier:
    """Implements ports.Notifier. apprise blocks (and loads its plugins at first use), so it works in threads."""

    async def notify(self, address: str, notice: Notice) -> bool:
        return await asyncio.to_thread(_hand_over, address, notice)

    async def warm_up(self) -> None:
        """Load the plugins now rather than with the first alarm."""
        await asyncio.to_thread(apprise.Apprise().add, "mailto://localhost?from=a@localhost&to=b@localhost")


def _hand_over(address: str, notice: Notice) -> bool:
    target = apprise.Apprise()
    if not target.add(address):
        return False
    kind = apprise.NotifyType.FAILURE if notice.urgent else apprise.NotifyType.INFO
    if not target.notify(title=notice.title, body=notice.body, notify_type=kind):
        raise OSError("the next hop did not accept the message")
    return True
