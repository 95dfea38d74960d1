"""Every router of fire, in the order the description of the API lists them."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from hallenwart_backend.fire.desk.routes import router as fire_router
from hallenwart_backend.fire.plan.routes import router as plan_router

ROUTERS: Final[tuple[APIRouter, ...]] = (
    fire_router,
    plan_router,
)
