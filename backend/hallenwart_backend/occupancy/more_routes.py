"""`/api/usage/unusual`, `/forecast`, `/hints`, `/sensors`."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

from hallenwart_backend.occupancy.answers_more import ForecastOut, HintsOut, SensorsOut, UnusualsOut
from hallenwart_backend.occupancy.sight import AskedDays, StaffSight
from hallenwart_backend.web.parts import PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/usage", tags=["usage"])


@router.get("/unusual")
async def unusual(
    sight: StaffSight, parts: PartsOf, days: AskedDays, hall: Annotated[str, Query(max_length=64)] = ""
) -> UnusualsOut:
    """Return times with more or fewer people than usual, the newest first. A list to look at, never an alarm."""
    places = parts.places.current
    shown = [sight.hall(places, hall)] if hall else sight.halls(places)
    return UnusualsOut(events=await parts.usage.learned.unusual(shown, days.from_ms, days.to_ms))


@router.get("/forecast")
async def forecast(sight: StaffSight, parts: PartsOf, hall: Annotated[str, Query(max_length=64)]) -> ForecastOut:
    """Return how many people are expected in a hall in the coming week."""
    found = sight.hall(parts.places.current, hall)
    return await parts.usage.learned.forecast(found)


@router.get("/hints")
async def hints(sight: StaffSight, parts: PartsOf, days: AskedDays) -> HintsOut:
    """Return where halls were lit or heated for nobody, and where the air was used up."""
    return await parts.usage.hints.find(sight.halls(parts.places.current), days)


@router.get("/sensors")
async def sensors(sight: StaffSight, parts: PartsOf) -> SensorsOut:
    """Return how well each sensor counts."""
    return SensorsOut(sensors=await parts.usage.sensors(sight.halls(parts.places.current)))
