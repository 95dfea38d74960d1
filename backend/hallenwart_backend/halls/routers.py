"""Every router of places, in the order the description of the API lists them."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from hallenwart_backend.halls.closure_routes import router as closures_router
from hallenwart_backend.halls.holidays.routes import router as holidays_router
from hallenwart_backend.halls.outputs.routes import router as outputs_router
from hallenwart_backend.halls.place_routes import router as places_router
from hallenwart_backend.halls.routes import router as halls_router

ROUTERS: Final[tuple[APIRouter, ...]] = (
    halls_router,
    outputs_router,
    places_router,
    closures_router,
    holidays_router,
)
