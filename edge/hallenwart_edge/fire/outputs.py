"""Drives what makes people hear: the siren, its chirp in a walk test, and the dialler's contact."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from hallenwart_contract.messages import Quality
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import Board

CHIRP_MS: Final = 500
_log: Final = logging.getLogger(__name__)


class Output:
    """One output. It moves when it must change, and is tried again for as long as it could not."""

    def __init__(self, name: str, board: Board, *, on: Callable[[], None] | None, off: Callable[[], None] | None) -> None:
        self._name, self._board = name, board
        self._on, self._off = on, off
        self._word, self._why = Quality.OK, ""
        self.driven: bool | None = None

    @property
    def built_in(self) -> bool:
        return self._on is not None

    def drive(self, *, on: bool) -> None:
        """Move the output to where it must be. One that cannot is told as a fault, once."""
        move = self._on if on else self._off
        if move is None or self.driven == on:
            return
        try:
            move()
        except DriverFault as fault:
            if self._word is Quality.OK:
                _log.error("%s: %s", self._name, fault.reason)
            self._word, self._why, self.driven = Quality.FAULT, fault.reason, None
        else:
            self._word, self._why, self.driven = Quality.OK, "", on
        self._board.set_sensor(self._name, self._word, self._why)

    def release(self) -> None:
        """Let go at the end; never raises."""
        if self._off is not None:
            try:
                self._off()
            except DriverFault as fault:
                _log.warning("%s not let go: %s", self._name, fault.reason)
            self.driven = None
