"""Every router of hall time, in the order the description of the API lists them."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from hallenwart_backend.booking.closing.routes import router as closing_router
from hallenwart_backend.booking.exports.routes import router as exports_router
from hallenwart_backend.booking.feeds.routes import router as feeds_router
from hallenwart_backend.booking.finding.routes import router as finding_router
from hallenwart_backend.booking.imports.routes import router as imports_router
from hallenwart_backend.booking.lending.routes import router as lending_router
from hallenwart_backend.booking.letters.routes import router as messages_router
from hallenwart_backend.booking.office.grid_routes import router as grid_router
from hallenwart_backend.booking.office.history_routes import router as slot_history_router
from hallenwart_backend.booking.office.hours_routes import router as hours_router
from hallenwart_backend.booking.office.print_routes import router as print_router
from hallenwart_backend.booking.outside.push_routes import router as outside_router
from hallenwart_backend.booking.outside.source_routes import router as sources_router
from hallenwart_backend.booking.policy.routes import router as booking_policy_router
from hallenwart_backend.booking.public.routes import router as public_router
from hallenwart_backend.booking.requests.routes import router as requests_router
from hallenwart_backend.booking.routes import router as booking_router
from hallenwart_backend.booking.series.routes import router as series_router
from hallenwart_backend.booking.slip_routes import router as slip_router
from hallenwart_backend.booking.slot_routes import router as slot_router
from hallenwart_backend.booking.step_routes import router as step_router
from hallenwart_backend.booking.tap.routes import router as tap_router
from hallenwart_backend.booking.waiting.routes import router as waiting_router

ROUTERS: Final[tuple[APIRouter, ...]] = (
    booking_router,
    slot_router,
    series_router,
    finding_router,
    closing_router,
    slip_router,
    step_router,
    outside_router,
    sources_router,
    booking_policy_router,
    requests_router,
    waiting_router,
    lending_router,
    tap_router,
    messages_router,
    grid_router,
    slot_history_router,
    hours_router,
    imports_router,
    feeds_router,
    exports_router,
    public_router,
    print_router,
)
