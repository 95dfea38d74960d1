"""The rules of use in words: German and English. Pure."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.occupancy.policy.rules import UsageRules

Said = tuple[str, str]
VERDICTS: Final[dict[str, Said]] = {
    "used": ("Genutzt", "used"),
    "under_used": ("Wenig genutzt", "little used"),
    "no_show": ("Niemand gesehen", "nobody seen"),
    "unbooked": ("Genutzt ohne Buchung", "used without booking"),
    "unknown": ("Nicht bekannt", "not known"),
}


def of_rules(rules: UsageRules) -> list[Said]:
    """Return what the rules say, a sentence each."""
    share, sure = round(rules.under_share * 100), round(rules.min_probability * 100, 1)
    return [
        (
            f"Wenig genutzt ist ein Termin mit weniger als {share} % der erwarteten Menschen oder der Zeit.",
            f"A date is little used with less than {share} % of the expected people, or of its time.",
        ),
        (
            f"„Niemand gesehen“ heißt es erst, wenn das zu {sure:g} % sicher ist; sonst bleibt es offen.",
            f"“Nobody seen” is said when that is {sure:g} % certain; otherwise it stays open.",
        ),
        (
            f"Die ersten und letzten {rules.grace_min} Minuten zählen nicht.",
            f"The first and last {rules.grace_min} minutes do not count.",
        ),
        (
            f"Der Verein sieht es sofort, das Amt nach {rules.office_after_days} Tagen oder sobald der Verein es erklärt hat.",
            f"The club sees it at once, the office after {rules.office_after_days} days or when the club explained it.",
        ),
        (
            f"Nach {rules.propose_after} Fehlterminen der letzten {rules.looked_at} wird Leihen oder Freigeben vorgeschlagen.",
            f"After {rules.propose_after} no-shows of the last {rules.looked_at} lending or releasing is proposed.",
        ),
        _of_release(rules),
        (
            f"Öffentliche Zahlen stehen auf mindestens {rules.smallest} und mindestens {rules.bin_min} Minuten.",
            f"Public figures stand on at least {rules.smallest} and at least {rules.bin_min} minutes.",
        ),
    ]


def _of_release(rules: UsageRules) -> Said:
    if not rules.auto_release:
        return "Laufende Buchungen werden nie von selbst freigegeben.", "A running booking is never released by itself."
    return (
        f"Ist {rules.release_after_min} Minuten nach Beginn niemand da und kein Schlüssel geholt, wird die Zeit angeboten.",
        f"When nobody is there and no key was taken {rules.release_after_min} minutes after the start, the time is offered.",
    )
