"""Everything of this subject, joined for the routes and for `main`."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from hallenwart_backend.access.grants.vault import Vault
from hallenwart_backend.access.partners import book
from hallenwart_backend.access.partners.codes import Codes
from hallenwart_backend.access.partners.once import PlanChanged
from hallenwart_backend.access.partners.service import Partners
from hallenwart_backend.access.partners.systems import Systems
from hallenwart_backend.access.partners.watch import EVERY_S, PartnerWatch
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.runtime import every
from hallenwart_backend.webhook_work import Address, Post, Webhooks
from hallenwart_contract.clock import Clock


class _Events:
    """Implements `webhook_work.Book` for booking systems."""

    due = staticmethod(book.due)
    next_due_ms = staticmethod(book.next_due_ms)
    mark = staticmethod(book.mark)

    def __init__(self, systems: Systems) -> None:
        self._systems = systems

    def address(self, connection: Connection, receiver: str, now_ms: int) -> Address | None:
        return self._systems.address(connection, receiver, now_ms)


@dataclass(frozen=True, slots=True)
class PartnerDesk:
    systems: Systems
    partners: Partners
    watch: PartnerWatch
    webhooks: Webhooks

    def tasks(self) -> dict[str, Callable[[], Coroutine[Any, Any, None]]]:
        """Return what runs, by name."""
        return {"partners": partial(every, EVERY_S, self.watch.look), "webhooks": self.webhooks.run}


def join(
    records: Records,
    places: PlaceBook,
    clock: Clock,
    *,
    vault: Vault,
    key: Ed25519PrivateKey,
    changed: PlanChanged,
    post: Post,
    loopback: bool,
) -> PartnerDesk:
    """Return the parts; nothing runs yet."""
    systems = Systems(records, clock, vault, loopback=loopback)
    partners = Partners(records, places, clock, Codes(vault, key), changed)
    webhooks = Webhooks("webhooks", records, clock, _Events(systems), post)
    watch = PartnerWatch(records, clock, partners, changed, webhooks.wake)
    return PartnerDesk(systems, partners, watch, webhooks)
