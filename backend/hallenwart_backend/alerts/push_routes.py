"""`/api/push` for whoever wants to be woken."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from hallenwart_backend.errors import RefusedError
from hallenwart_backend.urls import leads_somewhere
from hallenwart_backend.web.fields import Body, Shape
from hallenwart_backend.web.parts import PartsOf, SignedIn
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api", tags=["alerts"])


def _reachable(endpoint: str) -> str:
    if not leads_somewhere(endpoint):
        raise ValueError("no address of a push service")
    return endpoint


Endpoint = Annotated[
    str,
    StringConstraints(max_length=2_000, pattern=r"^(https://|http://(127\.0\.0\.1|localhost)[:/])[\x21-\x7e]+$"),
    AfterValidator(_reachable),
]
Base64Url = Annotated[str, StringConstraints(min_length=16, max_length=120, pattern=r"^[A-Za-z0-9_=-]+$")]


class PushKeys(Body):
    p256dh: Base64Url
    auth: Base64Url


class SubscribeBody(Shape):
    """As the browser gives it; `expirationTime` and the like are ignored."""

    endpoint: Endpoint
    keys: PushKeys


class UnsubscribeBody(Shape):
    endpoint: Endpoint


class PushKey(Shape):
    key: str


class Count(Shape):
    ways: int


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
