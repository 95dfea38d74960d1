"""The town's information for people (Art. 13) and its record of processing (Art. 30), made from what is really configured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup
from sqlalchemy import Connection, select

from hallenwart_backend.access.partners.tables import systems as partner_systems
from hallenwart_backend.alerts.ways.tables import way_gateways
from hallenwart_backend.alerts.webhooks.tables import alert_webhooks
from hallenwart_backend.retention.activities import ACTIVITIES, MEASURES, RIGHTS, Told
from hallenwart_backend.retention.kinds import BY_ID
from hallenwart_backend.retention.service import Sheet
from hallenwart_backend.web import plain

MISSING: Final = Told("noch nicht eingetragen", "not entered yet")
_LABELS: Final[dict[str, Told]] = {
    "title": Told("Datenschutz", "Data protection"),
    "skip": Told("Zum Inhalt", "Skip to content"),
    "help": Told("Hilfe", "Help"),
    "record": Told(
        "Verzeichnis der Verarbeitungstätigkeiten (Art. 30 DSGVO)", "Record of processing activities (Art. 30 GDPR)"
    ),
    "lead": Told(
        "Was Hallenwart über Menschen speichert, wozu und wie lange.",
        "What Hallenwart keeps about people, why and for how long.",
    ),
    "controller": Told("Verantwortlich", "Controller"),
    "contact": Told("Erreichbar", "Contact"),
    "officer": Told("Datenschutzbeauftragte", "Data protection officer"),
    "authority": Told("Aufsichtsbehörde", "Supervisory authority"),
    "purpose": Told("Wozu", "Purpose"),
    "basis": Told("Grundlage (Vorschlag, die Stadt entscheidet)", "Legal basis (a proposal, the town decides)"),
    "data": Told("Welche Daten", "Which data"),
    "whose": Told("Von wem", "Whose"),
    "keeps": Told("Wie lange", "How long"),
    "days": Told("Tage", "days"),
    "uncounted": Told("Zahlen ohne Bezug zu Menschen", "numbers that lead to nobody"),
    "counting": Told("Zählen in den Hallen", "Counting in the halls"),
    "recipients": Told("Wer sonst Daten bekommt", "Who else gets data"),
    "nobody": Told("Niemand: kein Weg nach außen ist eingerichtet.", "Nobody: no way out is set up."),
    "rights": Told("Ihre Rechte", "Your rights"),
    "measures": Told("Schutzmaßnahmen", "Measures of protection"),
    "transfer": Told(
        "Es gibt keine automatischen Entscheidungen über Menschen, und Hallenwart selbst übermittelt nichts in Drittländer.",
        "There are no automated decisions about people, and Hallenwart itself transfers nothing to third countries.",
    ),
    "back": Told("Zu den Hallen", "To the halls"),
}
_WAYS: Final[dict[str, Told]] = {
    "email": Told("Mail-Server der Stadt: Nachrichten", "the town's mail server: messages"),
    "sms": Told("SMS-Dienst: Nummer und Text", "SMS service: number and text"),
    "voice": Told("Telefondienst: Nummer und Ansage", "telephone service: number and announcement"),
    "pushover": Told("Pushover: Text der Nachricht", "Pushover: the message's text"),
}


@dataclass(frozen=True, slots=True)
class Recipients:
    """Whom the configuration lets have data, in words; names of systems, never of people."""

    told: tuple[Told, ...]


def recipients(connection: Connection) -> Recipients:
    """Read who gets data from what is configured now."""
    found = [
        _WAYS.get(kind, Told(f"Zugang „{kind}“", f"gateway “{kind}”"))
        for kind in sorted(connection.scalars(select(way_gateways.c.kind)))
    ]
    systems = connection.scalars(select(partner_systems.c.name).where(partner_systems.c.revoked_ms.is_(None)))
    found += [
        Told(f"Buchungssystem „{name}“: Zeiten und Kennzeichen", f"booking system “{name}”: times and references")
        for name in sorted(systems)
    ]
    hooks = sorted(connection.scalars(select(alert_webhooks.c.name)))
    found += [Told(f"„{name}“: Alarme ohne Namen", f"“{name}”: alerts without names") for name in hooks]
    return Recipients(tuple(found))


def page(
    sheet: Sheet,
    days: dict[str, int],
    known: Recipients,
    counting: Sequence[tuple[str, str]],
    *,
    lang: str,
    record: bool,
    as_of: str,
) -> str:
    """Return the page as HTML, without script. `counting` says how people are counted, German and English."""
    t = {name: _in(told, lang) for name, told in _LABELS.items()}
    other = "en" if lang == "de" else "de"
    return _template().render(
        lang=lang,
        t=t,
        other={"lang": other, "name": {"de": "Deutsch", "en": "English"}[other]},
        record=record,
        as_of=as_of,
        style=Markup(plain.style()),  # noqa: S704 - own file
        who=[
            (t[name], getattr(sheet, name) or _in(MISSING, lang)) for name in ("controller", "contact", "officer", "authority")
        ],
        activities=[_activity(one, days, lang) for one in ACTIVITIES],
        counting=[told[lang == "en"] for told in counting],
        recipients=_all(known.told, lang),
        rights=_all(RIGHTS, lang),
        measures=_all(MEASURES, lang),
    )


def _activity(one: Any, days: dict[str, int], lang: str) -> dict[str, Any]:
    said = {name: _in(getattr(one, name), lang) for name in ("name", "purpose", "basis", "data", "whose")}
    keeps = [(_in(BY_ID[kind], lang), days[kind]) for kind in one.kinds]
    return {**said, "keeps": keeps}


def _all(told: Sequence[Told], lang: str) -> list[str]:
    return [_in(one, lang) for one in told]


def _in(told: Any, lang: str) -> str:
    return str(getattr(told, lang))


@cache
def _template() -> Template:
    text = files(__package__).joinpath("sheet.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(text)
