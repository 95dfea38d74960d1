"""Whether what the thin devices made is stored, each row exactly once."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections import Counter
from pathlib import Path

from benchmarks.figures import figure
from benchmarks.storm_crowd import PREFIX

Row = tuple[str, str, str, int, float]
"""Device, epoch or sensor, stream, number, time (ms)."""


def compare(state: Path) -> None:
    """Print the differences between `storm.json` and both databases."""
    told = json.loads((state / "storm.json").read_text())
    _compare("alarms and events", _made(told, "ae"), _stored_rows(state / "backend/records.db"))
    _compare("readings", _made(told, "t"), _stored_readings(state / "backend/series.db"))
    figure("dead letters", str(_letters(state / "backend/records.db") + _letters(state / "backend/series.db")), "0")


def _compare(words: str, made: Counter[Row], stored: Counter[Row]) -> None:
    lost, more = made - stored, stored - made
    verdict = "met" if made == stored else "MISSED"
    text = f"{made.total():,} made, {stored.total():,} stored, {lost.total()} lost, {more.total()} too many: {verdict}"
    figure(words, text, "each exactly once")
    for row in [*lost, *more][:5]:
        figure("for example", str(row))


def _made(told: list[dict[str, object]], streams: str) -> Counter[Row]:
    return Counter(
        _row(device, stream, number, json.loads(body))
        for device in told
        for stream in streams
        for number, body in enumerate(device["rows"][stream], 1)  # type: ignore[index]
    )


def _row(device: dict[str, object], stream: str, number: int, body: dict[str, int]) -> Row:
    whose = str(body["c"] if stream == "t" else device["epoch"])
    return str(device["name"]), whose, stream, number, body["t_ms"]


def _stored_rows(path: Path) -> Counter[Row]:
    query = "SELECT device, epoch, stream, seq, t_ms FROM stream_row WHERE device LIKE ?"
    with contextlib.closing(sqlite3.connect(path)) as db:
        return Counter(db.execute(query, (f"{PREFIX}%",)).fetchall())


def _stored_readings(path: Path) -> Counter[Row]:
    """Their value is their number."""
    query = (
        "SELECT device, component, 't', CAST(x AS INTEGER), t FROM sample JOIN series ON series.id = sample.series"
        " WHERE device LIKE ?"
    )
    with contextlib.closing(sqlite3.connect(path)) as db:
        return Counter(db.execute(query, (f"{PREFIX}%",)).fetchall())


def _letters(path: Path) -> int:
    with contextlib.closing(sqlite3.connect(path)) as db:
        return int(db.execute("SELECT count(*) FROM dead_letter").fetchone()[0])
