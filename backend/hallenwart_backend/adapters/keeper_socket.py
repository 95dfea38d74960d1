"""Asks the keeper of the authority's key over its unix socket; one connection for each question."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path
from typing import Final, TypeVar

from hallenwart_backend.fleet.enrolment.ports import KeeperAwayError, KeeperRefusedError
from hallenwart_contract.errors import ContractError
from hallenwart_contract.keeper import (
    MAX_LINE_BYTES,
    Answer,
    Ask,
    Issue,
    Issued,
    Refused,
    Revoke,
    Revoked,
    Standing,
    Status,
    line,
    read_answer,
)

ANSWERS_WITHIN_S: Final = 30.0
"""Revoking waits for the broker, too."""
A = TypeVar("A", Issued, Revoked, Standing)


class UnixKeeper:
    """Implements fleet.enrolment.ports.Keeper."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def issue(self, device: str, csr_pem: str) -> Issued:
        return await self._ask(Issue(device=device, csr_pem=csr_pem), Issued)

    async def revoke(self, device: str, reason: str) -> Revoked:
        return await self._ask(Revoke(device=device, reason=reason), Revoked)

    async def standing(self) -> Standing:
        return await self._ask(Status(), Standing)

    async def _ask(self, ask: Ask, wanted: type[A]) -> A:
        try:
            async with asyncio.timeout(ANSWERS_WITHIN_S):
                answer = await self._told(ask)
        except (OSError, TimeoutError, EOFError, ValueError, ContractError) as error:
            raise KeeperAwayError(f"{self._path}: {type(error).__name__} {error}") from error
        if isinstance(answer, Refused):
            raise KeeperRefusedError(answer.code, answer.text)
        if not isinstance(answer, wanted):
            raise KeeperAwayError(f"{self._path} answered with {type(answer).__name__}")
        return answer

    async def _told(self, ask: Ask) -> Answer:
        reader, writer = await asyncio.open_unix_connection(str(self._path), limit=MAX_LINE_BYTES)
        try:
            writer.write(line(ask))
            await writer.drain()
            text = await reader.readuntil(b"\n")
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()
        return read_answer(text)
