"""What a policy may not say, with what to do instead. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from hallenwart_backend.alerts.policy.rules import (
    ESCALATE_S_RANGE,
    FIRE,
    LONGEST_COOLDOWN_S,
    MINUTES_A_DAY,
    REMIND_S_RANGE,
    Cell,
    Order,
    Policy,
    Situation,
    Urgency,
    Whom,
    every,
)
from hallenwart_backend.alerts.policy.words import SITUATIONS
from hallenwart_backend.faults import Fault


def faults(policy: Policy, sites: Collection[str]) -> list[Fault]:
    """Return everything that is wrong with a policy; empty when it may be saved."""
    orders = (fault for situation, cell in every() for fault in _of_order(situation, cell, policy.order(situation, cell)))
    return [*orders, *_of_times(policy, sites)]


def _of_order(situation: Situation, cell: Cell, order: Order) -> Iterator[Fault]:
    where, (de, en) = f"{situation}.{cell}", SITUATIONS[situation]
    nobody = order.whom is Whom.PAGE or order.urgency is Urgency.PAGE
    if situation in FIRE and (nobody or order.urgency is not Urgency.WAKE):
        yield Fault(
            where,
            f"{de}: muss immer jemanden wecken. Wählen Sie, wer geweckt wird.",
            f"{en}: must always wake somebody. Choose who is woken.",
        )
    if situation is Situation.DRILL and nobody:
        yield Fault(
            where, f"{de}: muss jemanden erreichen, sonst probt er nichts.", f"{en}: must reach somebody to prove anything."
        )
    if situation in FIRE and not nobody and not order.remind_s:
        yield Fault(
            where, f"{de}: erinnert werden muss, bis jemand annimmt.", f"{en}: must remind until somebody acknowledges."
        )
    if situation in FIRE and order.whom is Whom.DUTY and not order.escalate_s:
        yield Fault(
            where,
            f"{de}: nach der ersten Person muss die nächste an der Reihe sein. Geben Sie an, nach wie vielen Sekunden.",
            f"{en}: somebody must follow the first person. Say after how many seconds.",
        )
    yield from _span(where, order.escalate_s, ESCALATE_S_RANGE, "Zeit bis zur nächsten Person", "Time until the next person")
    yield from _span(where, order.remind_s, REMIND_S_RANGE, "Abstand der Erinnerungen", "Pause between reminders")


def _span(where: str, seconds: int, limits: tuple[int, int], de: str, en: str) -> Iterator[Fault]:
    low, high = limits
    if seconds and not low <= seconds <= high:
        yield Fault(where, f"{de}: 0 oder {low} bis {high} Sekunden.", f"{en}: 0 or {low} to {high} seconds.")


def _of_times(policy: Policy, sites: Collection[str]) -> Iterator[Fault]:
    if not 0 <= policy.cooldown_s <= LONGEST_COOLDOWN_S:
        yield Fault(
            "cooldown_s",
            f"Die Pause vor einer neuen Meldung darf höchstens {LONGEST_COOLDOWN_S} Sekunden dauern.",
            f"The pause before the same is told again may last {LONGEST_COOLDOWN_S} seconds at most.",
        )
    for site, night in (("", policy.night), *policy.nights.items()):
        where = f"nights.{site}" if site else "night"
        if site and site not in sites:
            yield Fault(where, f"Den Standort {site} gibt es nicht.", f"There is no site {site}.")
        start, end = night
        if start == end or not (0 <= start < MINUTES_A_DAY and 0 <= end < MINUTES_A_DAY):
            yield Fault(
                where,
                "Die Nacht braucht einen Anfang und ein anderes Ende, als 22:00 bis 06:00.",
                "The night needs a beginning and a different end, as 22:00 to 06:00.",
            )
