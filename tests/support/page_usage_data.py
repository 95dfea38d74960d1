"""Booked and used as the stand-in tells it: four weeks of three halls and four clubs, all invented."""

from __future__ import annotations

from typing import Any

from support.page_halls import PLANNED
from support.page_states import ZONE, at

_HOUR = 3_600_000
_HOURS = list(range(8, 22))
_EMPTY = [
    [4, 14, 19, 11, 5, None, 14, 9, 14, 18, 18, 24, 8, 55],
    [8, 19, 5, 19, 3, None, 33, 14, 33, 29, 18, 21, 36, 12],
    [14, 14, 14, 5, 14, 28, 33, 14, 18, 24, 24, 8, 36, 48],
    [8, 14, 3, 11, 5, None, 28, 14, 18, 40, 58, 61, 24, 24],
    [19, 4, 5, 4, 11, None, 14, 14, 14, 12, 12, 67, 74, 82],
    [None, 9, 9, 9, 22, 14, 14, 22, 14, 24, 24, 8, 70, 78],
    [None, 28, 22, 33, 14, 9, 9, 22, 18, 29, 45, 12, None, None],
]
"""Per cent of booked time left empty, Monday first, from 8 to 22."""


def heat(measure: str) -> dict[str, Any]:
    def cell(x: float | None) -> dict[str, Any] | None:
        if x is None:
            return None
        told = {
            "empty": x / 100,
            "busy": 1 - x / 100,
            "booked": 0.9 - x / 300,
            "people": (100 - x) / 4,
            "pressure": 1.2 - x / 100,
        }
        return {"value": round(told[measure], 3), "n": 4}

    return {
        "hours": _HOURS,
        "days": list(range(7)),
        "cells": [[cell(x) for x in row] for row in _EMPTY],
        "unit": "people" if measure == "people" else "share",
        "prime": {"from_h": 16, "to_h": 21, "pressure": 1.12},
    }


def hall_use(hall: str, name: str, **changes: Any) -> dict[str, Any]:
    plain = {
        "hall": hall,
        "name": name,
        "site": "nordpark",
        "site_name": "Sporthalle Nordpark",
        "open_h": 392.0,
        "booked_h": 322.0,
        "used_h": 226.0,
        "empty_h": 87.0,
        "unbooked_h": 6.5,
        "unknown_h": 9.0,
        "use_share": 0.722,
        "prime_pressure": 1.12,
        "mean_people": 14.2,
        "peak_people": 61.0,
        "no_shows": 9,
        "known_share": 0.97,
    }
    return plain | changes


def halls() -> dict[str, Any]:
    blind = {"used_h": 0.0, "empty_h": 0.0, "unknown_h": 140.0, "unbooked_h": 0.0, "use_share": None, "known_share": 0.0}
    told = [
        hall_use("nordpark", "Sporthalle Nordpark"),
        hall_use("gymnastik", "Gymnastikraum", booked_h=140.0, mean_people=None, peak_people=None, no_shows=0, **blind),
        hall_use(
            "sued",
            "Halle Süd",
            site="sued",
            site_name="Halle Süd",
            open_h=364.0,
            booked_h=201.0,
            used_h=180.0,
            empty_h=21.0,
            unknown_h=0.0,
            use_share=0.896,
            prime_pressure=0.71,
            mean_people=9.8,
            peak_people=44.0,
            no_shows=1,
            known_share=1.0,
        ),
    ]
    return {"from_ms": at("00:00", 1), "to_ms": at("00:00", 21), "halls": told}


def club_use(club: str | None, name: str, **changes: Any) -> dict[str, Any]:
    plain = {
        "club": club,
        "name": name,
        "slots": 24,
        "booked_h": 48.0,
        "used_h": 44.0,
        "under_n": 0,
        "no_show_n": 0,
        "explained_n": 0,
        "unknown_n": 0,
        "use_share": 0.92,
        "late_cancel_n": 0,
        "hidden_n": 0,
    }
    return plain | changes


def clubs() -> list[dict[str, Any]]:
    return [
        club_use("tsv", "TSV Lindenau", used_h=27.0, use_share=0.56, under_n=2, no_show_n=1, explained_n=4, late_cancel_n=1),
        club_use("bc-04", "BC 04 Badminton", slots=18, booked_h=36.0, used_h=33.0),
        club_use("sg-sued", "SG Süd Handball", slots=32, booked_h=64.0, used_h=58.0, use_share=0.91, unknown_n=1),
        club_use("hobby", "Hobby Basketball", slots=12, booked_h=24.0, used_h=9.0, use_share=0.38, no_show_n=3, hidden_n=2),
        club_use(None, "Stadt", slots=8, booked_h=20.0, used_h=16.5, use_share=0.83),
    ]


