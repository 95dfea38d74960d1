"""`/api/incidents` for managers, `/api/push` for whoever wants to be woken."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, Final, Literal

import msgspec
from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, StringConstraints

from hallenwart_backend.accounts.rules import MANAGERS, Person
from hallenwart_backend.alerts.rules import Incident
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.web.fields import Body, Id
from hallenwart_backend.web.parts import Manager, PartsOf, SignedIn
from hallenwart_contract import live

router = APIRouter(prefix="/api", tags=["alerts"])
_INCIDENT: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The incident as the live page shows it",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Incident"}}},
    }
}
_INCIDENTS: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The newest 200 resolved incidents",
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["incidents"],
                    "properties": {"incidents": {"type": "array", "items": {"$ref": "#/components/schemas/Incident"}}},
                }
            }
        },
    }
}
Endpoint = Annotated[
    str, StringConstraints(max_length=2_000, pattern=r"^(https://|http://(127\.0\.0\.1|localhost)[:/])[\x21-\x7e]+$")
]
Base64Url = Annotated[str, StringConstraints(min_length=16, max_length=120, pattern=r"^[A-Za-z0-9_=-]+$")]


class AckBody(Body):
    word: Literal["going", "there", "false_alarm", "seen"]


class ResolveBody(Body):
    note: Annotated[str, StringConstraints(max_length=2_000)] = ""


class PushKeys(Body):
    p256dh: Base64Url
    auth: Base64Url


class SubscribeBody(BaseModel):
    """As the browser gives it; `expirationTime` and the like are ignored."""

    endpoint: Endpoint
    keys: PushKeys


class UnsubscribeBody(BaseModel):
    endpoint: Endpoint


class PushKey(BaseModel):
    key: str


class Count(BaseModel):
    ways: int


def _json(message: object) -> Response:
    return Response(msgspec.json.encode(message), media_type="application/json")


def _may(person: Person) -> Callable[[Incident], bool]:
    """A caretaker acts at the own site; incidents of no site concern every manager."""
    return lambda incident: not incident.what.site or person.has_at(MANAGERS, incident.what.site)


@router.post("/incidents/{incident}/ack", responses=_INCIDENT, response_class=Response)
async def acknowledge(incident: Annotated[Id, Path()], body: AckBody, person: Manager, parts: PartsOf) -> Response:
    done = await parts.incidents.acknowledge(incident, by=person.name, word=body.word, may=_may(person))
    for call in done.causes if done.what.kind is live.IncidentKind.HELP else ():
        await parts.lockers.help.seen(call, person)  # whoever waits at the locker learns of it
    return _json(parts.page.incident(done))


@router.post("/incidents/{incident}/resolve", responses=_INCIDENT, response_class=Response)
async def resolve(incident: Annotated[Id, Path()], body: ResolveBody, person: Manager, parts: PartsOf) -> Response:
    # A latched fire alarm is reset at its devices first; while they still see fire, the incident stays.
    find = partial(parts.incidents.find, incident, may=_may(person))
    await parts.resetting.reset(await find(), by=person.name, read=find)
    done = await parts.incidents.resolve(incident, by=person.name, note=body.note, may=_may(person))
    return _json(parts.page.incident(done))


@router.get("/incidents", responses=_INCIDENTS, response_class=Response)
async def incidents(_person: Manager, parts: PartsOf, state: Literal["open", "resolved"] = "resolved") -> Response:
    found = await (parts.incidents.open_incidents() if state == "open" else parts.incidents.resolved_incidents())
    shown: list[live.Incident] = [parts.page.incident(one) for one in found]
    return _json({"incidents": shown})


@router.get("/push/key")
async def push_key(_person: SignedIn, parts: PartsOf) -> PushKey:
    """Return the VAPID public key for `pushManager.subscribe`."""
    return PushKey(key=parts.push_key)


@router.post("/push/subscriptions", status_code=201)
async def subscribe(body: SubscribeBody, person: SignedIn, parts: PartsOf) -> PushKey:
    """Enter this browser as a way; the receipt of the message that comes at once proves it."""
    await parts.people.ways.subscribe(person, body.endpoint, p256dh=body.keys.p256dh, auth=body.keys.auth)
    return PushKey(key=parts.push_key)


@router.delete("/push/subscriptions", status_code=204)
async def unsubscribe(body: UnsubscribeBody, person: SignedIn, parts: PartsOf) -> None:
    await parts.people.ways.unsubscribe(person, body.endpoint)


@router.post("/push/test", status_code=202)
async def send_test(person: SignedIn, parts: PartsOf) -> Count:
    """Send a test message by every way this person can be reached."""
    count = await parts.incidents.send_test(person.id)
    if not count:
        raise RefusedError("no_way", "Für Sie ist kein Weg eingerichtet.", "No way to reach you is set up.", status=409)
    return Count(ways=count)
