"""Every router of what is told to other systems and read from them."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from hallenwart_backend.exchange.routes import router as feeds_router
from hallenwart_backend.exchange.source_routes import router as sources_router

ROUTERS: Final[tuple[APIRouter, ...]] = (feeds_router, sources_router)
"""In the order the description of the API lists them."""
