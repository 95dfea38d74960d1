"""How a locker's compartments stand, as its device tells it."""

from __future__ import annotations

import msgspec

from hallenwart_contract.whole import Whole


class DoorState(msgspec.Struct, frozen=True, kw_only=True):
    """A compartment as its switches show it. `state` is a word of the compartment's life, `known` False after silence."""

    c: Whole
    closed: bool
    key: bool
    known: bool = True
    state: str = "closed"
