"""The pages behind links of accounts. They work without script and load nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from urllib.parse import parse_qs

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from hallenwart_backend.errors import RefusedError
from hallenwart_backend.web import plain

_MOST_FORM_BYTES = 4_096


class Line(NamedTuple):
    de: str
    en: str


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    label: Line
    type: str = "text"
    value: str = ""
    complete: str = "off"
    required: bool = True
    hint: Line | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Without `button` there is nothing to press. `small` stands at the end."""

    title: Line
    lead: Sequence[Line] = ()
    notes: Sequence[Line] = ()
    errors: Sequence[Line] = ()
    fields: Sequence[Field] = ()
    button: Line | None = None
    action: str = ""
    small: Sequence[Line] = ()

    def answer(self, status: int = 200) -> HTMLResponse:
        names = ("title", "lead", "notes", "errors", "fields", "button", "action", "small")
        shown = {name: getattr(self, name) for name in names}
        return plain.answer(_template().render(shown, style=Markup(plain.style())), status)  # noqa: S704 - own file


@cache
def _template() -> Template:
    text = files(__package__).joinpath("page.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(text)


def told(error: RefusedError) -> Line:
    return Line(error.de, error.en)


async def form_of(request: Request, most_bytes: int = _MOST_FORM_BYTES) -> dict[str, str]:
    """Return the fields of a small urlencoded form; nothing for anything else."""
    body = await request.body()
    if len(body) > most_bytes:
        return {}
    try:
        found = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=8)
    except ValueError:
        return {}
    return {name: values[0] for name, values in found.items()}


NAME = Line("Ihr Name", "Your name")
PASSWORD = Line("Passwort", "Password")
PASSWORD_HINT = Line(
    "Mindestens 10 Zeichen. Mehrere Wörter hintereinander sind gut. Sonst gibt es keine Regeln.",
    "At least 10 characters. Several words in a row are fine. There are no other rules.",
)
OVER = Line("Dieser Link gilt nicht mehr", "This link is no longer valid")
OVER_HINT = Line(
    "Er wurde schon benutzt oder ist zu alt. Auf der Anmeldeseite bekommen Sie einen neuen.",
    "It was used already or is too old. You get a new one on the sign-in page.",
)
UNKNOWN = Line("Diesen Link gibt es nicht", "There is no such link")
UNKNOWN_HINT = Line(
    "Vielleicht ist er nicht vollständig. Öffnen Sie ihn noch einmal aus der Nachricht.",
    "It may be incomplete. Open it from the message again.",
)
TOO_MANY = Line("Zu viele Versuche", "Too many tries")


def gone(state: str) -> HTMLResponse:
    """Return the page of a link that leads nowhere."""
    if state == "unknown":
        return Page(UNKNOWN, lead=(UNKNOWN_HINT,)).answer(404)
    return Page(OVER, lead=(OVER_HINT,)).answer(410)
