"""The dependency of every signed route: who asks, and what."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from hallenwart_backend.fleet.enrolment.signing import Sent
from hallenwart_backend.web.parts import PartsOf


def sender_of(request: Request) -> str:
    """Return the network address that asks, empty when it is not known."""
    return request.client.host if request.client else ""


def path_of(request: Request) -> str:
    """Return path and query as they were sent: that is what is signed."""
    raw, query = request.scope.get("raw_path") or request.scope["path"].encode(), request.scope["query_string"]
    path = raw.decode("ascii", "replace")
    return f"{path}?{query.decode('ascii', 'replace')}" if query else path


async def _signed(request: Request, parts: PartsOf) -> Sent:
    return await parts.enrolment.gate.judge(
        request.method, path_of(request), request.headers, await request.body(), sender_of(request)
    )


async def _signed_late(request: Request, parts: PartsOf) -> Sent:
    return await parts.enrolment.gate.judge(
        request.method, path_of(request), request.headers, await request.body(), sender_of(request), expired_may=True
    )


BySigned = Annotated[Sent, Depends(_signed)]
"""A device with a certificate that holds."""
BySignedLate = Annotated[Sent, Depends(_signed_late)]
"""The same, also when its certificate has ended."""
