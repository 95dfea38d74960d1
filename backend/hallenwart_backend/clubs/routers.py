"""Every router of clubs."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from hallenwart_backend.clubs.profile.routes import router as profile_router
from hallenwart_backend.clubs.public.routes import router as public_router

ROUTERS: Final[tuple[APIRouter, ...]] = (profile_router, public_router)
"""In the order the description of the API lists them."""
