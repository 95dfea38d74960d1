"""Every router of keys and rights, in the order the description of the API lists them."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from hallenwart_backend.access.badges.routes import me_router as own_badge_router
from hallenwart_backend.access.badges.routes import router as badge_router
from hallenwart_backend.access.credentials.routes import router as credential_router
from hallenwart_backend.access.custody.routes import router as keys_router
from hallenwart_backend.access.office.routes import router as office_router
from hallenwart_backend.access.partners.admin_routes import router as partners_router
from hallenwart_backend.access.partners.routes import router as partner_router
from hallenwart_backend.access.partners.webhook_routes import router as webhook_router
from hallenwart_backend.access.responder.routes import router as responder_router
from hallenwart_backend.access.routes import router as access_router

ROUTERS: Final[tuple[APIRouter, ...]] = (
    access_router,
    credential_router,
    badge_router,
    own_badge_router,
    office_router,
    keys_router,
    responder_router,
    partner_router,
    webhook_router,
    partners_router,
)
