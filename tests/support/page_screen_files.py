"""What a Pi serves beside the page of its display: spoken files, pictures, and a match."""

from __future__ import annotations

import io
import wave
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from support.page_api import Stage

_RATE: Final = 8_000
_PICTURE: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 100"><rect width="160" height="100" fill="#f3d9a4"/>'
    '<path d="M30 80h100L116 40H44z" fill="#8a4b20"/><path d="M44 40q36-34 72 0z" fill="#fff"/></svg>'
)


def silence(seconds: float) -> bytes:
    """Return a WAV file in which nothing is to be heard."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(_RATE)
        sound.writeframes(b"\x80" * int(_RATE * seconds))
    return file.getvalue()


def routes(stage: Stage) -> list[BaseRoute]:
    sound = silence(0.4)

    def speech(request: Request) -> Response:
        stage.spoken.append(request.path_params["file"])
        return Response(sound, media_type="audio/wav")

    def part(request: Request) -> Response:
        file = stage.stream / request.path_params["name"] if stage.stream else None
        if file is None or not file.exists():
            return Response(status_code=404)
        kind = "application/vnd.apple.mpegurl" if file.suffix == ".m3u8" else "video/mp4"
        return FileResponse(file, media_type=kind, headers={"cache-control": "no-store"})

    return [
        Route("/display/speech/{file}", speech),
        Route("/display/pictures/{file}", lambda _: Response(_PICTURE, media_type="image/svg+xml")),
        Route("/display/streams/{id}/{name:path}", part),
    ]
