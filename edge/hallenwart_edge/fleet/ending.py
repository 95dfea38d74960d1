"""How the agent ends by its own will, so that its supervisor starts it anew."""

from __future__ import annotations

import asyncio
from typing import Final

RESTART: Final = 0
"""Somebody asked for it."""
AGAIN: Final = 75
"""Start me anew: by another configuration (EX_TEMPFAIL of sysexits.h)."""


class Ending:
    """Whoever wants the agent to end says so here; the composition root ends it in order."""

    def __init__(self) -> None:
        self._asked = asyncio.Event()
        self._code = RESTART

    def ask(self, code: int) -> None:
        if not self._asked.is_set():
            self._code = code
            self._asked.set()

    async def asked(self) -> int:
        """Wait until somebody wants the agent to end; return the exit code."""
        await self._asked.wait()
        return self._code
