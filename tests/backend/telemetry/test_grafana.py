"""Every question of the dashboards asked of a real VictoriaMetrics, filled by the real mirror and the real `/metrics`."""

import asyncio
import json
import math
import re
from itertools import chain
from pathlib import Path

import httpx
import pytest
import yaml

from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.mirror.settings import MirrorSettings
from hallenwart_contract.quantities import QUANTITIES
from support.backends import HOUR_MS, MONDAY_NOON_MS, open_town
from support.victoria import Victoria, needs_victoria

pytestmark = needs_victoria
FOLDER = Path(__file__).parents[3] / "dashboards/grafana"
BOARDS = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted((FOLDER / "dashboards").glob("*.json"))}
QUESTIONS = [
    (f"{name}: {panel['title']}", target["expr"])
    for name, board in BOARDS.items()
    for panel in board["panels"]
    for target in panel["targets"]
]
VARIABLES = {variable["query"]["query"] for board in BOARDS.values() for variable in board["templating"]["list"]}
MINUTE_MS = 60_000


@pytest.fixture(scope="module")
def victoria(tmp_path_factory):
    server = Victoria(tmp_path_factory.mktemp("victoria"))
    server.start()
    yield server
    server.kill9()


@pytest.fixture(scope="module")
def filled(tmp_path_factory, victoria):
    asyncio.run(_fill(tmp_path_factory.mktemp("town"), victoria))
    return victoria


async def _fill(folder, victoria):
    """Three hours of one hall; the server's own figures each minute of the last half hour."""
    async with open_town(folder, mirror=MirrorSettings(victoria.url, history=True)) as town:
        series, mirror = town.backend.series, town.backend.telemetry.mirror
        times = range(MONDAY_NOON_MS - 3 * HOUR_MS, MONDAY_NOON_MS, 5 * MINUTE_MS)
        keys = [SeriesKey("nordpark-1", "nordpark", quantity) for quantity in QUANTITIES]
        await series.append([(key, t_ms, _value(key.quantity, t_ms)) for key in keys for t_ms in times])
        await mirror.begin()
        while await mirror.step():
            pass
        town.clock.advance(-30 * MINUTE_MS)
        for _ in range(31):
            await _scraped(town, victoria)
            town.clock.advance(MINUTE_MS)


def _value(quantity, t_ms):
    return float(round(20 + 3 * math.sin(t_ms / HOUR_MS))) if quantity != "presence" else 0.0


async def _scraped(town, victoria):
    """Do what VictoriaMetrics does with `scrape.yaml`, at the time the town has."""
    answer = await town.stranger().get("/healthz")
    assert answer.status_code == 200
    asked = {"timestamp": str(town.clock.now_ms()), "extra_label": "job=hallenwart"}
    text = await town.backend.figures.text()
    async with httpx.AsyncClient() as client:
        (await client.post(f"{victoria.url}/api/v1/import/prometheus", params=asked, content=text)).raise_for_status()


def asked(expression):
    """The expression as Grafana sends it, with all halls and devices."""
    for name, value in (("$__rate_interval", "5m"), ("$__interval", "1m"), ("$hall", ".*"), ("$device", ".*")):
        expression = expression.replace(name, value)
    assert "$" not in expression, expression
    return expression


@pytest.mark.parametrize(("where", "expression"), QUESTIONS, ids=[where for where, _ in QUESTIONS])
def test_every_question_is_understood_and_answered(filled, where, expression):
    found = filled.query(asked(expression), at_ms=MONDAY_NOON_MS - MINUTE_MS)
    assert found, f"{where} finds nothing: {expression}"
    assert all(not math.isnan(float(one["value"][1])) for one in found) or "histogram" in expression


@pytest.mark.parametrize("variable", sorted(VARIABLES))
def test_every_choice_has_something_to_choose(filled, variable):
    metric, label = re.fullmatch(r"label_values\((?:(\w+), )?(\w+)\)", variable).groups()
    span = {"start": str((MONDAY_NOON_MS - HOUR_MS) // 1_000), "end": str(MONDAY_NOON_MS // 1_000)}
    answer = httpx.get(
        f"{filled.url}/api/v1/label/{label}/values", params=span | ({"match[]": metric} if metric else {})
    ).raise_for_status()
    assert answer.json()["data"]


def test_dashboards_stand_on_the_provisioned_source_and_on_quantities_there_are():
    (source,) = yaml.safe_load((FOLDER / "provisioning/datasources/hallenwart.yaml").read_text())["datasources"]
    uids = {board["uid"] for board in BOARDS.values()}
    assert len(uids) == len(BOARDS) == 4
    for board in BOARDS.values():
        panels = board["panels"]
        assert len({panel["id"] for panel in panels}) == len(panels)
        named = chain(panels, *(panel["targets"] for panel in panels), board["templating"]["list"])
        assert {one["datasource"]["uid"] for one in named} == {source["uid"]}
    measured = {name for _, expression in QUESTIONS for name in re.findall(r"(\w+)_(?:value|quality)\b", expression)}
    assert {name for name in measured if name != "__name__"} <= set(QUANTITIES)
