"""Fetches a calendar: by https from public addresses, at most so large, following nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hallenwart_backend import webhook_rules as rules
from hallenwart_backend.adapters.webhook_http import Answer, HttpCall

MOST_BYTES: Final = 1_000_000
MOST_PLAN_BYTES: Final = 5_000_000
_OK: Final = 200
_NOT_MODIFIED: Final = 304
_MOVED: Final = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class PlanText:
    """`text` None: nothing changed since it was read last. `tag` and `modified` are ETag and Last-Modified."""

    text: str | None
    tag: str = ""
    modified: str = ""


class CalendarFetch(HttpCall):
    """Implements `duty.importing.Fetch`. `loopback` allows this machine, for tests and the demo."""

    accepts = "text/calendar"

    def __init__(self, *, loopback: bool, name: str = "calendar", at_once: int = 2, most_bytes: int = MOST_BYTES) -> None:
        super().__init__(name, at_once=at_once, most_bytes=most_bytes + 1)
        self._loopback = loopback
        self._most = most_bytes

    async def __call__(self, url: str) -> str:
        """Return the text.

        Raises OSError with a code: bad_url, no_https, private_address, status, too_large, or what failed.
        """
        return _text(await self._get(url, {}), self._most)

    async def _get(self, url: str, known: dict[str, str]) -> Answer:
        address = f"https://{url.partition('://')[2]}" if url.startswith(("webcal://", "webcals://")) else url
        if fault := rules.fault_of_url(address, loopback=self._loopback):
            raise OSError(fault)
        return await self.call("GET", address, headers={"Accept": self.accepts, **known})

    def _look(self, addresses: list[str]) -> None:
        if not all(rules.may_reach(address.partition("%")[0], loopback=self._loopback) for address in addresses):
            raise OSError("private_address")


class PlanFetch(CalendarFetch):
    """Implements `booking.outside.polling.Fetch`: calendars of whole halls, read only where they changed."""

    def __init__(self, *, loopback: bool) -> None:
        super().__init__(loopback=loopback, name="plan", at_once=8, most_bytes=MOST_PLAN_BYTES)

    async def since(self, url: str, tag: str, modified: str) -> PlanText:
        """Return the text, or that what has this ETag or date still stands.

        Raises OSError as a call does, and with the codes redirect, truncated.
        """
        known = {"If-None-Match": tag, "If-Modified-Since": modified}
        answer = await self._get(url, {name: text for name, text in known.items() if text})
        if answer.status == _NOT_MODIFIED and (tag or modified):
            return PlanText(None, tag, modified)
        if answer.status in _MOVED:
            raise OSError("redirect")
        return PlanText(_text(answer, self._most), answer.headers.get("etag", ""), answer.headers.get("last-modified", ""))


def _text(answer: Answer, most: int) -> str:
    if answer.status != _OK:
        raise OSError("status")
    if len(answer.body) > most:
        raise OSError("too_large")
    if not answer.whole:
        raise OSError("truncated")
    return answer.body.decode("utf-8", "replace")
