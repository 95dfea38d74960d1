"""The page of one tap. Works without script and sign-in; loads nothing."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from hallenwart_backend.booking.tap import words
from hallenwart_backend.booking.tap.service import Looked
from hallenwart_backend.booking.tap.words import Line
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.web.plain import style
from hallenwart_contract.clock import utc

_BUTTONS: Final = {"lend": words.LEND, "cancel": words.CANCEL, "withdraw": words.WITHDRAW, "give_back": words.GIVE_BACK}
_WEEKDAYS: Final = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
_WEEKDAYS_EN: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WHEN: Final = Line("Wann", "When")
_WHAT: Final = Line("Was", "What")
_PARTS: Final = Line("Hallenteile", "Sections")


@cache
def _template() -> Template:
    text = files(__package__).joinpath("page.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(text)


def _render(**values: Any) -> str:
    empty: dict[str, Any] = {"where": "", "address": "", "notes": (), "hints": (), "facts": (), "acts": (), "token": ""}
    return _template().render(empty | values, style=Markup(style()))  # noqa: S704 - own file


def plain(title: Line, hint: Line) -> str:
    """Return the page of a link that leads nowhere."""
    return _render(title=title, mark=Line("Hallenwart", "Hallenwart"), hints=(hint,))


def date_page(looked: Looked, hall: Hall, token: str, *, notes: tuple[Line, ...] = ()) -> str:
    """Return the page of a date as it stands now."""
    booking = looked.booking
    if booking is None:
        return plain(words.UNKNOWN, words.UNKNOWN_HINT)
    start, end = (utc(ms).astimezone(hall.zone) for ms in (booking.start_ms, booking.end_ms))
    day = f"{_WEEKDAYS[start.weekday()]}/{_WEEKDAYS_EN[start.weekday()]} {start:%d.%m.%Y}, {start:%H:%M}\u2013{end:%H:%M}"
    facts = [(_WHEN, day), (_WHAT, booking.title)]
    if hall.sections > 1:
        facts.append((_PARTS, ", ".join(str(one) for one in booking.sections)))
    late = (words.LATE,) if looked.late else ()
    return _render(
        title=Line(f"{start:%d.%m.}, {start:%H:%M}", f"{start:%d.%m.}, {start:%H:%M}"),
        mark=words.MARKS[looked.state],
        where=", ".join(dict.fromkeys((hall.site.name, hall.name))),
        address=hall.site.address,
        notes=notes,
        hints=(words.HINTS[looked.state], *late),
        facts=[{"de": label.de, "en": label.en, "text": text} for label, text in facts],
        acts=[{"act": act, "line": _BUTTONS[act]} for act in looked.acts],
        token=token,
    )
