"""What people are told to prove a way, and what the kinds of ways are called. German first."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.alerts.ways.rules import Kind
from hallenwart_backend.ports import Notice

LINK: Final = "/manager/#ways"
KINDS: Final[dict[Kind, tuple[str, str]]] = {
    Kind.WEBPUSH: ("Mitteilung auf diesem Gerät", "Notification on this device"),
    Kind.SMS: ("SMS", "Text message"),
    Kind.VOICE: ("Anruf", "Phone call"),
    Kind.EMAIL: ("E-Mail", "E-mail"),
    Kind.PUSHOVER: ("Pushover", "Pushover"),
    Kind.SIGNAL: ("Signal", "Signal"),
    Kind.NTFY: ("ntfy", "ntfy"),
    Kind.MATRIX: ("Matrix", "Matrix"),
    Kind.OTHER: ("Apprise-Adresse", "Apprise address"),
}
HINTS: Final[dict[Kind, tuple[str, str]]] = {
    Kind.WEBPUSH: ("Schalten Sie Mitteilungen auf diesem Gerät ein.", "Turn notifications on on this device."),
    Kind.SMS: ("Mit Ländervorwahl, z. B. +49 171 5550100.", "With country code, as +49 171 5550100."),
    Kind.VOICE: ("Mit Ländervorwahl, z. B. +49 171 5550100.", "With country code, as +49 171 5550100."),
    Kind.SIGNAL: ("Mit Ländervorwahl, z. B. +49 171 5550100.", "With country code, as +49 171 5550100."),
    Kind.EMAIL: ("z. B. kern@stadt.example", "as kern@stadt.example"),
    Kind.PUSHOVER: ("Der Nutzerschlüssel aus der App: 30 Zeichen.", "The user key of the app: 30 characters."),
    Kind.NTFY: ("Ein Thema, das niemand errät, z. B. halle-7f3kq9.", "A topic nobody guesses, as halle-7f3kq9."),
    Kind.MATRIX: ("Ein Raum, z. B. !abcdef:chat.stadt.example.", "A room, as !abcdef:chat.stadt.example."),
    Kind.OTHER: ("Eine ganze apprise-Adresse, z. B. json://…", "A whole apprise address, as json://…"),
}


def proof(code: str) -> Notice:
    """The message with the code that proves a way."""
    spoken = f"{code[:3]} {code[3:]}"
    return Notice(
        title=f"Ihr Code: {spoken} / Your code: {spoken}",
        body=(
            "Geben Sie ihn auf der Seite ein: dann erreicht Hallenwart Sie hier. Er gilt 15 Minuten. / "
            "Enter it on the page: then Hallenwart reaches you here. It is valid for 15 minutes."
        ),
        tag="way-proof",
        urgent=True,
        link=LINK,
    )


def push_proof() -> Notice:
    """The message whose receipt proves that push reaches a device."""
    return Notice(
        title="Hallenwart erreicht Sie hier / Hallenwart reaches you here",
        body="So kommen Alarme auf dieses Gerät. / This is how alarms come to this device.",
        tag="way-proof",
        urgent=False,
        link=LINK,
    )
