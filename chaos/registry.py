"""Where acts, faults and judges are entered: one file each below `acts/`, `faults/`, `judges/`, found by being there."""

from __future__ import annotations

import importlib
import pkgutil
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from chaos.lab import Lab, Struck

How = Mapping[str, Any]


def _nothing(_dice: random.Random) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class ActKind:
    """Something people or rooms do. `count`: how often in a run, at least and at most."""

    name: str
    do: Callable[[Lab, How], Awaitable[None]]
    count: tuple[int, int]
    draw: Callable[[random.Random], dict[str, Any]] = _nothing


@dataclass(frozen=True, slots=True)
class FaultKind:
    """Something that breaks: `strike` breaks it, `heal` mends it after its time.

    `hits` names what it breaks, so that no two faults hold the same part at once. `shown` says whether the pages showed it:
    True or False, or None where nothing is to be seen of it. `weight` is how often it is drawn; `once`: at most once a run.
    """

    name: str
    strike: Callable[[Lab, Struck], Awaitable[None]]
    heal: Callable[[Lab, Struck], Awaitable[None]]
    lasts_s: tuple[float, float]
    hits: Callable[[How], frozenset[str]]
    shown: Callable[[Lab, Struck], bool | None]
    draw: Callable[[random.Random], dict[str, Any]] = _nothing
    weight: float = 1.0
    once: bool = False
    needs_spaces: bool = False
    needs_small_disks: bool = False
    needs_files: bool = False
    """Whether it needs the records in a file, which PostgreSQL's are not."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a judge says: `wrong` in words, empty when all is well; `figures` for the report."""

    wrong: list[str] = field(default_factory=list)
    figures: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judge:
    """`look` is asked again until it finds nothing wrong or the time is up; `last`: only at the very end."""

    name: str
    look: Callable[[Lab], Awaitable[Finding]]
    last: bool = False


ACTS: Final[dict[str, ActKind]] = {}
FAULTS: Final[dict[str, FaultKind]] = {}
JUDGES: Final[dict[str, Judge]] = {}


def load() -> None:
    """Find everything that is there. The order is that of the names, so that seeds mean the same everywhere."""
    for room in ("acts", "faults", "judges"):
        package = importlib.import_module(f"chaos.{room}")
        for module in sorted(found.name for found in pkgutil.iter_modules(package.__path__)):
            importlib.import_module(f"chaos.{room}.{module}")
