import asyncio
import sqlite3

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, insert, select, text
from sqlalchemy.exc import IntegrityError

from hallenwart_backend.adapters.records_all import metadata
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.adapters.records_engine import sqlite_url
from hallenwart_backend.adapters.records_migrate import alembic_config, is_current, prepare, upgrade
from hallenwart_backend.errors import ConfigError, StoreUnavailableError
from hallenwart_backend.halls.tables import clubs, halls
from support.databases import blank, open_records

both = pytest.mark.usefixtures("each_database")


def _add(name: str):
    return lambda connection: connection.execute(insert(clubs).values(id=name, name=name))


def _names(connection: Connection) -> set[str]:
    return set(connection.scalars(select(clubs.c.id)))


@both
async def test_a_failing_function_undoes_itself_alone_within_a_shared_commit(tmp_path):
    async with open_records(tmp_path) as records:

        def fails(connection: Connection) -> None:
            _add("half")(connection)
            raise ValueError("after the insert")

        results = await asyncio.gather(
            *(records.write(fn) for fn in (_add("a"), fails, _add("b"), _add("a"), _add("c"))), return_exceptions=True
        )
        assert [type(result).__name__ for result in results if isinstance(result, Exception)] == [
            "ValueError",
            "IntegrityError",
        ]
        assert await records.read(_names) == {"a", "b", "c"}


async def test_what_write_returned_from_is_in_the_file(tmp_path):
    async with open_records(tmp_path) as records:
        await records.write(_add("a"))
        other = sqlite3.connect(tmp_path / "records.db")
        assert other.execute("SELECT id FROM clubs").fetchall() == [("a",)]
        other.close()


async def test_sqlite_is_durable_and_keeps_foreign_keys(tmp_path):
    async with open_records(tmp_path) as records:

        def pragmas(connection: Connection) -> list[object]:
            return [connection.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous", "foreign_keys")]

        assert await records.write(pragmas) == ["wal", 2, 1]
        with pytest.raises(IntegrityError):
            await records.write(
                lambda c: c.execute(insert(halls).values(id="x", site="none", name="x", sections=1, capacity=1))
            )


@both
async def test_close_finishes_what_was_handed_over(tmp_path):
    records = blank(tmp_path)
    upgrade(records.engine)
    waiting = [asyncio.ensure_future(records.write(_add(f"c{number}"))) for number in range(200)]
    await asyncio.sleep(0)
    records.close()
    await asyncio.gather(*waiting)
    records.close()
    with pytest.raises(StoreUnavailableError):
        await records.read(_names)


async def test_a_broken_database_is_told_as_unavailable(tmp_path):
    (tmp_path / "records.db").mkdir()
    records = Records(sqlite_url(tmp_path / "records.db"))
    with pytest.raises(StoreUnavailableError):
        await records.write(_add("a"))
    with pytest.raises(StoreUnavailableError):
        await records.read(_names)
    records.close()


@both
def test_the_migrations_make_exactly_the_tables_of_the_code(tmp_path):
    records = blank(tmp_path)
    upgrade(records.engine)
    upgrade(records.engine)
    with records.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    records.close()


@both
def test_serve_migrates_an_empty_database_and_refuses_an_old_one(tmp_path):
    records = blank(tmp_path)
    prepare(records.engine)
    assert is_current(records.engine)
    with records.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'custody'"))
    with pytest.raises(ConfigError, match="hallenwart migrate"):
        prepare(records.engine)
    records.close()


@both
def test_an_older_database_keeps_its_keys_and_messages(tmp_path):
    records = blank(tmp_path)
    config = alembic_config()
    with records.engine.connect().execution_options(hallenwart_writes=True) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        connection.execute(text("INSERT INTO custody (device, slot, taken_ms, booking) VALUES ('a', 1, 5, 'b')"))
        connection.execute(text("INSERT INTO people (id, email, name, password_hash) VALUES ('p', 'p@x.example', 'P', 'x')"))
        letter = "INSERT INTO outgoing (person, step, way, address, notice, since_ms, created_ms, next_ms) VALUES"
        for _ in range(2):
            connection.execute(text(f"{letter} ('p', 0, 'apprise', 'json://x', '{{}}', 0, 0, 0)"))
        connection.commit()
    upgrade(records.engine)
    with records.engine.connect() as connection:
        row = connection.execute(text("SELECT taken_ms, booking, cred, who FROM custody")).one()
        assert tuple(row) == (5, "b", "", "")
        assert connection.scalar(text("SELECT count(*) FROM outgoing WHERE once IS NULL")) == 2
    records.close()
