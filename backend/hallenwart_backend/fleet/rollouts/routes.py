"""`/api/fleet/rollouts`: releases at the server, and how they go out. For the office and administrators."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Any

from fastapi import Depends, Path
from pydantic import Field, StringConstraints

from hallenwart_backend.accounts.rules import OFFICE_HANDS, Person
from hallenwart_backend.fleet.rollouts.refusals import refused
from hallenwart_backend.fleet.rollouts.rules import MINUTE_MS, Rollout, RolloutState, Target, TargetState
from hallenwart_backend.fleet.rollouts.shelf import Shelved
from hallenwart_backend.web.fields import Body, Id, Shape
from hallenwart_backend.web.parts import Manager, PartsOf, forbidden
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/fleet/rollouts", tags=["fleet"])


async def _office(person: Manager) -> Person:
    if not person.has(OFFICE_HANDS):
        raise forbidden()
    return person


Office = Annotated[Person, Depends(_office)]
Share = Annotated[int, Field(strict=True, ge=1, le=100)]


class AgentReleaseOut(Shape):
    """`least`: the oldest version that may go straight to this one; empty: any."""

    version: str
    made_ms: int
    notes: str
    least: str
    size: int


class TargetOut(Shape):
    """`wave` counts from 0. `why`: the code of what went wrong."""

    device: str
    wave: int
    state: TargetState
    since_ms: int
    why: str


class RolloutOut(Shape):
    """`next_ms`: when the next wave begins, while the pause lasts. `counts`: devices by state."""

    id: str
    version: str
    state: RolloutState
    wave: int
    waves: int
    pause_min: int
    made_ms: int
    made_by: str
    ended_ms: int | None
    next_ms: int | None
    reason: str
    note: str
    counts: dict[str, int]


class RolloutWholeOut(RolloutOut):
    targets: list[TargetOut]


class RolloutsOut(Shape):
    """Newest first."""

    releases: list[AgentReleaseOut]
    rollouts: list[RolloutOut]


class RolloutBody(Body):
    """First one chosen device alone (empty: none), then rising shares of the rest in per cent, the last 100.

    `sites`: only devices there; empty: all. `pause_min`: how long to look on between two waves.
    """

    version: Annotated[str, StringConstraints(pattern=r"^\d{1,4}\.\d{1,4}\.\d{1,6}$")]
    first: Annotated[str, StringConstraints(max_length=32, pattern=r"^[a-z0-9-]*$")] = ""
    shares: Annotated[list[Share], Field(min_length=1, max_length=8)] = Field(default_factory=lambda: [10, 50, 100])
    sites: Annotated[list[Id], Field(max_length=500)] = Field(default_factory=list)
    pause_min: Annotated[int, Field(strict=True, ge=0, le=10_080)] = 60
    note: Annotated[str, StringConstraints(max_length=200)] = ""


class RolloutAct(StrEnum):
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"


class SkipBody(Body):
    device: Annotated[str, StringConstraints(max_length=32, pattern=r"^[a-z0-9-]+$")]


@router.get("")
async def rollouts(_: Office, parts: PartsOf) -> RolloutsOut:
    desk = parts.fleet.rollouts
    found = await desk.newest()
    return RolloutsOut(releases=[_release(each) for each in desk.shelf.all()], rollouts=[_out(*each) for each in found])


@router.post("", status_code=201)
async def begin_rollout(body: RolloutBody, person: Office, parts: PartsOf) -> RolloutWholeOut:
    if body.shares[-1] != 100 or any(before >= after for before, after in pairwise(body.shares)):
        raise refused("shares")
    desk = parts.fleet.rollouts
    begun = await desk.begin(
        person,
        body.version,
        first=body.first,
        shares=body.shares,
        sites=body.sites,
        pause_ms=body.pause_min * MINUTE_MS,
        note=body.note,
    )
    return _whole(*await desk.one(begun.id))


@router.get("/{rollout}")
async def one_rollout(rollout: Annotated[Id, Path()], _: Office, parts: PartsOf) -> RolloutWholeOut:
    return _whole(*await parts.fleet.rollouts.one(rollout))


@router.post("/{rollout}/skip")
async def skip_device(rollout: Annotated[Id, Path()], body: SkipBody, person: Office, parts: PartsOf) -> RolloutWholeOut:
    """Go on without a device, for one that is out of order for long."""
    await parts.fleet.rollouts.act(person, rollout, "skip", device=body.device)
    return _whole(*await parts.fleet.rollouts.one(rollout))


@router.post("/{rollout}/{act}")
async def act_on_rollout(rollout: Annotated[Id, Path()], act: RolloutAct, person: Office, parts: PartsOf) -> RolloutWholeOut:
    await parts.fleet.rollouts.act(person, rollout, act)
    return _whole(*await parts.fleet.rollouts.one(rollout))


def _release(shelved: Shelved) -> AgentReleaseOut:
    release = shelved.release
    return AgentReleaseOut(
        version=release.version, made_ms=release.made_ms, notes=release.notes, least=release.least, size=shelved.size
    )


def _out(rollout: Rollout, targets: Mapping[str, Target]) -> RolloutOut:
    return RolloutOut(**_fields(rollout, targets))


def _whole(rollout: Rollout, targets: Mapping[str, Target]) -> RolloutWholeOut:
    rows = [
        TargetOut(device=each.device, wave=each.wave, state=each.state, since_ms=each.since_ms, why=each.why)
        for each in targets.values()
    ]
    return RolloutWholeOut(**_fields(rollout, targets), targets=rows)


def _fields(rollout: Rollout, targets: Mapping[str, Target]) -> dict[str, Any]:
    states = [target.state.value for target in targets.values()]
    return {
        "id": rollout.id,
        "version": rollout.version,
        "state": rollout.state,
        "wave": rollout.wave,
        "waves": rollout.waves,
        "pause_min": rollout.pause_ms // MINUTE_MS,
        "made_ms": rollout.made_ms,
        "made_by": rollout.made_by,
        "ended_ms": rollout.ended_ms,
        "next_ms": None if rollout.wave_done_ms is None else rollout.wave_done_ms + rollout.pause_ms,
        "reason": rollout.reason,
        "note": rollout.note,
        "counts": {state: states.count(state) for state in sorted({*states})},
    }
