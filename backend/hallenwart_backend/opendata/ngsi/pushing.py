"""Sends entities to a context broker of the city: what changed, and what is gone; everything again after a failure."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final, Protocol

from hallenwart_backend.city.plan import Ngsi
from hallenwart_backend.opendata.ngsi import context
from hallenwart_backend.opendata.ngsi.entities import Entity

log = logging.getLogger(__name__)
SENT_FILE: Final = "ngsi-sent.json"
_AT_ONCE: Final = 100
_DONE: Final = frozenset({200, 201, 204})
_PARTLY: Final = 207
_LONGEST_WAIT_S: Final = 600.0


class Answered(Protocol):
    @property
    def status(self) -> int: ...

    @property
    def body(self) -> bytes: ...


class Send(Protocol):
    async def call(self, method: str, url: str, body: bytes = b"", headers: Mapping[str, str] = ...) -> Answered:
        """Call once, follow nothing. Raises OSError."""
        ...


class Pusher:
    """`entities` are those that everybody may know now. Which ids stand there is kept in `state` over a restart."""

    def __init__(self, config: Ngsi, send: Send, entities: Callable[[], Awaitable[Sequence[Entity]]], state: Path) -> None:
        self._config, self._send, self._entities = config, send, entities
        self._file = state / SENT_FILE
        self._sent: dict[str, str] = _read(self._file)
        self._wake = asyncio.Event()
        self.trouble = "not tried yet"

    def wake(self) -> None:
        """Look at once: rights changed."""
        self._wake.set()

    async def run(self) -> None:
        """Send until cancelled."""
        wait_s: float = self._config.every_s
        while True:
            try:
                trouble = await self.push()
            except OSError as error:
                trouble = str(error) or type(error).__name__
            if trouble and trouble != self.trouble:
                log.warning("context broker %s: %s", self._config.url, trouble)
            self.trouble = trouble
            wait_s = min(wait_s * 2, _LONGEST_WAIT_S) if trouble else float(self._config.every_s)
            try:
                async with asyncio.timeout(wait_s):
                    await self._wake.wait()
            except TimeoutError:
                continue
            self._wake.clear()

    async def push(self) -> str:
        """Send what is not sent yet; return what went wrong, empty where all is well. Raises OSError."""
        now = {str(one["id"]): one for one in await self._entities()}
        marks = {name: _mark(one) for name, one in now.items()}
        troubles = []
        for names in _some([name for name, mark in marks.items() if self._sent.get(name) != mark]):
            failed, trouble = await self._upsert([now[name] for name in names])
            troubles.append(trouble)
            self._sent |= {name: marks[name] for name in names if name not in failed}
            self._keep()
        for names in _some([name for name in self._sent if name not in now]):
            failed, trouble = await self._call("delete", list(names), names)
            troubles.append(trouble)
            for name in names:
                if name not in failed:
                    del self._sent[name]
            self._keep()
        return next(filter(None, troubles), "")

    async def _upsert(self, held: Sequence[Entity]) -> tuple[set[str], str]:
        """`update` leaves alone what others added to an entity."""
        names = [str(one["id"]) for one in held]
        context_of = [context.TERMS, context.CORE]
        return await self._call("upsert?options=update", [{**one, "@context": context_of} for one in held], names)

    async def _call(self, what: str, content: object, names: Sequence[str]) -> tuple[set[str], str]:
        """Return which of these failed, and why."""
        headers = {"Content-Type": "application/ld+json" if what.startswith("upsert") else "application/json"}
        if self._config.token:
            headers["Authorization"] = f"Bearer {self._config.token}"
        if self._config.tenant:
            headers["NGSILD-Tenant"] = self._config.tenant
        url = f"{self._config.url}/ngsi-ld/v1/entityOperations/{what}"
        body = json.dumps(content, ensure_ascii=False).encode()
        answer = await self._send.call("POST", url, body, headers)
        if answer.status in _DONE:
            return set(), ""
        if answer.status == _PARTLY:
            failed = _failed(answer.body, names)
            if what == "delete":
                return set(), ""  # what is not there any more is gone
            return failed, f"{len(failed)} of {len(names)} entities were refused" if failed else ""
        return set(names), f"HTTP {answer.status}"

    def _keep(self) -> None:
        self._file.write_text(json.dumps(self._sent), encoding="utf-8")


def _failed(body: bytes, names: Sequence[str]) -> set[str]:
    """Return the ids that a batch answer names as failed; all of them where it cannot be read."""
    try:
        errors = json.loads(body).get("errors", [])
        return {str(one["entityId"]) for one in errors}
    except (ValueError, AttributeError, TypeError, KeyError):
        return set(names)


def _mark(entity: Entity) -> str:
    return sha256(json.dumps(entity, sort_keys=True).encode()).hexdigest()[:16]


def _some(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[at : at + _AT_ONCE] for at in range(0, len(names), _AT_ONCE))


def _read(path: Path) -> dict[str, str]:
    """Return which entities were sent, to be sent anew; empty where the file is missing or spoilt."""
    try:
        return {str(name): "" for name in json.loads(path.read_text(encoding="utf-8"))}
    except (OSError, ValueError):
        return {}
