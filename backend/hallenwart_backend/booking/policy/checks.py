"""What booking rules may not say, with what to do instead. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from hallenwart_backend.booking.model import Group
from hallenwart_backend.booking.policy.rules import Entry, LendingRules, Policy, Quota, WaitingRules
from hallenwart_backend.booking.policy.words import GROUPS
from hallenwart_backend.booking.rules import HORIZON_DAYS
from hallenwart_backend.booking.wall import DAY_MIN
from hallenwart_backend.faults import Fault

MOST_COMING: Final = 1_000
WEEK_MIN: Final = 7 * DAY_MIN
_LONGEST_DEADLINE_MIN: Final = 30 * DAY_MIN
_LONGEST_OFFER_H: Final = 72


def faults(policy: Policy, places: Collection[str]) -> list[Fault]:
    """Return everything that is wrong with booking rules; empty when they may be saved. `places`: ids of halls and sites."""
    found: list[Fault] = []
    for group in Group:
        de, en = GROUPS[group]
        found += _of_entry(f"{group}", de, en, policy.group(group).entry)
        found += _of_quota(f"{group}", de, en, policy.group(group).quota)
    for (place, group), entry in policy.places.items():
        where, (de, en) = f"{place}.{group}", GROUPS[group]
        if place not in places:
            found.append(Fault(where, f"Den Ort {place} gibt es nicht.", f"There is no place {place}."))
        found += _of_entry(where, f"{place}, {de}", f"{place}, {en}", entry)
    return [*found, *_of_times(policy), *_of_lending(policy.lending), *_of_waiting(policy.waiting)]


def _range(where: str, value: int, limits: tuple[int, int], de: str, en: str) -> Iterator[Fault]:
    low, high = limits
    if not low <= value <= high:
        yield Fault(where, f"{de}: {low} bis {high}.", f"{en}: {low} to {high}.")


def _of_entry(where: str, de: str, en: str, entry: Entry) -> Iterator[Fault]:
    yield from _range(f"{where}.ahead_days", entry.ahead_days, (1, HORIZON_DAYS), f"{de}: Tage voraus", f"{en}: days ahead")
    for name, value, said_de, said_en in (
        ("cancel_min", entry.cancel_min, "Frist zum Absagen in Minuten", "deadline to cancel in minutes"),
        ("move_min", entry.move_min, "Frist zum Verlegen in Minuten", "deadline to move in minutes"),
    ):
        yield from _range(f"{where}.{name}", value, (0, _LONGEST_DEADLINE_MIN), f"{de}: {said_de}", f"{en}: {said_en}")
    yield from _range(
        f"{where}.longer_min", entry.approval.longer_min, (0, DAY_MIN), f"{de}: Minuten ohne Freigabe", f"{en}: minutes"
    )


def _of_quota(where: str, de: str, en: str, quota: Quota) -> Iterator[Fault]:
    yield from _range(f"{where}.coming", quota.coming, (0, MOST_COMING), f"{de}: kommende Termine", f"{en}: coming dates")
    for name, value in (("week_min", quota.week_min), ("prime_min", quota.prime_min)):
        yield from _range(f"{where}.{name}", value, (0, WEEK_MIN), f"{de}: Minuten je Woche", f"{en}: minutes a week")
    if quota.week_min and quota.prime_min > quota.week_min:
        yield Fault(
            f"{where}.prime_min",
            f"{de}: In der Hauptzeit kann nicht mehr erlaubt sein als in der ganzen Woche.",
            f"{en}: prime time cannot allow more than the whole week.",
        )


def _of_times(policy: Policy) -> Iterator[Fault]:
    start, end = policy.prime
    if not 0 <= start < end <= DAY_MIN:
        yield Fault(
            "prime", "Die Hauptzeit braucht Beginn und Ende, als 17:00 bis 22:00.", "Prime time needs a start and an end."
        )
    yield from _range(
        "children_until", policy.children_until, (0, DAY_MIN), "Kinderzeiten gelten bis (Minuten)", "Children's hours (minutes)"
    )


def _of_lending(lending: LendingRules) -> Iterator[Fault]:
    yield from _range("lending.until_min", lending.until_min, (0, DAY_MIN), "Leihen bis Minuten vorher", "Lending minutes")
    yield from _range("lending.row", lending.row, (1, 60), "Verliehene Termine in Folge", "Lent dates in a row")
    yield from _range("lending.week", lending.week, (0, 21), "Geliehene Termine je Woche", "Borrowed dates a week")
    if not 0 <= lending.unused <= lending.looked_at <= 20:
        yield Fault(
            "lending.unused",
            "Ungenutzte Termine: höchstens so viele, wie angesehen werden (bis 20).",
            "Unused dates: no more than are looked at (up to 20).",
        )


def _of_waiting(waiting: WaitingRules) -> Iterator[Fault]:
    yield from _range("waiting.offer_h", waiting.offer_h, (1, _LONGEST_OFFER_H), "Angebot gilt Stunden", "Offer holds hours")
    yield from _range("waiting.until_min", waiting.until_min, (0, 7 * DAY_MIN), "Nachrücken bis Minuten vorher", "Fill minutes")
    yield from _range("waiting.most", waiting.most, (1, 200), "Wartewünsche je Verein", "Waiting wishes per club")
