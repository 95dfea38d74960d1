"""The frame of every public page: title, navigation, language, age, contact; and what a page may load."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final
from zoneinfo import ZoneInfo

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from hallenwart_backend.public.words import LANGUAGES, PAGES, WORDS
from hallenwart_backend.web import plain
from hallenwart_contract.clock import utc

_HERE: Final = "hallenwart_backend.public"
_ESCAPED: Final = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages have. `base` is where people reach this server; `path` is this page, with its question but no language."""

    lang: str
    now_ms: int
    zone: ZoneInfo
    contact: str
    base: str
    path: str


@dataclass(frozen=True, slots=True)
class Feed:
    """The same for programs: media type, address, what it is called."""

    type: str
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Said:
    """What became of what somebody just did: `kind` is note or error."""

    kind: str
    text: str


@cache
def style(package: str = "", name: str = "") -> str:
    """Return the common style, with that of a room behind it."""
    common = plain.style() + files(_HERE).joinpath("public.css").read_text(encoding="utf-8")
    return common + (files(package).joinpath(name).read_text(encoding="utf-8") if package else "")


@cache
def templates(package: str) -> Environment:
    """Return the templates of a room; they extend `base.html`, filling its blocks `content` and `head`."""
    loader = ChoiceLoader([PackageLoader(package, "."), PackageLoader(_HERE, ".")])
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def csp(own_style: str | None = None, more: str = "") -> str:
    """Return the policy: one style by its hash, forms to this server, nothing else but `more`."""
    policy = plain.csp_of(style() if own_style is None else own_style, forms="self")
    return f"{policy}; {more}" if more else policy


def linked_data(told: Mapping[str, Any]) -> Markup:
    """Return JSON-LD for a script element, without what is empty and without anything that could end the element."""
    text = json.dumps({name: value for name, value in told.items() if value not in (None, "", [], {})}, ensure_ascii=False)
    for sign, escape in _ESCAPED.items():
        text = text.replace(sign, escape)
    return Markup(text)  # noqa: S704 - JSON, with everything that could end the element written as escapes


def render(
    frame: Frame,
    title: str,
    *,
    package: str = _HERE,
    template: str = "base.html",
    here: str = "",
    sub: str = "",
    said: Said | None = None,
    feeds: Sequence[Feed] = (),
    data: Sequence[Markup] = (),
    own_style: str | None = None,
    **values: Any,
) -> str:
    """Return a page. `here` is its entry in the navigation; `values` are what its own template needs."""
    english = frame.lang == "en"
    other = next(one for one in LANGUAGES if one != frame.lang)
    sign = "&" if "?" in frame.path else "?"
    return (
        templates(package)
        .get_template(template)
        .render(
            {"hint": ""} | values,
            frame=frame,
            title=title,
            sub=sub,
            said=said,
            feeds=feeds,
            data=data,
            here=here or "/anleitungen",
            w=WORDS[frame.lang],
            nav=[{"href": path, "name": names[english], "here": path == here} for path, names in PAGES.items()],
            other={"lang": other, "name": LANGUAGES[other], "href": f"{frame.path}{sign}lang={other}"},
            as_of=f"{utc(frame.now_ms).astimezone(frame.zone):%d.%m.%Y %H:%M}",
            style=Markup(style() if own_style is None else own_style),  # noqa: S704 - own files
        )
    )


def nowhere(frame: Frame) -> str:
    words = WORDS[frame.lang]
    return render(frame, words["unknown"], hint=words["unknown_hint"])
