"""An entry of a slot's history, as the backend answers it."""

from __future__ import annotations

from typing import Any

from support import page_states as states


def decision(**changes: Any) -> dict[str, Any]:
    """Return an entry of a slot's history."""
    values: dict[str, Any] = {
        "booking": "b",
        "act": "booked",
        "t_ms": states.at("09:12"),
        "who": {"de": "Petra Amt", "en": "Petra Amt"},
        "name": "Petra Amt",
        "role": "office",
        "club": "BC 04",
        "on_behalf": True,
        "why": "",
        "detail": {},
        "what": {"de": "Gebucht", "en": "Booked"},
        "change": {"de": "", "en": ""},
        "line": "BC 04 · Liga",
        "place": {"de": "So 22.11.2026 19:00, Drittel 1", "en": "Sun 2026-11-22 19:00, Drittel 1"},
        "series": False,
    }
    return values | changes
