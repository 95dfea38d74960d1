"""A telephony gateway on loopback: rings a phone of the town until somebody answers, reads out, takes keys, hangs up."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, urljoin

import httpx
import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from hallenwart_contract.director import OnPhone
from hallenwart_sim.phones import twiml
from hallenwart_sim.phones.inbox import Inbox

BASE: Final = "/phones/calls"
ACCOUNT: Final = "ACstadt"
_CALLS: Final = BASE + twiml.CALLS.format(account=ACCOUNT)
_LETTERS_A_SECOND: Final = 14.0
_OVER: Final = frozenset({"completed", "no-answer", "canceled", "failed"})


@dataclass(slots=True)
class _Call:
    sid: str
    to: str
    url: str
    status_url: str
    ring_s: float
    message: str = ""
    status: str = "queued"
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    keys: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    task: asyncio.Task[None] | None = None


class CallGateway:
    """`people` are names by number. `down`: it answers nobody."""

    def __init__(self, inbox: Inbox, people: Mapping[str, str], secret: str) -> None:
        self._inbox, self._people, self._secret = inbox, people, secret
        self._calls: dict[str, _Call] = {}
        self._http = httpx.AsyncClient(timeout=10)
        self.down = False
        self._closing = False

    def routes(self) -> list[BaseRoute]:
        """Return what the server calls."""
        return [
            Route(f"{_CALLS}.json", self._ring, methods=["POST"]),
            Route(_CALLS + "/{sid}.json", self._tell, methods=["GET", "POST"]),
        ]

    async def close(self) -> None:
        """Hang up everywhere; nobody is told, for the server ends as well."""
        self._closing = True
        talks = [call.task for call in self._calls.values() if call.task is not None]
        for talk in talks:
            talk.cancel()
        await asyncio.gather(*talks, return_exceptions=True)
        await self._http.aclose()

    def on_phone(self, act: OnPhone) -> None:
        """Do what somebody does with their phone. Raises LookupError when it does not ring or talk."""
        call = next((each for each in self._calls.values() if each.message == act.call), None)
        if call is None or call.status in _OVER:
            raise LookupError("dieser Anruf ist vorbei / this call is over")
        if act.press == "answer":
            call.answered.set()
        elif act.press == "hang_up":
            if call.task is not None:
                call.task.cancel()
        elif call.answered.is_set() and len(act.press) == 1 and act.press.isdigit():
            call.keys.put_nowait(act.press)
        else:
            raise LookupError("erst annehmen, dann eine Taste von 0 bis 9 / answer first, then a key from 0 to 9")

    # --- what the server asks ---

    def _refused(self, request: Request) -> Response | None:
        if self.down:
            return JSONResponse({"message": "out of order"}, status_code=503)
        if request.headers.get("authorization") != twiml.login(ACCOUNT, self._secret):
            return JSONResponse({"message": "Authenticate"}, status_code=401)
        return None

    async def _ring(self, request: Request) -> Response:
        if refused := self._refused(request):
            return refused
        said = dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
        if said.get("To") not in self._people:
            return JSONResponse({"message": "no such number"}, status_code=400)
        sid = f"CA{secrets.token_hex(8)}"
        call = _Call(sid, said["To"], said["Url"], said["StatusCallback"], float(said.get("Timeout", "30")))
        self._calls[sid] = call
        call.message = await self._inbox.put(self._people[call.to], "call", title=call.to, state="ringing")
        call.task = asyncio.create_task(self._happen(call), name=f"call {call.to}")
        await asyncio.sleep(0)  # begun: who hangs up now ends it in order
        return JSONResponse({"sid": sid, "status": call.status}, status_code=201)

    async def _tell(self, request: Request) -> Response:
        if refused := self._refused(request):
            return refused
        call = self._calls.get(request.path_params["sid"])
        if call is None:
            return JSONResponse({"message": "no such call"}, status_code=404)
        if request.method == "POST" and call.task is not None:
            call.task.cancel()
        return JSONResponse({"sid": call.sid, "status": call.status})

    # --- the call itself ---

    async def _happen(self, call: _Call) -> None:
        ended = "no-answer"
        try:
            async with asyncio.timeout(call.ring_s):
                await call.answered.wait()
            ended = "completed"
            await self._talk(call)
        except (TimeoutError, httpx.HTTPError):
            pass
        except asyncio.CancelledError:
            ended = "completed" if call.answered.is_set() else "canceled"
        call.status = ended
        await self._inbox.change(call.message, state="over")
        if self._closing:
            return
        with suppress(httpx.HTTPError):
            await self._ask(call.status_url, {"CallSid": call.sid, "CallStatus": ended})

    async def _talk(self, call: _Call) -> None:
        call.status = "in-progress"
        await self._inbox.change(call.message, state="talking")
        with suppress(httpx.HTTPError):
            await self._ask(call.status_url, {"CallSid": call.sid, "CallStatus": call.status})
        url, digits = call.url, ""
        while url:
            form = {"CallSid": call.sid, "CallStatus": call.status} | ({"Digits": digits} if digits else {})
            said = twiml.read((await self._ask(url, form)).text)
            await self._inbox.change(call.message, text=said.text)
            digits = await self._key(call, said) if said.action else ""
            following = said.action if digits else said.again
            url = urljoin(url, following) if following else ""

    async def _key(self, call: _Call, said: twiml.Said) -> str:
        """Read out, and wait for a key; a key while it still reads counts."""
        try:
            async with asyncio.timeout(said.wait_s + len(said.text) / _LETTERS_A_SECOND):
                return await call.keys.get()
        except TimeoutError:
            return ""

    async def _ask(self, url: str, form: Mapping[str, str]) -> httpx.Response:
        headers = {twiml.SIGNATURE: twiml.signature(url, form, self._secret)}
        return (await self._http.post(url, data=dict(form), headers=headers)).raise_for_status()


def phone_route(gateway: CallGateway, *, origins: frozenset[str]) -> Route:
    """Return the route by which the director's page answers and presses keys: 202, 403 to a foreign page, 409, 422."""

    async def press(request: Request) -> Response:
        if request.headers.get("origin") not in origins:
            return JSONResponse({"code": "origin"}, status_code=403)
        try:
            gateway.on_phone(msgspec.json.decode(await request.body(), type=OnPhone))
        except msgspec.MsgspecError:
            return JSONResponse({"code": "malformed"}, status_code=422)
        except LookupError as error:
            return JSONResponse({"code": "not_now", "message": str(error)}, status_code=409)
        return JSONResponse({}, status_code=202)

    return Route("/director/phone", press, methods=["POST"])
