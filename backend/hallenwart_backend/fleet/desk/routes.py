"""Acts below `/api/fleet/{device}`: identify, restart, logs, settings, wiring."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from fastapi import Path, Response
from pydantic import Field, StringConstraints

from hallenwart_backend.fleet.desk.rules import Weight
from hallenwart_backend.fleet.desk.service import Checked
from hallenwart_backend.fleet.overview.shapes import SettingsOut
from hallenwart_backend.web.fields import Body, Id, Shape
from hallenwart_backend.web.parts import Manager, PartsOf
from hallenwart_backend.web.routing import Router
from hallenwart_contract.machine import LogLevel, Settings
from hallenwart_contract.wiring import MAX_WIRING_CHARS

router = Router(prefix="/api/fleet/{device}", tags=["fleet"])
Device = Annotated[Id, Path()]


class IdentifyBody(Body):
    """`on_s` 0 ends it."""

    on_s: Annotated[int, Field(strict=True, ge=0, le=300)] = 30


class RestartBody(Body):
    """`force`: also while an alarm stands or a door is open."""

    what: Literal["agent", "machine"] = "agent"
    force: bool = False


class LogsBody(Body):
    lines: Annotated[int, Field(strict=True, ge=1, le=2_000)] = 500
    level: Literal["", LogLevel.DEBUG, LogLevel.INFO, LogLevel.WARNING] = ""


class AskedOut(Shape):
    """The command's id: `GET /api/commands/{id}` says how it went. `ref` names the log lines that were asked for."""

    id: str
    ref: str = ""


class SettingsBody(Body):
    """0 or empty: as the device's own file says."""

    hb_every_s: Annotated[int, Field(strict=True, ge=0, le=60)] = 0
    telemetry_every_s: Annotated[int, Field(strict=True, ge=0, le=600)] = 0
    log_level: Literal["", LogLevel.DEBUG, LogLevel.INFO, LogLevel.WARNING] = ""


class WiringBody(Body):
    text: Annotated[str, StringConstraints(max_length=MAX_WIRING_CHARS)]


class ProblemOut(Shape):
    line: int
    de: str
    en: str
    weight: Weight


class CheckedOut(Shape):
    """`problems`: errors keep it from being sent, warnings do not.

    `diff`: lines that begin with +, - or a blank, below heads with @@.
    """

    problems: list[ProblemOut]
    diff: list[str]
    number: int | None = None


class RevisionOut(Shape):
    """A wiring that the device was given; `by` who gave it."""

    number: int
    made_ms: int
    by: str


class RevisionWholeOut(RevisionOut):
    """`diff` to the one before it."""

    text: str
    diff: list[str]


class WiringOut(Shape):
    """`running`: what the device says it runs by, None while it never told.

    `rev`: the configuration it came with, 0: its own file.
    `wanted`: the newest that it was given, None: its own file stands. `same`: it runs by what is wanted.
    """

    running: str | None
    running_ms: int | None
    rev: int
    digest: str
    wanted: str | None
    wanted_number: int | None
    same: bool
    revisions: list[RevisionOut]


class LogLinesOut(Shape):
    """Oldest first."""

    ref: str
    received_ms: int
    lines: list[str]


@router.post("/identify", status_code=202)
async def identify(device: Device, body: IdentifyBody, person: Manager, parts: PartsOf) -> AskedOut:
    """Its screens say its name in large letters and its lamps blink, for so many seconds."""
    parts.fleet.overview.check(device, person, "identify")
    return AskedOut(id=await parts.fleet.desk.identify(device, person, body.on_s))


@router.post("/restart", status_code=202)
async def restart(device: Device, body: RestartBody, person: Manager, parts: PartsOf) -> AskedOut:
    parts.fleet.overview.check(device, person, "restart")
    return AskedOut(id=await parts.fleet.desk.restart(device, person, body.what, force=body.force))


@router.post("/logs", status_code=202)
async def ask_logs(device: Device, body: LogsBody, person: Manager, parts: PartsOf) -> AskedOut:
    """The device sends its last log lines; they are kept for 7 days."""
    parts.fleet.overview.check(device, person, "logs")
    command, ref = await parts.fleet.desk.logs(device, person, body.lines, body.level)
    return AskedOut(id=command, ref=ref)


@router.get("/logs/{ref}")
async def log_lines(device: Device, ref: Annotated[Id, Path()], person: Manager, parts: PartsOf) -> LogLinesOut:
    parts.fleet.overview.check(device, person, "logs")
    received_ms, told = await parts.fleet.logs.one(device, ref)
    return LogLinesOut(ref=told.ref, received_ms=received_ms, lines=told.lines)


@router.put("/settings")
async def set_settings(device: Device, body: SettingsBody, person: Manager, parts: PartsOf) -> SettingsOut:
    parts.fleet.overview.check(device, person, "settings")
    wanted = Settings(**body.model_dump())
    await parts.fleet.desk.set_settings(device, person, wanted)
    return SettingsOut(**msgspec.structs.asdict(wanted))


@router.get("/wiring")
async def wiring(device: Device, person: Manager, parts: PartsOf) -> WiringOut:
    parts.fleet.overview.check(device, person, "wiring")
    known = await parts.fleet.desk.wirings(device)
    running, wanted = known.running, known.wanted
    digest = parts.fleet.overview.digest(device) or (running.digest if running else "")
    return WiringOut(
        running=running.text if running else None,
        running_ms=known.told_ms,
        rev=running.rev if running else 0,
        digest=digest,
        wanted=wanted.text if wanted else None,
        wanted_number=wanted.number if wanted else None,
        same=wanted is None or digest == parts.fleet.desk.digest_of(device),
        revisions=[RevisionOut(number=one.number, made_ms=one.made_ms, by=one.by) for one in known.revisions],
    )


@router.post("/wiring/check")
async def check_wiring(device: Device, body: WiringBody, person: Manager, parts: PartsOf) -> CheckedOut:
    """Look at a wiring without sending it."""
    parts.fleet.overview.check(device, person, "wiring")
    return _checked(await parts.fleet.desk.check(device, body.text))


@router.post("/wiring", status_code=202, responses={422: {"model": CheckedOut, "description": "Something is wrong with it"}})
async def set_wiring(device: Device, body: WiringBody, person: Manager, parts: PartsOf, response: Response) -> CheckedOut:
    """Give the device another wiring: it tries it, and goes back by itself when it does not do.

    With errors nothing is sent: 422.
    """
    parts.fleet.overview.check(device, person, "wiring")
    checked, made = await parts.fleet.desk.set_wiring(device, person, body.text)
    if made is None:
        response.status_code = 422
    return _checked(checked, made.number if made else None)


@router.get("/wiring/{number}")
async def revision(
    device: Device, number: Annotated[int, Path(ge=1, le=2**31 - 1)], person: Manager, parts: PartsOf
) -> RevisionWholeOut:
    parts.fleet.overview.check(device, person, "wiring")
    found, lines = await parts.fleet.desk.revision(device, number)
    return RevisionWholeOut(number=found.number, made_ms=found.made_ms, by=found.by, text=found.text, diff=lines)


def _checked(checked: Checked, number: int | None = None) -> CheckedOut:
    return CheckedOut(
        problems=[ProblemOut(line=one.line, de=one.de, en=one.en, weight=one.weight) for one in checked.problems],
        diff=checked.diff,
        number=number,
    )
