"""The town's telephones, joined: push, SMS and calls in one inbox; gateways that can be out of order; somebody outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.routing import BaseRoute

from hallenwart_contract.clock import Clock
from hallenwart_sim.phones.calls import CallGateway, phone_route
from hallenwart_sim.phones.inbox import Inbox
from hallenwart_sim.phones.texts import TextGateway


class Phones:
    """`people` are names by number; `secret` is what the server and the telephony gateway share."""

    def __init__(self, clock: Clock, people: Mapping[str, str], secret: str) -> None:
        self.inbox = Inbox(clock)
        self._texts = TextGateway(self.inbox, people)
        self.calls = CallGateway(self.inbox, people, secret)

    @property
    def down(self) -> bool:
        """Whether the gateways for SMS and calls are out of order."""
        return self.calls.down

    @down.setter
    def down(self, down: bool) -> None:
        self.calls.down = self._texts.down = down

    def routes(self, *, origins: frozenset[str]) -> Sequence[BaseRoute]:
        return [self._texts.route(), *self.calls.routes(), phone_route(self.calls, origins=origins)]

    async def aclose(self) -> None:
        await self.calls.close()
