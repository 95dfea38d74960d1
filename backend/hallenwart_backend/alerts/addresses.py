"""What an address says about the way it needs. Pure; addresses are apprise URLs, `tel:` numbers and Pushover keys."""

from __future__ import annotations

import re
from typing import Final

from hallenwart_backend.urls import parts_of

APPRISE: Final = "apprise"
PUSHOVER: Final = "pushover"
VOICE: Final = "voice"
WEB_PUSH: Final = "webpush"
TELEPHONE: Final = re.compile(r"tel:\+[1-9]\d{6,14}")
"""E.164: a plus, the country, the number."""
LONGEST_LANE: Final = 40
_WAYS: Final = {"tel": VOICE, "pover": PUSHOVER}


def way_of(address: str) -> str:
    """Return the way a written address needs. A push subscription has none: its way is `webpush`."""
    return _WAYS.get(scheme_of(address), APPRISE)


def scheme_of(address: str) -> str:
    return address.partition(":")[0].lower()


def lane_of(way: str, address: str) -> str:
    """Return what may hang on its own: each way, of apprise each kind of gateway, of Web Push each push service."""
    if way == APPRISE:
        return f"{way}:{scheme_of(address)}"[:LONGEST_LANE]
    if way == WEB_PUSH:
        return f"{way}:{parts_of(address).hostname or ''}"[:LONGEST_LANE]
    return way
