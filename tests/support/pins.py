"""A pin factory with the other side of its pins in hand."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from gpiozero import Factory


@dataclass
class Bench:
    """A pin factory with the other side of its pins in hand."""

    factory: Factory
    drive: Callable[[int, bool], None]
    level: Callable[[int], bool]
    is_output: Callable[[int], bool]


def from_a_worker(drive: Callable[[int, bool], None]) -> Callable[[int, bool], None]:
    def run(pin: int, high: bool) -> None:
        worker = threading.Thread(target=drive, args=(pin, high))
        worker.start()
        worker.join()

    return run
