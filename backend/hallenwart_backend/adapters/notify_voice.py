"""Telephone calls through a gateway. `GATEWAYS` lists those there are; another (SIP) joins them as one more class."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import quote, urlencode

import msgspec

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.adapters.webhook_http import Answer, HttpCall
from hallenwart_backend.alerts.addresses import TELEPHONE
from hallenwart_backend.alerts.voice import rules, store
from hallenwart_backend.alerts.voice.rules import CallState
from hallenwart_backend.alerts.voice.service import Secret
from hallenwart_backend.config import read_toml
from hallenwart_backend.errors import ConfigError, DeadAddressError
from hallenwart_backend.ports import Became, Handed, Notice
from hallenwart_contract.clock import Clock

FILE: Final = "voice.toml"
_FORM: Final = "application/x-www-form-urlencoded"


class VoiceFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`voice.toml`: which gateway calls, as whom, from which number. `api` is its address, `token` also signs its callbacks."""

    gateway: str = "twiml"
    api: str
    account: str
    token: str
    caller: str


class Gateway(Protocol):
    """What a telephony gateway has to do. `to` is a number as +49…; raises OSError to try again, DeadAddressError never to."""

    async def call(self, to: str, token: str) -> str:
        """Ring, and ask `/voice/{token}` what to say; return the gateway's id of the call."""
        ...

    async def state(self, call: str) -> CallState: ...

    async def hang_up(self, call: str) -> None:
        """End a call, however far it is. Idempotent."""
        ...

    def close(self) -> None: ...


class TwimlGateway:
    """A gateway whose calls are resources under `/2010-04-01/Accounts/{account}/Calls`, as several makers offer it.

    Source: the public REST descriptions of Twilio's Calls resource and of its request signatures.
    """

    def __init__(self, file: VoiceFile, public_url: str) -> None:
        self._calls = f"{file.api.rstrip('/')}/2010-04-01/Accounts/{quote(file.account)}/Calls"
        self._caller = file.caller
        self._public_url = public_url
        login = base64.b64encode(f"{file.account}:{file.token}".encode()).decode()
        self._headers = {"Authorization": f"Basic {login}", "Content-Type": _FORM}
        self._http = HttpCall("voice", at_once=16)

    async def call(self, to: str, token: str) -> str:
        here = f"{self._public_url}/voice/{token}"
        fields = {
            "To": to,
            "From": self._caller,
            "Url": here,
            "Method": "POST",
            "StatusCallback": f"{here}/status",
            "StatusCallbackMethod": "POST",
            "Timeout": str(rules.RING_S),
        }
        return str(_read(await self._post(".json", fields))["sid"])

    async def state(self, call: str) -> CallState:
        answer = await self._http.call("GET", f"{self._calls}/{quote(call)}.json", headers=self._headers)
        return rules.state_of(str(_read(answer).get("status", "")))

    async def hang_up(self, call: str) -> None:
        _read(await self._post(f"/{quote(call)}.json", {"Status": "completed"}))

    async def _post(self, path: str, fields: dict[str, str]) -> Answer:
        return await self._http.call("POST", f"{self._calls}{path}", urlencode(fields).encode(), self._headers)

    def close(self) -> None:
        self._http.close()


GATEWAYS: Final[dict[str, Callable[[VoiceFile, str], Gateway]]] = {"twiml": TwimlGateway}


class VoiceNotifier:
    """Implements ports.FollowedNotifier; addresses are telephone numbers."""

    def __init__(self, records: Records, clock: Clock, gateway: Gateway) -> None:
        self._records = records
        self._clock = clock
        self._gateway = gateway

    async def notify(self, address: str, notice: Notice) -> Handed:
        number = address.removeprefix("tel:")
        if not TELEPHONE.fullmatch(f"tel:{number}"):
            raise DeadAddressError("no telephone number: +49…")
        token, now = secrets.token_hex(16), self._clock.now_ms()
        await self._records.write(lambda connection: store.begin(connection, token, notice.letter, now_ms=now))
        call = await self._gateway.call(number, token)
        await self._records.write(lambda connection: store.named(connection, token, call))
        return Handed(call)

    async def follow(self, address: str, receipt: str) -> Became:  # noqa: ARG002 - the port's; the call says it all
        """Ask in case the gateway's own word got lost."""
        state = await self._gateway.state(receipt)
        became = {CallState.MISSED: Became.MISSED, CallState.DONE: Became.ENDED, CallState.TALKING: Became.DELIVERED}
        return became.get(state, Became.WAITING)

    async def cancel(self, address: str, receipt: str) -> None:  # noqa: ARG002 - the port's; the call says it all
        await self._gateway.hang_up(receipt)

    def close(self) -> None:
        self._gateway.close()


@dataclass(frozen=True, slots=True)
class OpenVoice:
    """The notifier, and how its gateway proves itself."""

    notifier: VoiceNotifier
    secret: Secret


def open_voice(state: Path, records: Records, clock: Clock, public_url: str) -> OpenVoice | None:
    """Return None without `voice.toml`. Raises ConfigError."""
    path = state / FILE
    if not path.exists():
        return None
    try:
        file = msgspec.convert(read_toml(path), VoiceFile)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {error}") from error
    if file.gateway not in GATEWAYS:
        raise ConfigError(f"{path}: gateway is one of: {', '.join(sorted(GATEWAYS))}")
    public = public_url.rstrip("/")
    return OpenVoice(VoiceNotifier(records, clock, GATEWAYS[file.gateway](file, public)), Secret(file.token, public))


def _read(answer: Answer) -> dict[str, Any]:
    try:
        told = json.loads(answer.body or b"{}")
    except ValueError:
        told = {}
    said: dict[str, Any] = told if isinstance(told, dict) else {}
    if 200 <= answer.status < 300:
        return said
    why = f"the gateway answered {answer.status}: {said.get('message', '')}"[:200]
    if answer.status in {400, 404}:
        raise DeadAddressError(why)
    raise OSError(why)
