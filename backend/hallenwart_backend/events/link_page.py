"""The page of a visiting team's link. Works without script and sign-in; loads nothing."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from hallenwart_backend.events import words
from hallenwart_backend.events.consenting import Looked
from hallenwart_backend.events.rules import TEXT_VERSION, Party
from hallenwart_backend.events.store import Dated
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.web.plain import style
from hallenwart_contract.clock import utc

_TITLE: Final = ("Dürfen wir Ihr Spiel übertragen?", "May we stream your match?")
_STATES: Final = {
    "open": ("Noch nicht zugestimmt. Ohne Ihr Ja läuft keine Kamera.", "Not agreed yet. Without your yes no camera runs."),
    "given": ("✓ Sie haben zugestimmt. Sie können das jederzeit zurücknehmen.", "You agreed. You can withdraw at any time."),
    "withdrawn": (
        "Sie haben Ihre Zustimmung zurückgenommen. Für ein neues Ja schicken Ihnen die Gastgeber einen neuen Link.",
        "You withdrew your consent. For a new yes the hosts send you a new link.",
    ),
    "other": ("Dieser Link ist für eine andere Mannschaft.", "This link is for another team."),
    "over": ("Die Veranstaltung ist vorbei oder abgesagt.", "The event is over or cancelled."),
}
_BUTTONS: Final = {
    "open": ("yes", "Wir stimmen zu", "We agree"),
    "given": ("no", "Zustimmung zurücknehmen", "Withdraw the consent"),
}


@cache
def _template() -> Template:
    text = files(__package__).joinpath("link.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(text)


def _render(title: tuple[str, str], lines: tuple[tuple[str, str], ...], **values: Any) -> str:
    empty: dict[str, Any] = {"team": "", "event": "", "where": "", "agreed": (), "button": None, "version": TEXT_VERSION}
    return _template().render(empty | values, title=title, lines=lines, style=Markup(style()))  # noqa: S704 - own file


def unknown() -> str:
    return _render(
        ("Diesen Link gibt es nicht", "There is no such link"),
        (("Vielleicht ist er nicht vollständig.", "It may be incomplete."),),
    )


def calm() -> str:
    return _render(("Bitte warten Sie eine Minute", "Please wait a minute"), ())


def page(looked: Looked, found: Dated, hall: Hall, club: str) -> str:
    """Return what the team may decide now."""
    event, date = found.event, found.date
    start, end = (utc(ms).astimezone(hall.zone) for ms in (date.start_ms, date.end_ms))
    agreed = (
        (words.text_of(Party.VISITORS, event.record_days, False), words.text_of(Party.VISITORS, event.record_days, True)),
        words.WITHDRAW,
    )
    return _render(
        _TITLE,
        (_STATES[looked.state],),
        team=looked.link.team if looked.link else "",
        event=f"{event.title} ({club})" if club else event.title,
        where=f"{start:%d.%m.%Y}, {start:%H:%M}\u2013{end:%H:%M}, {hall.name}, {hall.site.address}".rstrip(", "),
        agreed=agreed if looked.state in _BUTTONS else (),
        button=_BUTTONS.get(looked.state),
    )
