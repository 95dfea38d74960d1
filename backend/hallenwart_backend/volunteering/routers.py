"""Every router of volunteering."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from hallenwart_backend.volunteering.hours.routers import ROUTERS as HOURS_ROUTERS
from hallenwart_backend.volunteering.public.routes import router as public_router
from hallenwart_backend.volunteering.routes import router as volunteering_router

ROUTERS: Final[tuple[APIRouter, ...]] = (volunteering_router, *HOURS_ROUTERS, public_router)
"""In the order the description of the API lists them."""
