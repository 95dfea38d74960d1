"""Every router of alerts, in the order the description of the API lists them."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

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

ROUTERS: Final[tuple[APIRouter, ...]] = (
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
)
