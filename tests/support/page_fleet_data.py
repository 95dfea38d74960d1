"""The devices, updates and retention periods that the stand-in knows."""

from __future__ import annotations

from typing import Any

from support.page_states import NOW_MS, at

DAY_MS = 86_400_000
WIRING = '[[sensor]]\nid = "smoke-1"\ndriver = "smoke"\npin = 17\n\n[[locker]]\nid = "locker"\npin = 23\n'
TRIAL = {"of": "config", "rev": 12, "version": "", "began_ms": at("18:40"), "until_ms": None, "ended_ms": at("18:41")}


def device(number: int = 1, **changes: Any) -> dict[str, Any]:
    known = {"id": f"nordpark-{number}", "name": "", "site": "nordpark", "site_name": "Sporthalle Nordpark", "state": "online"}
    numbers = {"off_ms": 12, "disk_free_mb": 21_400, "disk_total_mb": 31_200, "wear_pct": 3.0, "temp_c": 51.2, "up_s": 400_000}
    more = {"seen_ms": NOW_MS - 4_000, "troubles": [], "fw": "0.6.0", "clk": "ntp", "unsent": 0, "components": 9, "bad": []}
    rest = {"throttled": [], "behind_ms": None, "cert_until_ms": NOW_MS + 200 * DAY_MS, "trial": None, "wiring": "ab12"}
    return known | numbers | more | rest | {"documents": documents()} | changes


def documents(behind_ms: int | None = None) -> list[dict[str, Any]]:
    told = [("cfg", 12, 12), ("grants", 240, 238 if behind_ms else 240), ("view", 91, 91)]
    return [
        {
            "kind": kind,
            "wanted": wanted,
            "applied": applied,
            "made_ms": at("18:20"),
            "behind_ms": behind_ms if wanted != applied else None,
        }
        for kind, wanted, applied in told
    ]


def troubled() -> dict[str, Any]:
    troubles = ["disk", "documents", "component"]
    return device(2, name="Eingang Süd", troubles=troubles, disk_free_mb=1_900, unsent=14, documents=documents(at("18:12")))


def few() -> list[dict[str, Any]]:
    never = {"seen_ms": None, "fw": "", "clk": "", "documents": [], "cert_until_ms": None}
    return [
        device(),
        troubled(),
        device(3, state="offline", seen_ms=at("17:58"), unsent=2),
        device(4, state="planned", **never),
        device(5, site="sued", site_name="Halle Süd", trial=TRIAL | {"state": "trying", "until_ms": at("18:50")}),
    ]


def whole(one: dict[str, Any], *, caretaker: bool, renewal: str = "") -> dict[str, Any]:
    fault = {"de": "antwortet nicht: Kabel oder Adresse prüfen", "en": "does not answer: look at cable and address"}
    parts = [{"c": f"smoke-{n}", "quality": "ok", "reason": "", "de": "", "en": "", "since_ms": None} for n in range(1, 9)]
    bad = {"c": "air-1", "quality": "fault", "reason": "no answer", "since_ms": at("18:02"), **fault}
    command = {
        "id": "c-1",
        "op": "restart",
        "state": "rejected",
        "code": "door_open",
        "by": "B. Amrein",
        "created_ms": at("18:30"),
    }
    return {
        "now_ms": NOW_MS,
        "device": one,
        "about": {
            "model": "Raspberry Pi 4 Model B Rev 1.5",
            "os": "Debian GNU/Linux 12 (bookworm)",
            "kernel": "6.6.51",
            "python": "3.11.2",
        },
        "vitals": {
            "written_mb": 812,
            "agent_mb": 64,
            "mem_free_mb": 1_420,
            "load": 0.31,
            "outbox_bytes": 20_480,
            "unsent": {},
            "stall_ms": 38,
        },
        "components": [*parts, bad],
        "certificates": [
            {"serial": "4f2ac0de11", "from_ms": NOW_MS - 90 * DAY_MS, "until_ms": NOW_MS + 200 * DAY_MS, "state": "valid"},
            {"serial": "09bb1e77a0", "from_ms": None, "until_ms": NOW_MS - 20 * DAY_MS, "state": "replaced"},
        ],
        "commands": [command, command | {"id": "c-0", "op": "identify", "state": "done", "code": "ok"}],
        "trials": [TRIAL | {"state": "rolled_back", "why": "air-1: no answer"}, TRIAL | {"rev": 11, "state": "confirmed"}],
        "logs": [],
        "may": ["identify", "logs"] + ([] if caretaker else ["restart", "settings", "wiring"]),
        "renewal": renewal,
        "reason": "",
        "settings": {"hb_every_s": 0, "telemetry_every_s": 0, "log_level": ""},
    }


def rollout(**changes: Any) -> dict[str, Any]:
    made = {"id": "r-1", "version": "0.7.0", "state": "running", "wave": 1, "waves": 3, "pause_min": 60, "made_ms": at("16:00")}
    told = {"made_by": "B. Amrein", "ended_ms": None, "next_ms": at("19:20"), "reason": "", "note": "Neue Fühler"}
    return made | told | {"counts": {"done": 2, "trying": 1, "waiting": 6}} | changes


def targets() -> list[dict[str, Any]]:
    told = [
        ("nordpark-1", 0, "done", ""),
        ("nordpark-2", 1, "trying", ""),
        ("nordpark-3", 1, "waiting", ""),
        ("sued-1", 2, "waiting", ""),
    ]
    return [
        {"device": name, "wave": wave, "state": state, "since_ms": at("18:20"), "why": why} for name, wave, state, why in told
    ]


RELEASES = [
    {
        "version": "0.7.0",
        "made_ms": at("12:00"),
        "notes": "Neue Fühler, schnellerer Start",
        "least": "0.5.0",
        "size": 9_400_000,
    },
    {"version": "0.6.0", "made_ms": at("09:00"), "notes": "", "least": "", "size": 9_100_000},
]
STOPPED = rollout(id="r-0", version="0.6.0", state="stopped", wave=0, next_ms=None, ended_ms=at("15:00"), note="")
STOPPED |= {"reason": "nordpark-3: back no connection", "counts": {"back": 1, "waiting": 8}}


def kinds(days: dict[str, int]) -> dict[str, Any]:
    known = [("custody", "Wer welchen Schlüssel hatte", "who held which key", True, 90, 7, 365)]
    known += [("spans", "Gemessene Alarmzeiten", "measured alarm times", False, 30, 7, 365)]
    rows = [
        {"id": name, "words": {"de": de, "en": en}, "people": people, "days": days.get(name, own), "least": least, "most": most}
        | {"oldest_ms": NOW_MS - 80 * DAY_MS if people else None, "deleted": 12, "left": 0 if people else 3}
        for name, de, en, people, own, least, most in known
    ]
    return {"kinds": rows, "ran_ms": at("03:10"), "ok": False}


SHEET = {"rev": 2, "controller": "Stadt Beispiel", "contact": "sport@stadt.example", "officer": "", "authority": ""}
SHEET |= {"saved_by": "B. Amrein", "saved_ms": at("12:00")}


def rollouts() -> list[dict[str, Any]]:
    return [rollout(), STOPPED]
