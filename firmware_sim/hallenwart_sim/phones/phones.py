"""The town's telephones, joined: push, SMS, calls and mails in one inbox; gateways that can be out of order; who is outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from starlette.routing import BaseRoute

from hallenwart_contract.clock import Clock
from hallenwart_sim.phones.calls import CallGateway, phone_route
from hallenwart_sim.phones.inbox import Inbox
from hallenwart_sim.phones.mails import MailServer
from hallenwart_sim.phones.texts import TextGateway

_NOBODY: Final[Mapping[str, str]] = MappingProxyType({})


class Phones:
    """`people` are names by number, `mailboxes` by address; `secret` is what the server and the telephony gateway share."""

    def __init__(self, clock: Clock, people: Mapping[str, str], secret: str, mailboxes: Mapping[str, str] = _NOBODY) -> None:
        self.inbox = Inbox(clock)
        self.mails = MailServer(self.inbox, mailboxes)
        self._texts = TextGateway(self.inbox, people)
        self.calls = CallGateway(self.inbox, people, secret)

    @property
    def down(self) -> bool:
        """Whether the gateways for SMS, calls and mails are out of order."""
        return self.calls.down

    @down.setter
    def down(self, down: bool) -> None:
        self.calls.down = self._texts.down = self.mails.down = down

    def routes(self, *, origins: frozenset[str]) -> Sequence[BaseRoute]:
        return [self._texts.route(), *self.calls.routes(), phone_route(self.calls, origins=origins)]

    async def aclose(self) -> None:
        await self.calls.close()
