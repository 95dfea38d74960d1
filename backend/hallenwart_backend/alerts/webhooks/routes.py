"""`/api/alert-webhooks`: which systems are told of incidents."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from pydantic import StringConstraints

from hallenwart_backend.alerts.webhooks.store import Hook
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.web.fields import Body, Id, Line, Shape
from hallenwart_backend.web.parts import Admin, PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/alert-webhooks", tags=["alerts"])


class AlertWebhookBody(Body):
    """`site` empty: incidents of every site."""

    name: Line
    url: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    site: Annotated[str, StringConstraints(max_length=64, pattern=r"^[A-Za-z0-9._-]*$")] = ""


class AlertWebhookOut(Shape):
    id: str
    name: str
    url: str
    site: str
    created_ms: int
    created_by: str


class AlertWebhooksOut(Shape):
    webhooks: list[AlertWebhookOut]


class AlertWebhookSecretOut(AlertWebhookOut):
    """The secret is shown this once. `Hallenwart-Signature` is `t=<seconds>,v1=<HMAC-SHA256 of "<t>." and the body>`."""

    secret: str


class AlertEventOut(Shape):
    """`state`: delivered, waiting, stopped."""

    id: str
    type: str
    incident: str
    t_ms: int
    state: str
    attempts: int
    status: int | None
    error: str


class AlertEventsOut(Shape):
    events: list[AlertEventOut]


def _out(hook: Hook) -> AlertWebhookOut:
    return AlertWebhookOut(
        id=hook.id, name=hook.name, url=hook.url, site=hook.site, created_ms=hook.created_ms, created_by=hook.created_by
    )


@router.get("")
async def webhooks(_person: Admin, parts: PartsOf) -> AlertWebhooksOut:
    return AlertWebhooksOut(webhooks=[_out(one) for one in await parts.channels.webhooks.hooks()])


@router.post("", status_code=201)
async def add(body: AlertWebhookBody, person: Admin, parts: PartsOf) -> AlertWebhookSecretOut:
    """Enter a receiver: https, at a public address."""
    if body.site and body.site not in parts.places.current.sites:
        raise RefusedError("no_such_site", "Diesen Standort gibt es nicht.", "There is no such site.", status=404)
    hook, secret = await parts.channels.webhooks.add(body.name, body.url, body.site, by=person.name)
    return AlertWebhookSecretOut(**_out(hook).model_dump(), secret=secret)


@router.delete("/{webhook}", status_code=204)
async def drop(webhook: Annotated[Id, Path()], _person: Admin, parts: PartsOf) -> None:
    await parts.channels.webhooks.drop(webhook)


@router.post("/{webhook}/ping", status_code=202)
async def ping(webhook: Annotated[Id, Path()], _person: Admin, parts: PartsOf) -> None:
    """Send an event of type `ping`."""
    await parts.channels.webhooks.ping(webhook)


@router.get("/{webhook}/events")
async def events(webhook: Annotated[Id, Path()], _person: Admin, parts: PartsOf) -> AlertEventsOut:
    """Return what was sent, newest first."""
    found = await parts.channels.webhooks.log(webhook)
    return AlertEventsOut(
        events=[
            AlertEventOut(
                id=one.id,
                type=one.kind,
                incident=one.incident,
                t_ms=one.t_ms,
                state="waiting" if one.next_ms is not None else "delivered" if one.delivered_ms is not None else "stopped",
                attempts=one.attempts,
                status=one.status,
                error=one.error,
            )
            for one in found
        ]
    )
