"""Public events of a seed file: the same ledger, evidence and rules as by hand."""

from datetime import date

import pytest
from sqlalchemy import select

from hallenwart_backend.booking.tables import bookings
from hallenwart_backend.errors import ConfigError
from hallenwart_backend.events import rules, store
from hallenwart_backend.events.rules import Party
from hallenwart_backend.evidence.rules import fault_at
from hallenwart_backend.evidence.store import chain
from hallenwart_backend.seed import Seed, SeedBooking, plant
from hallenwart_backend.seed_events import SeedCamera, SeedConsent, SeedEvent
from hallenwart_backend.seed_tickets import plant_tickets
from support.backends import AMT, JANA, MONDAY_NOON_MS, OSMAN, open_town

pytestmark = pytest.mark.usefixtures("each_database")
DAY = "2026-11-24"
DATE = SeedBooking(hall="nordpark", sections=[2], club="tsv-lindenau", title="Spieltag", date=DAY, start="15:00", end="16:30")


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


def wish(*agreed, **how):
    said = [SeedConsent(party=Party(party), by=by) for party, by in agreed]
    camera = SeedCamera(device="nordpark-2", camera="halle")
    told = {"booking": "Spieltag", "title": "Heimspiel", "by": JANA, "visitors": "SV Süd", "stream": True, "camera": camera}
    return SeedEvent(hall="nordpark", date=date.fromisoformat(DAY), start="15:00", consent=said, **(told | how))


ALL = (("club", JANA), ("visitors", ""), ("office", AMT))


async def planted(town, *events):
    def write(connection):
        plant(connection, Seed(booking=[DATE], event=list(events)), now_ms=MONDAY_NOON_MS)
        found = store.between(connection, MONDAY_NOON_MS, MONDAY_NOON_MS + 7 * 86_400_000)
        return found, list(chain(connection)), connection.scalar(select(bookings.c.kind).where(bookings.c.title == "Spieltag"))

    return await town.backend.records.write(write)


async def test_a_date_becomes_a_match_with_its_ledger_and_told_twice_changes_nothing(town):
    found, links, kind = await planted(town, wish(*ALL))
    [one] = found
    assert (one.event.title, one.event.club, kind) == ("Heimspiel", "tsv-lindenau", "match")
    assert (
        rules.hindrance(one.event, one.date, rules.standing(one.ledger, one.event), one.date.start_ms, camera_hall=None) is None
    )
    assert [(row.party, row.way) for row in one.ledger] == [("club", "account"), ("visitors", "link"), ("office", "account")]
    assert sum(link.about == one.event.id for link, _ in links) == 3
    assert fault_at(links) is None
    again, more, _ = await planted(town, wish(*ALL, title="Anders"))
    assert (again, len(more)) == (found, len(links))


async def test_a_date_that_is_not_there_or_is_another_club_s_gets_no_event(town):
    found, links, kind = await planted(town, wish(booking="Nie gebucht"), wish(by=OSMAN))
    assert (found, links, kind) == ([], [], "training")


@pytest.mark.parametrize(
    "wrong",
    [
        wish(("office", JANA)),
        wish(("club", "")),
        wish(("guardians", JANA)),
        wish(camera=SeedCamera(device="sued-1", camera="halle")),
        wish(sport="quidditch"),
        wish(kind="training"),
        wish(by="niemand@nirgends.example"),
    ],
)
async def test_what_does_not_fit_is_said_and_nothing_is_written(town, wrong):
    with pytest.raises(ConfigError, match="event 'Heimspiel'"):
        await planted(town, wrong)


async def test_a_seeded_event_has_tickets_and_no_more_are_held_than_there_are(town):
    [one], *_ = await planted(town, wish(*ALL, tickets=60, given=[2, 1]))
    room = await town.backend.events.tickets.tickets.room(one)
    assert (room.capacity, room.open) == (60, True)
    with pytest.raises(ConfigError, match="given are orders"):
        await town.backend.records.write(
            lambda connection: plant_tickets(connection, one.event.id, 2, [3], None, now_ms=MONDAY_NOON_MS)
        )
