"""What people of clubs are told about keys: short, German first, no person's name."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.ports import Notice

_LINK: Final = "/club/"


def overdue(label: str, due: str, *, tag: str) -> Notice:
    """`due` is local wall time, as 21:30."""
    return Notice(
        title=f"Schlüssel {label} bitte zurückbringen / Please return key {label}",
        body=f"Er war um {due} Uhr fällig. / It was due at {due}.",
        tag=tag,
        urgent=False,
        link=_LINK,
    )


def needed(label: str, start: str, *, tag: str) -> Notice:
    """The next group needs the key this club holds."""
    return Notice(
        title=f"Schlüssel {label} wird gebraucht / Key {label} is needed",
        body=(
            f"Die nächste Gruppe beginnt um {start} Uhr. Bitte bringen Sie ihn gleich zum Kasten. / "
            f"The next group starts at {start}. Please bring it to the locker now."
        ),
        tag=tag,
        urgent=True,
        link=_LINK,
    )


def not_back(label: str, start: str, *, spare: int | None, phone: str, tag: str) -> Notice:
    """The key this club needs is not back: a spare, or whom to call."""
    return Notice(
        title=f"Schlüssel {label} ist noch nicht zurück / Key {label} is not back yet",
        body=f"{start}: {_offer_de(spare, phone)} / {_offer_en(spare, phone)}",
        tag=tag,
        urgent=True,
        link=_LINK,
    )


def lost(label: str, *, spare: int | None, phone: str, tag: str) -> Notice:
    return Notice(
        title=f"Schlüssel {label} ist verloren / Key {label} is lost",
        body=f"{_offer_de(spare, phone)} / {_offer_en(spare, phone)}",
        tag=tag,
        urgent=False,
        link=_LINK,
    )


def _offer_de(spare: int | None, phone: str) -> str:
    if spare is not None:
        return f"Der Schlüsselkasten gibt Ihnen den Ersatz aus Fach {spare}."
    return f"Bitte rufen Sie an: {phone}." if phone else "Bitte wenden Sie sich an den Hausmeister."


def _offer_en(spare: int | None, phone: str) -> str:
    if spare is not None:
        return f"The locker gives you the spare from compartment {spare}."
    return f"Please call {phone}." if phone else "Please ask the caretaker."
