"""Reads a platform over HTTP: by https from public addresses, at most so large, following nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from hallenwart_backend import webhook_rules
from hallenwart_backend.adapters.webhook_http import Answer, HttpCall
from hallenwart_backend.participation.platforms import answers
from hallenwart_backend.participation.platforms.model import Platform, PlatformKind, Read, Told

MOST_BYTES: Final = 2_000_000
_OK: Final = 200
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_NOT_YOURS: Final = frozenset({401, 403})


class PlatformRead(HttpCall):
    """Implements `service.Reading`. `loopback` allows this machine, for tests and the demo."""

    def __init__(self, *, loopback: bool) -> None:
        super().__init__("platform", at_once=2, most_bytes=MOST_BYTES + 1)
        self._loopback = loopback

    async def read(self, platform: Platform, token: str) -> Read:
        """Return what a platform publishes. Raises OSError and AnswerError with a code of `words.READING`."""
        base = platform.url.rstrip("/")
        if platform.kind is PlatformKind.DECIDIM:
            data = answers.data_of(await self._ask(f"{base}/api", answers.DECIDIM, {}))
            return answers.decidim(data, base)
        if platform.kind is PlatformKind.CONSUL:
            return await self._pages(base)
        headers = {"Authorization": f"Token {token}"} if token else {}
        return answers.adhocracy(await self._get("GET", f"{base}/api/app-projects/", b"", headers), base)

    async def _pages(self, base: str) -> Read:
        told: list[Told] = []
        after = ""
        for _ in range(answers.MOST_PAGES):
            variables = {"after": after} if after else {}
            found, following = answers.consul(
                answers.data_of(await self._ask(f"{base}/graphql", answers.CONSUL, variables)), base
            )
            told += found
            if not following or following == after:
                return Read(told)
            after = following
        return Read(told, whole=False)

    async def _ask(self, url: str, query: str, variables: Mapping[str, Any]) -> bytes:
        body = json.dumps({"query": query, "variables": variables}).encode()
        return await self._get("POST", url, body, {"Content-Type": "application/json"})

    async def _get(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> bytes:
        if fault := webhook_rules.fault_of_url(url, loopback=self._loopback):
            raise OSError(fault)
        return _body(await self.call(method, url, body, {"Accept": "application/json", **headers}))

    def _look(self, addresses: list[str]) -> None:
        if not all(webhook_rules.may_reach(address.partition("%")[0], loopback=self._loopback) for address in addresses):
            raise OSError("private_address")


def _body(answer: Answer) -> bytes:
    if answer.status in _MOVED:
        raise OSError("redirect")
    if answer.status in _NOT_YOURS:
        raise OSError("token")
    if answer.status != _OK:
        raise OSError("status")
    if len(answer.body) > MOST_BYTES:
        raise OSError("too_large")
    if not answer.whole:
        raise OSError("truncated")
    return answer.body
