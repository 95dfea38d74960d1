"""What messages about bookings say, in the language of who reads them. No person's name, no code. Pure.

`{when}` is weekday, day and time, `{place}` hall and part, `{was}` the time before, `{other}` the other club, `{count}`
how many dates, `{label}` what a date is called, `{rule}` the weekly time of a series, `{until}` a moment. Nobody came on
`{empty}` of `{of}` dates; `{days}` until the office sees it; `{minutes}` after the start.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from hallenwart_backend.booking.letters.rules import Group, Kind

LANGUAGES: Final = ("de", "en")


class Saying(NamedTuple):
    """`title` is the subject, `body` the sentence below it; push shows both."""

    title: str
    body: str


class Line(NamedTuple):
    de: str
    en: str

    def in_(self, language: str) -> str:
        return self.en if language == "en" else self.de


SAYINGS: Final[Mapping[Kind, tuple[Saying, Saying]]] = {
    Kind.BOOKED: (
        Saying("Gebucht: {when}", "{label} in {place} ist gebucht."),
        Saying("Booked: {when}", "{label} at {place} is booked."),
    ),
    Kind.ASKED: (
        Saying("Angefragt: {when}", "{label} in {place} ist vorgemerkt. Das Amt entscheidet noch."),
        Saying("Requested: {when}", "{label} at {place} is held for you. The office has yet to decide."),
    ),
    Kind.APPROVED: (
        Saying("Genehmigt: {when}", "Das Amt hat {label} in {place} genehmigt."),
        Saying("Approved: {when}", "The office approved {label} at {place}."),
    ),
    Kind.DECLINED: (
        Saying("Abgelehnt: {when}", "Das Amt hat {label} in {place} nicht genehmigt."),
        Saying("Declined: {when}", "The office did not approve {label} at {place}."),
    ),
    Kind.MOVE_DECLINED: (
        Saying("Verschiebung abgelehnt: {when}", "{label} in {place} bleibt, wie gebucht."),
        Saying("Move declined: {when}", "{label} at {place} stays as booked."),
    ),
    Kind.SERIES_BOOKED: (
        Saying("Serie gebucht: {rule}", "{label} in {place}: {count} Termine."),
        Saying("Series booked: {rule}", "{label} at {place}: {count} dates."),
    ),
    Kind.SERIES_ASKED: (
        Saying("Serie angefragt: {rule}", "{label} in {place}: {count} Termine. Das Amt entscheidet noch."),
        Saying("Series requested: {rule}", "{label} at {place}: {count} dates. The office has yet to decide."),
    ),
    Kind.SERIES_APPROVED: (
        Saying("Serie genehmigt: {rule}", "Das Amt hat {label} in {place} genehmigt: {count} Termine."),
        Saying("Series approved: {rule}", "The office approved {label} at {place}: {count} dates."),
    ),
    Kind.SERIES_DECLINED: (
        Saying("Serie abgelehnt: {rule}", "Das Amt hat {label} in {place} nicht genehmigt."),
        Saying("Series declined: {rule}", "The office did not approve {label} at {place}."),
    ),
    Kind.SERIES_CHANGED: (
        Saying("Serie geändert: {rule}", "{label} in {place}. Unten steht, was sich geändert hat."),
        Saying("Series changed: {rule}", "{label} at {place}. What changed is listed below."),
    ),
    Kind.MOVED: (
        Saying("Verschoben: {when}", "{label} in {place}, vorher {was}."),
        Saying("Moved: {when}", "{label} at {place}, before: {was}."),
    ),
    Kind.CANCELLED: (
        Saying("Abgesagt: {when}", "{label} in {place} findet nicht statt. Der Code gilt nicht mehr."),
        Saying("Cancelled: {when}", "{label} at {place} does not take place. Its code is no longer valid."),
    ),
    Kind.DISPLACED: (
        Saying("Halle gesperrt: {when}", "{place} steht Ihnen nicht zur Verfügung. Betroffene Termine: {count}."),
        Saying("Hall closed: {when}", "{place} is not available to you. Dates concerned: {count}."),
    ),
    Kind.FREED: (
        Saying("Wieder frei: {when}", "Die Sperre ist aufgehoben. {place} kann wieder gebucht werden."),
        Saying("Free again: {when}", "The closing was lifted. {place} can be booked again."),
    ),
    Kind.WAITING_FILLED: (
        Saying("Von der Warteliste: {when}", "Es wurde Zeit frei: {label} in {place} ist für Sie gebucht."),
        Saying("From the waiting list: {when}", "Time became free: {label} at {place} is booked for you."),
    ),
    Kind.WAITING_OFFERED: (
        Saying(
            "Zeit wurde frei: {when}", "{place} ist für Sie zurückgelegt, bis {until}. Bitte nehmen Sie an oder lehnen Sie ab."
        ),
        Saying("Time became free: {when}", "{place} is kept for you until {until}. Please accept or decline."),
    ),
    Kind.OFFERED: (
        Saying("Zum Verleihen angeboten: {when}", "{label} in {place}. Ihr Recht auf die anderen Termine bleibt."),
        Saying("Offered to other clubs: {when}", "{label} at {place}. Your right to the other dates stays."),
    ),
    Kind.OFFERED_TO_YOU: (
        Saying("Ihnen angeboten: {when}", "{other} verleiht {place}. Wer zuerst übernimmt, hat den Termin."),
        Saying("Offered to you: {when}", "{other} lends {place}. Whoever takes it first has the date."),
    ),
    Kind.ASKED_TO_LEND: (
        Saying(
            "Brauchen Sie die Halle? {when}",
            "{label} in {place}: Brauchen Sie den Termin nicht, verleihen Sie ihn mit einem Tipp.",
        ),
        Saying("Do you need the hall? {when}", "{label} at {place}: if you do not need the date, lend it with one tap."),
    ),
    Kind.LENT: (
        Saying("Verliehen: {when}", "{other} übernimmt {place}. Ihr Code für diesen Termin gilt nicht mehr."),
        Saying("Lent: {when}", "{other} takes {place}. Your code for this date is no longer valid."),
    ),
    Kind.BORROWED: (
        Saying("Geliehen: {when}", "{place} gehört für diesen Termin Ihnen, geliehen von {other}."),
        Saying("Borrowed: {when}", "{place} is yours for this date, lent by {other}."),
    ),
    Kind.LENDING_ENDED: (
        Saying("Zurückgegeben: {when}", "{place}: Der geliehene Termin gehört wieder dem Verein, dessen Recht er ist."),
        Saying("Given back: {when}", "{place}: the borrowed date belongs again to the club whose right it is."),
    ),
    Kind.CODE_READY: (
        Saying("Ihr Code ist bereit: {when}", "{label} in {place}. Sie finden ihn in der App."),
        Saying("Your code is ready: {when}", "{label} at {place}. You find it in the app."),
    ),
    Kind.CODE_AT_LOCKER: (
        Saying("Ihr Code ist am Schlüsselkasten: {when}", "{label} in {place}. Sie finden ihn in der App."),
        Saying("Your code is at the key locker: {when}", "{label} at {place}. You find it in the app."),
    ),
    Kind.REMINDER: (
        Saying("Erinnerung: {when}", "{label} in {place}. Brauchen Sie die Halle nicht? Verleihen oder sagen Sie ab."),
        Saying("Reminder: {when}", "{label} at {place}. You do not need the hall? Lend or cancel the date."),
    ),
    Kind.DAMAGE: (
        Saying(
            "Schaden gemeldet: {place}",
            "Die Gruppe vor Ihnen hat etwas gemeldet. Ihr Termin: {when}. Der Hausmeister weiß Bescheid.",
        ),
        Saying("Damage reported: {place}", "The group before you reported something. Your date: {when}. The caretaker knows."),
    ),
    Kind.USE_EMPTY: (
        Saying(
            "Niemanden gesehen: {when}",
            "Wir haben bei {count} Ihrer Termine niemanden gesehen. Waren Sie da? Dann stimmt unsere Zählung nicht: "
            "Sagen Sie es uns mit einem Tipp. War etwas anderes, schreiben Sie es dazu. Erst danach sieht es das Amt, "
            "ohne Antwort nach {days} Tagen.",
        ),
        Saying(
            "Nobody seen: {when}",
            "We saw nobody on {count} of your dates. Were you there? Then our count is wrong: tell us with one tap. "
            "If something came up, write it there. The office sees it after that, without an answer after {days} days.",
        ),
    ),
    Kind.USE_PROPOSED: (
        Saying(
            "Vorschlag zu Ihrem Recht: {rule}",
            "{label} in {place}: Bei {empty} der letzten {of} Termine war niemand da. Das Amt schlägt vor: {proposed}. "
            "Bitte sagen Sie, ob das passt.",
        ),
        Saying(
            "A proposal about your right: {rule}",
            "{label} at {place}: nobody came on {empty} of the last {of} dates. The office proposes: {proposed}. "
            "Please say whether that suits you.",
        ),
    ),
    Kind.USE_RELEASED: (
        Saying(
            "Freigegeben: {when}",
            "{label} in {place}: {minutes} Minuten nach Beginn war niemand da und kein Schlüssel geholt. "
            "Die restliche Zeit steht jetzt anderen offen. Ihr Recht auf die anderen Termine bleibt.",
        ),
        Saying(
            "Released: {when}",
            "{label} at {place}: {minutes} minutes after the start nobody was there and no key was fetched. "
            "The rest of the time is open to others now. Your right to the other dates stays.",
        ),
    ),
    Kind.KEYS: (Saying("Schlüssel: {place}", "{label}"), Saying("Keys: {place}", "{label}")),
    Kind.DIGEST: (
        Saying("Ihre Hallentermine: {count} Neuigkeiten", "Was seit der letzten Nachricht geschah."),
        Saying("Your hall dates: {count} news", "What happened since the last message."),
    ),
}
CODE_LINES: Final[Mapping[Kind, Line]] = {
    Kind.CODE_READY: Line("Ihr Code ist bereit. Sie finden ihn in der App.", "Your code is ready. You find it in the app."),
    Kind.CODE_AT_LOCKER: Line(
        "Ihr Code ist am Schlüsselkasten. Sie finden ihn in der App.",
        "Your code is at the key locker. You find it in the app.",
    ),
}
WHY: Final = Line("Begründung: {why}", "Reason: {why}")
NOTE: Final = Line("Nachricht: {note}", "Note: {note}")
WHEN: Final = Line("Wann", "When")
BEFORE: Final = Line("Vorher", "Before")
WHERE: Final = Line("Wo", "Where")
WHAT: Final = Line("Was", "What")
CODE: Final = Line("Code", "Code")
ADDRESS: Final = Line("Adresse", "Address")
DATES: Final = Line("Termine", "Dates")
SKIPPED: Final = Line("Ohne diese Tage", "Without these days")
ENDED: Final = Line("Entfallen", "Ended")
NEW: Final = Line("Neu", "New")
CHANGED: Final = Line("Geändert", "Changed")
SPAN: Final = Line("Zeitraum", "Period")
SUBSTITUTE: Final = Line("Ersatz buchen: {when}, {place}", "Book instead: {when}, {place}")
ELSEWHERE: Final = Line(
    "Dieser Termin wird in einem anderen System geführt: Bitte sagen Sie ihn auch dort ab.",
    "Another system leads this date: please cancel it there, too.",
)
NO_SUBSTITUTE: Final = Line("Kein Ersatz gefunden.", "No substitute was found.")
OPEN_APP: Final = Line("In der App öffnen", "Open in the app")
LEND_OR_CANCEL: Final = Line("Verleihen oder absagen", "Lend or cancel")
LEND: Final = Line("Verleihen", "Lend")
TAKE: Final = Line("Angebot ansehen", "See the offer")
BOOK: Final = Line("Jetzt buchen", "Book now")
TOWN: Final = Line("Stadt", "the town")
EVERY: Final = Line("{day} {start}\u2013{end} Uhr", "{day} {start}\u2013{end}")
EVERY_SOME: Final = Line("alle {weeks} Wochen {day} {start}\u2013{end} Uhr", "every {weeks} weeks, {day} {start}\u2013{end}")
PROPOSED: Final[Mapping[str, Line]] = {
    "lend": Line("einzelne Termine verleihen, das Recht bleibt", "lend single dates, the right stays"),
    "release": Line("Termine freigeben", "release dates"),
}
MORE: Final = Line("und {count} weitere", "and {count} more")
FOOT: Final = Line(
    "Sie bekommen diese Nachricht, weil Sie für einen Verein oder das Amt buchen. "
    "Was Sie bekommen und wie, wählen Sie in der App unter „Konto“.",
    "You get this message because you book for a club or the office. "
    "What you get, and how, you choose in the app under “Account”.",
)
UNSUBSCRIBE: Final = Line("Solche E-Mails abbestellen", "Unsubscribe from such e-mails")
WEEKDAYS: Final[tuple[Line, ...]] = tuple(
    Line(de, en)
    for de, en in zip(
        ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        strict=True,
    )
)
MONTHS_EN: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
GROUP_NAMES: Final[Mapping[Group, Line]] = {
    Group.BOOKINGS: Line("Buchungen: gebucht, verschoben, abgesagt", "Bookings: booked, moved, cancelled"),
    Group.CODES: Line("Codes", "Codes"),
    Group.REMINDERS: Line("Erinnerungen", "Reminders"),
    Group.LENDING: Line("Verleihen und Warteliste", "Lending and waiting list"),
    Group.KEYS: Line("Schlüssel und Schäden", "Keys and damage"),
}


def saying(kind: Kind, language: str, values: Mapping[str, str]) -> Saying:
    """Return the words of a message with its values put in."""
    said = SAYINGS[kind][LANGUAGES.index(language)]
    return Saying(said.title.format_map(values), said.body.format_map(values))
