"""The public pages of ideas and projects: `/ideen`, one idea, the link in a mail. Without script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from markupsafe import Markup

from hallenwart_backend.halls.model import Places
from hallenwart_backend.participation.data import FEED
from hallenwart_backend.participation.model import Kept
from hallenwart_backend.participation.platforms import service as projects
from hallenwart_backend.participation.platforms.rules import is_old
from hallenwart_backend.participation.words import KINDS, STATES, WORDS
from hallenwart_backend.public import frame as frames
from hallenwart_backend.public.frame import Feed, Frame, Said
from hallenwart_contract.clock import utc

PATH: Final = "/ideen"
_PACKAGE: Final = "hallenwart_backend.participation"
PER_PAGE: Final = 25
MOST_BESIDE: Final = 4


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed and is to find again when it was refused."""

    text: str = ""
    kind: str = ""
    hall: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the list shows: one page of ideas, halls to choose from (id, name), what was typed."""

    ideas: Sequence[Kept]
    halls: Sequence[tuple[str, str]]
    hall: str = ""
    page: int = 0
    more: bool = False
    typed: Typed = field(default_factory=Typed)
    projects: Sequence[Mapping[str, Any]] = ()


def csp() -> str:
    return frames.csp(_style())


def _style() -> str:
    return frames.style(_PACKAGE, "ideas.css")


def _line(idea: Kept, frame: Frame, halls: Mapping[str, str]) -> dict[str, Any]:
    english = frame.lang == "en"
    words = WORDS[frame.lang]
    support = {0: "", 1: words["support_one"]}.get(idea.support, words["support"].format(n=idea.support))
    return {
        "id": idea.id,
        "title": idea.title,
        "text": idea.text if idea.text.rstrip(".") != idea.title else "",
        "kind": KINDS[idea.kind][english],
        "hall": halls.get(idea.hall, ""),
        "state": STATES[idea.state][english] if idea.state in STATES else "",
        "support": support,
        "answer": idea.answer,
        "answered": _day(idea.answered_ms, frame) if idea.answered_ms else "",
        "made": _day(idea.made_ms, frame),
        "open": not idea.answer,
    }


def _day(ms: int, frame: Frame) -> str:
    return f"{utc(ms).astimezone(frame.zone):%d.%m.%Y}"


def project_line(shown: projects.Shown, frame: Frame, places: Places) -> dict[str, Any]:
    """Return a project as pages write it: with its platform, where it belongs, and when it was read."""
    told, words, read = (
        shown.project.told,
        WORDS[frame.lang],
        f"{utc(shown.project.read_ms).astimezone(frame.zone):%d.%m.%Y %H:%M}",
    )
    names = [
        places.halls[hall].name if hall in places.halls else places.sites[site].name if site in places.sites else ""
        for hall, site in shown.places
    ]
    old = is_old(shown.project.read_ms, frame.now_ms)
    return {
        "title": told.title,
        "text": told.text,
        "link": told.link,
        "by": shown.platform.name,
        "where": ", ".join(dict.fromkeys(filter(None, names))),
        "until": _day(told.to_ms, frame) if told.to_ms else "",
        "age": words["read_old" if old else "read_at"].format(when=read),
    }


def beside(frame: Frame, hall: str, ideas: Sequence[Kept], lines: Sequence[Mapping[str, Any]]) -> Markup:
    """Return what stands beside a hall on its own page: its projects, a few ideas, the way to the others."""
    told = [_line(idea, frame, {}) for idea in ideas[:MOST_BESIDE]]
    template = frames.templates(_PACKAGE).get_template("beside.html")
    return Markup(template.render(t=WORDS[frame.lang], lang=frame.lang, hall=hall, ideas=told, projects=lines))  # noqa: S704 - escaped by the template


def list_page(frame: Frame, shown: Shown, said: Said | None = None, *, data: bool) -> str:
    """`data`: everybody may read ideas as data, too."""
    words, names = WORDS[frame.lang], dict(shown.halls)
    english = frame.lang == "en"
    chosen = f"&halle={shown.hall}" if shown.hall else ""
    link = f"{PATH}?lang={frame.lang}{chosen}&seite="
    return frames.render(
        frame,
        words["title"],
        package=_PACKAGE,
        template="ideas.html",
        here=PATH,
        sub=words["lead"],
        said=said,
        feeds=[Feed("application/json", f"{FEED}.json", words["data"])] if data else [],
        own_style=_style(),
        t=words,
        ideas=[_line(idea, frame, names) for idea in shown.ideas],
        halls=shown.halls,
        hall=shown.typed.hall or shown.hall,
        kinds=[(str(kind), texts[english]) for kind, texts in KINDS.items()],
        typed=shown.typed,
        newer=f"{link}{shown.page - 1}" if shown.page else "",
        older=f"{link}{shown.page + 1}" if shown.more else "",
        projects=shown.projects,
        form=True,
        table=f"{FEED}.csv" if data else "",
    )


def one_page(frame: Frame, idea: Kept, hall: str, said: Said | None = None, *, data: bool) -> str:
    words = WORDS[frame.lang]
    return frames.render(
        frame,
        idea.title,
        package=_PACKAGE,
        template="ideas.html",
        here=PATH,
        said=said,
        own_style=_style(),
        t=words,
        ideas=[_line(idea, frame, {idea.hall: hall}) | {"title": ""}],
        projects=(),
        newer="",
        older="",
        form=False,
        table=f"{FEED}.csv" if data else "",
    )


def link_page(frame: Frame, token: str, idea: Kept | None, *, gone: bool = False) -> str:
    """Ask by a mailed link whether the answer is wanted there."""
    words = WORDS[frame.lang]
    confirmed = idea is not None and idea.asker.confirmed_ms is not None
    hint = words["mail_gone"] if gone else words["mail_over"] if idea is None else words["mail_is" if confirmed else "mail_ask"]
    return frames.render(
        frame,
        words["mail_title"],
        package=_PACKAGE,
        template="link.html",
        own_style=_style(),
        t=words,
        hint=hint,
        idea="" if idea is None or gone else idea.text,
        action="" if idea is None or gone else f"{PATH}/post/{token}?lang={frame.lang}",
        ask=not confirmed,
    )
