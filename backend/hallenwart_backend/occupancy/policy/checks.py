"""What the rules of use may not say, with what to do instead. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from hallenwart_backend.faults import Fault
from hallenwart_backend.occupancy.policy.rules import LEAST_BIN_MIN, LEAST_SMALLEST, UsageRules

_DAY_MIN: Final = 1440
_WHOLE: Final = (
    ("grace_min", 0, 45, "Karenz in Minuten", "grace in minutes"),
    ("looked_at", 2, 20, "Angesehene Termine", "dates looked at"),
    ("release_after_min", 15, 120, "Freigeben nach Minuten", "release after minutes"),
    ("office_after_days", 0, 90, "Tage, bis das Amt es sieht", "days until the office sees it"),
    ("smallest", LEAST_SMALLEST, 100, "Kleinste öffentliche Zahl", "smallest public number"),
    ("bin_min", LEAST_BIN_MIN, 240, "Kürzeste öffentliche Zeit in Minuten", "shortest public time in minutes"),
    ("cent_kwh", 0, 500, "Cent je kWh", "cents per kWh"),
)


def faults(rules: UsageRules, halls: Collection[str]) -> list[Fault]:
    """Return everything that is wrong; empty when the rules may be saved."""
    return [*_of_numbers(rules), *_of_shares(rules), *_of_times(rules), *_of_halls(rules, halls)]


def _of_numbers(rules: UsageRules) -> Iterator[Fault]:
    for name, low, high, de, en in _WHOLE:
        if not low <= getattr(rules, name) <= high:
            yield Fault(name, f"{de}: {low} bis {high}.", f"{en}: {low} to {high}.")
    if not 1 <= rules.propose_after <= rules.looked_at:
        yield Fault(
            "propose_after",
            "Fehltermine: mindestens einer, höchstens so viele, wie angesehen werden.",
            "No-shows: at least one, and no more than dates are looked at.",
        )
    for kind, people in rules.expected.items():
        if not 1 <= people <= 200:
            yield Fault(f"expected.{kind}", "Erwartete Menschen je Hallenteil: 1 bis 200.", "Expected per section: 1 to 200.")


def _of_shares(rules: UsageRules) -> Iterator[Fault]:
    if not 0.05 <= rules.under_share <= 0.9:
        yield Fault("under_share", "Wenig genutzt: Anteil 0,05 bis 0,9.", "Under-used: a share of 0.05 to 0.9.")
    if not 0.8 <= rules.min_probability <= 0.999:
        yield Fault(
            "min_probability",
            "Wie sicher ein Fehltermin sein muss: 0,8 bis 0,999. Darunter träfe es zu viele, die da waren.",
            "How sure a no-show must be: 0.8 to 0.999. Below that too many would be blamed who were there.",
        )


def _of_times(rules: UsageRules) -> Iterator[Fault]:
    start, end = rules.prime
    if not 0 <= start < end <= _DAY_MIN:
        yield Fault("prime", "Die Hauptzeit braucht Beginn und Ende, als 16:00 bis 21:00.", "Prime time: start and end.")
    for at, one in enumerate(rules.cleaning):
        days = one.weekdays and set(one.weekdays) <= set(range(7))
        if not days or not 0 <= one.from_min < one.to_min <= _DAY_MIN:
            yield Fault(
                f"cleaning.{at}", "Dienstzeiten: Wochentage und Beginn vor Ende.", "Staff times: weekdays, start before end."
            )


def _of_halls(rules: UsageRules, halls: Collection[str]) -> Iterator[Fault]:
    named = {hall for one in rules.cleaning for hall in one.halls} | set(rules.power)
    for hall in sorted(named - set(halls)):
        yield Fault("halls", f"Die Halle {hall} gibt es nicht.", f"There is no hall {hall}.")
    for hall, power in rules.power.items():
        if any(watts is not None and not 1 <= watts <= 2_000_000 for watts in (power.light_w, power.heat_w)):
            yield Fault(f"power.{hall}", "Leistung: 1 W bis 2 000 kW.", "Power: 1 W to 2,000 kW.")
