"""Joins the messages about bookings with the queue that carries them and the codes they may tell."""

from __future__ import annotations

from collections.abc import Callable

from hallenwart_backend.access.grants.service import Access
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts.queue import Queue
from hallenwart_backend.booking.letters.dressing import Dressing, Signs
from hallenwart_backend.booking.letters.service import LetterDesk
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock


def join_letters(
    records: Records,
    places: PlaceBook,
    clock: Clock,
    links: Signs,
    tap_link: Callable[[Booking, str], str],
    access: Access,
    queue: Queue,
) -> LetterDesk:
    """`tap_link` makes the path by which one person lends or cancels one date."""

    async def code_of(booking: str) -> str:
        found = (await access.codes([booking])).get(booking)
        return found.code or "" if found else ""

    queue.finish = Dressing(records, links, tap_link, code_of).finish
    return LetterDesk(records, places, clock, queue.wake)
