"""Every router of displays, in the order the description of the API lists them."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from hallenwart_backend.display.exits.routes import router as exits_router
from hallenwart_backend.display.posts.device_routes import router as pictures_router
from hallenwart_backend.display.posts.routes import router as posts_router
from hallenwart_backend.display.screens.device_routes import router as proofs_router
from hallenwart_backend.display.screens.routes import router as screens_router
from hallenwart_backend.display.warnings.routes import router as warnings_router

ROUTERS: Final[tuple[APIRouter, ...]] = (
    posts_router,
    pictures_router,
    proofs_router,
    screens_router,
    exits_router,
    warnings_router,
)
