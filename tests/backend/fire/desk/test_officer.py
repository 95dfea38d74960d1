"""What a fire officer may, and who else touches sensors."""

import pytest

from hallenwart_contract.messages import Alarm
from support.backends import AMT, JANA, KERN, MONDAY_NOON_MS, WEHR, open_town
from support.fire_town import DEVICE, SMOKE, kept, show
from support.locker_town import connect, incident


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def test_a_fire_officer_uses_the_manager_s_page_and_others_do_not_touch_sensors(town):
    await connect(town)
    await show(town)
    wehr = await town.signed_in(WEHR)
    home = await (await town.signed_in(JANA)).get("/api/fire/proposals")
    assert home.status_code == 403
    assert (await wehr.get("/api/fire/proposals")).status_code == 200
    assert (await wehr.post(f"/api/fire/{DEVICE}/silence")).status_code == 202
    assert (await (await town.signed_in(AMT)).post(f"/api/fire/{DEVICE}/silence")).status_code == 403
    assert (await (await town.signed_in(KERN)).post("/api/fire/sued-1/silence")).status_code == 403


async def test_a_fire_officer_sees_and_acknowledges_a_fire(town):
    alarm = Alarm(id="a", type="smoke", phase="raise", sev="crit", zone="geraeteraum", c=SMOKE, t_ms=MONDAY_NOON_MS)
    await town.backend.fire.on_alarm(town.arrival(), alarm)
    found = await incident(town, "smoke")
    wehr = await town.signed_in(WEHR)
    assert (await wehr.get("/api/incidents", params={"state": "open"})).status_code == 200
    acked = await wehr.post(f"/api/incidents/{found.id}/ack", json={"word": "going"})
    assert (acked.status_code, acked.json()["acked_by"]) == (200, "Rolf Wehr")
    await connect(town)
    assert (await wehr.post(f"/api/fire/{DEVICE}/silence")).status_code == 202
    whole = (await wehr.get(f"/api/incidents/{found.id}")).json()
    steps = [(step["kind"], step["who"]) for step in whole.get("incident", whole)["steps"]]
    assert ("silenced", "Rolf Wehr") in steps
    assert not any("Wehr" in (said or "") for _, _, said in await kept(town, "incident.acked"))
