"""Runs a command that ends when its parent does, even if the parent is killed: `python tether.py PARENT_PID COMMAND …`.

The kernel sends SIGTERM to the command as soon as the process that started it dies (Linux, PR_SET_PDEATHSIG, prctl(2)).
The setting survives `exec`, so nothing of this file stays behind.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def main() -> None:
    parent, command = int(sys.argv[1]), sys.argv[2:]
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")
    if os.getppid() != parent:  # died before the line above took hold
        sys.exit(0)
    os.execv(command[0], command)  # noqa: S606 - the argument list is the town's own, no shell is involved


if __name__ == "__main__":
    main()
