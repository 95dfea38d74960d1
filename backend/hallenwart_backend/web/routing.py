"""Routers whose routes are made when somebody first asks for one of their paths.

FastAPI makes each route twice, once where it is written and once more where its router is included. With six hundred of
them that is a third of the time and an eighth of the memory of a server's start, although a day sees a part of them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.routing import get_name


class LateRoute(APIRoute):
    """Keeps what was written of a route. The router that includes it makes a route of that, and only then finds mistakes."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        self._written = options
        vars(self).update({"form_limits": None, "stream_item_type": None} | options)
        self.path, self.endpoint = path, endpoint
        self.name = options.get("name") or get_name(endpoint)
        self.methods = {method.upper() for method in options.get("methods") or ("GET",)}

    def __getattr__(self, name: str) -> Any:
        """Make the whole route for whoever asks for a part of it that is not written: a router that nobody included."""
        if name not in _MADE or "_written" not in vars(self):
            raise AttributeError(name)
        super().__init__(self.path, self.endpoint, **self._written)
        return getattr(self, name)


_MADE: Final = frozenset(APIRoute.__annotations__) | {"app", "path_regex", "path_format", "param_convertors"}

Router = partial(APIRouter, route_class=LateRoute)
"""What each subject's routes are written on."""
