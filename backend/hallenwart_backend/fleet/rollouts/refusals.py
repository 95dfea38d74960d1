"""What rollouts refuse, in words."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.errors import RefusedError

_WORDS: Final = {
    "no_release": (404, "Diese Fassung liegt nicht bereit.", "There is no such release here."),
    "no_rollout": (404, "Diesen Rollout gibt es nicht.", "There is no such rollout."),
    "no_device": (404, "Dieses Gerät ist nicht dabei.", "This device does not take part."),
    "nobody": (422, "An diesen Standorten gibt es kein Gerät.", "There is no device at these sites."),
    "one_at_a_time": (
        409,
        "Ein anderer Rollout läuft noch. Bitte zuerst beenden.",
        "Another rollout goes on. Please end it first.",
    ),
    "not_live": (409, "Dieser Rollout ist schon zu Ende.", "This rollout has ended already."),
    "trying": (
        409,
        "Das Gerät probiert die Fassung gerade aus; es entscheidet in wenigen Minuten selbst.",
        "The device is trying the release right now; it decides by itself within minutes.",
    ),
    "shares": (
        422,
        "Die Anteile müssen steigen und bei 100 % enden.",
        "The shares must rise and end at 100 per cent.",
    ),
}


def refused(code: str) -> RefusedError:
    status, de, en = _WORDS[code]
    return RefusedError(code, de, en, status=status)
