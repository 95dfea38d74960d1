"""Who reads data: everybody, or a program that shows a key. Routes ask `Reading` what may be told."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Request

from hallenwart_backend.accounts.refusals import refused
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.opendata.datasets import Rights
from hallenwart_backend.opendata.registry import Registry, may, nowhere
from hallenwart_backend.web.parts import PartsOf

_UNAUTHORIZED: Final = 401
KEYED: Final = {"Cache-Control": "private, no-store", "Vary": "Authorization"}
"""Headers of an answer that only a key opened: no cache on the way may keep it for others."""


@dataclass(frozen=True, slots=True)
class Reader:
    """`keyed`: with a valid key. `wrong`: with one that is not valid, which is told only where a key is needed."""

    registry: Registry
    keyed: bool
    wrong: bool = False

    def may(self, dataset: str) -> bool:
        return may(self.registry.rights(dataset), keyed=self.keyed)

    def need(self, dataset: str) -> None:
        """Raises RefusedError 401 where a key is missing, 404 where the data is off."""
        rights = self.registry.rights(dataset)
        if rights is Rights.OFF:
            raise nowhere()
        if may(rights, keyed=self.keyed):
            return
        if self.wrong:
            raise refused("bad_key")
        raise RefusedError(
            "data_key_needed",
            "Diese Daten gibt es nur mit einem Schlüssel. Fragen Sie das Sportamt danach.",
            "This data needs a key. Ask the sports office for one.",
            status=401,
        )

    def headers(self, *datasets: str) -> dict[str, str]:
        """Return what an answer that holds these datasets must say, so that no cache hands it on to others."""
        return {} if all(self.registry.is_public(one) for one in datasets) else dict(KEYED)


def key_of(request: Request) -> str:
    """Return the key a program shows: as bearer, or as the password of HTTP Basic (any name)."""
    kind, _, told = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return told.strip()
    if kind.lower() == "basic":
        try:
            return base64.b64decode(told.strip(), validate=True).decode().partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return "?"
    return ""


async def reading(request: Request, parts: PartsOf) -> Reader:
    """Return who reads. Raises RefusedError 429 for who asks too fast with a key."""
    key = key_of(request)
    wrong = False
    if key:
        try:
            await parts.account_room.keys.opens_data(key, request.client.host if request.client else "")
        except RefusedError as error:
            if error.status != _UNAUTHORIZED:
                raise
            wrong = True
    return Reader(parts.opendata.registry, bool(key) and not wrong, wrong)


Reading = Annotated[Reader, Depends(reading)]
