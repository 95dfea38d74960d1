"""`/device/v1/streams`: what cameras send, and what displays show. Addresses are those of `hallenwart_contract.streams`."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Query
from fastapi.responses import FileResponse, Response

from hallenwart_backend.fleet.enrolment.sending import BySigned
from hallenwart_backend.streaming.refusals import refused
from hallenwart_backend.streaming.routes import PART, PLAYLIST, Number, Run, Stream
from hallenwart_backend.web.parts import PartsOf
from hallenwart_backend.web.routing import Router
from hallenwart_contract.device_http import PREFIX
from hallenwart_contract.streams import MAX_PART_BYTES, MAX_PART_MS, Part, StreamEnd

router = Router(prefix=f"{PREFIX}/streams", tags=["device"])
_TAKEN: Final = 204
_LATEST_MS: Final = 2**48


@router.put("/{stream}/{run}/{number}.m4s", status_code=_TAKEN)
async def put(
    stream: Stream,
    run: Run,
    number: Number,
    sent: BySigned,
    parts: PartsOf,
    t_ms: Annotated[int, Query(ge=0, le=_LATEST_MS)] = 0,
    dur_ms: Annotated[int, Query(ge=0, le=MAX_PART_MS)] = 0,
) -> None:
    """Take a part: number 0 is the beginning of a run. Late or twice is welcome."""
    body = sent.asked.body
    if not 8 <= len(body) <= MAX_PART_BYTES or (number and not dur_ms):
        raise refused("bad_part")
    await parts.streaming.put(sent.device, Part(stream, run, number, t_ms, dur_ms), body)


@router.post("/{stream}/end", status_code=_TAKEN)
async def end(stream: Stream, sent: BySigned, parts: PartsOf) -> None:
    """Take a camera's word that it stopped."""
    await parts.streaming.end(sent.device, stream, sent.read(StreamEnd))


@router.get("/{stream}/index.m3u8", response_class=Response)
async def playlist(stream: Stream, _: BySigned, parts: PartsOf) -> Response:
    return Response(await parts.watching.for_display(stream), media_type=PLAYLIST, headers={"Cache-Control": "no-store"})


@router.get("/{stream}/{run}/{number}.m4s", response_class=FileResponse)
async def part(stream: Stream, run: Run, number: Number, _: BySigned, parts: PartsOf) -> FileResponse:
    return FileResponse(await parts.watching.part(stream, run, number), media_type=PART)
