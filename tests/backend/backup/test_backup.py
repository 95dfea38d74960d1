"""A backup holds every row of every table, from and into either database, and a damaged one restores nothing."""

import gzip
import io
import tarfile
import threading
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import MetaData, insert, inspect, select, text

from hallenwart_backend.adapters.records_all import metadata
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.adapters.records_engine import records_url, writing
from hallenwart_backend.adapters.records_migrate import is_current, upgrade, upgrade_within
from hallenwart_backend.adapters.series_open import open_series, series_url
from hallenwart_backend.backup import manifest, tables
from hallenwart_backend.backup.making import make
from hallenwart_backend.backup.manifest import Manifest
from hallenwart_backend.backup.restoring import QUIET_MS, restore
from hallenwart_backend.cli import main
from hallenwart_backend.errors import ConfigError
from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.folding import HOUR_MS
from hallenwart_backend.telemetry.ports import Level, SeriesStore
from support.filled import filled

NOW_MS = 1_790_000_000_000


def url_of(folder: Path, cluster) -> str:
    """Return what --database says; a cluster gives an empty database."""
    if cluster is None:
        return ""
    name = f"backup_{folder.name}"
    cluster.create(name, "template0")
    return cluster.url(name)


def made_state(folder: Path, database: str = "") -> Path:
    """Return a state folder with two rows in every table, readings, keys and a key in a folder."""
    folder.mkdir()
    with closing(Records(records_url(folder, database))) as records:
        upgrade(records.engine)
        with writing(records.engine) as connection:
            filled(connection)
            connection.commit()
    (folder / "records.key").write_text("aa" * 32)
    (folder / "device-tls").mkdir()
    (folder / "device-tls/server.key").write_text("key")
    (folder / "keeper.sock").write_text("")
    return folder


def backed_up(state: Path, out: Path, database: str = "") -> Manifest:
    with closing(Records(records_url(state, database))) as records:
        return make(state, records.engine, series_url(state, database), out, now_ms=NOW_MS, program="0.1.0")


def everything(state: Path, database: str = "") -> dict[str, list[tuple]]:
    with closing(Records(records_url(state, database))) as records, records.engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for table in metadata.sorted_tables
        }


@pytest.mark.parametrize(("source", "target"), [(a, b) for a in ("sqlite", "postgresql") for b in ("sqlite", "postgresql")])
def test_every_row_of_every_table_comes_back_in_either_database(tmp_path, request, source, target):
    cluster = request.getfixturevalue("postgres") if "postgresql" in {source, target} else None
    old = url_of(tmp_path / f"{source}_{target}_a", cluster if source == "postgresql" else None)
    new = url_of(tmp_path / f"{source}_{target}_b", cluster if target == "postgresql" else None)
    state = made_state(tmp_path / "state", old)
    before = everything(state, old)
    said = backed_up(state, tmp_path / "b.tar.gz", old)
    assert {name: part.rows for name, part in said.tables.items()} == {name: len(rows) for name, rows in before.items()}

    restore(tmp_path / "b.tar.gz", tmp_path / "new", new, now_ms=NOW_MS, step=lambda _: None)

    after = everything(tmp_path / "new", new)
    for name in before.keys() - {"outgoing", "incidents"}:
        assert after[name] == before[name], name
    assert len(after["outgoing"]) == len(before["outgoing"])
    assert (tmp_path / "new/device-tls/server.key").read_text() == "key"
    assert not (tmp_path / "new/keeper.sock").exists()
    with closing(Records(records_url(tmp_path / "new", new))) as records:
        assert is_current(records.engine)
        with writing(records.engine) as connection:
            last = max(row[0] for row in after["incident_steps"])
            added = insert(metadata.tables["incident_steps"]).values(incident="r1", t_ms=1, kind="note")
            assert connection.execute(added).inserted_primary_key == (last + 1,)  # numbers go on where they were


def test_the_records_are_those_of_the_file_that_names_them(tmp_path, postgres, capsys):
    url = url_of(tmp_path / "named", postgres)
    state = made_state(tmp_path / "state", url)
    (state / "database.url").write_text(url)
    assert main(["backup", "--state", str(state), "--out", str(tmp_path / "b.tar.gz")]) == 0
    assert not (state / "records.db").exists()
    assert main(["restore", str(tmp_path / "b.tar.gz"), "--state", str(tmp_path / "new")]) == 0
    assert not (tmp_path / "new/database.url").exists()  # else the server would go on with the old records
    assert len(everything(tmp_path / "new")["people"]) == 2
    assert url not in "".join(capsys.readouterr())


