"""`hallenwart admin release FILE`: take a signed bundle onto the shelf."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hallenwart_backend.fleet.rollouts.shelf import Shelf


def install(admin: Any, with_state: Callable[[argparse.ArgumentParser], argparse.ArgumentParser]) -> None:
    release = with_state(admin.add_parser("release", help="take a signed release of the agent in, verified"))
    release.add_argument("file", type=Path)
    release.set_defaults(run=_release)


def _release(arguments: argparse.Namespace) -> int:
    shelved = Shelf(arguments.state).put(arguments.file)
    release = shelved.release
    print(f"hallenwart: {release.version} liegt bereit / is ready: {len(release.files)} files, {shelved.size // 1_000_000} MB")
    return 0
