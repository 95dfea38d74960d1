"""Why something about an arrow is refused."""

from __future__ import annotations

from hallenwart_backend.errors import RefusedError


def no_release() -> RefusedError:
    return RefusedError(
        "no_release",
        "Für diese Anzeige gilt keine Freigabe und keine Sperre.",
        "Nothing is released or blocked for this display.",
        status=404,
    )


def not_enrolled() -> RefusedError:
    return RefusedError(
        "not_enrolled",
        "Das Gerät dieser Anzeige ist nicht angemeldet. Erst anmelden, dann freigeben.",
        "The device of this display is not enrolled. Enrol it first, then release it.",
        status=409,
    )


def shorter() -> RefusedError:
    return RefusedError(
        "shorter",
        "Dieser Ausgang ist schon länger als gesperrt gemeldet. Früher aufheben kann nur der Brandschutz.",
        "This way out is marked as blocked for longer already. Only the fire-safety officer lifts it earlier.",
        status=409,
    )


def needs_passkey() -> RefusedError:
    return RefusedError(
        "passkey_needed",
        "Für eine Freigabe bitte mit einem Passkey anmelden.",
        "Please sign in with a passkey to release an arrow.",
        status=403,
    )
