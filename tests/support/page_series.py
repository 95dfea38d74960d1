"""A weekly right of the stand-in's club as a whole, and what would become of its dates."""

from __future__ import annotations

from typing import Any

from support import page_states as states


def conflict(line: str, start: str, end: str, day: int) -> dict[str, Any]:
    span = {"start_ms": states.at(start, day), "end_ms": states.at(end, day)}
    return {"line": line, "hall": "nordpark", "sections": [1, 2, 3], "place": "ganze Halle"} | span


SERIES: dict[str, Any] = {
    "id": "s-1",
    "hall": "nordpark",
    "hall_name": "Sporthalle Nordpark",
    "site_name": "Sporthalle Nordpark",
    "sections": [1],
    "section_count": 3,
    "rooms": [],
    "club_id": "tsv",
    "club": "TSV Lindenau",
    "title": "Volleyball Jugend",
    "kind": "training",
    "note": "",
    "effects": [],
    "weekday": 1,
    "start": "18:00",
    "end": "20:00",
    "every_weeks": 1,
    "from_date": "2026-09-01",
    "to_date": "2027-06-30",
    "skipped": [],
    "state": "booked",
    "on_behalf": False,
    "coming": 28,
    "next_ms": states.at("18:00", 24),
}


def _whole_date(day: int, state: str, **changes: Any) -> dict[str, Any]:
    span = {"hall": "nordpark", "hall_name": "Sporthalle Nordpark", "sections": [1]}
    usual = span | {"start_ms": states.at("18:00", day), "end_ms": states.at("20:00", day)}
    values = {"date": f"2026-11-{day}", "state": state, "booking": f"b-{day}", "at": usual, "before": usual}
    told = {"lent_to": "", "moved": False, "conflicts": [], "reason": None, "why": "", "options": []}
    return values | told | changes


def whole_dates(state: str, *, other: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """Three dates of the series: one like the rest, one that is special, one left out or as told."""
    return [_whole_date(24, state), _whole_date(26, state) | (other or {}), _whole_date(28, "skipped", booking="")]


def series_plan(method: str, body: dict[str, Any]) -> dict[str, Any]:
    """As the real one tells what would become of each date."""
    dry = str(body.get("dry", False)).lower() == "true"
    fate = {"PATCH": "changes", "DELETE": "ends", "POST": "free"}[method]
    later = {"hall": "nordpark", "hall_name": "Sporthalle Nordpark", "sections": [2]}
    option = later | {"start_ms": states.at("20:00", 26), "end_ms": states.at("22:00", 26)}
    taken = {"state": "taken", "conflicts": [conflict("BC 04 · E-Jugend", "19:00", "21:00", 26)], "options": [option]}
    blocked = method != "DELETE" and not body.get("instead")
    dates = whole_dates(fate, other=taken if blocked else None)
    counts = {state: sum(one["state"] == state for one in dates) for state in {one["state"] for one in dates}}
    return {"series": SERIES, "written": not dry, "counts": counts, "dates": dates}
