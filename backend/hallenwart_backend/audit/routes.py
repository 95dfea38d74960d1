"""`/api/audit`: who changed what through the API, for administrators."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

from hallenwart_backend.web.fields import LATEST_MS, Shape
from hallenwart_backend.web.parts import Admin, PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/audit", tags=["evidence"])
_PAGE = 200


class ActOut(Shape):
    """`who` is a pseudonym, empty for a program of nobody; `program` the kind and id of the key it came with."""

    number: int
    t_ms: int
    who: str
    program: str
    act: str
    about: str


class ActsOut(Shape):
    """Newest first; `before` begins the next page, null at the end."""

    acts: list[ActOut]
    before: int | None


@router.get("")
async def acts(person: Admin, parts: PartsOf, before: Annotated[int, Query(ge=1, le=LATEST_MS)] = LATEST_MS) -> ActsOut:  # noqa: ARG001 - asked for who it is
    found = await parts.audit.newest(before, _PAGE)
    shown = [
        ActOut(number=one.number, t_ms=one.t_ms, who=one.who, program=one.program, act=one.act, about=one.about)
        for one in found
    ]
    return ActsOut(acts=shown, before=found[-1].number if len(found) == _PAGE else None)
