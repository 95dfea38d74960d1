"""Codes and card keys: drawn and hashed for a device, kept encrypted as long as a person may need them."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_backend.fleet.ports import DeviceEntry
from hallenwart_contract import dark_codes, sealed
from hallenwart_contract.codes import (
    CODE_DIGITS,
    LONG_DIGITS,
    card_hash,
    card_pepper_of,
    code_hash,
    draw_code,
    draw_extra,
    duress_of,
    pepper_of,
)
from hallenwart_contract.dark_codes import DarkCode

_NONCE_BYTES: Final = 12
_PSEUDONYM_CONTEXT: Final = b"hallenwart pseudonym 1\n"
_MARK_CONTEXT: Final = b"hallenwart card mark 1\n"
_SUN_META_CONTEXT: Final = b"hallenwart sun meta 1\n"
_PSEUDONYM_CHARS: Final = 12
_MARK_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Hashes:
    """What one device keeps of a code. `pin` is empty for staff, `long` and `duress` for a code without extra digits."""

    pin: bytes = b""
    long: bytes = b""
    duress: bytes = b""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One code for a booking, hashed for each device whose compartments it opens. `code` is the long one."""

    code: str
    hashes: Mapping[str, Hashes]
    slots: Mapping[str, Sequence[int]]


class Vault:
    """Key by file; the owner's id is bound in, so a ciphertext does not fit another row."""

    def __init__(self, key: bytes, devices: Mapping[str, DeviceEntry]) -> None:
        self._key = key
        self._cipher = AESGCM(key)
        self._devices = devices
        self._hashing = asyncio.Semaphore(2)  # argon2id takes 8 MiB and a core each

    def knows(self, device: str) -> bool:
        return device in self._devices

    def salt(self, device: str) -> bytes:
        return self._devices[device].salt

    def pseudonym(self, person: str) -> str:
        """Return by which name devices and the audit know a person; empty for nobody."""
        return self._mac(_PSEUDONYM_CONTEXT, person.encode()).hex()[:_PSEUDONYM_CHARS] if person else ""

    def mark(self, uid: bytes) -> bytes:
        """Return what two entries of one card have in common."""
        return self._mac(_MARK_CONTEXT, uid)[:_MARK_BYTES]

    def mac(self, purpose: bytes, body: bytes) -> bytes:
        """Return a keyed hash of 32 bytes, for links that only this server can make. The purpose ends with a line feed."""
        return self._mac(purpose, body)

    def sun_meta_key(self) -> bytes:
        """Return the town's key that hides the numbers of NTAG 424 cards (16 bytes): it is written into each card."""
        return self._mac(_SUN_META_CONTEXT, b"")[:_MARK_BYTES]

    def _mac(self, context: bytes, body: bytes) -> bytes:
        return hmac.new(self._key, context + body, hashlib.sha256).digest()

    # --- codes ---

    async def draw(self, slots: Mapping[str, Sequence[int]]) -> Drawn:
        """Draw a code for compartments by device. The records refuse one that its device has already."""
        return await self.hashed(draw_code(()) + draw_extra(), slots)

    def known(self, slots: Mapping[str, Sequence[int]]) -> dict[str, Sequence[int]]:
        """Leave out devices that were never provisioned."""
        return {device: numbers for device, numbers in slots.items() if self.knows(device)}

    async def hashed(self, code: str, slots: Mapping[str, Sequence[int]]) -> Drawn:
        known = self.known(slots)
        return Drawn(code, await self.hashes(code, known), known)

    async def hashes(self, code: str, devices: Iterable[str], *, long_only: bool = False) -> dict[str, Hashes]:
        """Hash for each device, three argon2id runs each, in a thread."""
        found: dict[str, Hashes] = {}
        for device in devices:
            async with self._hashing:
                found[device] = await asyncio.to_thread(self._hashes, device, code, long_only)
        return found

    def _hashes(self, device: str, code: str, long_only: bool) -> Hashes:
        entry = self._devices[device]
        salt, pepper = entry.salt, pepper_of(entry.secret)

        def hashed(digits: str) -> bytes:
            return code_hash(digits, salt=salt, pepper=pepper)

        pin = b"" if long_only else hashed(code[:CODE_DIGITS])
        if len(code) < LONG_DIGITS:
            return Hashes(pin)
        return Hashes(pin, hashed(code), hashed(duress_of(code)))

    def card(self, device: str, uid: bytes) -> bytes:
        return card_hash(uid, pepper=card_pepper_of(self._devices[device].secret))

    def dark_digits(self, device: str, code: DarkCode, kid: int) -> str:
        """Return the nine digits that a dark locker will accept for `code`."""
        return dark_codes.digits_of(code, key=dark_codes.key_of(self._devices[device].secret, kid))

    # --- secrets at rest and on their way ---

    def seal(self, code: str, owner: str) -> bytes:
        return self.seal_bytes(code.encode(), owner)

    def seal_bytes(self, secret: bytes, owner: str) -> bytes:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, secret, owner.encode())

    def open(self, sealed_code: bytes, owner: str) -> str:
        """Return the code. Raises StoreUnavailableError when records.key is another than it was."""
        return self.open_bytes(sealed_code, owner).decode()

    def open_bytes(self, sealed_secret: bytes, owner: str) -> bytes:
        nonce, body = sealed_secret[:_NONCE_BYTES], sealed_secret[_NONCE_BYTES:]
        try:
            return self._cipher.decrypt(nonce, body, owner.encode())
        except InvalidTag as error:
            raise StoreUnavailableError("a code cannot be decrypted: records.key is not the one it was stored with") from error

    def seal_for(self, device: str, secret: bytes, about: str, *, steady: bool = False) -> bytes:
        """Encrypt for one device; see `contract.sealed`."""
        return sealed.seal(secret, device_secret=self._devices[device].secret, about=about, steady=steady)

    def unseal_from(self, device: str, secret: bytes, about: str) -> bytes:
        """Return what a device sealed. Raises BadSignatureError."""
        return sealed.unseal(secret, device_secret=self._devices[device].secret, about=about)
