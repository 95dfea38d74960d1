"""What the records hold survives the way up."""

import sqlite3
from contextlib import closing

import pytest
from alembic import command
from sqlalchemy import text

from hallenwart_backend.access.credentials import store as credential_store
from hallenwart_backend.access.grants import demands, store
from hallenwart_backend.access.loop import store as steps_store
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.adapters.records_engine import sqlite_url
from hallenwart_backend.adapters.records_migrate import alembic_config, is_current, upgrade
from support.databases import blank, open_at
from support.filled import counts, filled

HASH = bytes(range(32))


def _upgrade_to(records: Records, revision: str) -> None:
    config = alembic_config()
    with records.engine.connect().execution_options(hallenwart_writes=True) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.commit()


def test_codes_from_before_there_were_long_ones_still_open(tmp_path):
    path = tmp_path / "records.db"
    with closing(Records(sqlite_url(path))) as records:
        _upgrade_to(records, "custody")
    with closing(sqlite3.connect(path)) as old, old:
        old.execute("INSERT INTO sites (id, name) VALUES ('s', 'S')")
        old.execute("INSERT INTO halls (id, site, name, sections, capacity) VALUES ('h', 's', 'H', 1, 9)")
        old.execute(
            "INSERT INTO bookings (id, hall, sections, title, start_ms, end_ms, state, created_ms)"
            " VALUES ('b', 'h', '[1]', 'T', 1000, 2000, 'booked', 0)"
        )
        for number, pin in ((1, HASH), (2, None)):
            old.execute(
                "INSERT INTO grants (id, device, booking, slots, from_ms, to_ms, pin, code)"
                " VALUES (?, 'd', 'b', '[1]', 1000, 2000, ?, ?)",
                (f"b.d{number}", pin, pin and b"sealed"),
            )
    with closing(Records(sqlite_url(path))) as records:
        upgrade(records.engine)
        assert is_current(records.engine)
        with records.engine.connect() as connection:
            (given,) = store.rights_of(connection, "d", after_ms=0)
            assert (given.right.pin, given.right.long, given.right.duress) == (HASH[:16], b"", b"")
            assert steps_store.parts_of(connection, ["b"])["b"][0].created_ms == 0
            assert demands.read(connection).device("d").kid == 1
            assert credential_store.living(connection) == []


def _downgrade_to(records: Records, revision: str) -> None:
    config = alembic_config()
    with records.engine.connect().execution_options(hallenwart_writes=True) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
        connection.commit()


def test_the_way_up_can_be_gone_back(tmp_path):
    with closing(Records(sqlite_url(tmp_path / "records.db"))) as records:
        upgrade(records.engine)
        _downgrade_to(records, "custody")
        upgrade(records.engine)
        assert is_current(records.engine)


_BECAME = {"opening_hours": "hall_hours"}


@pytest.mark.parametrize("old", ["roster", "terms"])
def test_no_row_is_lost_on_the_way_up(tmp_path, old, each_database):
    """Every table of an older release is filled, and everything is still there afterwards, references and all."""
    blank(tmp_path).close()
    with closing(open_at(tmp_path)) as records:
        _upgrade_to(records, old)
        with records.engine.connect().execution_options(hallenwart_writes=True) as connection:
            before = filled(connection)
            connection.commit()
        assert len(before) > 30
        upgrade(records.engine)
        assert is_current(records.engine)
        with records.engine.connect() as connection:
            assert counts(connection, [_BECAME.get(name, name) for name in before]) == {
                _BECAME.get(name, name): count for name, count in before.items()
            }
            if each_database == "sqlite":
                assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        if each_database == "postgresql":
            _downgrade_to(records, old)
            with records.engine.connect() as connection:
                assert counts(connection, list(before)) == before
