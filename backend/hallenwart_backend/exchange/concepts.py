"""Sports and places in the words of others. Pure.

The ids are those of the OpenActive activity list and facility types (https://openactive.io/activity-list and
https://openactive.io/facility-types, both CC BY 4.0).
"""

from __future__ import annotations

from typing import Any, Final

from hallenwart_backend.booking.finding.sports import sport_of as named

ACTIVITIES: Final = "https://openactive.io/activity-list"
FACILITIES: Final = "https://openactive.io/facility-types"
_SPORTS: Final = {
    "badminton": ("c0360db0-a817-4bae-9167-40f89b49fc9e", "Badminton"),
    "basketball": ("e09776e6-f1b4-421b-b667-5c5913cf97aa", "Basketball"),
    "climbing": ("d09970bc-e11c-40cc-a594-38e4ff32d611", "Climbing"),
    "dance": ("6ca15167-51da-4d91-a1ae-8a45dc47b0ea", "Dance"),
    "football": ("0a5f732d-e806-4e51-ad40-0a7de0239c8c", "Football"),
    "hockey": ("fbb36017-6222-4af2-8186-392e3da0a418", "Hockey"),
    "table_tennis": ("1a05993d-b206-4efe-85da-646fa340bdf4", "Table Tennis"),
    "tennis": ("f2ea7405-6098-4378-b0fe-4e398a659fc4", "Tennis"),
    "volleyball": ("4a2ba988-045a-45d0-91a8-dbbfb33886b7", "Volleyball"),
    "yoga": ("bf1a5e00-cdcf-465d-8c5a-6f57040b7f7e", "Yoga"),
}
"""Only those whose ids are known for sure; the list holds more."""
SPORTS_HALL: Final = {
    "@type": "Concept",
    "@id": f"{FACILITIES}#da364f9b-8bb2-490e-9e2f-1068790b9e35",
    "prefLabel": "Sports Hall",
    "inScheme": FACILITIES,
}


def activity(sport: str) -> dict[str, Any] | None:
    """Return a sport, by its code or a word for it, as the list names it; None for one it does not hold."""
    known = _SPORTS.get(sport) or _SPORTS.get(named(sport))
    if known is None:
        return None
    return {"@type": "Concept", "@id": f"{ACTIVITIES}#{known[0]}", "prefLabel": known[1], "inScheme": ACTIVITIES}


def sport_of(concept: str) -> str:
    """Return the sport an id of the list stands for, nothing when it is none of ours."""
    return next((sport for sport, (identity, _) in _SPORTS.items() if concept.endswith(f"#{identity}")), "")
