"""Puts files into an e-mail as it leaves; the records hold none."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Final

import msgspec

from hallenwart_backend.alerts.letters import Letter
from hallenwart_backend.alerts.queue import Finish
from hallenwart_backend.mail import Mail
from hallenwart_backend.ports import Notice

Make = Callable[[str], Awaitable[bytes]]
"""Returns a file by what is kept of it, nothing where there is none any more."""
_PLAIN: Final = "enclosed"


class Enclosing:
    """`before` is what else finishes a notice; `makers` by the name an enclosed file carries."""

    def __init__(self, before: Finish, makers: Mapping[str, Make]) -> None:
        self._before = before
        self._makers = makers

    async def finish(self, letter: Letter, notice: Notice) -> Notice:
        done = await self._before(letter, notice)
        if done.mail is None or not done.mail.get(_PLAIN):
            return done
        mail = msgspec.convert(done.mail, Mail)
        made = []
        for one in mail.enclosed:
            content = await self._makers[one.maker](one.of) if one.maker in self._makers else b""
            made += [msgspec.structs.replace(one, content=content)] if content else []
        return replace(done, mail=msgspec.to_builtins(msgspec.structs.replace(mail, enclosed=made)))
