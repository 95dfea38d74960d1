"""Lights and heatings over HTTP: who may switch them, what devices are told, what the page shows."""

import pytest

from hallenwart_backend.booking import store
from hallenwart_backend.booking.model import Booking
from hallenwart_contract.documents import OutputTimes
from hallenwart_contract.outputs import Output
from support.backends import ADMIN, AMT, HOUR_MS, JANA, KERN, MONDAY_NOON_MS, WEHR, open_town
from support.fire_town import beat, kept, show
from support.locker_town import connect

DEVICE = "nordpark-1"
LIGHT = Output(
    id="licht", kind="light", hall="nordpark", on=True, wanted=True, why="booked", until_ms=MONDAY_NOON_MS + 9, since_ms=5
)
GYM = Output(id="heizung-gym", kind="heating", hall="gymnastik", why="free")
TIMES = {"lead_min": 7, "lag_min": 20, "absent_min": 0, "alone": True}


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def _switch(town, email=KERN, output="licht", device=DEVICE, **changes):
    body = {"on": True, "until_ms": MONDAY_NOON_MS + HOUR_MS} | changes
    return await (await town.signed_in(email)).post(f"/api/outputs/{device}/{output}", json=body)


async def _hall(town, hall):
    return next(one for one in (await town.backend.build_view()).halls if one.id == hall)


async def _book(town, hall, start_ms=MONDAY_NOON_MS + HOUR_MS, **more):
    booking = Booking(
        id=f"b{town.shown}{hall}",
        hall=hall,
        sections=(1,),
        club="tsv-lindenau",
        title="E-Jugend",
        person=None,
        start_ms=start_ms,
        end_ms=start_ms + HOUR_MS,
        state="booked",
        created_ms=1,
        **more,
    )
    await town.backend.records.write(lambda connection: store.add(connection, booking))
    return booking


async def _view(town, device=DEVICE):
    await town.backend.desk.publish_all()
    return town.backend.publisher.wanted(device, "view")


async def test_a_caretaker_switches_a_light_by_hand_and_gives_it_back(town):
    wire = await connect(town)
    await show(town, outputs=[LIGHT])
    asked = await _switch(town)
    assert asked.status_code == 202, asked.text
    command = wire.sent[-1][1]
    assert (command.op, command.arg) == ("output", {"id": "licht", "on": True, "until_ms": MONDAY_NOON_MS + HOUR_MS})
    assert command.id == asked.json()["id"]
    assert (await _switch(town, on=None)).status_code == 202
    assert wire.sent[-1][1].arg["on"] is None
    said = [(kind, what) for kind, _, what in await kept(town, "outputs.asked")]
    assert said == [("outputs.asked", "licht: an"), ("outputs.asked", "licht: wieder nach Belegung")]


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"email": JANA}, 403, "forbidden"),
        ({"email": WEHR}, 403, "forbidden"),
        ({"output": "nirgends"}, 404, "no_such_output"),
        ({"device": "sued-1"}, 403, "forbidden"),
        ({"device": "sued-1", "email": ADMIN}, 404, "no_such_output"),
        ({"until_ms": MONDAY_NOON_MS}, 422, "bad_until"),
        ({"until_ms": MONDAY_NOON_MS + 4 * HOUR_MS + 1}, 422, "bad_until"),
        ({"on": "an"}, 422, "invalid"),
    ],
)
async def test_what_is_refused(town, changes, status, code):
    await connect(town)
    await show(town, outputs=[LIGHT])
    answer = await _switch(town, **changes)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_a_device_that_is_not_reached_is_said_and_its_outputs_are_stale_on_the_page(town):
    await show(town, outputs=[LIGHT])
    answer = await _switch(town)
    assert (answer.status_code, answer.json()["code"]) == (409, "device_offline")
    output = (await _hall(town, "nordpark")).outputs[0]
    assert (output.on, output.why, output.stale) == (True, "booked", True)
    await connect(town)
    await beat(town)
    assert not (await _hall(town, "nordpark")).outputs[0].stale
    assert (await _hall(town, "gymnastik")).outputs == []


async def test_a_device_without_a_display_gets_the_bookings_of_the_halls_it_lights_without_their_names(town):
    await _book(town, "gymnastik")
    assert (await _view(town)).more == []
    await show(town, outputs=[LIGHT, GYM])
    view = await _view(town)
    assert (view.entries, view.halls, [(one.hall, one.title) for one in view.more]) == ([], [], [("gymnastik", "")])
    assert view.until_ms > MONDAY_NOON_MS + 7 * 24 * HOUR_MS


async def test_what_stands_on_the_display_is_not_told_twice_and_rooms_taken_along_are_lit(town):
    await show(town, device="nordpark-2", outputs=[LIGHT, GYM])
    await _book(town, "nordpark", rooms=("gymnastik",))
    await _book(town, "sued")
    view = await _view(town, "nordpark-2")
    assert [(one.hall, one.sections) for one in view.entries] == [("nordpark", [1])]
    assert [(one.hall, one.sections) for one in view.more] == [("gymnastik", [1])]


async def test_a_cancelled_booking_is_told_as_such(town):
    booking = await _book(town, "gymnastik")
    await show(town, outputs=[GYM])
    await town.backend.records.write(lambda connection: store.cancel(connection, booking.id, now_ms=1))
    assert [one.change for one in (await _view(town)).more] == ["cancelled"]


async def test_the_office_says_how_a_site_follows_and_its_devices_learn_it(town):
    await show(town, outputs=[LIGHT])
    office, keeper = await town.signed_in(AMT), await town.signed_in(KERN)
    assert (await keeper.put("/api/sites/nordpark/outputs", json={"times": {"light": TIMES}})).status_code == 403
    assert (await office.put("/api/sites/weg/outputs", json={"times": {}})).status_code == 404
    assert (
        await office.put("/api/sites/nordpark/outputs", json={"times": {"light": TIMES | {"lead_min": 999}}})
    ).status_code == 422
    told = (await office.put("/api/sites/nordpark/outputs", json={"times": {"light": TIMES, "licht": TIMES}})).json()
    assert told["times"] == {"light": TIMES, "licht": TIMES}
    assert told["usual"]["heating"] == {"lead_min": 60, "lag_min": 0, "absent_min": 30, "alone": False}
    await town.backend.desk.publish_all()
    assert town.backend.publisher.wanted(DEVICE, "cfg").outputs == {
        name: OutputTimes(lead_min=7, lag_min=20, absent_min=0, alone=True) for name in ("light", "licht")
    }
    assert town.backend.publisher.wanted("sued-1", "cfg").outputs == {}
    shown = (await keeper.get("/api/sites/nordpark/outputs")).json()
    assert [(one["id"], one["hall"], one["on"], one["stale"]) for one in shown["outputs"]] == [
        ("licht", "nordpark", True, True)
    ]
    assert [kind for kind, _, _ in await kept(town, "outputs.times")] == ["outputs.times"]
    await (await town.signed_in(ADMIN)).put("/api/sites/nordpark/outputs", json={"times": {}})
    await town.backend.desk.publish_all()
    assert town.backend.publisher.wanted(DEVICE, "cfg").outputs == {}


async def test_times_outlive_a_restart(tmp_path):
    async with open_town(tmp_path) as town:
        await (await town.signed_in(AMT)).put("/api/sites/nordpark/outputs", json={"times": {"heating": TIMES}})
    async with open_town(tmp_path, keep=True) as town:
        assert list(town.backend.outputs.times_of("nordpark")) == ["heating"]
