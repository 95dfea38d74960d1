"""`hallenwart admin import-series`: readings of the past from a file."""

import asyncio

import pytest

from hallenwart_backend.adapters.series_sqlite import SqliteSeries
from hallenwart_backend.cli import main
from hallenwart_backend.fleet.rules import SILENCE_SMOKE_MS, DeviceState
from hallenwart_backend.ports import SeriesKey
from hallenwart_contract.messages import Conn
from support.backends import MONDAY_NOON_MS, open_town, provision

HEAD = "device,component,quantity,t_ms,x\n"
KEY = SeriesKey("nordpark-1", "nordpark", "people")


def _import(tmp_path, text: str) -> int:
    (tmp_path / "series.csv").write_text(text)
    return main(["admin", "import-series", str(tmp_path / "series.csv"), "--state", str(tmp_path)])


async def _window(tmp_path):
    series = SqliteSeries(tmp_path / "series.db")
    try:
        return await series.window(KEY, from_ms=0, to_ms=2**53)
    finally:
        series.close()


def _rows(*values) -> str:
    return HEAD + "".join(f"nordpark-1,nordpark,people,{1000 + step},{x}\n" for step, x in enumerate(values))


def test_readings_go_in_once_and_what_is_there_stays(tmp_path, capsys):
    provision(tmp_path)
    assert _import(tmp_path, _rows(3, "", 4.5)) == 0
    assert "3 readings" in capsys.readouterr().out
    assert _import(tmp_path, _rows(9, 9, 9, 9)) == 0
    assert asyncio.run(_window(tmp_path)) == [(1000, 3.0), (1001, None), (1002, 4.5), (1003, 9.0)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is empty"),
        ("device,component,quantity,t_ms\n", "line 1: the columns must be device,component,quantity,t_ms,x"),
        (HEAD + "nordpark-1,a,people,1000,1\nnordpark-9,a,people,1000,1\n", "line 3: there is no device 'nordpark-9'"),
        (HEAD + "nordpark-1,,people,1000,1\n", "line 2: not a component"),
        (HEAD + "nordpark-1,a,Temp C,1000,1\n", "line 2: not a quantity: 'Temp C'"),
        (HEAD + "nordpark-1,a,people,18:00,1\n", "line 2: not milliseconds since the epoch: '18:00'"),
        (HEAD + "nordpark-1,a,people,1000,nan\n", "line 2: not a number: 'nan'"),
        (HEAD + "nordpark-1,a,people,1000,viele\n", "line 2: not a number: 'viele'"),
        (HEAD + "nordpark-1,a,people,1000\n", "line 2: 5 cells are needed, not 4"),
        (HEAD + '"nordpark-1\n', "cannot be read"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_goes_in(tmp_path, capsys, text, told):
    provision(tmp_path)
    assert _import(tmp_path, text) == 1
    assert told in capsys.readouterr().err
    assert not (tmp_path / "series.db").exists()


def test_too_many_series_of_a_device_are_refused(tmp_path, capsys):
    provision(tmp_path)
    rows = "".join(f"nordpark-1,c{number},people,1000,1\n" for number in range(2_001))
    assert _import(tmp_path, HEAD + rows) == 1
    assert "too many series" in capsys.readouterr().err


async def test_the_day_curve_shows_what_was_imported(tmp_path):
    async with open_town(tmp_path) as town:
        await town.backend.series.append([(KEY, MONDAY_NOON_MS - 3_600_000, 7.0)])
    async with open_town(tmp_path) as town:
        client = await town.signed_in("kern@stadt.example")
        day = (await client.get("/api/halls/nordpark/day", params={"date": "2026-11-23"})).json()
        assert day["people"] == [[MONDAY_NOON_MS - 3_600_000, 7.0]]


async def test_a_series_named_by_an_import_beside_the_running_server_is_taken_up(tmp_path):
    running, importing = SqliteSeries(tmp_path / "series.db"), SqliteSeries(tmp_path / "series.db")
    try:
        await importing.append([(KEY, 1, 1.0)])
        await running.append([(KEY, 2, 2.0)])
        assert await running.window(KEY, from_ms=0, to_ms=9) == [(1, 1.0), (2, 2.0)]
    finally:
        running.close()
        importing.close()


async def test_a_restarted_server_knows_which_devices_have_smoke_sensors(tmp_path):
    async with open_town(tmp_path) as town:
        await town.backend.series.append([(SeriesKey("sued-1", "rauch-halle-sued", "smoke_pct_m"), MONDAY_NOON_MS, 0.1)])
        conn = Conn(dev="sued-1", online=True, boot="b", conn=1)
        await town.backend.fleet.on_conn(town.arrival("sued-1"), conn)
        await town.backend.fleet._keep()
    async with open_town(tmp_path, keep=True) as town:
        assert town.backend.fleet.state_of("sued-1") is DeviceState.SUSPECT
        town.clock.advance(SILENCE_SMOKE_MS + 1)
        assert town.backend.fleet.state_of("sued-1") is DeviceState.OFFLINE
