"""Where readings are looked for, and how they are carried over to PostgreSQL."""

from contextlib import closing
from pathlib import Path

import pytest

from hallenwart_backend.adapters.series_open import open_series, series_url
from hallenwart_backend.adapters.series_postgres import PostgresSeries
from hallenwart_backend.adapters.series_sqlite import SqliteSeries
from hallenwart_backend.cli import main
from hallenwart_backend.errors import ConfigError, StoreUnavailableError
from support.databases import database_of, open_series_at
from support.postgres import LOCKED, Cluster
from support.readings import DEVICE, KEYS, ROWS, assert_holds, batch

NOWHERE = "postgresql+psycopg://hallenwart@127.0.0.1:1/nowhere"


@pytest.mark.usefixtures("on_postgres")
async def test_readings_stay_in_the_file_until_they_are_moved_and_go_on_in_postgresql(tmp_path: Path, capsys):
    with closing(open_series_at(tmp_path)):
        pass
    url = database_of(tmp_path)
    with closing(SqliteSeries(tmp_path / "series.db")) as series:
        for seq in range(1, 1_000, ROWS):
            await series.ledger().commit([batch(seq)])
        await series.set_zone("Europe/London")
    with closing(open_series(series_url(tmp_path, url))) as series:
        assert isinstance(series, SqliteSeries)
    assert main(["admin", "move-series", "--state", str(tmp_path), "--database", url]) == 0
    assert "1000 readings carried over" in capsys.readouterr().out
    assert (tmp_path / "series.db.moved").exists()
    with closing(open_series(series_url(tmp_path, url))) as series:
        assert isinstance(series, PostgresSeries)
        await assert_holds(series, 1_000)
        posted = await series.ledger().commit([batch(951), batch(1_001)])
        assert [progress.wm for progress in posted.progress.values()] == [1_050]
        await assert_holds(series, 1_050)
        assert series.meta.days.zone == "Europe/London"
        assert len(await series.latest_of(DEVICE)) == len(KEYS)
    assert main(["admin", "move-series", "--state", str(tmp_path), "--database", url]) == 1
    (tmp_path / "series.db.moved").rename(tmp_path / "series.db")
    assert main(["admin", "move-series", "--state", str(tmp_path), "--database", url]) == 1
    assert "holds readings already" in capsys.readouterr().err


def test_where_they_are_follows_the_records_unless_it_is_said(tmp_path: Path):
    elsewhere = NOWHERE.replace("nowhere", "elsewhere")
    assert series_url(tmp_path).endswith("/series.db")
    assert series_url(tmp_path, NOWHERE) == NOWHERE
    assert series_url(tmp_path, NOWHERE, "sqlite").endswith("/series.db")
    assert series_url(tmp_path, NOWHERE, elsewhere) == elsewhere
    with pytest.raises(ConfigError, match="--series-url is a URL like"):
        series_url(tmp_path, "", "mysql://x/y")


def test_a_store_that_does_not_answer_says_so_without_its_password(postgres: Cluster):
    with pytest.raises(StoreUnavailableError) as away:
        open_series(NOWHERE.replace("hallenwart@", "hallenwart:geheim@"))
    assert "geheim" not in str(away.value)
    with pytest.raises(ConfigError) as refused:
        open_series(postgres.url("postgres", user=LOCKED, password="falsch"))
    assert "falsch" not in str(refused.value)


def test_a_password_among_the_arguments_is_refused(tmp_path: Path, capsys):
    url = "postgresql://hallenwart:geheim@127.0.0.1/x"
    (tmp_path / "file.csv").write_text("device,component,quantity,t_ms,x\n")
    assert main(["admin", "move-series", "--state", str(tmp_path), "--series-url", url]) == 1
    said = capsys.readouterr().err
    assert "series.url" in said
    assert "geheim" not in said
