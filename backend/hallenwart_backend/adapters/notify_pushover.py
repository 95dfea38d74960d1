"""Pushover, spoken to directly: apprise cannot ask what became of an emergency message, nor cancel it.

Messages, receipts and cancelling as https://pushover.net/api and https://pushover.net/api/receipts describe them. Emergency
priority repeats on the phone until its owner acknowledges there, which counts as that person's acknowledgement here.
"""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from hallenwart_backend.adapters.webhook_http import Answer, HttpCall
from hallenwart_backend.errors import DeadAddressError
from hallenwart_backend.ports import Became, Handed, Notice

API: Final = "https://api.pushover.net"
RETRY_S: Final = 60
"""How often the phone repeats; Pushover allows 30 and more."""
EXPIRE_S: Final = 3_600
"""How long it repeats; Pushover allows up to 10 800."""
_EMERGENCY: Final = 2
_QUIET: Final = -1
_MOST_TITLE: Final = 250
_MOST_BODY: Final = 1_024
_FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}


class PushoverNotifier:
    """Implements ports.FollowedNotifier; addresses are `pover://USER@TOKEN[/DEVICE]`, as apprise writes them."""

    def __init__(self, *, api: str = API) -> None:
        self._api = api.rstrip("/")
        self._http = HttpCall("pushover", at_once=16)

    async def notify(self, address: str, notice: Notice) -> Handed:
        user, token, device = _parts(address)
        fields: dict[str, str | int] = {
            "token": token,
            "user": user,
            "title": notice.title[:_MOST_TITLE],
            "message": notice.body[:_MOST_BODY] or notice.title,
            "priority": _EMERGENCY if notice.urgent else _QUIET if notice.over else 0,
            "tags": notice.tag,
        }
        if device:
            fields["device"] = device
        if notice.urgent:
            fields |= {"retry": RETRY_S, "expire": EXPIRE_S, "sound": "siren"}
        if "://" in notice.link:
            fields |= {"url": notice.link, "url_title": "Hallenwart"}
        answer = _read(await self._post("/1/messages.json", fields))
        return Handed(f"{token}:{answer['receipt']}" if answer.get("receipt") else "")

    async def follow(self, address: str, receipt: str) -> Became:  # noqa: ARG002 - the port's; the receipt says it all
        token, _, number = receipt.rpartition(":")
        answer = _read(await self._http.call("GET", f"{self._api}/1/receipts/{number}.json?{urlencode({'token': token})}"))
        if answer.get("acknowledged"):
            return Became.ACKED
        if answer.get("expired"):
            return Became.ENDED
        return Became.DELIVERED if answer.get("last_delivered_at") else Became.WAITING

    async def cancel(self, address: str, receipt: str) -> None:  # noqa: ARG002 - the port's; the receipt says it all
        token, _, number = receipt.rpartition(":")
        _read(await self._post(f"/1/receipts/{number}/cancel.json", {"token": token}))

    async def _post(self, path: str, fields: dict[str, str | int]) -> Answer:
        return await self._http.call("POST", f"{self._api}{path}", urlencode(fields).encode(), _FORM)

    def close(self) -> None:
        self._http.close()


def _parts(address: str) -> tuple[str, str, str]:
    """Return (user, token, device). Raises DeadAddressError."""
    parts = urlsplit(address)
    user, _, token = parts.netloc.rpartition("@")
    if parts.scheme != "pover" or not user or not token:
        raise DeadAddressError("no Pushover address: pover://USER@TOKEN")
    device = unquote(parts.path.strip("/")) or next(iter(parse_qs(parts.query).get("to", [])), "")
    return unquote(user), unquote(token), device


def _read(answer: Answer) -> dict[str, Any]:
    """Return what Pushover said. It refuses for good with 4xx, save 429: too many messages this month."""
    try:
        told = json.loads(answer.body)
    except ValueError:
        told = {}
    said: dict[str, Any] = told if isinstance(told, dict) else {}
    if answer.status == 200 and said.get("status") == 1:
        return said
    why = f"Pushover answered {answer.status}: {', '.join(str(one) for one in said.get('errors', [])) or 'no reason'}"[:200]
    if 400 <= answer.status < 500 and answer.status != 429:
        raise DeadAddressError(why)
    raise OSError(why)
