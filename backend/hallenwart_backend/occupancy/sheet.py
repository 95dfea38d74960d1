"""What the data protection sheet says of counting, made from what measures here and from the office's rules. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from hallenwart_backend.occupancy.policy.rules import UsageRules
from hallenwart_backend.occupancy.policy.words import Said
from hallenwart_backend.occupancy.public.rules import CLUBS, ROUNDED_TO, bin_hours
from hallenwart_backend.occupancy.public.weeks import WEEKS
from hallenwart_contract import quantities as q

_SENSORS: Final[tuple[tuple[frozenset[str], Said], ...]] = (
    (
        frozenset({q.PASSAGES_IN, q.PASSAGES_OUT}),
        ("Zähler an Türen (Richtung, nicht wer)", "counters at doors (which way, not who)"),
    ),
    (frozenset({q.PEOPLE}), ("Zahl der Menschen im Raum", "number of people in the room")),
    (frozenset({q.PRESENCE, q.BUSY_P}), ("Melder „jemand ist da“", "detectors of “somebody is there”")),
    (frozenset({"light_lx"}), ("Helligkeit", "brightness")),
    (frozenset({"co2_ppm"}), ("CO₂ der Luft", "CO₂ of the air")),
)


@dataclass(frozen=True, slots=True)
class Counting:
    """A hall by name, with the quantities that are measured in it."""

    hall: str
    quantities: frozenset[str]


def sheet(halls: Iterable[Counting], rules: UsageRules) -> list[Said]:
    """Return the sheet's sentences: per hall what measures, then what leaves the device, who sees what, what is public."""
    found = [_of_hall(one) for one in halls]
    none = ("In keiner Halle wird gezählt.", "No hall counts people.")
    return [
        *([one for one in found if one is not None] or [none]),
        (
            "Das Gerät verlässt nur eine Zahl je Minute oder seltener: keine Bilder, kein Ton, keine Kennung von Telefonen.",
            "Only a number a minute or less leaves the device: no images, no sound, no identifier of phones.",
        ),
        (
            (
                f"Ob ein gebuchter Termin genutzt wurde, sieht zuerst der Verein, das Amt nach {rules.office_after_days} Tagen "
                "oder sobald der Verein es erklärt hat; Hausmeister sehen nur Zahlen der Halle, andere Vereine nichts."
            ),
            (
                f"Whether a booked date was used, the club sees first, the office after {rules.office_after_days} days or "
                "when the club explained it; caretakers see figures of the hall alone, other clubs nothing."
            ),
        ),
        (
            (
                f"„Niemand gesehen“ steht erst da, wenn es zu {rules.min_probability * 100:g} % sicher ist; "
                "Menschen entscheiden, was daraus folgt."
            ),
            f"“Nobody seen” is said only when that is {rules.min_probability * 100:g} % certain; people decide what follows.",
        ),
        _of_release(rules),
        _of_public(rules),
    ]


def _of_hall(one: Counting) -> Said | None:
    words = [said for names, said in _SENSORS if names & one.quantities]
    if not words:
        return None
    return f"{one.hall}: {', '.join(de for de, _ in words)}.", f"{one.hall}: {', '.join(en for _, en in words)}."


def _of_release(rules: UsageRules) -> Said:
    if not rules.auto_release:
        return "Keine Buchung wird von selbst freigegeben.", "No booking is released by itself."
    return (
        (
            f"Kommt {rules.release_after_min} Minuten lang niemand, gibt eine Regel des Amts den Rest der Buchung frei; "
            "der Verein erfährt es sofort."
        ),
        (
            f"When nobody comes for {rules.release_after_min} minutes, a rule of the office releases the rest of the booking; "
            "the club hears of it at once."
        ),
    )


def _of_public(rules: UsageRules) -> Said:
    hours = bin_hours(rules.bin_min)
    return (
        (
            f"Öffentlich sind Mittelwerte aus {WEEKS} Wochen, je {hours * 60} Minuten, auf {ROUNDED_TO} gerundet und nur, "
            f"wenn sie auf mindestens {rules.smallest} Menschen, {rules.smallest} Tagen und {CLUBS} Vereinen stehen."
        ),
        (
            f"Public are means of {WEEKS} weeks, of {hours * 60} minutes each, rounded to {ROUNDED_TO}, and only where "
            f"they stand on at least {rules.smallest} people, {rules.smallest} days and {CLUBS} clubs."
        ),
    )


def counting_of(names: Mapping[str, str], measured: Mapping[str, Collection[str]]) -> list[Counting]:
    """Return the halls by name with what is measured in each."""
    return [Counting(name, frozenset(measured.get(hall, ()))) for hall, name in names.items()]