def test_what_waited_is_not_sent_and_open_incidents_are_quiet_at_first(tmp_path):
    state = made_state(tmp_path / "state")
    with closing(Records(records_url(state))) as records, writing(records.engine) as connection:
        connection.execute(text("UPDATE outgoing SET accepted_ms = NULL, dead_ms = NULL, withdrawn_ms = NULL"))
        connection.execute(text("UPDATE incidents SET state = 'open', hush_until_ms = NULL WHERE id = 'r1'"))
        connection.commit()
    backed_up(state, tmp_path / "b.tar.gz")
    restore(tmp_path / "b.tar.gz", tmp_path / "new", "", now_ms=NOW_MS, step=lambda _: None)
    with closing(Records(records_url(tmp_path / "new"))) as records, records.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM outgoing WHERE dead_ms IS NULL")).scalar() == 0
        quiet = connection.execute(text("SELECT hush_until_ms FROM incidents WHERE id = 'r1'")).scalar()
        assert quiet == NOW_MS + QUIET_MS


@pytest.mark.parametrize(("source", "target"), [(a, b) for a in ("sqlite", "postgresql") for b in ("sqlite", "postgresql")])
async def test_readings_come_back_in_either_store(tmp_path, request, source, target):
    cluster = request.getfixturevalue("postgres") if "postgresql" in {source, target} else None
    old = url_of(tmp_path / f"{source}_{target}_c", cluster if source == "postgresql" else None)
    new = url_of(tmp_path / f"{source}_{target}_d", cluster if target == "postgresql" else None)
    state = made_state(tmp_path / "state", old)
    key = SeriesKey("d-1", "c", "temp_c")
    with closing(open_series(series_url(state, old))) as series:
        await series.keep_changes(most=1_000)
        await series.append([(key, (t - 50) * HOUR_MS + 50 * 365 * 24 * HOUR_MS, 20.0 + t) for t in range(100)])
        await series.forget(Level.SAMPLE, before_ms=50 * 365 * 24 * HOUR_MS)
        before = await held(series, key)
        backed_up(state, tmp_path / "b.tar.gz", old)
    restore(tmp_path / "b.tar.gz", tmp_path / "new", new, now_ms=NOW_MS, step=lambda _: None)
    assert (tmp_path / "new/series.db").exists() == (target == "sqlite")
    with closing(open_series(series_url(tmp_path / "new", new))) as series:
        assert await held(series, key) == before
        more = key, 50 * 365 * 24 * HOUR_MS - HOUR_MS, 1.0
        await series.append([more, (SeriesKey("d-2", "c", "temp_c"), 50 * 366 * 24 * HOUR_MS, 1.0)])
        assert (await held(series, key))[1:3] == before[1:3]  # it was forgotten before, not missed
        assert len(await series.keys()) == 2


async def held(series: SeriesStore, key: SeriesKey) -> list[object]:
    span = {"from_ms": 0, "to_ms": NOW_MS * 2}
    levels = [await series.buckets([key], level, **span) for level in (Level.HOUR, Level.DAY)]
    return [await series.samples(key, **span, limit=1_000), *levels, await series.changes(after=0, limit=1_000)]


def test_a_backup_of_an_older_release_comes_up_with_this_one(tmp_path):
    old = tmp_path / "old"
    (old / "records").mkdir(parents=True)
    parts = []
    with closing(Records(records_url(old))) as records, writing(records.engine) as connection:
        upgrade_within(connection, "terms")
        filled(connection)
        known = MetaData()
        known.reflect(connection)
        for table in tables.in_order(known):
            path = old / f"records/{table.name}.jsonl"
            rows = tables.dump(connection, table, path)
            parts.append(manifest.part_of(path, f"records/{table.name}.jsonl", rows=rows))
        connection.commit()
    said = Manifest(format=1, made_ms=NOW_MS, program="0.0.9", revision="terms", parts=parts)
    packed(tmp_path / "b.tar.gz", said, {part.name: (old / part.name).read_bytes() for part in parts})
    restore(tmp_path / "b.tar.gz", tmp_path / "new", "", now_ms=NOW_MS, step=lambda _: None)
    with closing(Records(records_url(tmp_path / "new"))) as records:
        assert is_current(records.engine)


