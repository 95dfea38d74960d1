"""Every router of use, in the order the description of the API lists them."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from hallenwart_backend.occupancy.figures.routes import router as figures_router
from hallenwart_backend.occupancy.more_routes import router as more_router
from hallenwart_backend.occupancy.policy.routes import router as rules_router
from hallenwart_backend.occupancy.proposals.routes import router as proposals_router
from hallenwart_backend.occupancy.public.routes import router as public_router
from hallenwart_backend.occupancy.slots.routes import router as slots_router

ROUTERS: Final[tuple[APIRouter, ...]] = (
    figures_router,
    slots_router,
    proposals_router,
    more_router,
    rules_router,
    public_router,
)
