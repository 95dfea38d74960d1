"""Judges signed requests of devices: whose key, how old, told before. Keys come from the records, nonces stand in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key

from hallenwart_backend.bucket import Buckets
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.fleet.enrolment.refusals import refused
from hallenwart_contract.clock import Clock
from hallenwart_contract.device_http import MAX_AGE_MS, PREFIX, Asked, asked_of, check_signature
from hallenwart_contract.errors import BadSignatureError

S = TypeVar("S", bound=msgspec.Struct)
_FAILURES: Final = 30
_FAILURES_PER_S: Final = 0.2
_ASKS: Final = 60
_ASKS_PER_S: Final = 1.0
_PARTS: Final = 200
_PARTS_PER_S: Final = 20.0
"""Of streams: a camera sends a part a second and catches up after a gap, a display fetches playlist and part."""
_STREAMS: Final = f"{PREFIX}/streams/"
_MOST_NONCES: Final = 200_000


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """A public key the server gave a certificate to. `public_key` is DER; `until_ms` when the certificate ends."""

    serial: str
    public_key: bytes
    until_ms: int


@dataclass(frozen=True, slots=True)
class Known:
    """What the records say of a device: its state, and its keys, the newest first."""

    state: str
    keys: Sequence[DeviceKey] = ()


class Keys(Protocol):
    async def known(self, device: str) -> Known | None:
        """Return what is known of a device, None when there is none of this id."""
        ...


@dataclass(frozen=True, slots=True)
class Sent:
    """A request whose signature held. `t_ms` is the server's time; `expired`: the certificate had ended."""

    device: str
    t_ms: int
    asked: Asked
    signature: bytes
    serial: str
    expired: bool

    def read(self, kind: type[S]) -> S:
        """Return the body as this struct. Raises RefusedError 422."""
        return read_body(self.asked.body, kind)


def read_body(body: bytes, kind: type[S]) -> S:
    """Raises RefusedError 422."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise refused("bad_body", detail=str(error)[:200]) from error


class Gate:
    """One per server. What was signed before this server started is answered with `clock`: its nonces were forgotten."""

    def __init__(self, keys: Keys, clock: Clock) -> None:
        self._keys = keys
        self._clock = clock
        self._begun_ms = clock.now_ms()
        self._nonces: dict[str, int] = {}
        self._swept_ms = 0
        self._failures = Buckets(_FAILURES, _FAILURES_PER_S)
        self._asks = Buckets(_ASKS, _ASKS_PER_S)
        self._parts = Buckets(_PARTS, _PARTS_PER_S)
        self._looks = Buckets()

    async def judge(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes, sender: str, *, expired_may: bool = False
    ) -> Sent:
        """Return who asks and what. `sender` is the network address. Raises RefusedError 401, 403, 409, 429."""
        self.calm(sender)
        try:
            asked, signature = asked_of(method, path, headers, body)
        except BadSignatureError as error:
            raise self.failed(sender, "not_signed") from error
        known = await self._keys.known(asked.device)
        key = _signer(asked, signature, known) if known else None
        if known is None or key is None:
            # The same words for a device that is not there: nobody is to find out which there are.
            raise self.failed(sender, "bad_signature" if known is None or known.state != "revoked" else "device_revoked")
        now_ms = self._clock.now_ms()
        asks = self._parts if path.startswith(_STREAMS) else self._asks
        if wait_ms := asks.take(asked.device, self._clock.mono_ms()):
            raise refused("too_many", wait_s=wait_ms // 1000 + 1)
        self._fresh(asked, now_ms)
        if known.state == "revoked":
            raise refused("device_revoked")
        expired = key.until_ms <= now_ms
        if expired and not expired_may:
            raise refused("certificate_ended")
        return Sent(asked.device, now_ms, asked, signature, key.serial, expired)

    def calm(self, sender: str) -> None:
        """Raises RefusedError 429 while this address has failed too often."""
        if wait_ms := self._failures.wait_ms(sender, self._clock.mono_ms()):
            raise refused("too_many", wait_s=wait_ms // 1000 + 1)

    def looked(self, sender: str) -> None:
        """Raises RefusedError 429 when this address asks for the authority too often."""
        if wait_ms := self._looks.take(sender, self._clock.mono_ms()):
            raise refused("too_many", wait_s=wait_ms // 1000 + 1)

    def failed(self, sender: str, code: str) -> RefusedError:
        """Count a failure of this address and return the refusal."""
        self._failures.take(sender, self._clock.mono_ms())
        return refused(code)

    def _fresh(self, asked: Asked, now_ms: int) -> None:
        """Raises RefusedError for what is too old, of the future, or was here before."""
        if abs(asked.time_ms - now_ms) > MAX_AGE_MS or asked.time_ms < self._begun_ms:
            raise refused("clock", now_ms=now_ms)
        self._sweep(now_ms)
        name = f"{asked.device}\n{asked.nonce}"
        if name in self._nonces:
            raise refused("replayed")
        self._nonces[name] = asked.time_ms

    def _sweep(self, now_ms: int) -> None:
        """Forget what would be too old by now."""
        if now_ms - self._swept_ms < MAX_AGE_MS // 5 and len(self._nonces) < _MOST_NONCES:
            return
        self._swept_ms = now_ms
        self._nonces = {name: time_ms for name, time_ms in self._nonces.items() if time_ms >= now_ms - MAX_AGE_MS}


def _signer(asked: Asked, signature: bytes, known: Known) -> DeviceKey | None:
    for key in known.keys:
        public = load_der_public_key(key.public_key)
        if isinstance(public, EllipticCurvePublicKey):
            try:
                check_signature(asked, signature, public)
            except BadSignatureError:
                continue
            return key
    return None
