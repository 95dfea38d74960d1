"""Codes: drawn and hashed for a device, kept encrypted as long as a person may need to read them."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hallenwart_backend.config import DeviceEntry
from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_contract.codes import code_hash, draw_code, pepper_of

_NONCE_BYTES: Final = 12


@dataclass(frozen=True, slots=True)
class Drawn:
    """One code for a booking, hashed for each device whose compartments it opens."""

    code: str
    pins: Mapping[str, bytes]
    slots: Mapping[str, Sequence[int]]


class Vault:
    """Key by file; the grant's id is bound in, so a ciphertext does not fit another row."""

    def __init__(self, key: bytes, devices: Mapping[str, DeviceEntry]) -> None:
        self._cipher = AESGCM(key)
        self._devices = devices
        self._hashing = asyncio.Semaphore(2)  # argon2id takes 8 MiB and a core each

    def knows(self, device: str) -> bool:
        return device in self._devices

    def salt(self, device: str) -> bytes:
        return self._devices[device].salt_bytes

    async def draw(self, slots: Mapping[str, Sequence[int]]) -> Drawn:
        """Draw a code for compartments by device. The database refuses a pin that its device has already."""
        code = draw_code(())
        known = {device: numbers for device, numbers in slots.items() if self.knows(device)}
        async with self._hashing:
            pins = await asyncio.to_thread(lambda: {device: self._pin(device, code) for device in known})
        return Drawn(code, pins, known)

    def _pin(self, device: str, code: str) -> bytes:
        entry = self._devices[device]
        return code_hash(code, salt=entry.salt_bytes, pepper=pepper_of(entry.secret_bytes))

    def seal(self, code: str, grant: str) -> bytes:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, code.encode(), grant.encode())

    def open(self, sealed: bytes, grant: str) -> str:
        """Return the code. Raises StoreUnavailableError when records.key is another than it was."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], grant.encode()).decode()
        except InvalidTag as error:
            raise StoreUnavailableError("a code cannot be decrypted: records.key is not the one it was stored with") from error
