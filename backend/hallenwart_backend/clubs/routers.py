"""Every router of clubs."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from hallenwart_backend.clubs.documents.routes import router as documents_router
from hallenwart_backend.clubs.figures.routes import router as figures_router
from hallenwart_backend.clubs.members.routes import router as members_router
from hallenwart_backend.clubs.notices.routes import router as notices_router
from hallenwart_backend.clubs.profile.routes import router as profile_router
from hallenwart_backend.clubs.public.routes import router as public_router

ROUTERS: Final[tuple[APIRouter, ...]] = (
    profile_router,
    documents_router,
    members_router,
    figures_router,
    notices_router,
    public_router,
)
"""In the order the description of the API lists them."""
