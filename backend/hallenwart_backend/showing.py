"""Joins what comes onto displays: posts, warnings, exits, events with their streams, shifts, marks; and the plan they show."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hallenwart_backend.access.shifts.service import ShiftRights
from hallenwart_backend.accounts.club_post import ClubPost
from hallenwart_backend.accounts.join import QueuedPost
from hallenwart_backend.display.join import DisplayRoom, join_displays
from hallenwart_backend.display.ports import Sources
from hallenwart_backend.display.posts.join import PostRoom, join_posts
from hallenwart_backend.display.service import Plans
from hallenwart_backend.events.join import EventRoom, join_events
from hallenwart_backend.halls.outputs.service import Outputs
from hallenwart_backend.parking.board import HeardOf
from hallenwart_backend.parking.join import ParkingRoom, join_parking
from hallenwart_backend.participation.join import ParticipationRoom, join_participation
from hallenwart_backend.ports import Listener
from hallenwart_backend.volunteering.hours.join import Stands
from hallenwart_backend.volunteering.join import VolunteeringRoom, join_volunteering
from hallenwart_contract.view import View

if TYPE_CHECKING:
    from hallenwart_backend.access.custody.hand_over import HandOver
    from hallenwart_backend.ground import Ground


@dataclass(frozen=True, slots=True)
class Showing:
    posts: PostRoom
    displays: DisplayRoom
    participation: ParticipationRoom
    events: EventRoom
    volunteering: VolunteeringRoom
    parking: ParkingRoom
    plans: Plans

    @property
    def listeners(self) -> tuple[Listener, ...]:
        rooms = self.displays, self.participation, self.volunteering.hours, self.parking
        return self.events.streaming, self.events.tickets.signs, *(each for room in rooms for each in room.listeners)

    async def load(self) -> None:
        for room in (self.displays, self.events, self.participation, self.parking):
            await room.load()

    def tasks(self) -> dict[str, Callable[[], Coroutine[Any, Any, None]]]:
        rooms = self.posts, self.displays, self.participation, self.events, self.volunteering, self.parking
        return {name: run for room in rooms for name, run in room.tasks().items()}


def join_showing(
    ground: Ground,
    outputs: Outputs,
    hand_over: HandOver,
    public_halls: Callable[[], Awaitable[set[str]]],
    *,
    heard: HeardOf,
    loopback: bool,
) -> Showing:
    """`public_halls` are those that everybody may see; `heard`: what is known of sensors
    in the ground; `loopback`: feeds of warnings may lie on this machine.
    """
    records, places, clock, told = ground.records, ground.places, ground.clock, ground.followers
    plans: Plans

    async def view_of(device: str) -> View | None:
        return await plans.view_of(device)

    posts = join_posts(records, places, clock, ground.evidence, hand_over, told.queue_filled, told.plan_changed, view_of)
    displays = join_displays(ground, loopback=loopback)
    participation = join_participation(ground, loopback=loopback, base=ground.account_room.public_url.rstrip("/"))
    events = join_events(
        ground.state,
        records,
        places,
        clock,
        ground.vault,
        ground.evidence,
        ground.devices.commands,
        QueuedPost(told.queue_filled),
        ClubPost(told.queue_filled, "events"),
        states=lambda: ground.board.states,
        changed=told.plan_changed,
    )
    rights = ShiftRights(records, places, clock, ground.vault, signing_key=ground.signing_key)
    volunteering = join_volunteering(
        records,
        places,
        clock,
        ground.vault,
        told.queue_filled,
        told.plan_changed,
        public_halls,
        Stands(rights, ground.signing_key, ground.evidence, told.rights_changed, ground.account_room.public_url),
    )
    parking = join_parking(ground, heard, ground.account_room.public_url.rstrip("/"))
    sources = Sources(
        posts=(posts.shown, displays.warnings, volunteering.posts),
        screens=displays.screens,
        streams=events.rights,
        participation=participation,
        parking=parking,
    )
    wishes = ground.fleet_room.desk.wishes_of
    plans = Plans(records, places, clock, outputs, ground.enrolment.site_keys.for_device, wishes, sources)
    return Showing(posts, displays, participation, events, volunteering, parking, plans)