def _words(de: str, en: str) -> dict[str, str]:
    return {"de": de, "en": en}


_NOBODY = [
    {
        "code": "nobody",
        "figures": {"minutes": 60},
        "words": _words("Die Sensoren haben 60 Minuten lang niemanden gesehen.", "For 60 minutes the sensors saw nobody."),
    },
    {
        "code": "key_hung",
        "figures": {},
        "words": _words("Der Schlüssel dieser Buchung blieb hängen.", "The key of this booking was not fetched."),
    },
    {"code": "dark", "figures": {"lx": 2}, "words": _words("Es war dunkel (2 lx).", "It was dark (2 lx).")},
]
_BLIND = [
    {
        "code": "blind",
        "figures": {"covered": 0.2},
        "words": _words(
            "Die Sensoren sahen nur 20 % der Zeit. Darum bleibt es offen.",
            "The sensors saw only 20 % of the time. So it stays open.",
        ),
    }
]
_SEEN = [
    {
        "code": "seen",
        "figures": {"share": 0.96, "minutes": 58},
        "words": _words(
            "In 96 % der Zeit war jemand da (58 Minuten).", "Somebody was there for 96 % of the time (58 minutes)."
        ),
    }
]


def slot(id_: str, verdict: str, day: int, **changes: Any) -> dict[str, Any]:
    chances = {
        "used": {"used": 0.97, "under_used": 0.02, "no_show": 0.01},
        "under_used": {"used": 0.1, "under_used": 0.82, "no_show": 0.08},
        "no_show": {"used": 0.04, "under_used": 0.02, "no_show": 0.94},
        "unknown": {"used": 0.6, "under_used": 0.1, "no_show": 0.3},
        "unbooked": {"used": 0.0, "under_used": 0.0, "no_show": 0.0},
    }[verdict]
    plain: dict[str, Any] = {
        "id": id_,
        "booking": None if verdict == "unbooked" else id_,
        "hall": "nordpark",
        "hall_name": "Sporthalle Nordpark",
        "sections": [2],
        "section_words": _words("Drittel 2", "third 2"),
        "club": "tsv",
        "club_name": "TSV Lindenau",
        "title": "Volleyball Jugend",
        "series": "s-1",
        "start_ms": at("18:00", day),
        "end_ms": at("19:30", day),
        "verdict": verdict,
        "verdict_words": _words(verdict, verdict),
        "p": chances | {"unbooked": 0.95 if verdict == "unbooked" else 0.0},
        "people_mean": {"used": 13.4, "under_used": 2.1, "no_show": 0.0, "unbooked": 6.0}.get(verdict),
        "people_peak": {"used": 18, "under_used": 3, "no_show": 0, "unbooked": 9}.get(verdict),
        "expected": 10.0,
        "used_share": {"used": 0.96, "under_used": 0.4, "no_show": 0.0}.get(verdict),
        "covered": 0.2 if verdict == "unknown" else 1.0,
        "reasons": {"no_show": _NOBODY, "unknown": _BLIND}.get(verdict, _SEEN),
        "office_from_ms": at("19:30", min(30, day + 14)),
        "explanation": None,
        "may_explain": verdict in {"no_show", "under_used", "unknown"},
    }
    return plain | changes


def slots() -> list[dict[str, Any]]:
    ill = {"word": "illness", "text": "Trainerin krank bis 20.11., ab Mo 23.11. wieder.", "t_ms": at("20:10", 13)}
    return [
        slot("u-1", "no_show", 19),
        slot("u-2", "used", 17),
        slot("u-3", "no_show", 12, explanation=ill),
        slot("u-4", "under_used", 10),
        slot("u-5", "unknown", 5),
        slot("u-6", "used", 3),
    ]


