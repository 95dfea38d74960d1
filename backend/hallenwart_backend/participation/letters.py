"""The e-mails to whoever left an idea."""

from __future__ import annotations

from hallenwart_backend.accounts.words import Mail
from hallenwart_backend.participation.model import Kept


def confirm(idea: Kept, path: str) -> Mail:
    """Ask whether the address is theirs; without a yes nothing more is ever sent there."""
    return Mail(
        "Sollen wir Ihnen auf Ihre Idee antworten?",
        f"Jemand hat uns diese Idee geschickt und um eine Antwort an diese Adresse gebeten: „{idea.title}“. Waren Sie"
        " das? Dann bestätigen Sie es bitte mit dem Link, innerhalb eines Tages. Sonst tun Sie nichts: Wir vergessen"
        " die Adresse.",
        f"Somebody sent us this idea and asked for an answer to this address: “{idea.title}”. Was it you? Then please"
        " confirm it with the link, within a day. Otherwise do nothing: we forget the address.",
        path,
        signed=False,
    )


def answer(idea: Kept, path: str) -> Mail:
    return Mail(
        "Antwort auf Ihre Idee",
        f"Zu Ihrer Idee „{idea.title}“ schreibt das Amt:\n\n{idea.answer}",
        f"The office answers your idea “{idea.title}”:\n\n{idea.answer}",
        path,
        signed=False,
    )


def handed_on(idea: Kept, hall: str, path: str) -> Mail:
    """Tell the city's own office of an idea; no address of a person is in it."""
    where = f" ({hall})" if hall else ""
    return Mail(
        f"Idee zu einer Sporthalle: {idea.title}",
        f"Aus der Bürgerschaft{where}:\n\n{idea.text}\n\nKennung: {idea.id}. Unterstützt von {idea.support}.",
        f"From citizens{where}:\n\n{idea.text}\n\nReference: {idea.id}. Supported by {idea.support}.",
        path,
        signed=False,
    )
