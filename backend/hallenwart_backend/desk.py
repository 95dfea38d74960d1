"""The desk: builds each device's documents from the records and publishes those that changed.

Whoever changes something calls `mark`; the desk also looks at everything now and then, which rolls the plan at midnight.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

import msgspec

from hallenwart_backend.access.grants import store
from hallenwart_backend.access.grants.service import Access
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.display.service import Plans
from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Document, Publisher
from hallenwart_contract.documents import Grants
from hallenwart_contract.errors import OversizeError
from hallenwart_contract.view import View

_log: Final = logging.getLogger(__name__)
LOOK_EVERY_S: Final = 30.0
Known = Mapping[tuple[str, str], str]
"""What was published last, by device and channel: its digest."""


def digest_of(document: Document) -> str:
    """Return what a document says, as a hash: revision and time of making do not count."""
    still = msgspec.structs.replace(document, rev=0)
    if isinstance(still, Grants | View):
        still = msgspec.structs.replace(still, made_ms=0)
    return hashlib.sha256(msgspec.json.encode(msgspec.to_builtins(still, str_keys=True), order="deterministic")).hexdigest()


class Desk:
    """One publication at a time, so an older document can never overtake a newer one.

    `takes_part` says who is given documents at all; `before` brings credentials up to date and returns True when more of that
    waits.
    """

    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        access: Access,
        plans: Plans,
        publisher: Publisher,
        before: Callable[[], Awaitable[bool]],
        *,
        takes_part: Callable[[str], bool] = lambda _: True,
    ) -> None:
        self._records = records
        self._places = places
        self._access = access
        self._plans = plans
        self._publisher = publisher
        self._before = before
        self._takes_part = takes_part
        self._marked = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()
        self._too_large: dict[tuple[str, str], str] = {}

    def mark(self) -> None:
        """Say that something changed. Does not wait."""
        self._marked.set()

    async def run(self) -> None:
        """Publish what changed, at once when marked, else every half minute; ends by cancellation."""
        while True:
            self._marked.clear()
            try:
                await self.publish_all()
            except* StoreUnavailableError as errors:
                _log.warning("documents wait: %s", errors.exceptions[0])
                await asyncio.sleep(1)  # the store is full or busy; asking faster does not help it
                self.mark()
            try:
                async with asyncio.timeout(LOOK_EVERY_S):
                    await self._marked.wait()
            except TimeoutError:
                continue

    async def publish_all(self) -> None:
        async with self._one_at_a_time:
            await self._places.refresh()
            await self._access.erase_over()
            more = await self._before()
            if (await self._access.issue_missing()).near or more:
                self.mark()
            lockers = set(self._places.current.lockers())
            known = await self._records.read(store.digests)
            for site, devices in self._by_site().items():
                views = await self._plans.views_of(site, devices)
                async with asyncio.TaskGroup() as group:  # what several of them wait for is committed together
                    for device in devices:
                        group.create_task(self._offer_all(device, views.get(device), known, locker=device in lockers))

    def _by_site(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for device in self._places.current.devices.values():
            found.setdefault(device.site, []).append(device.id)
        return found

    async def _offer_all(self, device: str, view: View | None, known: Known, *, locker: bool) -> None:
        await self._offer(device, "cfg", self._plans.config_of(device), known)
        await self._offer(device, "view", view, known)
        await self._offer(device, "grants", await self._access.grants_of(device) if locker else None, known)

    async def _offer(self, device: str, channel: str, document: Document | None, known: Known) -> None:
        if document is None or not self._takes_part(device):
            return
        digest = digest_of(document)
        if known.get((device, channel)) == digest:
            return
        try:
            rev = await self._publisher.publish(device, document)
        except OversizeError as error:  # its siblings get theirs, and it keeps what it has
            if self._too_large.get((device, channel)) != digest:
                self._too_large[device, channel] = digest
                _log.error("%s keeps its old %s, the new one is too large: %s", device, channel, error)
            return
        if not rev:
            return  # it left in between
        holds = [grant.id for grant in document.g] if isinstance(document, Grants) else []
        await self._records.write(
            lambda connection: store.note_published(connection, device, channel, digest=digest, rev=rev, holds=holds)
        )
