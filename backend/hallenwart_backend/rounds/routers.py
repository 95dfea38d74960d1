"""Every router of rounds."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from hallenwart_backend.rounds.letters.routes import router as letters_router
from hallenwart_backend.rounds.public.routes import router as public_router
from hallenwart_backend.rounds.routes import router as rounds_router
from hallenwart_backend.rounds.wish_routes import router as wish_router

ROUTERS: Final[tuple[APIRouter, ...]] = (rounds_router, wish_router, letters_router, public_router)
"""In the order the description of the API lists them."""
