"""The routes of what is told of the present, for the app to join before the feeds, which take any other name."""

from typing import Final

from hallenwart_backend.opendata.latest.routes import router as latest_router
from hallenwart_backend.opendata.ngsi.routes import router as ngsi_router
from hallenwart_backend.opendata.parkapi.routes import router as parkapi_router

ROUTERS: Final = (latest_router, parkapi_router, ngsi_router)
