"""Which camera of the site sends, and the match that may be shown. Pure."""

from __future__ import annotations

from typing import Final

from hallenwart_contract.display import BoardCamera, BoardStream
from hallenwart_contract.view import ShownStream, StreamRight, View
from hallenwart_edge.display.sources import Sources

STREAMS: Final = "/display/streams/"


def cameras(sources: Sources, now_ms: int) -> list[BoardCamera]:
    """Return every hall of the site that has a camera, off or not, so that nobody has to ask."""
    names = sources.config.halls if sources.config else {}
    names = names | {hall.id: hall.name for hall in (sources.view.halls if sources.view else [])}
    return [
        BoardCamera(hall=hall, name=names.get(hall, hall), on=on, title=_title(sources.view, hall, now_ms) if on else "")
        for hall, on in sorted(sources.cameras.items())
    ]


def stream(view: View, now_ms: int) -> BoardStream | None:
    """Return the match that is shown here, those of the halls of this display first."""
    if not view.screen.stream:
        return None
    here = {hall.id for hall in view.halls}
    running = [each for each in view.shown_streams if each.from_ms <= now_ms < each.to_ms]
    first = min(running, key=lambda each: (each.hall not in here, each.from_ms, each.id), default=None)
    if first is None:
        return None
    return BoardStream(id=first.id, title=first.title, hall=_name(view, first), path=f"{STREAMS}{first.id}/index.m3u8")


def moments(view: View) -> list[int]:
    """Return when cameras and match change by themselves."""
    known: list[ShownStream | StreamRight] = [*view.shown_streams, *view.streams]
    return [moment for each in known for moment in (each.from_ms, each.to_ms)]


def _title(view: View | None, hall: str, now_ms: int) -> str:
    known: list[ShownStream | StreamRight] = [*view.streams, *view.shown_streams] if view else []
    return next((each.title for each in known if each.hall == hall and each.from_ms <= now_ms < each.to_ms), "")


def _name(view: View, shown: ShownStream) -> str:
    return next((hall.name for hall in view.halls if hall.id == shown.hall), shown.hall)
