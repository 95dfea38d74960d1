"""`/city/v1/feeds`: a program pushes figures with its key. `/api/city`: what is connected, and what each sensor said last."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from fastapi import Header, Request

from hallenwart_backend.city.keys import Visitor
from hallenwart_backend.city.paths import Absent
from hallenwart_backend.city.service import SensorNow, SourceNow
from hallenwart_backend.city.taking import decoded
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.web.fields import Id, Shape
from hallenwart_backend.web.parts import PageReader, PartsOf
from hallenwart_backend.web.routing import Router

router = Router(tags=["city"])
MOST_ITEMS: Final = 500
_BEARER: Final = "bearer "


class CityPushedOut(Shape):
    """`stored`: figures stored; `refused`: `2: no_sensor` names the second object and why it says nothing."""

    stored: int
    refused: list[str]


class CityFigureOut(Shape):
    """The last value of a quantity, and when it was true."""

    component: str
    quantity: str
    x: float | None
    t_ms: int


class CitySensorOut(Shape):
    """`word`: `ok`, `silent` (missed three times), `unheard` (never heard yet), `away` (its source is not reached)."""

    id: str
    device: str
    name: str
    source: str
    site: str
    hall: str
    every_s: int
    word: Literal["ok", "silent", "unheard", "away"]
    heard_ms: int | None
    figures: list[CityFigureOut]


class CitySourceOut(Shape):
    """`connected` None: a feed that is pushed has no connection. `refused`: how many messages said nothing, by the word why."""

    id: str
    system: str
    connected: bool | None
    trouble: str
    heard_ms: int | None
    messages: int
    lost: int
    refused: dict[str, int]
    unknown: list[str]


class CityHomeOut(Shape):
    """A connection outwards: to the city's Home Assistant, its broker for open data, its context broker."""

    connected: bool
    trouble: str


class CityOut(Shape):
    now_ms: int
    problems: list[str]
    sources: list[CitySourceOut]
    sensors: list[CitySensorOut]
    home_assistant: CityHomeOut | None
    open_data: CityHomeOut | None
    context_broker: CityHomeOut | None


@router.get("/api/city")
async def city(_person: PageReader, parts: PartsOf) -> CityOut:
    """Return every source and sensor of the city."""
    desk, home, out, pusher = parts.city.desk, parts.city.home, parts.latest.desk, parts.latest.pusher
    return CityOut(
        now_ms=parts.clock.now_ms(),
        problems=desk.problems,
        sources=[_source(name, source) for name, source in desk.sources.items()],
        sensors=[shown(one) for one in desk.sensors.values()],
        home_assistant=CityHomeOut(connected=home.session.connected, trouble=home.session.trouble) if home else None,
        open_data=CityHomeOut(connected=out.session.connected, trouble=out.session.trouble) if out else None,
        context_broker=CityHomeOut(connected=not pusher.trouble, trouble=pusher.trouble) if pusher else None,
    )


@router.post("/city/v1/feeds/{feed}", openapi_extra={"requestBody": {"content": {"application/json": {"schema": {}}}}})
async def push(
    feed: Id, request: Request, parts: PartsOf, authorization: Annotated[str, Header(max_length=300)] = ""
) -> CityPushedOut:
    """Store what an object, or a list of them, says. Raises RefusedError 401, 422, 429."""
    key = authorization[len(_BEARER) :].strip() if authorization[: len(_BEARER)].lower() == _BEARER else ""
    parts.city.keys.admit(feed, key, Visitor(request.client.host if request.client else ""))
    content: Any = decoded(await request.body())
    items = content if isinstance(content, list) else [content]
    if isinstance(content, Absent) or len(items) > MOST_ITEMS:
        raise RefusedError(
            "not_json",
            f"Das ist kein JSON, oder es sind mehr als {MOST_ITEMS} Objekte.",
            f"This is no JSON, or more than {MOST_ITEMS} objects.",
            status=422,
        )
    stored, refused = await parts.city.desk.push(feed, items)
    return CityPushedOut(stored=stored, refused=refused[:MOST_ITEMS])


def _source(name: str, source: SourceNow) -> CitySourceOut:
    return CitySourceOut(
        id=name,
        system=source.broker.system if source.broker else "push",
        connected=source.session.connected if source.session else None,
        trouble=source.session.trouble if source.session else "",
        heard_ms=source.heard_ms,
        messages=source.messages,
        lost=source.lost,
        refused=dict(source.refused.most_common(20)),
        unknown=sorted(source.taker.unknown, key=source.taker.unknown.__getitem__, reverse=True),
    )


def shown(now: SensorNow) -> CitySensorOut:
    """Return a sensor as pages show it."""
    one = now.sensor
    away = now.hearing.away_ms is not None
    return CitySensorOut(
        id=one.id,
        device=one.device,
        name=one.name,
        source=one.source,
        site=one.site,
        hall=one.hall,
        every_s=one.every_s,
        word="away" if away else "silent" if now.silent else "unheard" if now.heard_ms is None else "ok",
        heard_ms=now.heard_ms,
        figures=[
            CityFigureOut(component=component, quantity=quantity, x=x, t_ms=t_ms)
            for (component, quantity), (t_ms, x) in sorted(now.last.items())
        ],
    )
