"""The wiring that came from afar, on the card: the one that stands, the one on trial, and those that did not do.

Until one from afar was confirmed, the tables of the device's own file stand. When somebody changes that file by hand, it
stands again: whoever is at the device knows better.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from hallenwart_contract.machine import TrialOf
from hallenwart_contract.wiring import digest
from hallenwart_edge.fleet import trial as trials
from hallenwart_edge.fleet.trial import Step, Trial
from hallenwart_edge.fleet.trial_file import flush_folder, read_trial, write_trial

REMEMBERED: Final = 20
_log: Final = logging.getLogger(__name__)


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    """`rev` of the wiring that stands; `over` the digest of the own file's wiring it was confirmed over."""

    rev: int = 0
    over: str = ""
    refused: list[str] = []


@dataclass(frozen=True, slots=True)
class Running:
    """What the agent runs by. `rev`: the configuration it came with, 0 for its own file. `trial`: it is on trial."""

    text: str
    rev: int = 0
    trial: Trial | None = None

    @property
    def digest(self) -> str:
        return digest(self.text)


class WiringStore:
    """`own` is the wiring of the device's own file."""

    def __init__(self, folder: Path, own: str) -> None:
        self._folder = folder
        self._own = own
        self._current, self._next = folder / "current.toml", folder / "next.toml"
        self._trial, self._kept = folder / "trial.json", folder / "kept.json"

    @property
    def own(self) -> Running:
        return Running(self._own)

    def standing(self) -> Running:
        """Return what stands, whatever is on trial."""
        kept = self._read_kept()
        if kept.rev and kept.over == digest(self._own):
            try:
                return Running(self._current.read_text(encoding="utf-8"), kept.rev)
            except (OSError, UnicodeDecodeError) as error:
                _log.error("the wiring from afar cannot be read, the own file stands: %s", error)
        return Running(self._own)

    def begin(self) -> Running:
        """Count a start, and return what to run by: what is on trial, unless it was started too often. Raises OSError."""
        trial = read_trial(self._trial)
        if trial is None or trial.step is not Step.TRYING:
            return self.standing()
        trial = trials.started(trial)
        self._write(trial)
        try:
            text = self._next.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            self.back(trial, f"not readable: {error}")
            return self.standing()
        if trial.step is Step.BACK:
            self._refuse(digest(text))
            return self.standing()
        return Running(text, int(trial.name), trial)

    def propose(self, text: str, rev: int, *, worked: tuple[str, ...], within_s: int) -> Trial:
        """Put a wiring on trial; the next start is by it. Raises OSError, then nothing is on trial."""
        self._folder.mkdir(parents=True, exist_ok=True)
        _replace(self._next, text)
        standing = self.standing()
        trial = Trial(of=TrialOf.CONFIG, name=str(rev), before=str(standing.rev), worked=worked, within_s=within_s)
        self._write(trial)
        return trial

    def confirm(self, running: Running) -> Trial:
        """Let what is on trial stand. Raises OSError, then it stays on trial."""
        if running.trial is None:
            raise ValueError("nothing is on trial")
        _replace(self._current, running.text)
        self._keep(msgspec.structs.replace(self._read_kept(), rev=running.rev, over=digest(self._own)))
        done = trials.confirmed(running.trial)
        self._write(done)
        return done

    def back(self, trial: Trial, why: str) -> Trial:
        """End a trial; what stood before stands at the next start, and this text is not tried again. Raises OSError."""
        gone = trials.back(trial, why)
        try:
            self._refuse(digest(self._next.read_text(encoding="utf-8")))
        except (FileNotFoundError, UnicodeDecodeError):
            _log.warning("what was on trial is gone")
        self._write(gone)
        return gone

    def refuse(self, text: str) -> None:
        """Remember that this text is not to be tried."""
        self._refuse(digest(text))

    def was_refused(self, text: str) -> bool:
        return digest(text) in self._read_kept().refused

    def outcome(self) -> Trial | None:
        """Return a trial that went back and of which nobody was told."""
        trial = read_trial(self._trial)
        return trial if trial is not None and trial.step is Step.BACK and not trial.told else None

    def told(self, trial: Trial) -> None:
        self._write(trials.told(trial))

    # -----------------------------------------------------------------------------------------------------------------

    def _read_kept(self) -> _Kept:
        try:
            return msgspec.json.decode(self._kept.read_bytes(), type=_Kept)
        except (OSError, msgspec.MsgspecError):
            return _Kept()

    def _keep(self, kept: _Kept) -> None:
        _replace(self._kept, msgspec.json.encode(kept).decode())

    def _refuse(self, refused: str) -> None:
        kept = self._read_kept()
        if refused not in kept.refused:
            self._keep(msgspec.structs.replace(kept, refused=[*kept.refused, refused][-REMEMBERED:]))

    def _write(self, trial: Trial) -> None:
        write_trial(self._trial, trial)


def _replace(path: Path, text: str) -> None:
    """Write so that after a power cut either the old or the new file is there. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    flush_folder(path.parent)
