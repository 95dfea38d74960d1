"""What is wrong with the roster, in words: German and English. Times are local to the site."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_backend.alerts.duty.ahead import Trouble
from hallenwart_contract.clock import utc

_DAYS_DE: Final = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
_DAYS_EN: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WORDS: Final[dict[str, tuple[str, str]]] = {
    "gap": (
        "{site}, {when_de}: niemand mit Bereitschaft kann geweckt werden. Alarme gehen an die Verwaltung.",
        "{site}, {when_en}: nobody on call can be woken. Alarms go to the administrators.",
    ),
    "no_shift": (
        "{site}, {when_de}: kein Dienst eingetragen, es gilt die feste Reihenfolge.",
        "{site}, {when_en}: no shift entered, the standing order holds.",
    ),
    "conflict": (
        "{site}, {when_de}: {name} und {other} stehen auf derselben Stelle.",
        "{site}, {when_en}: {name} and {other} have the same position.",
    ),
    "twice": ("{site}, {when_de}: {name} steht zweimal im Plan.", "{site}, {when_en}: {name} is on the roster twice."),
    "absent": (
        "{when_de}: {name} kann nicht, noch springt niemand ein.",
        "{when_en}: {name} is away, nobody stands in yet.",
    ),
    "no_way": (
        "{name} steht im Plan, aber kein geprüfter Weg weckt zurzeit. Die Nächsten werden zuerst gerufen.",
        "{name} is on the roster, but no proved way wakes now. The next in line are called first.",
    ),
    "one_way": (
        "{name} ist nur auf einem Weg zu wecken. Fällt er aus, bleibt es still.",
        "{name} can be woken by one way alone. If it fails, it stays silent.",
    ),
}


def of(trouble: Trouble, site: str, zone: ZoneInfo | None) -> tuple[str, str]:
    """Return (German, English)."""
    here = zone or ZoneInfo("Europe/Berlin")
    values = {
        "site": site,
        "name": trouble.name or "?",
        "other": trouble.other or "?",
        "when_de": _when(trouble, here, _DAYS_DE, "bis"),
        "when_en": _when(trouble, here, _DAYS_EN, "to"),
    }
    de, en = _WORDS[trouble.kind]
    return de.format(**values), en.format(**values)


def _when(trouble: Trouble, zone: ZoneInfo, days: tuple[str, ...], to: str) -> str:
    if trouble.from_ms is None or trouble.to_ms is None:
        return ""
    begin, end = (utc(ms).astimezone(zone) for ms in (trouble.from_ms, trouble.to_ms))
    return f"{_moment(begin, days)} {to} {_moment(end, days)}"


def _moment(moment: datetime, days: tuple[str, ...]) -> str:
    return f"{days[moment.weekday()]} {moment:%d.%m. %H:%M}"
