"""Every router of open data. They come before the exchange's, which takes any other name below `/daten`."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from hallenwart_backend.opendata.dumps.routes import router as dump_router
from hallenwart_backend.opendata.office_routes import router as office_router
from hallenwart_backend.opendata.routes import router as data_router
from hallenwart_backend.opendata.sensorthings.routes import router as sensorthings_router

ROUTERS: Final[tuple[APIRouter, ...]] = (data_router, dump_router, office_router, sensorthings_router)
"""In the order the description of the API lists them."""
