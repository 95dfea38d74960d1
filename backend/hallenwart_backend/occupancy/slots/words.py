"""Verdicts, reasons and explanations in words: German and English. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from hallenwart_backend.occupancy.policy.words import VERDICTS, Said
from hallenwart_backend.occupancy.slots.model import Why, Word

Figures = Mapping[str, float]
__all__ = ["EXPLANATIONS", "VERDICTS", "reason"]

EXPLANATIONS: Final[dict[Word, Said]] = {
    Word.ILLNESS: ("Krankheit", "illness"),
    Word.HEATING: ("Halle war kalt oder defekt", "the hall was cold or broken"),
    Word.AWAY: ("auswärts gewesen", "was away"),
    Word.CANCELLED_LATE: ("kurzfristig ausgefallen", "called off at short notice"),
    Word.COUNTED_WRONG: ("Wir waren da: die Zählung stimmt nicht", "we were there: the count is wrong"),
    Word.OTHER: ("anderer Grund", "another reason"),
}


def _de(x: float) -> str:
    return f"{x:g}".replace(".", ",")


def _share(figures: Figures) -> int:
    return round(figures.get("share", figures.get("covered", 0.0)) * 100)


def _people(f: Figures) -> Said:
    mean, peak = f.get("mean", 0.0), f.get("peak", 0.0)
    bounds = "low" in f and "high" in f
    de = f"Im Mittel {_de(mean)} Menschen, höchstens {_de(peak)}"
    en = f"On average {mean:g} people, at most {peak:g}"
    if bounds:
        return f"{de} (sicher zwischen {_de(f['low'])} und {_de(f['high'])}).", f"{en} (within {f['low']:g} and {f['high']:g})."
    return f"{de}.", f"{en}."


_WORDS: Final[Mapping[str, Callable[[Figures], Said]]] = {
    Why.NOBODY: lambda f: (
        f"Die Sensoren haben {f.get('minutes', 0):.0f} Minuten lang niemanden gesehen.",
        f"For {f.get('minutes', 0):.0f} minutes the sensors saw nobody.",
    ),
    Why.SEEN: lambda f: (
        f"In {_share(f)} % der Zeit war jemand da ({f.get('minutes', 0):.0f} Minuten).",
        f"Somebody was there for {_share(f)} % of the time ({f.get('minutes', 0):.0f} minutes).",
    ),
    Why.PEOPLE: _people,
    Why.FEW: lambda f: (
        f"Im Mittel {_de(f.get('mean', 0))} Menschen; erwartet werden etwa {f.get('expected', 0):.0f}.",
        f"On average {f.get('mean', 0):g} people; about {f.get('expected', 0):.0f} are expected.",
    ),
    Why.SHORT: lambda f: (
        f"Nur in {_share(f)} % der Zeit war jemand da.",
        f"Somebody was there for only {_share(f)} % of the time.",
    ),
    Why.ENTRIES: lambda f: (f"{f.get('count', 0):.0f} Menschen kamen herein.", f"{f.get('count', 0):.0f} people came in."),
    Why.KEY_TAKEN: lambda _: ("Der Schlüssel dieser Buchung wurde geholt.", "The key of this booking was fetched."),
    Why.KEY_HUNG: lambda _: ("Der Schlüssel dieser Buchung blieb hängen.", "The key of this booking was not fetched."),
    Why.DARK: lambda f: (f"Es war dunkel ({f.get('lx', 0):.0f} lx).", f"It was dark ({f.get('lx', 0):.0f} lx)."),
    Why.AIR_ROSE: lambda f: (f"Das CO₂ stieg um {f.get('ppm', 0):.0f} ppm.", f"The CO₂ rose by {f.get('ppm', 0):.0f} ppm."),
    Why.AIR_FLAT: lambda _: ("Das CO₂ stieg nicht.", "The CO₂ did not rise."),
    Why.SHARED: lambda f: (
        f"Dieselben Sensoren sehen {f.get('others', 0):.0f} andere Buchung(en) nebenan: das ist weniger sicher.",
        f"The same sensors see {f.get('others', 0):.0f} other booking(s) next to it: this is less certain.",
    ),
    Why.BLIND: lambda f: (
        f"Die Sensoren sahen nur {_share(f)} % der Zeit. Darum bleibt es offen.",
        f"The sensors saw only {_share(f)} % of the time. So it stays open.",
    ),
    Why.NO_SENSOR: lambda _: ("Hier zählt kein Sensor.", "No sensor counts here."),
    Why.KEY_BUT_NOBODY: lambda _: (
        "Schlüssel geholt, aber niemand gesehen: bitte den Sensor prüfen.",
        "The key was fetched and nobody seen: please check the sensor.",
    ),
}


def reason(code: str, figures: Figures) -> Said:
    """Return one reason as a sentence; a code of a newer version stands for itself."""
    words = _WORDS.get(code)
    return words(figures) if words else (code, code)
