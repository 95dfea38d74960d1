"""The one list of ways to reach people."""

from __future__ import annotations

from pathlib import Path

from hallenwart_backend.adapters.notify_apprise import AppriseNotifier
from hallenwart_backend.adapters.notify_webpush import WebPushNotifier, load_vapid, public_key_of
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.ports import Notifier


def open_notifiers(state: Path, records: Records, *, contact: str) -> tuple[dict[str, Notifier], str]:
    """Return the notifiers by way, and the public push key. Raises ConfigError."""
    vapid = load_vapid(state)
    ways: dict[str, Notifier] = {"apprise": AppriseNotifier(), "webpush": WebPushNotifier(records, vapid, contact)}
    return ways, public_key_of(vapid)
