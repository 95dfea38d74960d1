"""The stand-in's badge: made when somebody asks for it, with a key of its own; its clock is the test's."""

from __future__ import annotations

import base64

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from support.page_api import Stage, answer


class BadgeRoutes:
    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    async def own(self, request: Request) -> Response:
        own = self.stage.badge
        if request.method == "GET":
            return answer({"badge": own.badge, "now_ms": own.now_ms})
        self.stage.posts.append((f"{request.method} {request.url.path}", None))
        if request.method == "DELETE":
            own.badge = None
            return Response(status_code=204)
        if own.badge is None or request.url.path.endswith("/renew"):
            own.key = bytes(reversed(own.key))
            own.make("renewed" if own.badge else "made")
        handed = {"badge": own.badge, "key": base64.b64encode(own.key).decode(), "step_ms": 30_000, "digits": 8}
        return answer(handed | {"now_ms": own.now_ms})

    async def paper(self, request: Request) -> Response:
        self.stage.posts.append((f"{request.method} {request.url.path}", None))
        assert self.stage.badge.badge
        self.stage.badge.badge["paper_ms"] = self.stage.badge.now_ms if request.method == "POST" else None
        if request.method == "DELETE":
            return Response(status_code=204)
        return Response(b"%PDF-1.4\n", media_type="application/pdf")

    async def all(self, request: Request) -> Response:
        if request.method == "DELETE":
            self.stage.posts.append((f"DELETE {request.url.path}", None))
            self.stage.badges = []
            return Response(status_code=204)
        return answer({"badges": self.stage.badges})


def routes(stage: Stage) -> list[Route]:
    badge = BadgeRoutes(stage)
    return [
        Route("/api/me/badge", badge.own, methods=["GET", "POST", "DELETE"]),
        Route("/api/me/badge/renew", badge.own, methods=["POST"]),
        Route("/api/me/badge/paper", badge.paper, methods=["POST", "DELETE"]),
        Route("/api/badges", badge.all),
        Route("/api/badges/{badge}", badge.all, methods=["DELETE"]),
    ]
