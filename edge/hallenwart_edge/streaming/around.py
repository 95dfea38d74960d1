"""What a camera works with."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass

from hallenwart_contract.clock import Clock
from hallenwart_contract.view import StreamRight
from hallenwart_edge.ports import Board, Outbox
from hallenwart_edge.streaming.kept import CameraBook
from hallenwart_edge.streaming.rules import Situation
from hallenwart_edge.streaming.source import Filmed
from hallenwart_edge.streaming.spool import Spool
from hallenwart_edge.streaming.switching import Switches
from hallenwart_edge.streaming.uploader import Link

Films = Callable[[StreamRight], AsyncGenerator[Filmed]]


@dataclass(frozen=True, slots=True)
class Around:
    """What a camera works with. `situation` is what the rules go by, `films` one run of its source."""

    situation: Callable[[str, bool | None, bool], Situation]
    films: Films
    push_to: Callable[[StreamRight], str]
    book: CameraBook
    spool: Spool
    link: Link
    switches: Switches
    outbox: Outbox
    board: Board
    clock: Clock
    changed: Callable[[], None]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
