"""Every router of public events."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from hallenwart_backend.events.link_routes import router as link_router
from hallenwart_backend.events.public.routes import router as public_router
from hallenwart_backend.events.routes import router as events_router
from hallenwart_backend.events.tickets.public.routes import router as ticket_page_router
from hallenwart_backend.events.tickets.routes import router as tickets_router

ROUTERS: Final[tuple[APIRouter, ...]] = (
    events_router,
    tickets_router,
    link_router,
    public_router,
    ticket_page_router,
)
"""In the order the description of the API lists them."""
