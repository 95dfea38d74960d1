"""The one list of ways to reach people."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from hallenwart_backend.adapters.notify_apprise import AppriseNotifier
from hallenwart_backend.adapters.notify_pushover import PushoverNotifier
from hallenwart_backend.adapters.notify_voice import open_voice
from hallenwart_backend.adapters.notify_webpush import WebPushNotifier, load_vapid, public_key_of
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts.addresses import APPRISE, PUSHOVER, VOICE, WEB_PUSH
from hallenwart_backend.alerts.voice.service import Secret
from hallenwart_backend.ports import Notifier
from hallenwart_backend.start import Options


@dataclass(frozen=True, slots=True)
class Notifiers:
    """The notifiers by way, the public push key, how the telephony gateway proves itself (None: no gateway).

    `warm_up` loads before the first alarm what is slow to load.
    """

    ways: dict[str, Notifier]
    push_key: str
    voice: Secret | None
    warm_up: Callable[[], Awaitable[None]]
    close: Callable[[], None]


def open_notifiers(options: Options, records: Records) -> Notifiers:
    """Raises ConfigError."""
    vapid = load_vapid(options.state)
    mail, pushover = AppriseNotifier(), PushoverNotifier()
    ways: dict[str, Notifier] = {
        APPRISE: mail,
        PUSHOVER: pushover,
        WEB_PUSH: WebPushNotifier(records, vapid, options.contact),
    }
    voice = open_voice(options.state, records, options.clock, options.public_url)
    if voice is not None:
        ways[VOICE] = voice.notifier

    def close() -> None:
        pushover.close()
        if voice is not None:
            voice.notifier.close()

    return Notifiers(ways, public_key_of(vapid), voice.secret if voice else None, mail.warm_up, close)
