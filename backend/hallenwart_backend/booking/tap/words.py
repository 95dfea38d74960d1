"""What the page of one tap says: German and English."""

from __future__ import annotations

from typing import Final, NamedTuple


class Line(NamedTuple):
    de: str
    en: str


LEND: Final = Line("Diesen Termin verleihen", "Lend this date")
CANCEL: Final = Line("Diesen Termin absagen", "Cancel this date")
WITHDRAW: Final = Line("Angebot zurückziehen", "Withdraw the offer")
GIVE_BACK: Final = Line("Termin zurückgeben", "Give the date back")
MARKS: Final = {
    "own": Line("Ihr Termin", "Your date"),
    "asked": Line("Angefragt", "Asked for"),
    "offered": Line("Zum Verleihen angeboten", "Offered to others"),
    "lent": Line("Verliehen", "Lent"),
    "borrowed": Line("Geliehen", "Borrowed"),
    "cancelled": Line("Abgesagt", "Cancelled"),
    "over": Line("Vorbei", "Over"),
    "elsewhere": Line("Anderswo geführt", "Led elsewhere"),
}
HINTS: Final = {
    "own": Line(
        "Brauchen Sie die Halle an diesem Tag nicht? Ihr Recht auf die anderen Termine bleibt.",
        "You do not need the hall on this day? Your right to the other dates stays.",
    ),
    "asked": Line("Das Amt hat noch nicht entschieden.", "The office has not decided yet."),
    "offered": Line(
        "Andere Vereine können ihn jetzt übernehmen. Bis dahin bleibt er Ihrer, mit Ihrem Code.",
        "Other clubs can take it now. Until then it stays yours, with your code.",
    ),
    "lent": Line(
        "Ein anderer Verein hat ihn übernommen; Ihr Code gilt für diesen Termin nicht mehr. Ihr Recht auf die anderen bleibt.",
        "Another club took it; your code is no longer valid for this date. Your right to the others stays.",
    ),
    "borrowed": Line("Brauchen Sie ihn nicht? Geben Sie ihn zurück.", "You do not need it? Give it back."),
    "cancelled": Line("Die Zeit ist für andere frei.", "The time is free for others."),
    "over": Line("Hier ist nichts mehr zu tun.", "Nothing is left to do here."),
    "elsewhere": Line("Bitte ändern Sie ihn dort, wo er gebucht wurde.", "Please change it where it was booked."),
}
DONE: Final = {
    "lend": Line("✓ Der Termin wird jetzt angeboten.", "The date is offered now."),
    "cancel": Line("✓ Der Termin ist abgesagt.", "The date is cancelled."),
    "withdraw": Line(
        "✓ Das Angebot ist zurückgezogen. Der Termin bleibt Ihrer.", "The offer is withdrawn. The date stays yours."
    ),
    "give_back": Line("✓ Der Termin ist zurückgegeben.", "The date was given back."),
}
EXPIRED: Final = Line("Dieser Link gilt nicht mehr", "This link is no longer valid")
EXPIRED_HINT: Final = Line("Er galt bis zum Beginn des Termins.", "It was valid until the date began.")
UNKNOWN: Final = Line("Diesen Link gibt es nicht", "There is no such link")
UNKNOWN_HINT: Final = Line(
    "Vielleicht ist er nicht vollständig. Öffnen Sie ihn noch einmal aus der Nachricht.",
    "It may be incomplete. Open it from the message again.",
)
NOT_YOURS: Final = Line("Das ist nicht mehr Ihr Termin", "This is no longer your date")
NOT_YOURS_HINT: Final = Line(
    "Sie buchen nicht mehr für diesen Verein. Fragen Sie dort nach.", "You no longer book for this club. Please ask there."
)
TOO_MANY: Final = Line("Zu viele Versuche. Bitte warten Sie eine Minute.", "Too many tries. Please wait a minute.")
LATE: Final = Line("So kurz vorher zählt eine Absage als spät.", "This shortly before, cancelling counts as late.")
