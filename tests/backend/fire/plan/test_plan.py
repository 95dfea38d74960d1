"""The plan of a site: what is refused in words, what is kept, and that a picture brings nothing hidden with it."""

import base64
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from hallenwart_backend.errors import RefusedError
from hallenwart_backend.fire.plan.picture import LONGEST_PX, redrawn
from hallenwart_backend.fire.plan.rules import Plan, Point, Room, fault_of
from support.backends import AMT, JANA, KERN, WEHR, open_town
from support.fire_town import DEVICE, SMOKE, kept, show
from support.locker_town import connect
from support.photos import with_exif

PLAN = {
    "width_m": 40.0,
    "height_m": 25.0,
    "rooms": [{"name": "Geräteraum", "x_m": 0, "y_m": 0, "w_m": 8, "h_m": 5, "zone": "geraeteraum"}],
    "points": [
        {"kind": "sensor", "name": "Rauchmelder Decke", "x_m": 4, "y_m": 2.5, "device": DEVICE, "c": SMOKE, "sees": "smoke"},
        {"kind": "exit", "name": "Notausgang Nord", "x_m": 40, "y_m": 12},
    ],
    "picture": None,
}


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def _put(town, email=KERN, site="nordpark", **changes):
    return await (await town.signed_in(email)).put(f"/api/sites/{site}/plan", json=PLAN | changes)


def _png(width=300, height=200) -> str:
    out = BytesIO()
    Image.new("RGBA", (width, height), (200, 30, 30, 120)).save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


async def test_a_plan_is_kept_and_names_and_places_sensors_on_the_page(town):
    await connect(town)
    await show(town)
    assert (await (await town.signed_in(KERN)).get("/api/sites/nordpark/plan")).json()["code"] == "no_plan"
    put = await _put(town)
    assert put.status_code == 200, put.text
    got = (await (await town.signed_in(WEHR)).get("/api/sites/nordpark/plan")).json()
    assert (got["rooms"], got["points"][0]["name"], got["picture"]) == (put.json()["rooms"], "Rauchmelder Decke", None)
    assert (got["may_edit"], put.json()["may_edit"]) == (False, True)
    assert got["names"] == {"geraeteraum": "Geräteraum"}
    view = await town.backend.build_view()
    zone = next(one for one in view.zones if one.device == DEVICE)
    assert next((one.name, one.kind, one.x, one.y) for one in zone.sensors) == ("Rauchmelder Decke", "smoke", 0.1, 0.1)
    assert [one.plan for one in view.sites] == [True, False]
    assert town.backend.context.sensor(DEVICE, SMOKE) == "Rauchmelder Decke"
    assert [said for _, _, said in await kept(town, "fire.plan")] == ["1 Räume, 2 Punkte"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"width_m": 0.2}, "bad_size"),
        ({"rooms": [{"name": "A", "x_m": 36, "y_m": 0, "w_m": 5, "h_m": 5}]}, "outside"),
        ({"rooms": [{"name": "A", "x_m": 1, "y_m": 0, "w_m": 0, "h_m": 5}]}, "outside"),
        ({"points": [{"kind": "door", "name": "Tür", "x_m": 3, "y_m": 25.5}]}, "outside"),
        ({"rooms": [{"name": "A", "x_m": 0, "y_m": 0, "w_m": 5, "h_m": 5, "zone": "halle-sued"}]}, "no_such_zone"),
        ({"points": [{"kind": "locker", "name": "K", "x_m": 0, "y_m": 0, "device": "sued-1"}]}, "no_such_device"),
        ({"points": [{"kind": "sensor", "name": "M", "x_m": 0, "y_m": 0, "device": DEVICE}]}, "which_sensor"),
        ({"points": [PLAN["points"][0], PLAN["points"][0]]}, "drawn_twice"),
        ({"picture": "kein base64"}, "bad_picture"),
        ({"picture": base64.b64encode(b"GIF89a").decode()}, "bad_picture"),
    ],
)
async def test_what_does_not_fit_is_refused_in_words_and_changes_nothing(town, changes, code):
    await _put(town)
    refused = await _put(town, **changes)
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert len(refused.json()["message"]["de"]) > 15
    assert (await (await town.signed_in(KERN)).get("/api/sites/nordpark/plan")).json()["width_m"] == 40.0


async def test_a_picture_is_drawn_anew_kept_when_wanted_and_taken_away(town):
    assert (await _put(town, picture=base64.b64encode(with_exif(900, 600)).decode())).status_code == 200
    kern = await town.signed_in(KERN)
    first = await kern.get((await kern.get("/api/sites/nordpark/plan")).json()["picture"])
    assert (first.status_code, first.headers["content-type"]) == (200, "image/jpeg")
    assert b"Exif" not in first.content
    assert b"Jana" not in first.content
    town.clock.advance(1_000)
    await _put(town, width_m=50, picture="keep")
    assert (await kern.get("/api/sites/nordpark/plan/picture")).content == first.content
    await _put(town, picture=_png())
    assert (await kern.get("/api/sites/nordpark/plan/picture")).headers["content-type"] == "image/png"
    await _put(town, picture=None)
    assert (await kern.get("/api/sites/nordpark/plan/picture")).json()["code"] == "no_picture"


async def test_who_may_draw(town):
    statuses = {email: (await _put(town, email)).status_code for email in (AMT, WEHR, JANA)}
    assert statuses == {AMT: 200, WEHR: 403, JANA: 403}
    assert (await _put(town, KERN, "sued")).status_code == 403
    assert (await (await town.signed_in(JANA)).get("/api/sites/nordpark/plan")).status_code == 403


def test_a_huge_picture_becomes_small_and_a_bomb_is_refused():
    out = BytesIO()
    Image.new("L", (5_000, 100)).save(out, "PNG")
    data, media_type = redrawn(out.getvalue())
    assert (Image.open(BytesIO(data)).size, media_type) == ((LONGEST_PX, 48), "image/png")
    bomb = BytesIO()
    Image.new("1", (20_000, 5_000)).save(bomb, "PNG")
    with pytest.raises(RefusedError):
        redrawn(bomb.getvalue())


metres = st.floats(0, 120)


@given(st.builds(Room, st.just("A"), metres, metres, metres, metres), metres, metres)
def test_no_room_or_point_outside_is_ever_taken(room, x_m, y_m):
    plan = Plan(60.0, 40.0, (room,), (Point("door", "Tür", x_m, y_m),))
    taken = fault_of(plan, zones=(), devices=()) is None
    assert not taken or (room.x_m + room.w_m <= 60.02 and room.y_m + room.h_m <= 40.02 and room.w_m > 0 and room.h_m > 0)
    assert not taken or (x_m <= 60 and y_m <= 40)
    x, y = plan.share(plan.points[0])
    assert not taken or (0 <= x <= 1 and 0 <= y <= 1)
