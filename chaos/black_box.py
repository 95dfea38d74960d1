"""What an agent stored, written down beside it: a log that no fault of the laboratory reaches, one JSON line a deed.

`python -m chaos.black_box LOG run --config …` is `hallenwart-edge` with its outbox's deeds written down: "will" before rows
are stored, "did" after the commit. A row between the two may exist or not; a row that was "did" exists.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = tuple[str, str]
"""Stream and body."""


@dataclass
class Witness:
    """`stored`: rows that were committed, `maybe`: rows that may have been; `given_up`: declared as skipped by the agent."""

    stored: Counter[Row] = field(default_factory=Counter)
    maybe: Counter[Row] = field(default_factory=Counter)
    given_up: Counter[Row] = field(default_factory=Counter)
    epochs: list[str] = field(default_factory=list)


def read(log: Path) -> Witness:
    """Return what a log says so far; a line that is cut short by a kill says nothing."""
    found, open_rows = Witness(), dict[int, list[Row]]()
    for deed in _lines(log):
        match deed["what"]:
            case "will":
                open_rows[deed["n"]] = [(deed["s"], body) for body in deed["rows"]]
            case "did":
                found.stored.update(open_rows.pop(deed["n"], []))
            case "not":
                open_rows.pop(deed["n"], None)
            case "drop":
                found.given_up.update((deed["s"], body) for body in deed["rows"])
            case "epoch":
                found.epochs.append(deed["epoch"])
    for rows in open_rows.values():
        found.maybe.update(rows)
    return found


def _lines(log: Path) -> Iterator[dict[str, Any]]:
    if not log.exists():
        return
    for line in log.read_bytes().splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            continue


def install(log: Path) -> None:
    """Let every outbox of this process write down what it does."""
    from hallenwart_edge.errors import StoreUnavailableError
    from hallenwart_edge.uplink.store import Skip, Store

    descriptor = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    run, numbers = os.getpid() * 1_000_000, iter(range(1_000_000_000))
    append, begin, drop, quarantine, start = (
        Store.append,
        Store.begin_epoch,
        Store.drop_oldest,
        Store.quarantine,
        Store.open,
    )

    def note(**deed: object) -> None:
        os.write(descriptor, json.dumps(deed, separators=(",", ":")).encode() + b"\n")

    def appended(self: Store, stream: str, bodies: Sequence[bytes], *, stored_ms: int) -> int:
        number = run + next(numbers)
        note(what="will", n=number, s=stream, rows=[body.decode() for body in bodies])
        try:
            last = append(self, stream, bodies, stored_ms=stored_ms)
        except StoreUnavailableError:
            note(what="not", n=number)
            raise
        note(what="did", n=number)
        return last

    def begun(self: Store, epoch: str) -> None:
        begin(self, epoch)
        note(what="epoch", epoch=epoch)

    def dropped(self: Store, stream: str, rows: int) -> list[Skip]:
        going = self.rows(stream, 1, rows)
        skips = drop(self, stream, rows)
        note(what="drop", s=stream, rows=[row.body.decode() for row in going])
        return skips

    def put_aside(self: Store, stream: str, seq: int) -> list[Skip]:
        going = [row for row in self.rows(stream, seq, 1) if row.seq == seq]
        skips = quarantine(self, stream, seq)
        note(what="drop", s=stream, rows=[row.body.decode() for row in going])
        return skips

    def opened(self: Store) -> None:
        start(self)
        note(what="epoch", epoch=self.epoch())

    Store.append = appended  # type: ignore[method-assign]
    Store.begin_epoch = begun  # type: ignore[method-assign]
    Store.drop_oldest = dropped  # type: ignore[method-assign]
    Store.quarantine = put_aside  # type: ignore[method-assign]
    Store.open = opened  # type: ignore[method-assign]


if __name__ == "__main__":
    from hallenwart_edge.cli import main

    install(Path(sys.argv[1]))
    main(sys.argv[2:])
