"""Ending a fire by resolving its incident: the devices decide, save where the device cannot know the alarm any more."""

import pytest

from hallenwart_backend.ports import Arrival
from hallenwart_contract.messages import State
from support.backends import ADMIN, open_town
from support.locker_town import connect
from support.scripted import alarm


@pytest.fixture
async def town(tmp_path, monkeypatch):
    monkeypatch.setattr("hallenwart_backend.fire.resetting.ENDS_WITHIN_S", 0.3)
    async with open_town(tmp_path) as opened:
        await opened.backend.fire.on_alarm(
            Arrival("nordpark-1", opened.clock.now_ms()), alarm(t_ms=opened.clock.now_ms(), sensors=["s1"], c="s1")
        )
        yield opened


async def _shows(town, *alarms):
    state = State(dev="nordpark-1", boot="b2", epoch="e2", sent_ms=town.clock.now_ms(), alarms=list(alarms))
    await town.backend.fleet.on_state(Arrival("nordpark-1", town.clock.now_ms()), state)


async def _resolve(town):
    (incident,) = await town.backend.incidents.open_incidents()
    admin = await town.signed_in(ADMIN)
    return (await admin.post(f"/api/incidents/{incident.id}/resolve", json={"note": "Karte getauscht"})).status_code


async def test_a_device_that_is_away_or_shows_the_alarm_keeps_it_open(town):
    assert await _resolve(town) == 409
    await _shows(town)
    assert await _resolve(town) == 409
    await connect(town)
    await _shows(town, alarm(t_ms=town.clock.now_ms()))
    assert await _resolve(town) == 409


async def test_a_device_with_a_new_card_ends_by_not_knowing_it(town):
    wire = await connect(town)
    await _shows(town)
    assert await _resolve(town) == 200
    assert [command.op for _, command in wire.sent] == ["reset"]
    assert await town.backend.incidents.open_incidents() == []