def proposal(**changes: Any) -> dict[str, Any]:
    plain = {
        "id": "p-1",
        "series": "s-1",
        "club": "tsv",
        "club_name": "TSV Lindenau",
        "hall": "nordpark",
        "hall_name": "Sporthalle Nordpark",
        "title": "Volleyball Jugend",
        "kind": "lend",
        "from_date": "2026-11-26",
        "to_date": "2026-12-17",
        "text": "SG Süd steht auf der Warteliste.",
        "no_shows": 3,
        "of": 4,
        "p_next": 0.78,
        "state": "made",
        "made_ms": at("09:12", 20),
        "answer": "",
        "answered_ms": None,
        "ended_ms": None,
        "dates": 4,
        "done": 0,
        "words": _words(
            "Do 18:00 in Sporthalle Nordpark: 3 der letzten 4 Termine blieben leer. Das feste Recht bleibt.",
            "Thu 18:00 in Sporthalle Nordpark: 3 of the last 4 dates stayed empty. The weekly right stays.",
        ),
    }
    return plain | changes


def rights() -> list[dict[str, Any]]:
    plain = {
        "club": "tsv",
        "club_name": "TSV Lindenau",
        "hall": "nordpark",
        "hall_name": "Sporthalle Nordpark",
        "title": "Volleyball Jugend",
        "weekday": 3,
        "start": "18:00",
        "slots": 12,
        "of": 4,
        "no_shows": 3,
        "explained": 1,
        "last_ms": at("18:00", 19),
        "next_ms": at("18:00", 26),
        "p_next": 0.78,
        "suggested": "lend",
        "proposal": None,
    }
    other = {"series": "s-2", "club": "hobby", "club_name": "Hobby Basketball", "title": "Basketball", "weekday": 5}
    return [
        plain | {"series": "s-1"},
        plain | other | {"start": "20:15", "explained": 0, "of": 6},
    ]


