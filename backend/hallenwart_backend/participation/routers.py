"""Every router of participation, in the order the description of the API lists them."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from hallenwart_backend.participation.feed_routes import router as feed_router
from hallenwart_backend.participation.platforms.routes import router as platform_router
from hallenwart_backend.participation.public_routes import router as public_router
from hallenwart_backend.participation.routes import router as office_router

ROUTERS: Final[tuple[APIRouter, ...]] = (office_router, platform_router, public_router, feed_router)
