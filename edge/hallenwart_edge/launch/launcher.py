"""`hallenwart-launch`: starts the current release, or the one on trial, and takes a trial back that does not do.

A trial runs as a child that is watched: one that ends too often, or is not confirmed in its time, is over, and what stood
before is started. Anything else is started in this process's place.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import Final

from hallenwart_edge.fleet.trial import Step, Trial, back, started
from hallenwart_edge.launch.store import ROOT_VARIABLE, Releases

LOOK_EVERY_S: Final = 0.2
GRACE_S: Final = 20.0
"""The agent judges itself first; this much later the launcher does."""
END_WITHIN_S: Final = 10.0
PAUSE_S: Final = 1.0
STEADY_S: Final = 60.0
MAX_PAUSE_S: Final = 30.0
"""A release that ends again and again within a minute is started ever later, so that it does not wear the card."""
NOTHING_TO_START: Final = 78

Say = Callable[[str], None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns the exit status, if it returns."""
    parser = argparse.ArgumentParser(prog="hallenwart-launch", description="Startet die laufende Fassung / starts the release")
    parser.add_argument("--root", type=Path, default=Path("/opt/hallenwart"))
    parser.add_argument("words", nargs=argparse.REMAINDER, help="-- run --config /etc/hallenwart/agent.toml")
    options = parser.parse_args(arguments)
    return Launcher(Releases(options.root), [word for word in options.words if word != "--"]).run()


def _say(text: str) -> None:
    print(f"launch: {text}", file=sys.stderr, flush=True)  # noqa: T201 - it goes to the journal


def choose(releases: Releases, say: Say = _say) -> tuple[str, Trial | None]:
    """Return what to start, and the trial when it is one. What is decided is on the card before it is done."""
    trial = releases.trial()
    if trial is not None and trial.step is Step.CONFIRMED and releases.whole(trial.name):
        _tried(lambda: releases.point(trial.name), say)
    if trial is not None and trial.step is Step.TRYING:
        after = started(trial) if releases.whole(trial.name) else back(trial, "the release is not whole")
        if not _tried(lambda: releases.note(after), say):
            return _standing(releases, trial.before), None  # a start that cannot be counted is not begun
        if after.step is Step.TRYING:
            return after.name, after
        say(f"{after.name} goes back to {after.before}: {after.why}")
    return _standing(releases, trial.active if trial else ""), None


def _standing(releases: Releases, otherwise: str) -> str:
    """Return what runs when nothing is on trial; empty when there is nothing at all."""
    versions = [releases.current(), otherwise, *reversed(releases.versions())]
    return next((version for version in versions if version and releases.whole(version)), "")


def _tried(act: Callable[[], None], say: Say) -> bool:
    try:
        act()
    except OSError as error:
        say(f"not on the card: {error}")
        return False
    return True


def pause_s(folder: str, now_s: float) -> float:
    """Return how long to wait before this start, by the starts before it. `folder` is emptied at every start of the machine."""
    file = Path(folder) / "starts"
    if not folder:
        return 0.0
    try:
        count, last_s = file.read_text(encoding="ascii").split()
        quick = int(count) + 1 if 0 <= now_s - float(last_s) < STEADY_S + MAX_PAUSE_S else 0
    except (OSError, ValueError):
        quick = 0
    pause = min(MAX_PAUSE_S, 2.0 ** (quick - 2)) if quick > 1 else 0.0
    with contextlib.suppress(OSError):
        file.write_text(f"{quick} {now_s + pause}", encoding="ascii")
    return pause


class Launcher:
    """`words` is what the program is started with."""

    def __init__(
        self, releases: Releases, words: Sequence[str], *, say: Say = _say, grace_s: float = GRACE_S, pause_s: float = PAUSE_S
    ) -> None:
        self._releases, self._words, self._say = releases, words, say
        self._grace_s, self._pause_s = grace_s, pause_s
        self._ending = 0

    def run(self) -> int:
        """Start what is to be started. Returns only when a trial was ended from outside, or there is nothing to start."""
        while True:
            version, trial = choose(self._releases, self._say)
            if not version:
                self._say("no release is installed; run: hallenwart-edge install")
                return NOTHING_TO_START
            if trial is None:
                time.sleep(pause_s(os.environ.get("RUNTIME_DIRECTORY", ""), time.monotonic()))
                self._become(version)
            status = self._try(trial) if trial is not None else 0
            if self._ending:
                return status
            time.sleep(self._pause_s)

    def _command(self, version: str) -> list[str]:
        return [str(self._releases.program(version)), *self._words]

    def _environment(self) -> dict[str, str]:
        return {**os.environ, ROOT_VARIABLE: str(self._releases.root)}

    def _become(self, version: str) -> None:
        command = self._command(version)
        os.execve(command[0], command, self._environment())  # noqa: S606 - no shell: a list of words

    def _try(self, trial: Trial) -> int:
        """Run a trial until it ends or its time is over. Returns the exit status."""
        self._say(f"{trial.name} on trial, start {trial.starts}; before: {trial.before}")
        try:
            child = subprocess.Popen(self._command(trial.name), env=self._environment())
        except OSError as error:
            self._say(f"{trial.name} does not start: {error}")
            return 1
        handlers = {number: signal.signal(number, self._forward(child)) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            return self._watch(child, trial)
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)

    def _forward(self, child: subprocess.Popen[bytes]) -> Callable[[int, FrameType | None], None]:
        def forward(number: int, frame: FrameType | None) -> None:
            del frame
            self._ending = number
            child.send_signal(number)

        return forward

    def _watch(self, child: subprocess.Popen[bytes], trial: Trial) -> int:
        until_s = time.monotonic() + trial.within_s + self._grace_s
        while (status := child.poll()) is None:
            now = self._releases.trial()
            if now is None or now.step is not Step.TRYING or now.name != trial.name:
                return child.wait()  # it was judged: from here on it runs like any other
            if time.monotonic() > until_s:
                _tried(lambda: self._releases.note(back(trial, "not confirmed in time")), self._say)
                return _end(child)
            time.sleep(LOOK_EVERY_S)
        self._say(f"{trial.name} ended with {status}")
        return status


def _end(child: subprocess.Popen[bytes]) -> int:
    child.terminate()
    try:
        return child.wait(END_WITHIN_S)
    except subprocess.TimeoutExpired:
        child.kill()
        return child.wait()
