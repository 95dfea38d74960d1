"""What the town's people and its director do on the server: sign in, read codes, watch the live pages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

import httpx
import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from hallenwart_contract.live import Live, ManagerView

_TIMEOUT_S: Final = 60.0
_CODE_EVERY_S: Final = 0.5


class Account(msgspec.Struct, frozen=True, kw_only=True):
    email: str
    password: str


class Booking(msgspec.Struct, frozen=True, kw_only=True):
    """The part of a booking that people need; `code_state`: stored, waiting, none."""

    id: str
    hall: str
    sections: list[int]
    title: str
    start_ms: int
    end_ms: int
    state: str
    code: str | None = None
    code_state: str = "none"
    slots: list[int] = []


class _Bookings(msgspec.Struct, frozen=True):
    bookings: list[Booking]


class SignedIn:
    """A person's session with the server; signs in again when the server forgot it."""

    def __init__(self, base_url: str, account: Account) -> None:
        self._account = account
        self._http = httpx.AsyncClient(base_url=base_url, timeout=_TIMEOUT_S, headers={"Origin": base_url})
        self._base_url = base_url

    @property
    def base_url(self) -> str:
        return self._base_url

    async def close(self) -> None:
        await self._http.aclose()

    async def bookings(self, until_ms: int) -> list[Booking]:
        """Return what this person's club has from yesterday until a time. Raises httpx.HTTPError while the server is away."""
        answer = await self._request("GET", "/api/bookings", params={"until_ms": until_ms})
        return msgspec.json.decode(answer.content, type=_Bookings).bookings

    async def book(self, *, hall: str, sections: list[int], start_ms: int, end_ms: int, title: str) -> Booking:
        body = {"hall": hall, "sections": sections, "start_ms": start_ms, "end_ms": end_ms, "title": title}
        answer = await self.post("/api/bookings", body)
        return msgspec.json.decode(answer.content, type=Booking)

    async def get(self, path: str) -> httpx.Response:
        """Raises httpx.HTTPError."""
        return await self._request("GET", path)

    async def post(self, path: str, body: dict[str, object]) -> httpx.Response:
        """Send as the page would. Raises httpx.HTTPError."""
        return await self._request("POST", path, json=body)

    async def put(self, path: str, body: dict[str, object]) -> httpx.Response:
        """Raises httpx.HTTPError."""
        return await self._request("PUT", path, json=body)

    async def delete(self, path: str) -> httpx.Response:
        """Raises httpx.HTTPError."""
        return await self._request("DELETE", path)

    async def stored_code(self, wanted: Booking) -> Booking:
        """Wait until the code of a booking lies at the locker, and return the booking with it."""
        while True:
            for booking in await self.bookings(wanted.end_ms):
                if booking.id == wanted.id and booking.code and booking.code_state == "stored":
                    return booking
            await asyncio.sleep(_CODE_EVERY_S)

    @asynccontextmanager
    async def live(self) -> AsyncIterator[ClientConnection]:
        """Open this person's live page."""
        await self._request("GET", "/api/session")
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self._http.cookies.jar)
        url = self._base_url.replace("http", "ws", 1) + "/api/live"
        async with connect(url, origin=Origin(self._base_url), additional_headers={"Cookie": cookies}, max_size=None) as socket:
            yield socket

    async def views(self) -> AsyncIterator[ManagerView]:
        """Yield the manager page's whole state with every change, until the connection ends."""
        async with self.live() as socket:
            async for message in socket:
                told = msgspec.json.decode(message, type=Live)
                if isinstance(told, ManagerView):
                    yield told

    async def _request(self, method: str, path: str, **options: Any) -> httpx.Response:
        answer = await self._http.request(method, path, **options)
        if answer.status_code in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
            await self._sign_in()
            answer = await self._http.request(method, path, **options)
        return answer.raise_for_status()

    async def _sign_in(self) -> None:
        body = {"email": self._account.email, "password": self._account.password}
        (await self._http.post("/api/session", json=body)).raise_for_status()


async def wait_until_up(url: str, *, within_s: float) -> None:
    """Wait until `url` answers 200. Raises TimeoutError."""
    async with asyncio.timeout(within_s), httpx.AsyncClient(timeout=2.0) as http:
        while True:
            if await _answers(http, url):
                return
            await asyncio.sleep(0.1)


async def _answers(http: httpx.AsyncClient, url: str) -> bool:
    try:
        return (await http.get(url)).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False
