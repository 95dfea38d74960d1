"""What PostgreSQL does that a file does not: connections break, several processes write, and people mistype its URL."""

import asyncio
import threading
from contextlib import closing

import pytest
from sqlalchemy import Connection, func, insert, make_url, select, text, update

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.adapters.records_engine import records_url
from hallenwart_backend.adapters.records_migrate import prepare
from hallenwart_backend.cli import main
from hallenwart_backend.errors import BackendError, ConfigError, StoreUnavailableError
from hallenwart_backend.halls.tables import clubs
from support.databases import database_of, open_at, open_records
from support.postgres import LOCKED, LOCKED_PASSWORD, Cluster, find_binaries


def _add(name: str):
    return lambda connection: connection.execute(insert(clubs).values(id=name, name=name))


def _names(connection: Connection) -> set[str]:
    return set(connection.scalars(select(clubs.c.id)))


def _own_cut(connection: Connection) -> None:
    """The server ends this very connection, as when it is shut down or the line breaks."""
    connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))


async def test_a_lost_connection_loses_no_write_in_silence_and_the_next_one_works(on_postgres: Cluster, tmp_path):
    async with open_records(tmp_path) as records:
        begun, go_on = threading.Event(), threading.Event()

        def hold(_connection: Connection) -> None:
            begun.set()
            assert go_on.wait(180)

        held = asyncio.ensure_future(records.write(hold))
        await asyncio.to_thread(begun.wait, 60)
        group = [asyncio.ensure_future(records.write(fn)) for fn in (_add("a"), _own_cut, _add("b"))]
        await asyncio.sleep(0)
        go_on.set()
        await held
        results = await asyncio.gather(*group, return_exceptions=True)
        assert [type(result) for result in results] == [StoreUnavailableError] * 3
        assert await records.read(_names) == set()
        for name in ("a", "b"):
            await records.write(_add(name))
        assert await records.read(_names) == {"a", "b"}


async def test_a_reader_that_lost_its_connection_says_so_and_recovers(on_postgres: Cluster, tmp_path):
    async with open_records(tmp_path) as records:
        with pytest.raises(StoreUnavailableError, match="records database"):
            await records.read(_own_cut)
        assert await records.read(_names) == set()


async def test_connections_cut_between_two_calls_are_not_even_noticed(on_postgres: Cluster, tmp_path):
    async with open_records(tmp_path) as records:
        await records.write(_add("a"))
        await records.read(_names)
        assert on_postgres.cut(make_url(database_of(tmp_path)).database or "")
        await records.write(_add("b"))
        assert await records.read(_names) == {"a", "b"}


async def test_the_records_come_back_when_the_server_does(tmp_path, monkeypatch):
    binaries = find_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed on this machine; make deps brings it")
    cluster = Cluster(binaries, durable=True)
    try:
        cluster.create("town")
        with closing(Records(records_url(tmp_path, cluster.url("town")))) as records:
            prepare(records.engine)
            await records.write(_add("kept"))
            cluster.stop()  # at once, as in a crash: what was committed is on disk
            for call in (records.write(_add("lost")), records.read(_names)):
                with pytest.raises(StoreUnavailableError):
                    await call
            cluster.start()
            await records.write(_add("after"))
            assert await records.read(_names) == {"kept", "after"}
    finally:
        cluster.close()


@pytest.mark.usefixtures("each_database")
async def test_what_was_read_before_writing_still_holds_whoever_else_writes(tmp_path):
    async with open_records(tmp_path) as first:
        await first.write(_add("c"))

        def count_on(connection: Connection) -> None:
            name = connection.scalar(select(clubs.c.name)) or ""
            connection.execute(update(clubs).values(name=str(int(name.removeprefix("c") or 0) + 1)))

        with closing(open_at(tmp_path)) as second, closing(open_at(tmp_path)) as third:
            await asyncio.gather(*(records.write(count_on) for _ in range(40) for records in (first, second, third)))
        assert await first.read(lambda connection: connection.scalar(select(clubs.c.name))) == "120"


