"""Web Push: encrypted for one browser (RFC 8291), signed with this server's VAPID key (RFC 8292)."""

from __future__ import annotations

import base64
import hashlib
import json
import socket
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02  # type: ignore[import-untyped]  # ships no types

from hallenwart_backend import webhook_rules
from hallenwart_backend.adapters import push_message
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts.addresses import WEB_PUSH, lane_of
from hallenwart_backend.alerts.ways import store
from hallenwart_backend.apart import run_apart
from hallenwart_backend.errors import ConfigError, DeadAddressError
from hallenwart_backend.ports import Handed, Notice

VAPID_FILE: Final = "vapid.key"
_HERE: Final = frozenset({"localhost", "127.0.0.1"})
_GONE: Final = frozenset({404, 410})
_REFUSED: Final = 300
"""Answers from here on are none that took the message; redirects are never followed."""
_TTL_S: Final = 3_600
_TIMEOUT_S: Final = 10.0


def load_vapid(state: Path) -> Vapid02:
    """Return the server's key, made at the first start (PEM, 0600). Raises ConfigError when the file is no key."""
    path = state / VAPID_FILE
    if not path.exists():
        fresh = Vapid02()
        fresh.generate_keys()
        path.touch(mode=0o600)
        path.write_bytes(fresh.private_pem())
    try:
        return Vapid02.from_pem(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path} is no VAPID key; delete it to get a new one (phones must then subscribe anew)") from error


def public_key_of(vapid: Vapid02) -> str:
    """Return what pages hand to `pushManager.subscribe`: the uncompressed point, base64url without padding."""
    point = vapid.public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


class WebPushNotifier:
    """Implements ports.Notifier; the address is a subscription's endpoint. A dead subscription is forgotten.

    A push service only says that it took the message; the phone's own receipt comes by `/api/push/received`.
    """

    def __init__(self, records: Records, vapid: Vapid02, contact: str) -> None:
        self._records = records
        self._vapid = vapid
        self._contact = contact

    async def notify(self, address: str, notice: Notice) -> Handed:
        keys = await self._records.read(lambda connection: store.keys_of_push(connection, address))
        if keys is None:
            raise DeadAddressError("not subscribed")
        try:
            status = await run_apart(lane_of(WEB_PUSH, address), self._send, address, keys, notice)
        except (ValueError, TypeError) as error:  # keys that are no point on the curve: this subscription never works
            await self._records.write(lambda connection: store.unsubscribe(connection, address))
            raise DeadAddressError("the subscription's keys are no keys") from error
        except OSError as error:  # what requests raises, too
            raise OSError(f"push service not reached: {type(error).__name__}") from error
        if status in _GONE:
            await self._records.write(lambda connection: store.unsubscribe(connection, address))
            raise DeadAddressError(f"push service answered {status}")
        if status >= _REFUSED:
            raise OSError(f"push service answered {status}")
        return Handed()

    def _send(self, endpoint: str, keys: dict[str, str], notice: Notice) -> int:
        _look(endpoint)
        payload = {
            "title": notice.title,
            "body": notice.body,
            "tag": notice.tag,
            "urgent": notice.urgent,
            "link": notice.link,
            "drill": notice.drill,
            "over": notice.over,
            "token": notice.token,
        }
        with _Straight() as session:
            answer = session.post(
                endpoint,
                data=push_message.encrypted(json.dumps(payload).encode(), keys),
                headers={
                    **push_message.signed(self._vapid, endpoint, self._contact),
                    "Content-Encoding": "aes128gcm",
                    "TTL": str(_TTL_S),
                    "Urgency": "high" if notice.urgent else "normal",
                    "Topic": _topic(notice.tag),
                },
                timeout=_TIMEOUT_S,
            )
        return answer.status_code


class _Straight(requests.Session):
    """Goes where a browser's push service is, and never where an answer points: people enter these addresses."""

    def request(self, method: str, url: str | bytes, *args: Any, **how: Any) -> requests.Response:
        return super().request(method, url, *args, **how | {"allow_redirects": False})


def _look(endpoint: str) -> None:
    """Raise OSError for what leads into the inner network. This machine is meant only by who names it so."""
    host = urlsplit(endpoint).hostname or ""
    try:
        found = {str(entry[4][0]).partition("%")[0] for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    except OSError:  # a proxy may know it
        return
    here = host in _HERE
    if not all(webhook_rules.may_reach(address, loopback=here) for address in found):
        raise OSError("no public address")


def _topic(tag: str) -> str:
    """Return at most 32 base64url characters: a waiting message of the same incident is replaced by the newer one."""
    return base64.urlsafe_b64encode(hashlib.sha256(tag.encode()).digest()[:18]).decode()
