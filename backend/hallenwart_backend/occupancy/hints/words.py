"""Hints in words: German and English. Pure."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.occupancy.hints.rules import Air, Energy
from hallenwart_backend.occupancy.policy.words import Said

LIMIT_PPM: Final = 1_000
_WHAT: Final[dict[str, Said]] = {
    "light": ("Beleuchtet", "Lit"),
    "heating": ("Geheizt", "Heated"),
    "power": ("Strom verbraucht", "Power used"),
}
_DAYS: Final[tuple[Said, ...]] = (
    ("montags", "on Mondays"),
    ("dienstags", "on Tuesdays"),
    ("mittwochs", "on Wednesdays"),
    ("donnerstags", "on Thursdays"),
    ("freitags", "on Fridays"),
    ("samstags", "on Saturdays"),
    ("sonntags", "on Sundays"),
)


def of_energy(one: Energy, eur: float | None) -> Said:
    de, en = _WHAT[one.what]
    cost_de = "" if one.kwh is None else f", etwa {one.kwh:.0f} kWh" + ("" if eur is None else f" oder {eur:.0f} €")
    cost_en = "" if one.kwh is None else f", about {one.kwh:.0f} kWh" + ("" if eur is None else f" or {eur:.0f} €")
    return (
        f"{de}, während niemand da war: {one.empty_h:.0f} Stunden{cost_de}.",
        f"{en} while nobody was there: {one.empty_h:.0f} hours{cost_en}.",
    )


def of_air(one: Air) -> Said:
    weekday, hour = one.most
    de, en = _DAYS[weekday]
    return (
        f"An {one.days} Tagen über {LIMIT_PPM} ppm CO₂, am häufigsten {de} um {hour} Uhr: dann lüften oder mehr Luft geben.",
        f"Above {LIMIT_PPM} ppm CO₂ on {one.days} days, most often {en} at {hour}:00: air the hall then, or give it more air.",
    )
