"""Latencies rest on the alarms of thirty days, over restarts, and on no clock that cannot be trusted."""

import pytest

from hallenwart_backend.alerts.measure import KEPT_MS, Spans
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Severity
from support.backends import open_town
from support.letters import fire, incident_of


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def _incident(town, key="k", **more):
    await town.backend.incidents.report(fire(key=key, **more))
    return await incident_of(town, key)


async def test_the_first_screen_and_the_first_handing_over_count_and_are_kept(town):
    spans, now = Spans(), town.clock.now_ms()
    incident = await _incident(town)
    spans.began(incident)
    spans.shown(incident.id, now + 100)
    spans.shown(incident.id, now + 900)
    spans.handed(incident.id, now + 300)
    spans.handed(None, now + 300)
    await spans.save(town.backend.records)
    await spans.save(town.backend.records)
    again = Spans()
    await again.load(town.backend.records, town.clock)
    assert (again.screens, again.handovers) == ([800], [1_000])
    again.began(incident)
    assert again.screens == [800]
    town.clock.advance(KEPT_MS + 1)
    await again.prune(town.backend.records, town.clock)
    fresh = Spans()
    await fresh.load(town.backend.records, town.clock)
    assert (again.screens, fresh.screens, fresh.screen(0.5)) == ([], [], None)


async def test_a_clock_that_cannot_be_trusted_is_counted_and_gives_no_figure(town):
    spans = Spans(lambda device: device != "nordpark-1")
    incident = await _incident(town)
    spans.began(incident)
    spans.shown(incident.id, town.clock.now_ms())
    assert (spans.untrusted, spans.screens) == (1, [])


async def test_only_alarms_that_are_news_count(town):
    spans = Spans()
    for number, more in enumerate(({"kind": IncidentKind.KEY_OVERDUE, "sev": Severity.WARN}, {"replayed": True})):
        incident = await _incident(town, f"k{number}", **more)
        spans.began(incident)
        spans.shown(incident.id, town.clock.now_ms())
    assert spans.screens == []
