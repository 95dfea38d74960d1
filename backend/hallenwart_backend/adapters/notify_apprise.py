"""E-mail, SMS gateways, Signal, Matrix and a hundred more: whatever an apprise URL names."""

from __future__ import annotations

import asyncio
import logging

import apprise

from hallenwart_backend.ports import Notice

logging.getLogger("apprise").setLevel(logging.ERROR)


class AppriseNotifier:
    """Implements ports.Notifier. apprise blocks, so each message has a thread while it is handed over."""

    async def notify(self, address: str, notice: Notice) -> bool:
        target = apprise.Apprise()
        if not target.add(address):
            return False
        kind = apprise.NotifyType.FAILURE if notice.urgent else apprise.NotifyType.INFO
        accepted = await asyncio.to_thread(target.notify, title=notice.title, body=notice.body, notify_type=kind)
        if not accepted:
            raise OSError("the next hop did not accept the message")
        return True
