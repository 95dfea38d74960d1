"""SQL of how people want to be told, and by which ways that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, select

from hallenwart_backend.accounts.tables import people
from hallenwart_backend.alerts.addresses import way_of
from hallenwart_backend.alerts.ways import store as ways
from hallenwart_backend.alerts.ways.rules import Kind as WayKind
from hallenwart_backend.alerts.ways.rules import Way, url_for
from hallenwart_backend.alerts.ways.store import Hop
from hallenwart_backend.booking.letters.rules import Channel, Choices, Group, Kind
from hallenwart_backend.booking.letters.tables import choices as table

_RINGS: Final = frozenset({WayKind.VOICE, WayKind.EMAIL, WayKind.WEBPUSH})


def _of(row: Row[Any]) -> Choices:
    stored: Mapping[str, list[str]] = row.channels
    channels = {group: frozenset(Channel(one) for one in stored.get(group, ["email", "push"])) for group in Group}
    return Choices(
        language=row.language,
        lead_min=row.lead_min,
        digest_min=row.digest_min,
        own=row.own,
        town=row.town,
        code_in_mail=row.code_in_mail,
        channels=channels,
    )


def of_person(connection: Connection, person: str) -> Choices:
    row = connection.execute(select(table).where(table.c.person == person)).first()
    return _of(row) if row else Choices()


def longest_lead_min(connection: Connection) -> int:
    """Return how long before its date the earliest reminder comes."""
    chosen = connection.scalars(select(table.c.lead_min).order_by(table.c.lead_min.desc()).limit(1)).first()
    return max(Choices().lead_min, chosen or 0)


def for_the_town(connection: Connection) -> list[str]:
    """Return who wants to hear of the town's own bookings."""
    return list(connection.scalars(select(table.c.person).where(table.c.town)))


def put(connection: Connection, person: str, wanted: Choices) -> None:
    values = {
        "person": person,
        "language": wanted.language,
        "lead_min": wanted.lead_min,
        "digest_min": wanted.digest_min,
        "own": wanted.own,
        "town": wanted.town,
        "code_in_mail": wanted.code_in_mail,
        "channels": {str(group): sorted(str(one) for one in chosen) for group, chosen in wanted.channels.items()},
    }
    connection.execute(delete(table).where(table.c.person == person))
    connection.execute(insert(table).values(**values))


def hops(connection: Connection, person: str) -> dict[Channel, list[Hop]]:
    """Return where each channel leads: the account's own address, its browsers, its other proved ways that do not ring."""
    theirs = ways.of_person(connection, person)
    others = [way for way in theirs if way.verified_ms is not None and way.kind not in _RINGS]
    return {
        Channel.EMAIL: _mail_hop(connection, person, theirs),
        Channel.PUSH: [ways.hop_of(way) for way in theirs if way.kind is WayKind.WEBPUSH],
        Channel.OTHER: [ways.hop_of(way) for way in others],
    }


def _mail_hop(connection: Connection, person: str, theirs: list[Way]) -> list[Hop]:
    template = ways.gateways(connection).get(WayKind.EMAIL, "")
    email = connection.scalar(select(people.c.email).where(people.c.id == person, people.c.active))
    if not template or not email:
        return []
    way = next((one.id for one in theirs if one.kind is WayKind.EMAIL and one.address.lower() == email), "")
    url = url_for(WayKind.EMAIL, email, template)
    return [Hop(way, way_of(url), url)]


def exists(connection: Connection, person: str) -> bool:
    return connection.scalar(select(people.c.id).where(people.c.id == person)) is not None


def without(chosen: Choices, group: Group, channel: Channel) -> Choices:
    """Return the same with one channel of a group off."""
    channels = {**chosen.channels, group: chosen.channels.get(group, frozenset()) - {channel}}
    return replace(chosen, channels=channels)


def key_hops(connection: Connection, person: str, urgent: bool) -> list[Hop]:
    """Return by which ways a person hears of keys: as chosen, what is urgent by all of them and by e-mail, too."""
    there, chosen = hops(connection, person), of_person(connection, person).by(Kind.KEYS)
    if urgent:
        return list(dict.fromkeys([*ways.hops(connection, person), *there[Channel.EMAIL]]))
    found = [hop for channel in sorted(chosen) for hop in there[channel]]
    return found or (ways.hops(connection, person, "tell") if chosen else [])
