"""Whoever answers a path is whoever answered it when all routers were asked in turn."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi import APIRouter
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.routing import Match

from hallenwart_backend.web.app import create_app
from hallenwart_backend.web.index import Index
from support.matrix_world import routes_of


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory):
    static: Path = tmp_path_factory.mktemp("static")
    for page in ("manager", "club", "login", "assets"):
        (static / page).mkdir()
    return create_app(static=static)


def _scope(method: str, path: str) -> dict[str, object]:
    kind = "websocket" if method == "WS" else "http"
    return {"type": kind, "method": method, "path": path, "headers": [], "query_string": b"", "root_path": ""}


def _answers(router: APIRouter, method: str, path: str) -> object:
    """Return the first route that takes it whole, else the first that takes the path."""
    partial: object = None
    for route in router.routes:
        match, _ = route.matches(_scope(method, path))
        if match is Match.FULL:
            return route
        partial = partial or (route if match is Match.PARTIAL else None)
    return partial


def test_every_route_is_found_by_who_had_it(app):
    index, asked = app.router.middleware_stack, 0
    assert isinstance(index, Index)
    for method, path in routes_of(app):
        url = re.sub(r"{[^}]+}", "x", path)
        part = index._part(url)
        asked += len(part.routes)
        assert _answers(part, method, url) is _answers(app.router, method, url), (method, url)
    assert asked / len(routes_of(app)) < len(app.router.routes) / 4, "most routers are not asked at all"


PARTS = sorted({part for _, path in routes_of(create_app()) for part in path.split("/") if part})


@settings(max_examples=100)
@given(
    st.lists(st.sampled_from(PARTS) | st.text(max_size=5), max_size=4), st.booleans(), st.sampled_from(["GET", "POST", "WS"])
)
def test_any_path_is_answered_the_same(app, parts, slash, method):
    path = "/" + "/".join(parts) + ("/" if slash else "")
    assert _answers(app.router.middleware_stack._part(path), method, path) is _answers(app.router, method, path)


def test_routes_that_come_later_are_found(app):
    async def late() -> None:
        """Nothing."""

    app.add_api_route("/spaeter/{name}", late)
    assert _answers(app.router.middleware_stack._part("/spaeter/x"), "GET", "/spaeter/x") is app.router.routes[-1]
