"""Every router of the fleet, in the order the description of the API lists them."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from hallenwart_backend.fleet.desk.routes import router as desk_router
from hallenwart_backend.fleet.device_routes import router as device_router
from hallenwart_backend.fleet.enrolment.routes import router as enrolment_router
from hallenwart_backend.fleet.overview.routes import router as overview_router
from hallenwart_backend.fleet.protocols.routes import router as protocols_router
from hallenwart_backend.fleet.rollouts.routes import router as rollouts_router

ROUTERS: Final[tuple[APIRouter, ...]] = (
    device_router,
    rollouts_router,
    protocols_router,
    enrolment_router,
    overview_router,
    desk_router,
)
