"""The FastAPI app: routers of all subjects, errors in words, the guard, the pages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from hallenwart_backend.access.routers import ROUTERS as ACCESS_ROUTERS
from hallenwart_backend.accounts.routers import ROUTERS as ACCOUNTS_ROUTERS
from hallenwart_backend.alerts.routers import ROUTERS as ALERTS_ROUTERS
from hallenwart_backend.alerts.whole import Whole
from hallenwart_backend.audit.routes import router as audit_router
from hallenwart_backend.booking.routers import ROUTERS as BOOKING_ROUTERS
from hallenwart_backend.city.routes import router as city_router
from hallenwart_backend.clubs.routers import ROUTERS as CLUBS_ROUTERS
from hallenwart_backend.display.routers import ROUTERS as DISPLAY_ROUTERS
from hallenwart_backend.events.routers import ROUTERS as EVENTS_ROUTERS
from hallenwart_backend.evidence.routes import router as evidence_router
from hallenwart_backend.exchange.routers import ROUTERS as EXCHANGE_ROUTERS
from hallenwart_backend.fire.routers import ROUTERS as FIRE_ROUTERS
from hallenwart_backend.fleet.routers import ROUTERS as FLEET_ROUTERS
from hallenwart_backend.guides.routes import router as guides_router
from hallenwart_backend.halls.routers import ROUTERS as HALLS_ROUTERS
from hallenwart_backend.help.routes import router as help_router
from hallenwart_backend.impact.routes import router as impact_router
from hallenwart_backend.metrics.routes import router as metrics_router
from hallenwart_backend.metrics.timing import Timing
from hallenwart_backend.occupancy.routers import ROUTERS as OCCUPANCY_ROUTERS
from hallenwart_backend.opendata.latest.routers import ROUTERS as LATEST_ROUTERS
from hallenwart_backend.opendata.routers import ROUTERS as OPENDATA_ROUTERS
from hallenwart_backend.parking.routers import ROUTERS as PARKING_ROUTERS
from hallenwart_backend.participation.routers import ROUTERS as PARTICIPATION_ROUTERS
from hallenwart_backend.reports.routes import router as reports_router
from hallenwart_backend.retention.routes import router as retention_router
from hallenwart_backend.rounds.routers import ROUTERS as ROUNDS_ROUTERS
from hallenwart_backend.streaming.routers import ROUTERS as STREAMING_ROUTERS
from hallenwart_backend.telemetry.routes import router as telemetry_router
from hallenwart_backend.volunteering.routers import ROUTERS as VOLUNTEERING_ROUTERS
from hallenwart_backend.web import errors, index, pages
from hallenwart_backend.web.audited import Audited
from hallenwart_backend.web.device_time import DeviceTime
from hallenwart_backend.web.fields import Refusal
from hallenwart_backend.web.guard import Guard
from hallenwart_backend.web.live_routes import router as live_router
from hallenwart_backend.web.parts import Parts

Open = Callable[[], AbstractAsyncContextManager[Parts]]


def create_app(open_parts: Open | None = None, *, static: Path | None = None) -> FastAPI:
    """Return the app. `open_parts` runs everything behind the routes for the app's lifetime; None only describes the API."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if open_parts is None:
            yield
            return
        async with open_parts() as parts:
            app.state.parts = parts
            yield

    app = FastAPI(
        title="Hallenwart",
        version="1",
        lifespan=lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        responses={"4XX": {"model": Refusal, "description": "Refused; the message says why in both languages"}},
    )
    errors.install(app)
    for router in (
        *ACCOUNTS_ROUTERS,
        *BOOKING_ROUTERS,
        *ROUNDS_ROUTERS,
        *EVENTS_ROUTERS,
        *CLUBS_ROUTERS,
        *STREAMING_ROUTERS,
        *PARTICIPATION_ROUTERS,  # before the feeds, which take any other name
        *OPENDATA_ROUTERS,
        *LATEST_ROUTERS,
        *EXCHANGE_ROUTERS,
        *VOLUNTEERING_ROUTERS,
        *PARKING_ROUTERS,
        *HALLS_ROUTERS,
        *ALERTS_ROUTERS,
        *ACCESS_ROUTERS,
        help_router,
        guides_router,
        impact_router,
        reports_router,
        evidence_router,
        audit_router,
        *FIRE_ROUTERS,
        *DISPLAY_ROUTERS,
        city_router,
        *FLEET_ROUTERS,
        *OCCUPANCY_ROUTERS,
        live_router,
        metrics_router,
        retention_router,
        telemetry_router,
    ):
        app.include_router(router)
    if static is not None:
        pages.install(app, static)
    index.install(app)
    app.add_middleware(Audited)
    app.add_middleware(Guard)
    app.add_middleware(DeviceTime)
    app.add_middleware(Timing)
    return app


def openapi() -> dict[str, Any]:
    """Return the description of the HTTP API, with the contract's structs among its schemas."""
    app = create_app()
    described: dict[str, Any] = get_openapi(title=app.title, version=app.version, routes=app.routes)
    _, schemas = msgspec.json.schema_components([Whole], ref_template="#/components/schemas/{name}")
    described["components"]["schemas"].update(schemas)
    return described
