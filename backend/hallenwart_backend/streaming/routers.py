"""Every router of streams."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from hallenwart_backend.streaming.device_routes import router as device_router
from hallenwart_backend.streaming.routes import router as live_router

ROUTERS: Final[tuple[APIRouter, ...]] = (device_router, live_router)
