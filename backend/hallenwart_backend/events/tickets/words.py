"""Why tickets are refused: German and English."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.errors import RefusedError

_REFUSALS: Final = {
    "no_tickets": (
        409,
        "Für diese Veranstaltung gibt es gerade keine Karten. Sehen Sie auf der Seite der Veranstaltung nach.",
        "There are no tickets for this event right now. Look at the page of the event.",
    ),
    "no_such_ticket": (404, "Diese Karte gibt es nicht.", "There is no such ticket."),
    "no_mail": (
        503,
        "Gerade kann keine E-Mail verschickt werden. Bitte versuchen Sie es später.",
        "No e-mail can be sent right now. Please try again later.",
    ),
    "ticket_used": (
        409,
        "Mit dieser Karte ist schon jemand hineingegangen. Sie lässt sich nicht mehr ändern.",
        "Somebody came in with this ticket. It cannot be changed any more.",
    ),
    "ticket_over": (409, "Die Veranstaltung ist vorbei oder abgesagt.", "The event is over or cancelled."),
    "no_badge": (
        409,
        "Sie haben noch keinen Ausweis. Öffnen Sie im Vereinsbereich die Seite „Ausweis“.",
        "You have no badge yet. Open the page “badge” in the area of your club.",
    ),
    "no_capacity": (
        409,
        "Bei dieser Halle steht nicht, wie viele Menschen hineindürfen. Tragen Sie die Zahl der Karten selbst ein.",
        "Nobody entered how many people may be in this hall. Enter the number of tickets yourself.",
    ),
    "too_few": (
        409,
        "So viele Karten sind schon vergeben. Die Zahl kann nicht kleiner werden.",
        "So many tickets are given already. The number cannot be smaller.",
    ),
    "no_such_door": (
        404,
        "Dieser Einlass-Link gilt nicht mehr. Bitten Sie den Verein um einen neuen.",
        "This door link is no longer valid. Ask the club for a new one.",
    ),
}


def refusal(code: str, **extra: object) -> RefusedError:
    status, de, en = _REFUSALS[code]
    return RefusedError(code, de, en, status=status, **extra)
