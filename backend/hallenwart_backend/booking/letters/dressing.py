"""Puts into an e-mail, as it leaves, what the records do not hold: absolute links that act, and the code where it is wanted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final, Protocol

import msgspec
from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts.letters import Letter
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.booking.letters.making import TAP
from hallenwart_backend.booking.model import HOLDING, Booking
from hallenwart_backend.mail import Button, Mail
from hallenwart_backend.ports import Notice

TapLink = Callable[[Booking, str], str]
CodeOf = Callable[[str], Awaitable[str]]
"""Returns the code of a booking as it is now, nothing where there is none."""
_HALF: Final = 4


class Signs(Protocol):
    def absolute(self, path: str) -> str: ...

    def signed(self, path: str) -> str: ...


class Dressing:
    def __init__(self, records: Records, links: Signs, tap_link: TapLink, code_of: CodeOf) -> None:
        self._records = records
        self._links = links
        self._tap_link = tap_link
        self._code_of = code_of

    async def finish(self, _letter: Letter, notice: Notice) -> Notice:
        if notice.mail is None:
            return notice
        mail = msgspec.convert(notice.mail, Mail)
        wanted = {button.link.split()[0] for part in mail.parts for button in part.buttons if button.maker == TAP}
        known = await self._records.read(lambda connection: self._living(connection, wanted)) if wanted else {}
        code = await self._code_of(mail.code_of) if mail.code_of else ""
        parts = []
        for number, part in enumerate(mail.parts):
            buttons = [made for button in part.buttons if (made := self._button(button, known)) is not None]
            coded = [(mail.code_label, f"{code[:_HALF]} {code[_HALF:]}")] if code and number == 0 else []
            parts.append(msgspec.structs.replace(part, buttons=buttons, facts=[*part.facts, *coded]))
        leave = self._links.absolute(self._links.signed(mail.leave)) if mail.leave else ""
        return replace(notice, mail=msgspec.to_builtins(msgspec.structs.replace(mail, parts=parts, leave=leave)))

    @staticmethod
    def _living(connection: Connection, wanted: set[str]) -> dict[str, Booking]:
        return {name: one for name, one in bookings.by_id(connection, wanted).items() if one.state in HOLDING}

    def _button(self, button: Button, known: dict[str, Booking]) -> Button | None:
        if button.maker != TAP:
            return Button(label=button.label, link=self._links.absolute(button.link))
        booking, person = button.link.split()
        if booking not in known:
            return None
        return Button(label=button.label, link=self._links.absolute(self._tap_link(known[booking], person)))
