"""How lending refuses, in words."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.errors import RefusedError

_WORDS: Final = {
    "elsewhere": (
        "Diese Belegung führt ein anderes Buchungssystem; dort wird auch verliehen.",
        "Another booking system leads this booking; it is lent there.",
    ),
    "not_booked": ("Nur ein gebuchter Termin eines Vereins wird verliehen.", "Only a club's booked date can be lent."),
    "lending_off": ("Die Buchungsregeln lassen kein Verleihen zu.", "The booking rules allow no lending."),
    "lent": ("Dieser Termin ist schon verliehen.", "This date is lent already."),
    "offered": ("Dieser Termin wird schon angeboten.", "This date is offered already."),
    "late": ("Dafür ist es zu spät: Der Termin beginnt gleich.", "It is too late for that: the date is about to begin."),
    "key_out": (
        "Der Schlüssel für diesen Termin ist gerade nicht im Schlüsselschrank. Bitte bringen Sie ihn erst zurück.",
        "The key for this date is not in the locker now. Please bring it back first.",
    ),
    "gone": (
        "Dieses Angebot gibt es nicht mehr: Es wurde gerade übernommen oder zurückgezogen.",
        "This offer is gone: it has just been taken or withdrawn.",
    ),
    "own": ("Das ist Ihr eigener Termin.", "This is your own date."),
    "not_for_you": ("Dieses Angebot gilt einem anderen Verein.", "This offer is for another club."),
    "enough": (
        "Ihr Verein hat in dieser Woche schon so viele Termine geliehen, wie die Buchungsregeln zulassen.",
        "Your club has borrowed as many dates in this week as the booking rules allow.",
    ),
    "not_lent": ("Dieser Termin ist nicht geliehen.", "This date is not borrowed."),
    "begun": ("Dieser Termin hat schon begonnen.", "This date has begun."),
    "not_offered": ("Dieser Termin wird nicht angeboten.", "This date is not offered."),
    "taken_already": (
        "Der Termin wurde schon übernommen und kann nicht mehr zurückgezogen werden.",
        "The date was taken already and can no longer be withdrawn.",
    ),
    "bad_to": ("Diesen Verein oder diese Gruppe gibt es nicht.", "There is no such club or group."),
}


def refused(code: str) -> RefusedError:
    """Return a refusal; its code names the fault."""
    de, en = _WORDS[code]
    return RefusedError(code, de, en, status=422 if code == "bad_to" else 409)


def words(code: str) -> tuple[str, str]:
    return _WORDS[code]


def no_offer() -> RefusedError:
    return RefusedError("no_such_offer", "Dieses Angebot gibt es nicht.", "There is no such offer.", status=404)
