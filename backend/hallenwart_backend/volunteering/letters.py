"""What helpers are written: German, then English. No names in them: a letter goes through other people's servers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hallenwart_backend.accounts.words import Mail
from hallenwart_backend.volunteering.model import Offer, Placed, Shift

PATH: Final = "/mitmachen/meine/"


class Dates:
    """Says when and where a shift is, and knows the helper's own link."""

    def __init__(self, when: Callable[[Offer, Shift, bool], str], moment: Callable[[Offer, int], str]) -> None:
        self.when = when
        self.moment = moment
        self.token: Callable[[str], str] = lambda _helper: ""

    def words(self, placed: Placed, *, english: bool = False) -> str:
        return f"„{placed.offer.title}“: {self.when(placed.offer, placed.shift, english)}"

    def link(self, placed: Placed) -> str:
        return PATH + self.token(placed.helper.id)


def _mail(placed: Placed, dates: Dates, title: str, de: str, en: str) -> Mail:
    what_de, what_en = dates.words(placed), dates.words(placed, english=True)
    return Mail(title, f"{what_de}.\n\n{de}", f"{what_en}.\n\n{en}", dates.link(placed), signed=False)


def confirm(placed: Placed, dates: Dates) -> Mail:
    return _mail(
        placed,
        dates,
        f"Bitte bestätigen: {placed.offer.title}",
        "Schön, dass Sie helfen möchten. Bitte bestätigen Sie Ihre Anmeldung mit diesem Link. Er gilt 24 Stunden. Haben Sie"
        " sich nicht angemeldet? Dann tun Sie einfach nichts.",
        "Thank you for offering your help. Please confirm your sign-up with this link. It is valid for 24 hours. Did you not"
        " sign up? Then simply do nothing.",
    )


def signed_up(placed: Placed, dates: Dates) -> Mail:
    return _mail(
        placed,
        dates,
        f"Sie sind dabei: {placed.offer.title}",
        "Danke! Sie sind fest dabei. Mit diesem Link sehen Sie alles Weitere und melden sich auch wieder ab.",
        "Thank you! You are signed up. With this link you see everything else, and sign off again.",
    )


def waiting(placed: Placed, dates: Dates) -> Mail:
    return _mail(
        placed,
        dates,
        f"Sie stehen auf der Warteliste: {placed.offer.title}",
        "Zurzeit sind alle Plätze vergeben. Wird einer frei, schreiben wir Ihnen. Mit diesem Link melden Sie sich ab.",
        "All places are taken right now. If one becomes free we will write to you. With this link you sign off.",
    )


def place_free(placed: Placed, by_ms: int, dates: Dates) -> Mail:
    until = dates.moment(placed.offer, by_ms)
    return _mail(
        placed,
        dates,
        f"Ein Platz ist frei: {placed.offer.title}",
        f"Möchten Sie noch helfen? Der Platz ist bis {until} Uhr für Sie frei gehalten. Bitte antworten Sie mit diesem Link.",
        f"Would you still like to help? The place is kept for you until {until}. Please answer with this link.",
    )


def too_late(placed: Placed, dates: Dates) -> Mail:
    return _mail(
        placed,
        dates,
        f"Der Platz ist weitergegeben: {placed.offer.title}",
        "Wir haben keine Antwort von Ihnen bekommen. Der Platz geht an den nächsten Menschen auf der Liste.",
        "We had no answer from you. The place goes to the next person in line.",
    )


def passed_on(placed: Placed, dates: Dates) -> Mail:
    return _mail(
        placed,
        dates,
        f"Ihr Platz ist übernommen: {placed.offer.title}",
        "Jemand anderes übernimmt Ihre Schicht. Sie müssen nicht kommen.",
        "Somebody else takes your shift. You need not come.",
    )


def signed_off(placed: Placed, dates: Dates) -> Mail:
    return _mail(
        placed,
        dates,
        f"Sie sind abgemeldet: {placed.offer.title}",
        "Der Verein hat Sie von dieser Schicht abgemeldet.",
        "The club signed you off from this shift.",
    )


def cancelled(placed: Placed, dates: Dates) -> Mail:
    return _mail(
        placed,
        dates,
        f"Abgesagt: {placed.offer.title}",
        "Diese Schicht ist abgesagt. Sie müssen nicht kommen. Danke, dass Sie helfen wollten.",
        "This shift is cancelled. You need not come. Thank you for offering your help.",
    )


def moved(placed: Placed, before: str, dates: Dates) -> Mail:
    return _mail(
        placed,
        dates,
        f"Neue Zeit: {placed.offer.title}",
        f"Die Schicht ist verlegt. Bisher war sie: {before}. Passt es nicht mehr? Melden Sie sich mit diesem Link ab.",
        f"The shift has moved. Before, it was: {before}. It does not suit you any more? Sign off with this link.",
    )


def moved_into_another(placed: Placed, dates: Dates) -> Mail:
    return _mail(
        placed,
        dates,
        f"Verlegt und abgemeldet: {placed.offer.title}",
        "Die Schicht ist verlegt. Zu dieser Zeit helfen Sie schon woanders. Darum sind Sie hier abgemeldet.",
        "The shift has moved. At that time you help elsewhere already. So you are signed off here.",
    )


def reminder(placed: Placed, dates: Dates) -> Mail:
    return _mail(
        placed,
        dates,
        f"Bald ist es so weit: {placed.offer.title}",
        "Wir freuen uns auf Ihre Hilfe. Können Sie nicht? Sagen Sie mit diesem Link bitte gleich Bescheid.",
        "We look forward to your help. You cannot come? Please tell us at once with this link.",
    )


def club_lacks(placed: Placed, dates: Dates, page: str) -> Mail:
    """To who leads the club: somebody signed off shortly before. Without the name: it stands on the page."""
    what_de, what_en = dates.words(placed), dates.words(placed, english=True)
    return Mail(
        f"Abmeldung: {placed.offer.title}",
        f"{what_de}. Jemand hat sich abgemeldet. Wer noch kommt, sehen Sie auf der Seite.",
        f"{what_en}. Somebody signed off. The page shows who still comes.",
        page,
        signed=False,
    )
