"""A telephony gateway on loopback: rings, listens to what is said, presses keys, and signs its callbacks.

It speaks as the gateways of the TwiML family do: calls are resources, what is said comes as XML from the caller's address.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree as ET

import httpx

from support.http_double import Asked, Double, http_double

ACCOUNT, TOKEN, CALLER = "AC1", "geheim", "+4930111"


@dataclass
class Phone:
    """A person's telephone. `busy` rings end in the word; `keys` are pressed one after another, then it is hung up."""

    keys: Sequence[str] = ()
    busy: str = ""
    heard: list[str] = field(default_factory=list)
    rings: int = 0


@dataclass
class VoiceGateway:
    """`app` is the server that is called back; `refuses` answers every call with this status."""

    app: Any
    phones: dict[str, Phone] = field(default_factory=dict)
    calls: dict[str, dict[str, str]] = field(default_factory=dict)
    refuses: int = 0
    double: Double = field(default_factory=Double)
    public_url: str = "https://hallen.stadt.example"

    def config(self) -> str:
        return f'api = "{self.double.url}"\naccount = "{ACCOUNT}"\ntoken = "{TOKEN}"\ncaller = "{CALLER}"\n'

    def answer(self, asked: Asked) -> tuple[int, object]:
        login = base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        if asked.headers.get("authorization") != f"Basic {login}":
            return 401, {"message": "Authenticate"}
        if self.refuses:
            return self.refuses, {"message": "no"}
        parts = asked.path.removeprefix(f"/2010-04-01/Accounts/{ACCOUNT}/Calls").strip("/").removesuffix(".json")
        if asked.method == "POST" and not parts:
            sid = f"CA{len(self.calls) + 1}"
            self.calls[sid] = asked.form | {"status": "queued"}
            self.phones[asked.form["To"]].rings += 1
            return 201, {"sid": sid, "status": "queued"}
        if asked.method == "POST":
            self.calls[parts]["status"] = "completed"
        return 200, {"sid": parts, "status": self.calls[parts]["status"]}

    async def talk(self, sid: str) -> None:
        """Let a call happen: busy, or answered, listened to, keys pressed, hung up."""
        call = self.calls[sid]
        phone = self.phones[call["To"]]
        if phone.busy:
            await self._status(call, phone.busy)
            return
        keys, url, digits = list(phone.keys), call["Url"], ""
        await self._status(call, "in-progress")
        while url:
            answer = await self._ask(
                url, {"CallSid": sid, "CallStatus": "in-progress"} | ({"Digits": digits} if digits else {})
            )
            assert answer.status_code == 200, answer.text
            root = ET.fromstring(answer.text)  # noqa: S314 - our own server said it
            phone.heard += [f"{say.get('language')}: {say.text}" for say in root.iter("Say")]
            gather, redirect = root.find("Gather"), root.find("Redirect")
            digits = keys.pop(0) if gather is not None and keys else ""
            if gather is not None and digits:
                url = gather.get("action") or ""
            else:
                url = (redirect.text or "") if redirect is not None else ""
        await self._status(call, "completed")

    async def _status(self, call: dict[str, str], word: str) -> None:
        call["status"] = word
        if word != "in-progress":
            assert (await self._ask(call["StatusCallback"], {"CallStatus": word})).status_code == 204

    async def _ask(self, url: str, form: dict[str, str], *, secret: str = TOKEN) -> httpx.Response:
        signed = url + "".join(f"{name}{form[name]}" for name in sorted(form))
        mark = base64.b64encode(hmac.new(secret.encode(), signed.encode(), hashlib.sha1).digest()).decode()
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=self.public_url) as client:
            return await client.post(url, data=form, headers={"X-Twilio-Signature": mark})

    async def forge(self, url: str, form: dict[str, str]) -> httpx.Response:
        """Call back as somebody who does not know the secret."""
        return await self._ask(url, form, secret="anders")


@asynccontextmanager
async def voice_gateway(app: Any = None) -> AsyncIterator[VoiceGateway]:
    gateway = VoiceGateway(app)
    async with http_double(gateway.answer) as double:
        gateway.double = double
        yield gateway