def day(date: str) -> dict[str, Any]:
    from_ms = at("00:00", int(date[8:])) if date.startswith("2026-11") else at("00:00")
    counts = [0] * 36 + [3, 14, 22, 24, 26, 25, 14, 8, 4, 2] + [0] * 7 + [12, 31, 41, 44, 47, 45, 44, 41, 20, 8]
    counts += [6, 24, 30, 31, 12, 4, 19, 24]
    people = [[from_ms + n * _HOUR // 4, x, max(0, x - 2), x + 2 if x else 1] for n, x in enumerate(counts)]
    people[40][1] = people[40][2] = people[40][3] = None
    usual = [
        [from_ms + n * _HOUR // 4, low, (low + high) / 2, high]
        for n in range(96)
        for low, high in [(max(0.0, 12 - abs(n - 60) / 3), max(0.6, 36 - abs(n - 60)))]
    ]
    verdicts = [("under_used", 0.81), ("used", 0.99), ("used", 0.96), (None, None), (None, None)]
    if date != "2026-11-21":
        verdicts[3:] = [("no_show", 0.94), ("unknown", 0.6)]
    return {
        "hall": "nordpark",
        "name": "Sporthalle Nordpark",
        "zone": ZONE,
        "from_ms": from_ms,
        "to_ms": from_ms + 24 * _HOUR,
        "people": people,
        "usual": usual,
        "bookings": [
            {
                "id": title,
                "title": title,
                "club": club.lower(),
                "club_name": club,
                "sections": sections,
                "start_ms": from_ms + at(start) - at("00:00"),
                "end_ms": from_ms + at(end) - at("00:00"),
                "verdict": verdict,
                "p": p,
            }
            for (club, title, start, end, sections), (verdict, p) in zip(PLANNED, verdicts, strict=True)
        ],
        "unbooked": [[from_ms + 12 * _HOUR, from_ms + 12 * _HOUR + _HOUR // 2]],
        "doors": [
            {"c": "tuer-nord", "name": "Eingang Nord", "ins": 118, "outs": 95, "quality": "ok"},
            {"c": "tuer-hof", "name": "Tür zum Hof", "ins": 31, "outs": 30, "quality": "fault"},
        ],
        "closing_error": None if date == "2026-11-21" else -2.0,
    }


def unusual() -> list[dict[str, Any]]:
    return [
        {
            "hall": "nordpark",
            "hall_name": "Sporthalle Nordpark",
            "from_ms": at("19:00", 14),
            "to_ms": at("22:30", 14),
            "people": 143.0,
            "usual": 24.0,
            "p": 0.999,
            "words": _words("Viel mehr Menschen als sonst an einem Samstag.", "Many more people than on other Saturdays."),
        },
        {
            "hall": "sued",
            "hall_name": "Halle Süd",
            "from_ms": at("16:00", 11),
            "to_ms": at("18:00", 11),
            "people": 0.0,
            "usual": 19.0,
            "p": 0.97,
            "words": _words(
                "Niemand da, sonst ist die Halle dann voll.", "Nobody there; at other times the hall is full then."
            ),
        },
    ]


def forecast() -> dict[str, Any]:
    points = [
        {"t_ms": at("00:00", 22) + n * _HOUR, "low": low, "mid": (low + high) / 2, "high": high}
        for n in range(7 * 24)
        for low, high in [(2.0, 14.0 + 4 * (n % 24 - 15)) if 15 <= n % 24 < 22 else (0.0, 1.0)]
    ]
    return {"hall": "nordpark", "points": points, "learned_ms": at("03:10")}


def hints() -> dict[str, Any]:
    energy = {"hall": "nordpark", "hall_name": "Sporthalle Nordpark", "empty_h": 31.5, "on_h": 214.0, "worst_day": "2026-11-12"}
    air = {"hall": "gymnastik", "hall_name": "Gymnastikraum", "limit_ppm": 1000, "over_h": 11.5, "days": 7, "worst_ppm": 1840.0}
    return {
        "energy": [
            energy
            | {"what": "light", "kwh": 189.0, "eur": 56.7}
            | {"words": _words("Licht brannte 31,5 Std. in der leeren Halle.", "Lights burned 31.5 h in the empty hall.")},
            energy
            | {"what": "heating", "kwh": None, "eur": None, "empty_h": 12.0}
            | {"words": _words("Geheizt wurde 12 Std. in der leeren Halle.", "The empty hall was heated for 12 h.")},
        ],
        "air": [
            air
            | {"worst_ms": at("18:50", 17), "weekday": 1, "hour": 18}
            | {
                "words": _words(
                    "Dienstags ab 18 Uhr wird die Luft schlecht: vorher lüften.", "Tuesdays from 18 h the air gets bad."
                )
            },
        ],
    }


def sensor(c: str, kind: str, quality: str, **changes: Any) -> dict[str, Any]:
    plain = {
        "device": "nordpark-1",
        "c": c,
        "kind": kind,
        "hall": "nordpark",
        "hall_name": "Sporthalle Nordpark",
        "name": "",
        "quality": quality,
        "reason": "",
        "last_ms": at("18:43"),
        "resets_7d": 0,
        "closing_error_mean": None,
        "closing_error_pct": None,
        "counted_wrong": 0,
    }
    return plain | changes


def sensors() -> list[dict[str, Any]]:
    return [
        sensor("tuer-nord", "door", "ok", name="Eingang Nord", resets_7d=2, closing_error_mean=1.4, closing_error_pct=1.1),
        sensor(
            "tuer-hof",
            "door",
            "fault",
            name="Tür zum Hof",
            reason="blocked",
            last_ms=at("17:20"),
            resets_7d=6,
            closing_error_mean=9.5,
            closing_error_pct=12.4,
            counted_wrong=2,
        ),
        sensor("radar-1", "radar", "suspect", reason="always_on", name="Radar Hallenmitte"),
        sensor("pir-1", "motion", "stale", reason="silent", last_ms=at("09:00", 18)),
        sensor("pir-2", "motion", "ok"),
    ]


def rules() -> dict[str, Any]:
    plain = {
        "rev": 3,
        "saved_ms": at("11:00", 9),
        "saved_by": "M. Kern",
        "under_share": 0.3,
        "grace_min": 15,
        "propose_after": 3,
        "looked_at": 6,
        "min_probability": 0.9,
        "auto_release": False,
        "release_after_min": 30,
        "office_after_days": 14,
        "smallest": 5,
        "bin_min": 60,
        "prime_from": "16:00",
        "prime_to": "21:00",
        "expected": {"training": 10, "match": 14, "event": 20, "school": 16},
        "cleaning": [{"weekdays": [0, 1, 2, 3, 4], "from_time": "06:00", "to_time": "07:30", "halls": []}],
        "power": [{"hall": "nordpark", "light_w": 6000, "heat_w": None}],
        "cent_kwh": 30,
        "may_change": True,
    }
    said = _words("Die ersten und letzten 15 Minuten zählen nicht.", "The first and last 15 minutes do not count.")
    return plain | {"words": [said]}
