"""The booking rules in words: German and English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hallenwart_backend.booking.model import Group, Kind
from hallenwart_backend.booking.policy.rules import Approval, Entry, GroupRules, LendingRules, Policy, Quota
from hallenwart_backend.booking.wall import DAY_MIN

Said = tuple[str, str]
GROUPS: Final[dict[Group, Said]] = {
    Group.SCHOOL: ("Schulen", "Schools"),
    Group.CLUB: ("Vereine", "Clubs"),
    Group.OTHER: ("Andere", "Others"),
}
KINDS: Final[dict[Kind, Said]] = {
    Kind.TRAINING: ("Training", "training"),
    Kind.MATCH: ("Spiel", "match"),
    Kind.EVENT: ("Veranstaltung", "event"),
    Kind.SCHOOL: ("Schulsport", "school sports"),
    Kind.BLOCK: ("Sperrung", "block"),
}
REASONS: Final[dict[str, Said]] = {
    "always": ("Alle Buchungen dieser Gruppe gibt das Amt frei.", "The office approves every booking of this group."),
    "kind": ("Diese Art von Belegung gibt das Amt frei.", "The office approves this kind of booking."),
    "series": ("Serien gibt das Amt frei.", "The office approves series."),
    "long": ("So lange Belegungen gibt das Amt frei.", "The office approves bookings of this length."),
    "weekend": ("Am Wochenende gibt das Amt frei.", "The office approves weekends."),
    "children": ("Diese Zeit ist für Kinder vorgesehen.", "This time is kept for children."),
    "school": ("Diese Zeit ist für Schulen vorgesehen.", "This time is kept for schools."),
}
"""Why a booking waits for the office."""
BEYOND: Final[dict[str, Said]] = {
    "far": ("So weit im Voraus lassen die Buchungsregeln nicht zu.", "The booking rules do not reach this far ahead."),
    "coming": ("Mehr kommende Einzeltermine lassen die Buchungsregeln nicht zu.", "The rules allow no more coming dates."),
    "week": ("Mehr Stunden je Woche lassen die Buchungsregeln nicht zu.", "The rules allow no more hours in this week."),
    "prime": (
        "Mehr Stunden in der Hauptzeit dieser Woche lassen die Buchungsregeln nicht zu.",
        "The rules allow no more prime-time hours in this week.",
    ),
    "move": ("Zum Verlegen ist es nach den Buchungsregeln zu spät.", "By the booking rules it is too late to move."),
    "borrowed": ("Geliehene Termine werden nicht verlegt.", "Lent dates are not moved."),
}
"""What goes beyond the rules."""


def of_group(rules: GroupRules) -> list[Said]:
    """Return a group's rules, a sentence each."""
    return [*of_entry(rules.entry), *_of_quota(rules.quota)]


def of_entry(entry: Entry) -> list[Said]:
    return [_of_approval(entry.approval), _of_ahead(entry), *_of_deadlines(entry)]


def _of_approval(approval: Approval) -> Said:
    if approval.always:
        return "Jede Buchung gibt das Amt frei.", "The office approves every booking."
    parts = list(_approved(approval))
    if not parts:
        return "Buchungen gelten sofort.", "Bookings count at once."
    return (
        f"Das Amt gibt frei: {', '.join(de for de, _ in parts)}. Alles andere gilt sofort.",
        f"The office approves: {', '.join(en for _, en in parts)}. All else counts at once.",
    )


def _approved(approval: Approval) -> Iterator[Said]:
    if approval.series:
        yield "Serien", "series"
    for kind in approval.kinds:
        yield KINDS[kind]
    if approval.longer_min:
        de, en = span(approval.longer_min)
        yield f"was länger als {de} dauert", f"what lasts longer than {en}"
    if approval.weekends:
        yield "Wochenenden", "weekends"


def _of_ahead(entry: Entry) -> Said:
    days = entry.ahead_days
    return (
        f"Einzeltermine bis {days} {'Tag' if days == 1 else 'Tage'} im Voraus.",
        f"Single dates up to {days} {'day' if days == 1 else 'days'} ahead.",
    )


def _of_deadlines(entry: Entry) -> Iterator[Said]:
    if entry.cancel_min:
        de, en = span(entry.cancel_min)
        yield (
            f"Absagen bis {de} vorher; danach geht es noch, zählt aber als spät.",
            f"Cancelling until {en} before; later is possible, but counts as late.",
        )
    else:
        yield "Absagen bis zum Beginn.", "Cancelling until the start."
    if entry.move_min:
        de, en = span(entry.move_min)
        yield f"Verlegen bis {de} vorher; danach fragt man das Amt.", f"Moving until {en} before; later the office is asked."
    else:
        yield "Verlegen jederzeit.", "Moving at any time."


def _of_quota(quota: Quota) -> Iterator[Said]:
    yield f"Höchstens {quota.coming} kommende Einzeltermine.", f"At most {quota.coming} coming single dates."
    for minutes, where_de, where_en in (
        (quota.week_min, "je Woche", "a week"),
        (quota.prime_min, "je Woche in der Hauptzeit", "a week in prime time"),
    ):
        if minutes:
            de, en = span(minutes)
            yield f"Höchstens {de} {where_de}.", f"At most {en} {where_en}."


def of_lending(lending: LendingRules) -> list[Said]:
    if not lending.allowed:
        return [("Termine werden nicht verliehen.", "Dates are not lent.")]
    said = [
        (
            f"Verleihen und Übernehmen bis {span(lending.until_min)[0]} vor Beginn.",
            f"Lending and taking until {span(lending.until_min)[1]} before the start.",
        ),
        (
            f"Nach {lending.row} verliehenen Terminen einer Serie in Folge wird das Amt gefragt, ob das Recht bleibt.",
            f"After {lending.row} lent dates of a series in a row the office is asked whether the right is still needed.",
        ),
    ]
    if lending.week:
        said.append(
            (f"Ein Verein leiht höchstens {lending.week} Termine je Woche.", f"A club borrows at most {lending.week} a week.")
        )
    if lending.unused:
        said.append(
            (
                f"Wurde {lending.unused} der letzten {lending.looked_at} Male kein Schlüssel geholt, wird nach Leihen gefragt.",
                f"Where no key was fetched {lending.unused} of the last {lending.looked_at} times, lending is asked for.",
            )
        )
    return said


def of_waiting(policy: Policy) -> list[Said]:
    waiting = policy.waiting
    return [
        (
            "Freie Zeit geht an Schulen vor Vereinen vor Anderen, dann an den mit weniger Zeit, dann nach Wartezeit.",
            "Free time goes to schools, then clubs, then others; then to who got less, then to who waits longer.",
        ),
        (
            f"Für Antworten sind {waiting.offer_h} Stunden Zeit; bis {span(waiting.until_min)[0]} vor Beginn wird vergeben.",
            f"There are {waiting.offer_h} hours to answer; time is given until {span(waiting.until_min)[1]} before the start.",
        ),
    ]


def span(minutes: int) -> Said:
    """Return a length of time in the largest unit that fits."""
    for size, one_de, many_de, one_en, many_en in (
        (DAY_MIN, "Tag", "Tage", "day", "days"),
        (60, "Stunde", "Stunden", "hour", "hours"),
    ):
        if minutes >= size and minutes % size == 0:
            count = minutes // size
            return f"{count} {one_de if count == 1 else many_de}", f"{count} {one_en if count == 1 else many_en}"
    return f"{minutes} Minuten", f"{minutes} minutes"
