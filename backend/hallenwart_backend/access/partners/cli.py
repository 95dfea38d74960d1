"""`hallenwart admin partner`: keys for other booking systems."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing
from typing import Any

from sqlalchemy import Connection, select

from hallenwart_backend.access.partners import systems
from hallenwart_backend.access.partners.rules import Scope, Spot
from hallenwart_backend.access.partners.tables import systems as table
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.adapters.records_engine import records_url, writing
from hallenwart_backend.adapters.records_migrate import prepare
from hallenwart_backend.errors import ConfigError
from hallenwart_backend.halls.loading import load_places
from hallenwart_backend.secret_files import database_told
from hallenwart_contract.clock import SystemClock, utc

With = Callable[[argparse.ArgumentParser], argparse.ArgumentParser]


def install(commands: Any, with_records: With) -> None:
    """Add the commands below `admin`."""
    partner = commands.add_parser("partner", help="keys for other booking systems")
    what = partner.add_subparsers(required=True, metavar="WHAT")
    add = with_records(what.add_parser("add", help="make a key; it is shown this once"))
    add.add_argument("name")
    add.add_argument("--sites", default="", help="whole sites the key may reach: nordpark,sued")
    add.add_argument("--compartments", default="", help="single compartments: nordpark-1/4,nordpark-1/5")
    add.set_defaults(run=_add)
    with_records(what.add_parser("list", help="who has a key")).set_defaults(run=_list)
    revoke = with_records(what.add_parser("revoke", help="close a key; what it granted stays"))
    revoke.add_argument("id")
    revoke.set_defaults(run=_revoke)


def _write(arguments: argparse.Namespace, change: Callable[[Connection], int]) -> int:
    with closing(Records(records_url(arguments.state, database_told(arguments)))) as records:
        prepare(records.engine)
        with writing(records.engine) as connection, connection.begin():
            return change(connection)


def _add(arguments: argparse.Namespace) -> int:
    def change(connection: Connection) -> int:
        scope = _scope(connection, arguments)
        now = SystemClock().now_ms()
        system, key = systems.add(connection, arguments.name[:80], scope, by="command line", now_ms=now)
        print(f"{system}  {key}")
        return 0

    return _write(arguments, change)


def _scope(connection: Connection, arguments: argparse.Namespace) -> Scope:
    """Raises ConfigError for what does not exist."""
    places = load_places(connection)
    sites = frozenset(part for part in arguments.sites.split(",") if part)
    spots = frozenset(_spot(part) for part in arguments.compartments.split(",") if part)
    wrong = [site for site in sites if site not in places.sites]
    wrong += [f"{spot.device}/{spot.number}" for spot in spots if places.compartment(spot.device, spot.number) is None]
    if wrong or not (sites or spots):
        known = ", ".join(sorted(places.sites))
        raise ConfigError(f"no such site or compartment: {', '.join(wrong) or 'none named'}; sites are: {known}")
    return Scope(sites, spots)


def _spot(text: str) -> Spot:
    device, _, number = text.rpartition("/")
    if not device or not (number.isascii() and number.isdigit()):
        raise ConfigError(f"a compartment is LOCKER/NUMBER, not {text!r}")
    return Spot(device, int(number))


def _list(arguments: argparse.Namespace) -> int:
    def look(connection: Connection) -> int:
        for row in connection.execute(select(table).order_by(table.c.created_ms)):
            used = f"{utc(row.used_ms):%Y-%m-%d %H:%M} UTC" if row.used_ms else "never"
            print(f"{row.id}  {row.name}  used {used}{'  closed' if row.revoked_ms else ''}")
        return 0

    return _write(arguments, look)


def _revoke(arguments: argparse.Namespace) -> int:
    def change(connection: Connection) -> int:
        if connection.scalar(select(table.c.id).where(table.c.id == arguments.id)) is None:
            raise ConfigError(f"there is no booking system {arguments.id!r}; see: hallenwart admin partner list")
        systems.revoke(connection, arguments.id, by="command line", now_ms=SystemClock().now_ms())
        return 0

    return _write(arguments, change)
