"""Guides as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from hallenwart_backend.guides.words import ROOMS, WORDS
from hallenwart_backend.public import frame as frames
from hallenwart_backend.public.frame import Frame
from hallenwart_contract.guides import GUIDES, Guide, Room, Words, guides_for

HERE: Final = "/anleitungen"
_OF_APP: Final = {Room.CLUB: "/club", Room.OFFICE: "/manager"}
"""Where the pages of an app begin."""


def style() -> str:
    return frames.style(__package__, "guides.css")


def csp() -> str:
    return frames.csp(style())


def list_page(frame: Frame, page: str) -> str:
    """Return all guides, those for `page` first."""
    t = WORDS[frame.lang]
    groups: list[tuple[str, Sequence[Guide]]] = [(t["for_page"], guides_for(page))] if page else []
    groups += [(name, [one for one in GUIDES if one.room is room]) for room, name in ROOMS[frame.lang].items()]
    told = [{"name": name, "guides": [_link(one, frame) for one in found]} for name, found in groups if found]
    return _render(frame, t["title"], t=t, guide=None, groups=told)


def _link(guide: Guide, frame: Frame) -> dict[str, str]:
    return {"name": _said(guide.title, frame.lang), "href": f"{HERE}/{guide.id}?lang={frame.lang}"}


def guide_page(frame: Frame, guide: Guide, *, easy: bool) -> str:
    """Return one guide; `easy`: in Plain Language, which is German."""
    t = WORDS[frame.lang]
    way = "easy" if easy else frame.lang
    told = {
        "need": _said(guide.need, way),
        "steps": [_said(step.words, way) for step in guide.steps],
        "done": _said(guide.done, way),
    }
    path = f"{HERE}/{guide.id}"
    other = {"href": f"{path}?lang=de", "name": t["plain"], "lang": "de"} if easy else _easy(path, t)
    return _render(frame, _said(guide.title, way), t=t, guide=told, other_way=other, start=_start(guide, frame, t))


def _easy(path: str, t: dict[str, str]) -> dict[str, str]:
    return {"href": f"{path}?leicht=1", "name": t["easy"], "lang": "de"}


def _start(guide: Guide, frame: Frame, t: dict[str, str]) -> dict[str, str] | None:
    if not guide.start:
        return None
    app = _OF_APP.get(guide.room)
    if app:
        return {"href": f"{app}/?lotse={guide.id}{guide.start}", "name": t["start_led"]}
    return {"href": f"{guide.start}?lang={frame.lang}", "name": t["start"]}


def _said(words: Words, way: str) -> str:
    said: str = getattr(words, way)
    return said


def _render(frame: Frame, title: str, **values: Any) -> str:
    return frames.render(frame, title, package=__package__ or "", template="page.html", here=HERE, own_style=style(), **values)


def tasks() -> Sequence[str]:
    """Return what can be asked for."""
    return [one.id for one in GUIDES]
