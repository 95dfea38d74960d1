"""The page that ends e-mails of a kind. Works without script and sign-in; loads nothing."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from hallenwart_backend.booking.letters import words
from hallenwart_backend.booking.letters.rules import Group
from hallenwart_backend.booking.letters.words import Line
from hallenwart_backend.web.plain import style

_ASK: Final = Line("E-Mails abbestellen", "Unsubscribe from e-mails")
_DONE: Final = Line("Abbestellt", "Unsubscribed")
_UNKNOWN: Final = Line("Diesen Link gibt es nicht", "There is no such link")
_UNKNOWN_HINT: Final = Line("Vielleicht ist er nicht vollständig.", "It may be incomplete.")
_HINT: Final = Line(
    "Absagen durch das Amt und Codes kommen weiter. Alles andere wählen Sie in der App unter „Konto“.",
    "Cancellations by the office and codes still come. You choose everything else in the app under “Account”.",
)


@cache
def _template() -> Template:
    text = files(__package__).joinpath("page.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(text)


def _render(title: Line, *, hints: tuple[Line, ...], action: str = "") -> str:
    return _template().render(title=title, hints=hints, action=action, button=_ASK, style=Markup(style()))  # noqa: S704 - own file


def ask(group: Group, action: str) -> str:
    return _render(_ASK, hints=(words.GROUP_NAMES[group], _HINT), action=action)


def done(group: Group) -> str:
    return _render(_DONE, hints=(words.GROUP_NAMES[group], _HINT))


def unknown() -> str:
    return _render(_UNKNOWN, hints=(_UNKNOWN_HINT,))
