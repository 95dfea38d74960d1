"""The one list of ways to reach people."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from hallenwart_backend.adapters.notify_apprise import AppriseNotifier
from hallenwart_backend.adapters.notify_webpush import WebPushNotifier, load_vapid, public_key_of
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.ports import Notifier


@dataclass(frozen=True, slots=True)
class Notifiers:
    """The notifiers by way, the public push key, and what is better loaded before the first alarm."""

    ways: dict[str, Notifier]
    push_key: str
    warm_up: Callable[[], Awaitable[None]]


def open_notifiers(state: Path, records: Records, *, contact: str) -> Notifiers:
    """Raises ConfigError."""
    vapid = load_vapid(state)
    mail = AppriseNotifier()
    ways: dict[str, Notifier] = {"apprise": mail, "webpush": WebPushNotifier(records, vapid, contact)}
    return Notifiers(ways, public_key_of(vapid), mail.warm_up)
