"""Finds the few routers that a path can belong to, by the first two parts of their paths, before they are asked one by one.

FastAPI asks every route of every router in turn, which with some hundreds of them is half of what a small answer costs.
What is found stays what it was: routers keep their order, and whoever has a variable there is always asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from fastapi import APIRouter, FastAPI
from starlette.routing import BaseRoute
from starlette.types import Receive, Scope, Send

Head = tuple[str, ...]
ANY: Final[Head] = ()
_DEEP: Final = 2


def head_of(path: str) -> Head:
    """Return the first parts of a path; of a route's path those before its first variable."""
    found: list[str] = []
    for part in path.strip("/").split("/")[:_DEEP]:
        if "{" in part:
            break
        found.append(part)
    return tuple(found)


def heads_of(route: BaseRoute) -> Iterator[Head]:
    """Yield where paths of a route, or of the routes of a router, begin. What is none of ours may begin anywhere."""
    within = getattr(route, "original_router", None)
    path = getattr(route, "path", None)
    if isinstance(within, APIRouter) and not route.include_context.prefix:  # type: ignore[attr-defined]  # FastAPI hides its class
        for one in within.routes:
            yield from heads_of(one)
    elif isinstance(path, str) and within is None:
        yield head_of(path)
    else:
        yield ANY


def begins(path: Head, route: Head) -> bool:
    """Say whether a path that begins so can be of a route that begins so: nothing before its end differs."""
    return all(one == other for one, other in zip(path, route, strict=False))


class Index:
    """Stands before the app's router; asks the routers that can know a path, and all of them when routes were added."""

    def __init__(self, router: APIRouter) -> None:
        self._router = router
        self._number = -1
        self._heads: list[tuple[BaseRoute, frozenset[Head]]] = []
        self._known: frozenset[Head] = frozenset()
        self._parts: dict[Head, APIRouter] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or scope.get("root_path"):
            await self._router.app(scope, receive, send)
            return
        await self._part(str(scope["path"])).app(scope, receive, send)

    def _part(self, path: str) -> APIRouter:
        if len(self._router.routes) != self._number:
            self._read(self._router.routes)
        head = head_of(path.replace("{", "%7B"))  # in what is asked a bracket is no variable
        known = next((head[:deep] for deep in range(len(head), 0, -1) if head[:deep] in self._known), ANY)
        if known not in self._parts:
            self._parts[known] = self._made(route for route, heads in self._heads if any(begins(known, one) for one in heads))
        return self._parts[known]

    def _read(self, routes: Sequence[BaseRoute]) -> None:
        self._number, self._parts = len(routes), {}
        self._heads = [(route, frozenset(heads_of(route))) for route in routes]
        self._known = frozenset(head for _, heads in self._heads for head in heads)

    def _made(self, routes: Iterable[BaseRoute]) -> APIRouter:
        made = APIRouter(routes=list(routes), redirect_slashes=self._router.redirect_slashes, default=self._router.default)
        made.form_limits = self._router.form_limits
        return made


def install(app: FastAPI) -> None:
    app.router.middleware_stack = Index(app.router)
