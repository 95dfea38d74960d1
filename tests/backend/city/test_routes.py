"""Over HTTP: a feed is pushed with its key; the page of all of it is the managers'; incidents come from the one engine."""

import json

import pytest

from hallenwart_backend.errors import StoreUnavailableError
from support.backends import ADMIN, JANA, open_town
from support.city_town import KEY, write_feeds


async def pushed(town, content, *, key=KEY, feed="wetter"):
    headers = [(b"authorization", f"Bearer {key}".encode())] if key else []
    return await town.stranger().post(f"/city/v1/feeds/{feed}", content=content, headers=headers)


async def test_a_feed_is_pushed_and_shown_and_silence_is_an_incident(tmp_path, monkeypatch):
    write_feeds(tmp_path)
    async with open_town(tmp_path) as town:
        await _objects_find_their_sensors(town)
        await _without_the_key_nobody_learns_which_feeds_there_are(town)
        await _what_is_no_json_is_refused(town)
        await _the_page_is_the_managers(town)
        await _silence_is_an_incident(town)
        await _who_pushes_too_fast_is_slowed_down(town)
        await _a_store_that_is_away_is_told(town, monkeypatch)


async def _objects_find_their_sensors(town):
    items = [
        {"station": "nordpark", "wind": {"speed": 4.2}},
        {"station": "west"},
        {"station": "nordpark", "wind": {"speed": "?"}},
    ]
    answer = await pushed(town, json.dumps(items))
    assert answer.status_code == 200
    assert answer.json() == {"stored": 1, "refused": ["2: no_sensor", "3: wind_m_s"]}
    assert answer.headers["cache-control"] == "no-store"


async def _without_the_key_nobody_learns_which_feeds_there_are(town):
    for key, feed in (("", "wetter"), ("x" * 32, "wetter"), (KEY, "luft"), (KEY, "stadtwerke"), ("ü" * 20, "wetter")):
        answer = await pushed(town, b"{}", key=key, feed=feed)
        assert (answer.status_code, answer.json()["code"]) == (401, "bad_key")


async def _what_is_no_json_is_refused(town):
    for content in (b"", b"{", b"\xff", b"[" * 3_000, json.dumps([{}] * 501).encode()):
        answer = await pushed(town, content)
        assert (answer.status_code, answer.json()["code"]) == (422, "not_json")


async def _the_page_is_the_managers(town):
    assert (await (await town.signed_in(JANA)).get("/api/city")).status_code == 403
    assert (await town.stranger().get("/api/city")).status_code == 401
    told = (await (await town.signed_in(ADMIN)).get("/api/city")).json()
    assert {one["id"]: (one["system"], one["connected"]) for one in told["sources"]} == {
        "stadtwerke": ("chirpstack", False),
        "ttn": ("things_stack", False),
        "umwelt": ("topics", False),
        "wetter": ("push", None),
    }
    (wind,) = [one for one in told["sensors"] if one["id"] == "wetter-nord"]
    assert wind["figures"] == [{"component": "wetter-nord", "quantity": "wind_m_s", "x": 4.2, "t_ms": town.clock.now_ms()}]
    assert "geheim" not in json.dumps(told)
    assert KEY not in json.dumps(told)


async def _silence_is_an_incident(town):
    town.clock.advance(3 * 600_000 + 61_000)
    await town.backend.city.desk.look()
    view = await town.backend.build_view()
    (silent,) = [one for one in view.incidents if one.device == "feed-wetter-nord"]
    assert (silent.kind, silent.sev, silent.sensors[0].c) == ("sensor_fault", "info", "Wetter Nordpark")


async def _who_pushes_too_fast_is_slowed_down(town):
    answers = [await pushed(town, b"{}") for _ in range(70)]
    slowed = [one for one in answers if one.status_code == 429]
    assert len(answers) - len(slowed) == 60
    assert int(slowed[0].headers["retry-after"]) >= 1


async def _a_store_that_is_away_is_told(town, monkeypatch):
    async def failing(_points):
        raise StoreUnavailableError("full")

    town.clock.advance(60_000)
    monkeypatch.setattr(town.backend.series, "append", failing)
    assert (await pushed(town, json.dumps({"station": "nordpark", "wind": {"speed": 4.2}}))).status_code == 503


@pytest.mark.parametrize("mistake", ["[[broker", "[[brokr]]"])
async def test_a_file_with_mistakes_leaves_the_server_alive(tmp_path, mistake):
    (tmp_path / "feeds.toml").write_text(mistake)
    async with open_town(tmp_path) as town:
        told = (await (await town.signed_in(ADMIN)).get("/api/city")).json()
        assert told["problems"][0].startswith("feeds.toml: ")
