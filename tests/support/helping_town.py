"""A town in which people help: offers with shifts, sign-ups, what lockers tell of them."""

from __future__ import annotations

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.volunteering.model import Placed
from hallenwart_backend.volunteering.offering import OfferWish, ShiftWish
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event
from support.backends import HOUR_MS, JANA, Town
from support.locker_town import tell

LINDENAU = "tsv-lindenau"


async def person(town: Town, email: str) -> Person:
    from hallenwart_backend.accounts.store import everybody

    known = await town.backend.records.read(everybody)
    return next(one for one in known if one.email == email)


async def offer(town: Town, *, by: str = JANA, starts_h: float = 2, lasts_h: float = 3, wanted: int = 2, **wish) -> str:
    """Make an open offer of TSV Lindenau with one shift; return its id."""
    start = town.clock.now_ms() + int(starts_h * HOUR_MS)
    values = {"title": "Einlass beim Derby", "role": "door", "hall": "nordpark", "key": True, **wish}
    wanted_shift = ShiftWish(start, start + int(lasts_h * HOUR_MS), wanted)
    made = await town.backend.volunteering.offers.make(
        await person(town, by), LINDENAU, OfferWish(shifts=(wanted_shift,), **values), open_now=True
    )
    return made.id


async def join(town: Town, offer_id: str, email: str) -> Placed:
    """Sign somebody with an account up for the first shift."""
    whole = await town.backend.volunteering.offers.one(offer_id)
    placed = await town.backend.volunteering.signups.join(await person(town, email), [whole.shifts[0].id], of_age=True)
    return placed[0]


async def trust(town: Town, helper: str, *, by: str = JANA, hours: float = 100) -> None:
    until = town.clock.now_ms() + int(hours * HOUR_MS)
    await town.backend.volunteering.hours.trusting.confirm(await person(town, by), LINDENAU, helper, until)


async def check_in(town: Town, placed: Placed, *, device: str = "nordpark-1", minutes: float = 0) -> None:
    """Show a helper's mark at a locker's reader, so many minutes from now."""
    at_ms = town.clock.now_ms() + int(minutes * 60_000)
    event = Event(kind=EventKind.CHECKED_IN, t_ms=at_ms, c="qr", a={"mark": placed.signup.mark_digest, "method": "qr"})
    for _ in range(2):
        await town.backend.volunteering.hours.signs.on_event(town.arrival(device), event)


async def key(town: Town, placed: Placed, kind: str, *, minutes: float = 0) -> None:
    """Take the shift's key, or bring it back."""
    grant, at_ms = f"shift.{placed.signup.id}.nordpark-1", town.clock.now_ms() + int(minutes * 60_000)
    await tell(town, kind, 1, at_ms=at_ms, grant=grant)
    event = Event(kind=kind, t_ms=at_ms, c="locker", a={"slot": 1, "grant": grant})
    await town.backend.volunteering.hours.signs.on_event(town.arrival(), event)
