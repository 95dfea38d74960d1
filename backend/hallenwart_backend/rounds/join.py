"""Joins season rounds with booking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts.queue import Queue
from hallenwart_backend.booking.join import BookingRoom
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.rounds.desk import RoundDesk
from hallenwart_backend.rounds.editing import EditDesk
from hallenwart_backend.rounds.letters.enclosing import Enclosing
from hallenwart_backend.rounds.letters.service import MAKER, LetterDesk
from hallenwart_backend.rounds.proposing import ProposalDesk, Solver
from hallenwart_backend.rounds.public.service import PublicRounds
from hallenwart_backend.rounds.publishing import PublishDesk
from hallenwart_backend.rounds.replaying import ReplayDesk
from hallenwart_backend.rounds.wishing import ObjectionDesk, WishDesk
from hallenwart_contract.clock import Clock


@dataclass(frozen=True, slots=True)
class RoundRoom:
    """Everything about rounds."""

    desk: RoundDesk
    wishes: WishDesk
    objections: ObjectionDesk
    proposals: ProposalDesk
    edits: EditDesk
    publishing: PublishDesk
    replays: ReplayDesk
    public: PublicRounds
    letters: LetterDesk

    def close(self) -> None:
        self.proposals.close()


def join_rounds(
    records: Records,
    places: PlaceBook,
    clock: Clock,
    booking: BookingRoom,
    pseudonym: Callable[[str], str],
    absolute: Callable[[str], str],
    queue: Queue,
) -> RoundRoom:
    """`pseudonym` names a person in what stays; `absolute` makes an address of a path. Letters leave by the queue."""
    desk, solver = RoundDesk(records, places, clock, pseudonym), Solver()
    proposals = ProposalDesk(desk, solver)
    edits, publishing = EditDesk(desk, proposals), PublishDesk(desk, proposals, booking.series.ground, booking.changed)
    letters = LetterDesk(desk, edits, absolute, queue.wake)
    desk.announced.append(letters.tell)
    publishing.told.append(letters.tell)
    queue.finish = Enclosing(queue.finish, {MAKER: letters.enclosed}).finish
    return RoundRoom(
        desk=desk,
        wishes=WishDesk(desk),
        objections=ObjectionDesk(desk),
        proposals=proposals,
        edits=edits,
        publishing=publishing,
        replays=ReplayDesk(desk, solver),
        public=PublicRounds(desk, edits, booking.public.shown),
        letters=letters,
    )
