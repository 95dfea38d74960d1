"""The test of the alarm path, with the real processes: sensor, agent, broker, server, gateway. Nothing sounds, nobody is woken.

Then a drill beside a real fire: the fire breaks through, and ends neither with the drill nor by it.
"""

import pytest

from support.alarm_house import ADMIN, DEVICE, HEAT, KERN, LOOP, SITE, SMOKE, alarm_house, until

pytestmark = [pytest.mark.slow]


async def test_a_test_runs_from_the_sensor_to_the_phone_and_a_fire_breaks_through_a_drill(tmp_path):
    async with alarm_house(tmp_path, "mosquitto") as house:

        async def asked(mail, method, path, body=None):
            answer = await house.ask(mail, method, path, body)
            assert answer is not None
            return answer

        begun = (await asked(ADMIN, "POST", "/api/alert-path/test")).json()

        async def done():
            return (await asked(ADMIN, "GET", f"/api/alert-path/tests/{begun['id']}")).json()["state"] != "running"

        await until(done, "the test is over")
        test = (await asked(ADMIN, "GET", f"/api/alert-path/tests/{begun['id']}")).json()
        assert (test["state"], test["device"], test["error"]) == ("handed_over", DEVICE, "")
        assert test["sensor"] in {SMOKE, HEAT, LOOP}
        assert test["alarm_ms"] is not None
        (told,) = house.gateway.asked
        assert told.path == "/kern"
        for sensor in (SMOKE, HEAT, LOOP):
            answer = await asked(KERN, "POST", f"/api/fire/{DEVICE}/selftest", {"c": sensor})
            assert answer.status_code == 202, answer.text
        assert not any(change.sounding for change in house.siren.history)
        assert not house.records("SELECT * FROM incidents WHERE sev = 'crit'")
        assert [row["kind"] for row in house.records("SELECT kind FROM evidence WHERE about = ?", begun["id"])]

        assert (await asked(KERN, "POST", f"/api/sites/{SITE}/drill", {"on": True})).status_code == 202
        await until(lambda: _kinds(house, {"drill"}), "the drill is told")
        house.smoke.od_per_m = 0.06
        await until(lambda: _kinds(house, {"drill", "smoke"}), "the fire is told beside it")
        assert (await asked(KERN, "POST", f"/api/sites/{SITE}/drill", {"on": False})).status_code == 202
        await until(lambda: _holds(house, {"smoke"}), "the drill is over, the fire is not")
        assert house.siren.sounding


async def _open(house):
    view = await house.page()
    return view.incidents if view is not None else []


async def _kinds(house, wanted):
    return {one.kind for one in await _open(house)} == wanted


async def _holds(house, wanted):
    return {one.kind for one in await _open(house) if one.cleared_ms is None} == wanted
