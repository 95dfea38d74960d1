"""The FastAPI app: routers of all subjects, errors in words, the guard, the pages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from hallenwart_backend.access.credentials.routes import router as credential_router
from hallenwart_backend.access.custody.routes import router as keys_router
from hallenwart_backend.access.office.routes import router as office_router
from hallenwart_backend.access.partners.admin_routes import router as partners_router
from hallenwart_backend.access.partners.routes import router as partner_router
from hallenwart_backend.access.partners.webhook_routes import router as webhook_router
from hallenwart_backend.access.responder.routes import router as responder_router
from hallenwart_backend.access.routes import router as access_router
from hallenwart_backend.accounts.clubs.routes import router as clubs_router
from hallenwart_backend.accounts.invites.join_routes import router as join_router
from hallenwart_backend.accounts.invites.routes import router as club_people_router
from hallenwart_backend.accounts.keys.routes import router as api_key_router
from hallenwart_backend.accounts.links.routes import router as mail_link_router
from hallenwart_backend.accounts.me_routes import router as me_router
from hallenwart_backend.accounts.oidc.routes import router as oidc_router
from hallenwart_backend.accounts.people_routes import router as people_router
from hallenwart_backend.accounts.routes import router as accounts_router
from hallenwart_backend.alerts.cap.routes import router as cap_router
from hallenwart_backend.alerts.duty.import_routes import router as duty_import_router
from hallenwart_backend.alerts.duty.routes import router as duty_router
from hallenwart_backend.alerts.incident_routes import router as incident_router
from hallenwart_backend.alerts.links.routes import router as link_router
from hallenwart_backend.alerts.path.routes import router as alert_path_router
from hallenwart_backend.alerts.policy.routes import router as policy_router
from hallenwart_backend.alerts.push_routes import router as push_router
from hallenwart_backend.alerts.voice.routes import router as voice_router
from hallenwart_backend.alerts.ways.routes import router as ways_router
from hallenwart_backend.alerts.webhooks.routes import router as alert_webhooks_router
from hallenwart_backend.alerts.whole import Whole
from hallenwart_backend.booking.closing.routes import router as closing_router
from hallenwart_backend.booking.feeds.routes import router as feeds_router
from hallenwart_backend.booking.finding.routes import router as finding_router
from hallenwart_backend.booking.imports.routes import router as imports_router
from hallenwart_backend.booking.lending.routes import router as lending_router
from hallenwart_backend.booking.letters.routes import router as messages_router
from hallenwart_backend.booking.office.grid_routes import router as grid_router
from hallenwart_backend.booking.office.history_routes import router as slot_history_router
from hallenwart_backend.booking.office.hours_routes import router as hours_router
from hallenwart_backend.booking.office.print_routes import router as print_router
from hallenwart_backend.booking.policy.routes import router as booking_policy_router
from hallenwart_backend.booking.requests.routes import router as requests_router
from hallenwart_backend.booking.routes import router as booking_router
from hallenwart_backend.booking.series.routes import router as series_router
from hallenwart_backend.booking.slip_routes import router as slip_router
from hallenwart_backend.booking.slot_routes import router as slot_router
from hallenwart_backend.booking.step_routes import router as step_router
from hallenwart_backend.booking.tap.routes import router as tap_router
from hallenwart_backend.booking.waiting.routes import router as waiting_router
from hallenwart_backend.evidence.routes import router as evidence_router
from hallenwart_backend.fire.desk.routes import router as fire_router
from hallenwart_backend.fire.plan.routes import router as plan_router
from hallenwart_backend.halls.closure_routes import router as closures_router
from hallenwart_backend.halls.holidays.routes import router as holidays_router
from hallenwart_backend.halls.outputs.routes import router as outputs_router
from hallenwart_backend.halls.place_routes import router as places_router
from hallenwart_backend.halls.routes import router as halls_router
from hallenwart_backend.help.routes import router as help_router
from hallenwart_backend.reports.routes import router as reports_router
from hallenwart_backend.web import errors, pages
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
        accounts_router,
        me_router,
        oidc_router,
        mail_link_router,
        join_router,
        people_router,
        clubs_router,
        club_people_router,
        api_key_router,
        booking_router,
        slot_router,
        series_router,
        finding_router,
        closing_router,
        slip_router,
        step_router,
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
        print_router,
        halls_router,
        outputs_router,
        places_router,
        closures_router,
        holidays_router,
        push_router,
        incident_router,
        duty_router,
        duty_import_router,
        ways_router,
        link_router,
        policy_router,
        alert_path_router,
        alert_webhooks_router,
        voice_router,
        cap_router,
        access_router,
        credential_router,
        office_router,
        keys_router,
        responder_router,
        help_router,
        reports_router,
        evidence_router,
        fire_router,
        plan_router,
        live_router,
        partner_router,
        webhook_router,
        partners_router,
    ):
        app.include_router(router)
    if static is not None:
        pages.install(app, static)
    app.add_middleware(Guard)
    return app


def openapi() -> dict[str, Any]:
    """Return the description of the HTTP API, with the contract's structs among its schemas."""
    app = create_app()
    described: dict[str, Any] = get_openapi(title=app.title, version=app.version, routes=app.routes)
    _, schemas = msgspec.json.schema_components([Whole], ref_template="#/components/schemas/{name}")
    described["components"]["schemas"].update(schemas)
    return described
