"""`/api/api-keys`: keys for programs that act for the person who made them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from hallenwart_backend.accounts.keys.service import Key, Wanted
from hallenwart_backend.accounts.rules import Role
from hallenwart_backend.web.fields import Body, Id, Line, Shape
from hallenwart_backend.web.parts import InBrowser, PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/api-keys", tags=["accounts"])


class KeyBody(Body):
    """`club` empty: all clubs of the person; `roles` empty: all roles. Without `writes` the key only reads."""

    name: Line
    days: Annotated[int, Field(ge=1, le=366)] = 90
    club: Id | None = None
    roles: Annotated[tuple[Role, ...], Field(max_length=16)] = ()
    writes: bool = False


class ApiKeyOut(Shape):
    id: str
    name: str
    club: str
    roles: list[str]
    writes: bool
    created_ms: int
    expires_ms: int
    used_ms: int | None
    revoked_ms: int | None


class ApiKeysOut(Shape):
    keys: list[ApiKeyOut]


class NewKeyOut(Shape):
    """`secret` is the key itself, shown this once."""

    key: ApiKeyOut
    secret: str


def _out(key: Key) -> ApiKeyOut:
    return ApiKeyOut(**{name: getattr(key, name) for name in ApiKeyOut.model_fields} | {"roles": list(key.roles)})


@router.get("")
async def mine(person: InBrowser, parts: PartsOf) -> ApiKeysOut:
    return ApiKeysOut(keys=[_out(key) for key in await parts.account_room.keys.of(person)])


@router.post("", status_code=201)
async def make(body: KeyBody, person: InBrowser, parts: PartsOf) -> NewKeyOut:
    """Make a key; its text is told this once."""
    wanted = Wanted(body.name, body.days, body.club or "", tuple(str(role) for role in body.roles), body.writes)
    key, text = await parts.account_room.keys.make(person, wanted)
    return NewKeyOut(key=_out(key), secret=text)


@router.delete("/{key}", status_code=204)
async def revoke(key: Id, person: InBrowser, parts: PartsOf) -> None:
    await parts.account_room.keys.revoke(person, key)
