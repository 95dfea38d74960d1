"""The releases on the card: `releases/VERSION` with a mark beside it once it is whole, and `current`.

One small file, `trial.json`, says which release is on trial; `current` moves only when a trial was confirmed. So whatever a
power cut leaves behind, what stood before can be started.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from hallenwart_edge.fleet.trial import Step, Trial
from hallenwart_edge.fleet.trial_file import flush_folder, read_trial, write_trial

ROOT_VARIABLE: Final = "HALLENWART_RELEASES"
"""The launcher tells the agent by it where its releases are."""
KEEP: Final = 2
_VERSION: Final = re.compile(r"[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,6}")
_WHOLE: Final = ".whole"


class Releases:
    """`root`: /opt/hallenwart on a device."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.current_link = root / "current"
        self.trial_file = root / "trial.json"

    def folder(self, version: str) -> Path:
        """Raises ValueError for what is no version, so no name leads out of the folder."""
        if not _VERSION.fullmatch(version):
            raise ValueError(f"not a version: {version!r}")
        return self.root / "releases" / version

    def program(self, version: str) -> Path:
        return self.folder(version) / "bin" / "hallenwart-edge"

    def whole(self, version: str) -> bool:
        """Say whether a release was made to its end and can be started."""
        try:
            return self._mark(version).exists() and self.program(version).exists()
        except ValueError:
            return False

    def finish(self, version: str, *, sync: Callable[[], None] = os.sync) -> None:
        """Note that a release is whole; all of it is on the card before the note is."""
        sync()
        self._mark(version).touch()
        flush_folder(self.root / "releases")

    def drop(self, version: str) -> None:
        """Remove a release, first the mark that calls it whole."""
        folder = self.folder(version)
        self._mark(version).unlink(missing_ok=True)
        if folder.is_symlink():
            folder.unlink()
        elif folder.exists():
            shutil.rmtree(folder)

    def versions(self) -> list[str]:
        """Return the whole releases, oldest first."""
        names = [path.name for path in (self.root / "releases").glob("*.*.*") if self.whole(path.name)]
        return sorted(names, key=order)

    def current(self) -> str:
        """Return the version that `current` points at, empty when there is none."""
        with contextlib.suppress(OSError):
            return self.current_link.readlink().name
        return ""

    def point(self, version: str) -> None:
        """Let `current` point at a release, in one step. Raises OSError."""
        if self.current() == version:
            return
        target, fresh = Path("releases") / self.folder(version).name, self.current_link.with_name("current.new")
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(target)
        fresh.replace(self.current_link)
        flush_folder(self.root)

    def trial(self) -> Trial | None:
        return read_trial(self.trial_file)

    def note(self, trial: Trial) -> None:
        """Put a trial on the card. Raises OSError."""
        write_trial(self.trial_file, trial)

    def prune(self) -> list[str]:
        """Remove what is neither running, on trial nor one to go back to, what went back, and what was never finished."""
        trial = self.trial()
        failed = trial.name if trial is not None and trial.step is Step.BACK else ""
        wanted = {self.current(), *((trial.name, trial.before) if trial else ())} - {failed}
        spare = [version for version in reversed(self.versions()) if version not in wanted and version != failed]
        kept = wanted | {*spare[: max(0, KEEP - len(wanted & {*self.versions()}))]}
        gone = []
        for path in sorted((self.root / "releases").iterdir()):
            version = path.name.removesuffix(_WHOLE)
            if version not in kept and _VERSION.fullmatch(version):
                self.drop(version)
                gone.append(version)
        return sorted({*gone}, key=order)

    def _mark(self, version: str) -> Path:
        return self.folder(version).with_name(version + _WHOLE)


def order(version: str) -> tuple[int, ...]:
    """Return what versions are compared by."""
    return tuple(int(part) for part in version.split("."))
