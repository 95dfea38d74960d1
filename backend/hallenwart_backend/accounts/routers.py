"""Every router of people, in the order the description of the API lists them."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from hallenwart_backend.accounts.clubs.routes import router as clubs_router
from hallenwart_backend.accounts.invites.join_routes import router as join_router
from hallenwart_backend.accounts.invites.routes import router as club_people_router
from hallenwart_backend.accounts.keys.routes import router as api_key_router
from hallenwart_backend.accounts.links.routes import router as mail_link_router
from hallenwart_backend.accounts.me_routes import router as me_router
from hallenwart_backend.accounts.oidc.routes import router as oidc_router
from hallenwart_backend.accounts.passkeys.routes import router as passkey_router
from hallenwart_backend.accounts.people_routes import router as people_router
from hallenwart_backend.accounts.routes import router as accounts_router

ROUTERS: Final[tuple[APIRouter, ...]] = (
    accounts_router,
    me_router,
    oidc_router,
    passkey_router,
    mail_link_router,
    join_router,
    people_router,
    clubs_router,
    club_people_router,
    api_key_router,
)
