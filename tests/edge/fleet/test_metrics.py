"""The agent's figures on its own Pi."""

import httpx
from prometheus_client.parser import text_string_to_metric_families

from hallenwart_contract.machine import Vitals
from hallenwart_edge.fleet.metrics import Figures, render
from hallenwart_edge.screens.app import create_app

FIGURES = Figures(
    version="0.1.0",
    online=True,
    connections=3,
    up_s=60,
    outbox_bytes=4_096,
    disk_free_mb=9_000,
    temp_cpu_c=None,
    alarms=1,
    sensors={"rauch": "ok", "schleife": "fault", "co": "ok"},
    vitals=Vitals(disk_total_mb=29_000, agent_mb=61, unsent={"a": 1, "t": 12}, throttled=["voltage"], off_ms=-250),
)


def read(text: str) -> dict[str, dict[tuple[str, ...], float]]:
    families = text_string_to_metric_families(text)
    return {family.name: {tuple(one.labels.values()): one.value for one in family.samples} for family in families}


def test_every_figure_is_told_with_its_unit_and_what_is_not_known_is_left_out():
    told = read(render(FIGURES).decode())
    assert told["hallenwart_agent_online"] == {(): 1}
    assert told["hallenwart_agent_unsent_rows"] == {("a",): 1, ("t",): 12}
    assert told["hallenwart_agent_components"] == {("ok",): 2, ("fault",): 1}
    assert told["hallenwart_agent_clock_off_seconds"] == {(): -0.25}
    assert told["hallenwart_agent_memory_bytes"] == {(): 61_000_000}
    assert told["hallenwart_agent_throttled"] == {("voltage",): 1}
    assert "hallenwart_agent_cpu_celsius" not in told


async def test_the_page_of_the_pi_serves_them(tmp_path):
    app = create_app(pages=tmp_path, health=dict, metrics=lambda: render(FIGURES))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1") as client:
        answer = await client.get("/metrics")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/plain; version=0.0.4; charset=utf-8")
        assert "hallenwart_agent_online 1.0" in answer.text
    bare = create_app(pages=tmp_path, health=dict)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=bare), base_url="http://127.0.0.1") as client:
        assert (await client.get("/metrics")).status_code == 404
