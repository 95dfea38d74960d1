"""Cards and disks that become full: a small tmpfs where root may mount one, else a limit on the size of files."""

from __future__ import annotations

import contextlib
import functools
import os
import resource
import subprocess
import tempfile
from pathlib import Path
from typing import Final

MIB: Final = 1024 * 1024
_LEFT_BYTES: Final = 4_096


@functools.cache
def why_no_tmpfs() -> str:
    """Return why no tmpfs can be mounted here; empty when it can."""
    if os.geteuid() != 0:
        return "not root"
    with tempfile.TemporaryDirectory(prefix="hwc-try-") as folder:
        made = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], capture_output=True, text=True, check=False
        )
        if made.returncode == 0:
            subprocess.run(["umount", folder], capture_output=True, check=False)
        return made.stderr.strip()


class Disk:
    """A folder that can be full. Its content is put there before `mount` by nobody: mount first, fill later."""

    def __init__(self, folder: Path, size_mib: int) -> None:
        self.folder, self._size_mib = folder, size_mib
        self.mounted = False

    def mount(self) -> None:
        """Give the folder a small file system of its own, where that is possible."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if why_no_tmpfs():
            return
        options = f"size={self._size_mib}m"
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(self.folder)], check=True, capture_output=True)
        self.mounted = True

    def unmount(self) -> None:
        if self.mounted:
            subprocess.run(["umount", "-l", str(self.folder)], check=False, capture_output=True)
            self.mounted = False

    def fill(self, pid: int | None) -> None:
        """Leave no room; without a file system of its own, no file of process `pid` may grow."""
        if not self.mounted:
            if pid is not None:
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (_LEFT_BYTES, resource.RLIM_INFINITY))
            return
        with (self.folder / "ballast").open("wb", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(b"\0" * 65_536)
        with (self.folder / "ballast").open("ab", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(b"\0" * 512)

    def free(self, pid: int | None) -> None:
        if not self.mounted and pid is not None:
            with contextlib.suppress(ProcessLookupError):
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        (self.folder / "ballast").unlink(missing_ok=True)
