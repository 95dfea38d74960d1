"""Every router of parking, in the order the description of the API lists them."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from hallenwart_backend.parking.permit_routes import router as permit_router
from hallenwart_backend.parking.public_routes import router as public_router
from hallenwart_backend.parking.routes import router as office_router

ROUTERS: Final[tuple[APIRouter, ...]] = (office_router, permit_router, public_router)
