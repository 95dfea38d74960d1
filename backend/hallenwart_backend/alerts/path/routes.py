"""`/api/alert-path`: how the way of alarms is watched, its tests, and a test now."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Path
from pydantic import Field, StringConstraints

from hallenwart_backend.accounts.rules import ADMINS, Person
from hallenwart_backend.alerts.path import store
from hallenwart_backend.alerts.path.rules import Settings
from hallenwart_backend.alerts.path.store import Trial
from hallenwart_backend.alerts.path.words import origin_of
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.web.fields import Body, Id, Shape
from hallenwart_backend.web.parts import Admin, PageReader, PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/alert-path", tags=["alerts"])
Url = Annotated[str, StringConstraints(max_length=500, pattern=r"^$|^https?://[^\s@]+$")]
Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class AlertPathBody(Body):
    """An empty `heartbeat_url` sends none. `test_at` is local wall time."""

    heartbeat_url: Url = ""
    heartbeat_method: Literal["GET", "POST"] = "GET"
    heartbeat_every_min: Annotated[int, Field(strict=True, ge=1, le=60)] = 5
    test_on: bool = True
    test_at: Clock = "11:00"
    cap_public: bool = False


class AlertTestLetterOut(Shape):
    """`receipt`: this way can say that it arrived. `state`: waiting, retrying, handed_over, delivered, acked, failed."""

    name: str
    way: str
    receipt: bool
    state: str
    took_ms: int | None
    error: str


class AlertTestOut(Shape):
    """`state`: running, ok, handed_over, late, failed. `by` is empty for the daily one. `alarm_ms`: the sensor answered."""

    id: str
    by: str
    device: str
    sensor: str
    started_ms: int
    alarm_ms: int | None
    done_ms: int | None
    state: str
    letters: list[AlertTestLetterOut]
    error: str


class AlertPathOut(AlertPathBody):
    """`state`: ok, late, failed, never. `failing` names ways that fail now."""

    state: str
    tested_ms: int | None
    took_ms: int | None
    heartbeat_ms: int | None
    heartbeat_error: str
    failing: list[str]
    tests: list[AlertTestOut]


def _test(one: Trial) -> AlertTestOut:
    return AlertTestOut(
        id=one.id,
        by=one.by,
        device=one.device,
        sensor=one.sensor,
        started_ms=one.started_ms,
        alarm_ms=one.alarm_ms,
        done_ms=one.done_ms,
        state=one.state,
        letters=[
            AlertTestLetterOut(
                name=letter.name,
                way=letter.way,
                receipt=letter.receipt,
                state=letter.state,
                took_ms=letter.took_ms,
                error=letter.error,
            )
            for letter in one.letters
        ],
        error=one.error,
    )


async def _shown(parts: PartsOf, person: Person) -> AlertPathOut:
    wanted, beaten, tests = await parts.records.read(
        lambda connection: (store.settings(connection), store.beaten(connection), store.newest(connection))
    )
    stands = await parts.channels.path.stands()
    return AlertPathOut(
        heartbeat_url=wanted.heartbeat_url if person.has(ADMINS) else origin_of(wanted.heartbeat_url),
        heartbeat_method="POST" if wanted.heartbeat_method == "POST" else "GET",
        heartbeat_every_min=wanted.heartbeat_every_min,
        test_on=wanted.test_on,
        test_at=f"{wanted.test_min // 60:02}:{wanted.test_min % 60:02}",
        cap_public=wanted.cap_public,
        state=stands.state,
        tested_ms=stands.tested_ms,
        took_ms=stands.took_ms,
        heartbeat_ms=beaten.answered_ms,
        heartbeat_error=beaten.error,
        failing=stands.failing,
        tests=[_test(one) for one in tests],
    )


@router.get("")
async def alert_path(person: PageReader, parts: PartsOf) -> AlertPathOut:
    """Read how the path stands. The heartbeat's address may be a secret: all but administrators read its host alone."""
    return await _shown(parts, person)


@router.put("")
async def set_alert_path(body: AlertPathBody, person: Admin, parts: PartsOf) -> AlertPathOut:
    hours, minutes = body.test_at.split(":")
    wanted = Settings(
        heartbeat_url=body.heartbeat_url,
        heartbeat_method=body.heartbeat_method,
        heartbeat_every_min=body.heartbeat_every_min,
        test_on=body.test_on,
        test_min=int(hours) * 60 + int(minutes),
        cap_public=body.cap_public,
    )
    await parts.channels.path.change(wanted, by=person)
    return await _shown(parts, person)


@router.post("/test", status_code=202)
async def test_now(person: PageReader, parts: PartsOf) -> AlertTestOut:
    """Run the whole way now: a sensor's test alarm, a message to who is first on call, its receipt. Quiet: nobody is woken."""
    return _test(await parts.channels.path.test(by=person.name))


@router.get("/tests/{test}")
async def progress(test: Annotated[Id, Path()], _person: PageReader, parts: PartsOf) -> AlertTestOut:
    """Return how far a test is."""
    found = await parts.records.read(lambda connection: store.one(connection, test))
    if found is None:
        raise RefusedError("no_such_test", "Diesen Test gibt es nicht.", "There is no such test.", status=404)
    return _test(found)
