"""Fetches a calendar: by https from public addresses, at most so large, following nothing."""

from __future__ import annotations

from typing import Final

from hallenwart_backend import webhook_rules as rules
from hallenwart_backend.adapters.webhook_http import HttpCall

MOST_BYTES: Final = 1_000_000


class CalendarFetch(HttpCall):
    """Implements `duty.importing.Fetch`. `loopback` allows this machine, for tests and the demo."""

    def __init__(self, *, loopback: bool) -> None:
        super().__init__("calendar", at_once=2, most_bytes=MOST_BYTES + 1)
        self._loopback = loopback

    async def __call__(self, url: str) -> str:
        """Return the text.

        Raises OSError with a code: bad_url, no_https, private_address, status, too_large, or what failed.
        """
        address = f"https://{url.partition('://')[2]}" if url.startswith(("webcal://", "webcals://")) else url
        if fault := rules.fault_of_url(address, loopback=self._loopback):
            raise OSError(fault)
        answer = await self.call("GET", address, headers={"Accept": "text/calendar"})
        if answer.status != 200:
            raise OSError("status")
        if len(answer.body) > MOST_BYTES:
            raise OSError("too_large")
        return answer.body.decode("utf-8", "replace")

    def _look(self, addresses: list[str]) -> None:
        if not all(rules.may_reach(address.partition("%")[0], loopback=self._loopback) for address in addresses):
            raise OSError("private_address")
