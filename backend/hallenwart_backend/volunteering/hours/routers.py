"""Every router of hours."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from hallenwart_backend.volunteering.hours.public.routes import router as public_router
from hallenwart_backend.volunteering.hours.routes import me_router, router

ROUTERS: Final[tuple[APIRouter, ...]] = (router, me_router, public_router)
"""In the order the description of the API lists them."""