def packed(path: Path, said: Manifest, contents: dict[str, bytes]) -> None:
    with tarfile.open(path, "w:gz") as tar:
        for name, content in {"manifest.json": msgspec.json.encode(said), **contents}.items():
            about = tarfile.TarInfo(name)
            about.size = len(content)
            tar.addfile(about, io.BytesIO(content))


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    backed_up(made_state(folder / "state"), folder / "b.tar.gz")
    return folder / "b.tar.gz"


def changed(sound: Path, to: Path, change) -> Path:
    with tarfile.open(sound) as tar:
        contents = {one.name: tar.extractfile(one).read() for one in tar.getmembers()}
    said = msgspec.json.decode(contents.pop("manifest.json"), type=Manifest)
    packed(to, *change(said, contents))
    return to


def flipped(said, contents):
    contents["records/people.jsonl"] = contents["records/people.jsonl"].replace(b"r1", b"r9")
    return said, contents


def short(said, contents):
    contents.pop("records/people.jsonl")
    return said, contents


def smuggled(said, contents):
    return said, {**contents, "files/extra": b"x"}


def climbing(said, contents):
    parts = [*said.parts, manifest.Part("files/../../etc", 1, "00")]
    return msgspec.structs.replace(said, parts=parts), {**contents, "files/../../etc": b"x"}


def newer(said, contents):
    return msgspec.structs.replace(said, revision="from_the_future"), contents


@pytest.mark.parametrize("change", [flipped, short, smuggled, climbing, newer])
def test_a_backup_that_is_not_sound_restores_nothing(tmp_path, sound, change):
    with pytest.raises(ConfigError):
        restore(changed(sound, tmp_path / "b.tar.gz", change), tmp_path / "new", "", now_ms=NOW_MS, step=lambda _: None)
    assert [path.name for path in tmp_path.iterdir()] == ["b.tar.gz"]


@pytest.mark.parametrize("content", [b"", b"no tar", gzip.compress(b"no tar", mtime=0), b"\x1f\x8b\x08"])
def test_what_is_no_backup_is_told_in_words(tmp_path, content):
    (tmp_path / "b.tar.gz").write_bytes(content)
    with pytest.raises(ConfigError, match=r"Sicherung|gelesen"):
        restore(tmp_path / "b.tar.gz", tmp_path / "new", "", now_ms=NOW_MS, step=lambda _: None)


def test_nothing_is_overwritten(tmp_path, sound):
    (tmp_path / "new").mkdir()
    (tmp_path / "new/records.key").write_text("precious")
    with pytest.raises(ConfigError, match="nicht leer"):
        restore(sound, tmp_path / "new", "", now_ms=NOW_MS, step=lambda _: None)
    with pytest.raises(ConfigError, match="schon"):
        backed_up(made_state(tmp_path / "state"), sound)


def test_a_running_server_is_read_as_of_one_moment(tmp_path):
    """Two tables that always change together are equal in the backup, however busy the writer is."""
    state = made_state(tmp_path / "state")
    stop = threading.Event()

    def write() -> None:
        with closing(Records(records_url(state))) as records:
            number = 0
            while not stop.is_set():
                number += 1
                with writing(records.engine) as connection:
                    connection.execute(text("UPDATE sites SET name = :n WHERE id = 'r1'"), {"n": str(number)})
                    connection.execute(text("UPDATE people SET name = :n WHERE id = 'r1'"), {"n": str(number)})
                    connection.commit()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        backed_up(state, tmp_path / "b.tar.gz")
    finally:
        stop.set()
        writer.join()
    restore(tmp_path / "b.tar.gz", tmp_path / "new", "", now_ms=NOW_MS, step=lambda _: None)
    with closing(Records(records_url(tmp_path / "new"))) as records, records.engine.connect() as connection:
        assert "help_acts" in inspect(connection).get_table_names()
        (site,) = connection.execute(text("SELECT name FROM sites WHERE id = 'r1'")).one()
        (person,) = connection.execute(text("SELECT name FROM people WHERE id = 'r1'")).one()
        assert site == person
