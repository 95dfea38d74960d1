"""Pure ASGI middleware: whatever somebody changed is in the audit log before the answer says that it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hallenwart_backend.audit.rules import SAFE, about_of

ACTOR: Final = "actor"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: a person's id, or nobody's; `program` is the kind and id of the key it came with."""

    person: str = ""
    program: str = ""


class Audited:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in SAFE:
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 400:
                await _note(scope, state.get(ACTOR))
            await send(message)

        await self._app(scope, receive, sent)


async def _note(scope: Scope, actor: Actor | None) -> None:
    parts = getattr(scope["app"].state, "parts", None)
    if parts is None or actor is None:
        return
    route = getattr(scope.get("route"), "path", "?")
    about = about_of(scope.get("path_params", {}))
    await parts.audit.note(f"{scope['method']} {route}", who=actor.person, program=actor.program, about=about)
