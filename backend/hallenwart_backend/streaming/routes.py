"""`/live`: streams and recordings for everybody. No cookie is read or set; other sites cannot embed it."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Depends, Path, Query, Request
from fastapi.responses import FileResponse, PlainTextResponse, Response

from hallenwart_backend.accounts.throttle import paused
from hallenwart_backend.streaming.refusals import refused
from hallenwart_backend.web.parts import PartsOf
from hallenwart_backend.web.routing import Router
from hallenwart_contract.streams import MAX_NUMBER, MAX_RUNS

PLAYLIST: Final = "application/vnd.apple.mpegurl"
PART: Final = "video/iso.segment"
FILE: Final = "video/mp4"
Stream = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]
Run = Annotated[int, Path(ge=0, le=MAX_RUNS)]
Number = Annotated[int, Path(ge=0, le=MAX_NUMBER)]
Token = Annotated[str, Query(pattern=r"^[0-9a-f]{16}$")]
_LIVE: Final = {"Cache-Control": "no-store"}
_PART: Final = {"Cache-Control": "public, max-age=600, immutable"}


async def _calm(request: Request, parts: PartsOf) -> None:
    """Raises RefusedError 429."""
    sender = request.client.host if request.client else ""
    if (wait_ms := parts.watching.rate.take(sender, parts.clock.mono_ms())) > 0:
        raise paused(wait_ms)


router = Router(prefix="/live/{stream}", include_in_schema=False, dependencies=[Depends(_calm)])


@router.get("/index.m3u8")
async def index(stream: Stream, parts: PartsOf) -> Response:
    """Let a viewer in: the answer leads to a playlist of their own."""
    return Response(await parts.watching.master(stream), media_type=PLAYLIST, headers=_LIVE)


@router.get("/video.m3u8")
async def video(stream: Stream, parts: PartsOf, v: Token) -> Response:
    return Response(await parts.watching.playlist(stream, v), media_type=PLAYLIST, headers=_LIVE)


@router.get("/{run}/{number}.m4s")
async def part(stream: Stream, run: Run, number: Number, parts: PartsOf) -> FileResponse:
    return FileResponse(await parts.watching.part(stream, run, number), media_type=PART, headers=_PART)


@router.get("/recording/index.m3u8")
async def recording(stream: Stream, parts: PartsOf) -> FileResponse:
    return FileResponse(await parts.watching.recording(stream), media_type=PLAYLIST, headers=_LIVE)


@router.get("/recording/{run}.mp4")
async def recorded(stream: Stream, run: Run, parts: PartsOf) -> FileResponse:
    """Return a run of a recording, or the part of it that `Range` asks for."""
    path = await parts.watching.recording(stream, f"{run}.mp4")
    return FileResponse(path, media_type=FILE, headers={"Cache-Control": "private, max-age=600"})


@router.get("/captions.{language}.vtt")
async def captions(stream: Stream, language: Annotated[str, Path(pattern="^(de|en)$")], parts: PartsOf) -> Response:
    """Return the captions of a recording."""
    await parts.watching.recording(stream)
    grant = await parts.streaming.grant(stream)
    found = await parts.events.events.captions_of(grant.event if grant else "")
    if language not in found:
        raise refused("no_such_stream")
    return PlainTextResponse(found[language], media_type="text/vtt", headers={"Cache-Control": "no-cache"})