@pytest.mark.usefixtures("each_database")
async def test_a_reader_sees_one_state_of_everything_and_changes_nothing(tmp_path):
    async with open_records(tmp_path) as records:
        looked, go_on = threading.Event(), threading.Event()

        def twice(connection: Connection) -> list[int | None]:
            counted = [connection.scalar(select(func.count()).select_from(clubs))]
            looked.set()
            assert go_on.wait(180)
            return [*counted, connection.scalar(select(func.count()).select_from(clubs))]

        reading = asyncio.ensure_future(records.read(twice))
        await asyncio.to_thread(looked.wait, 60)
        await records.write(_add("a"))
        go_on.set()
        assert await reading == [0, 0]
        assert await records.read(_names) == {"a"}


def _prepare(url: str, tmp_path) -> None:
    with closing(Records(records_url(tmp_path, url))) as records:
        prepare(records.engine)


def test_what_is_wrong_with_a_url_is_said_in_words_and_without_the_password(postgres: Cluster, tmp_path):
    postgres.create("foreign")
    postgres.execute("CREATE TABLE theirs (x integer)", "foreign")
    postgres.execute("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    try:
        wrong = {
            "mysql://x:sesam@db.example/y": "not mysql://",
            "postgresql+psycopg://x:sesam@db.example": "names no database",
            "sesam": "cannot be read",
            "postgresql://x:sesam@/y?host=/nowhere": "does not answer",
            "postgresql://x:sesam@127.0.0.1:1/y": "does not answer",
            postgres.url("postgres", user=LOCKED, password="sesam"): "does not let locked in",
            postgres.url("nothing"): "createdb --owner hallenwart nothing",
            postgres.url("foreign"): "tables of another program",
            postgres.url("latin"): "--encoding UTF8",
        }
        for url, words in wrong.items():
            with pytest.raises(BackendError, match=words) as told:
                _prepare(url, tmp_path)
            assert "sesam" not in str(told.value)
        with pytest.raises(ConfigError, match=f"OWNER TO {LOCKED}"):
            _prepare(postgres.url("postgres", user=LOCKED, password=LOCKED_PASSWORD), tmp_path)
    finally:
        postgres.drop("foreign")
        postgres.drop("latin")


def test_the_command_line_takes_the_database_from_option_or_environment(postgres: Cluster, tmp_path, monkeypatch, capsys):
    postgres.execute(f"CREATE DATABASE town OWNER {LOCKED}")
    url = postgres.url("town", user=LOCKED, password=LOCKED_PASSWORD)
    try:
        assert main(["migrate", "--state", str(tmp_path), "--database", url]) == 1  # others see options of running commands
        monkeypatch.setenv("HALLENWART_DATABASE", url)
        assert main(["migrate", "--state", str(tmp_path)]) == 0
        assert main(["admin", "partner", "list", "--state", str(tmp_path)]) == 0
        monkeypatch.setenv("HALLENWART_DATABASE", url.replace(LOCKED_PASSWORD, "sesam"))
        assert main(["migrate", "--state", str(tmp_path)]) == 1
        printed = "".join(capsys.readouterr())
        assert "PostgreSQL 'town'" in printed
        assert "sesam" not in printed
        assert not list(tmp_path.iterdir())
    finally:
        postgres.drop("town")


async def test_a_dump_taken_while_others_write_brings_everything_back(on_postgres: Cluster, tmp_path):
    async with open_records(tmp_path) as records:
        await records.write(_add("kept"))
        begun, go_on = threading.Event(), threading.Event()

        def write_slowly(connection: Connection) -> None:
            _add("open")(connection)
            begun.set()
            assert go_on.wait(180)

        writing = asyncio.ensure_future(records.write(write_slowly))
        await asyncio.to_thread(begun.wait, 60)
        source, target = database_of(tmp_path).replace("+psycopg", ""), "restored"
        dump = ["pg_dump", "--format=custom", f"--file={tmp_path / 'dump'}", source]
        await _run(on_postgres, dump)
        go_on.set()
        await writing
    on_postgres.create(target)
    try:
        restored = on_postgres.url(target)
        options = ("--exit-on-error", "--no-owner", f"--dbname={restored.replace('+psycopg', '')}")
        await _run(on_postgres, ["pg_restore", *options, str(tmp_path / "dump")])
        with closing(Records(records_url(tmp_path, restored))) as again:
            prepare(again.engine)
            assert await again.read(_names) == {"kept"}
    finally:
        on_postgres.drop(target)


async def _run(cluster: Cluster, command: list[str]) -> None:
    process = await asyncio.create_subprocess_exec(cluster.binaries / command[0], *command[1:])
    assert await process.wait() == 0
