"""Who asks, and whether it is a repeat: FastAPI's dependencies of the routes for booking systems."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import Depends, Header, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import StringConstraints

from hallenwart_backend.access.partners import rules
from hallenwart_backend.access.partners.answers import PartnerUnavailableOut
from hallenwart_backend.access.partners.once import Once
from hallenwart_backend.access.partners.refusals import refused
from hallenwart_backend.access.partners.systems import Partner
from hallenwart_backend.web.audited import Actor
from hallenwart_backend.web.fields import Refusal, Shape
from hallenwart_backend.web.parts import PartsOf

_bearer: Final = HTTPBearer(auto_error=False, scheme_name="partnerKey", description="the system's key, `hwp_…`")

ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    401: {"model": Refusal, "description": "`bad_key`: no key, a wrong one, or one that was closed"},
    422: {
        "model": Refusal,
        "description": "What is asked makes no sense, or `key_reused`, `reference_used`: used before for another request",
    },
    429: {"model": Refusal, "description": "`too_fast`: wait as long as `Retry-After` says"},
}
CONFLICTS: Final[dict[int | str, dict[str, Any]]] = {
    409: {"model": PartnerUnavailableOut, "description": "`compartments_unavailable`, `hold_lapsed`, `revoked`, `over`"}
}


async def asking(
    request: Request, parts: PartsOf, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> Partner:
    """Return whose key came with the request. Raises RefusedError 401, 429."""
    if credentials is None:
        raise refused("bad_key")
    sender = request.client.host if request.client else ""
    partner = await parts.partner_desk.systems.who(credentials.credentials, sender)
    request.state.actor = Actor(program=f"partner:{partner.id}")
    return partner


Asking = Annotated[Partner, Depends(asking)]
IdempotencyKey = Annotated[
    Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=r"^[!-~]+$")] | None,
    Header(description="any text of yours, remembered for 7 days: the same request under it has one effect"),
]


def once(key: str | None, request: Request, body: Shape) -> Once:
    """Return what makes this request the same as an earlier one."""
    return Once(key or "", rules.digest_of(request.method, request.url.path, body.model_dump(mode="json")))
