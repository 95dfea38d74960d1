"""Joins season rounds with booking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.join import BookingRoom
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.rounds.desk import RoundDesk
from hallenwart_backend.rounds.editing import EditDesk
from hallenwart_backend.rounds.proposing import ProposalDesk, Solver
from hallenwart_backend.rounds.publishing import PublishDesk
from hallenwart_backend.rounds.replaying import ReplayDesk
from hallenwart_backend.rounds.wishing import ObjectionDesk, WishDesk
from hallenwart_contract.clock import Clock


@dataclass(frozen=True, slots=True)
class RoundRoom:
    """Everything about rounds. Letters hang on it with `publishing.told`."""

    desk: RoundDesk
    wishes: WishDesk
    objections: ObjectionDesk
    proposals: ProposalDesk
    edits: EditDesk
    publishing: PublishDesk
    replays: ReplayDesk

    def close(self) -> None:
        self.proposals.close()


def join_rounds(
    records: Records, places: PlaceBook, clock: Clock, booking: BookingRoom, pseudonym: Callable[[str], str]
) -> RoundRoom:
    """`pseudonym` names a person in what stays."""
    desk, solver = RoundDesk(records, places, clock, pseudonym), Solver()
    proposals = ProposalDesk(desk, solver)
    return RoundRoom(
        desk=desk,
        wishes=WishDesk(desk),
        objections=ObjectionDesk(desk),
        proposals=proposals,
        edits=EditDesk(desk, proposals),
        publishing=PublishDesk(desk, proposals, booking.series.ground, booking.changed),
        replays=ReplayDesk(desk, solver),
    )
