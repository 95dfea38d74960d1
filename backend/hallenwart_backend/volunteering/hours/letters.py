"""What helpers are written about keys. The code itself is in no letter."""

from __future__ import annotations

from hallenwart_backend.accounts.words import Mail
from hallenwart_backend.volunteering.letters import Dates
from hallenwart_backend.volunteering.model import Placed


def key_ready(placed: Placed, dates: Dates) -> Mail:
    """Say that the shift has a key."""
    de = (
        "Für diese Schicht bekommen Sie einen Schlüssel. Den Code für den Schrank finden Sie hinter Ihrem Link. Er gilt nur für"
        " Ihre Schicht. Bitte geben Sie ihn nicht weiter."
    )
    en = (
        "You get a key for this shift. The code for the locker is behind your link. It works for your shift only. Please do not"
        " pass it on."
    )
    return Mail(
        f"Ihr Schlüssel: {placed.offer.title}",
        f"{dates.words(placed)}.\n\n{de}",
        f"{dates.words(placed, english=True)}.\n\n{en}",
        dates.link(placed),
        signed=False,
    )
