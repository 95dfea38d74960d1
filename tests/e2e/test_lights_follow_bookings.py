"""Lights and heatings of a living town: they follow the plan with the network cut and after a kill, a hand, and lost power."""

import os
import signal
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from support.brokers import needs_mosquitto
from support.town import RunningTown, until

pytestmark = [needs_mosquitto, pytest.mark.mosquitto, pytest.mark.slow]
KERN = "kern@stadt.example"
HALL, GYM = "Sporthalle Nordpark", "Gymnastikraum"
BY_PLAN = ("lead", "booked", "empty", "people", "lag", "free")
"""Whatever the hour is when this begins: the light follows the plan and who is there."""


@pytest.fixture(scope="module")
def town(evening: RunningTown) -> RunningTown:
    return evening


@pytest.fixture(scope="module")
def keeper(town: RunningTown) -> Iterator[httpx.Client]:
    client = town.api(KERN)
    yield client
    client.close()


def answers(url: str) -> bool:
    try:
        return httpx.get(url).is_success
    except httpx.TransportError:
        return False


def burns(town: RunningTown, hall: str, kind: str = "light") -> bool:
    return next(lamp["on"] for lamp in town.told()["lamps"] if (lamp["hall"], lamp["kind"]) == (hall, kind))


def shown(keeper: httpx.Client, output: str) -> dict[str, Any]:
    told = keeper.get("/api/sites/nordpark/outputs").raise_for_status().json()
    return next((one for one in told["outputs"] if one["id"] == output), {})


def follows(keeper: httpx.Client, output: str, on: bool | None, why: str) -> dict[str, Any]:
    def holds() -> dict[str, Any] | None:
        now = shown(keeper, output)
        return now if (now.get("on"), now.get("why"), now.get("stale")) == (on, why, False) else None

    return until(holds, what=f"{output} is {on} because {why}", every_s=0.3)


def by_hand(town: RunningTown, keeper: httpx.Client, output: str, *, on: bool | None) -> str:
    body = {"on": on, "until_ms": town.truth()["now_ms"] + 3_600_000}

    def taken() -> str | None:
        answer = keeper.post(f"/api/outputs/{shown(keeper, output)['device']}/{output}", json=body)
        assert answer.status_code in (202, 409), answer.text
        return answer.json().get("id")  # 409: the device is just coming back

    command = until(taken, what="the order is sent")

    def over() -> str | None:
        told = keeper.get(f"/api/commands/{command}").json()
        return told["code"] if told["state"] in ("done", "failed", "rejected") else None

    return until(over, what="the order came to an end")


def test_a_booked_hall_is_lit_and_warm_and_so_is_one_behind_a_shelly(town: RunningTown, keeper: httpx.Client):
    for output, hall, kind in (("licht-halle", HALL, "light"), ("heizung-halle", HALL, "heating")):
        follows(keeper, output, True, "booked")
        assert burns(town, hall, kind)

    def known() -> dict[str, Any] | None:
        gym = shown(keeper, "licht-gymnastik")
        return gym if gym.get("on") is not None and gym["why"] in BY_PLAN else None

    gym = until(known, what="the Shelly's light is told")
    assert gym["device"] == "nordpark-2"
    until(lambda: burns(town, GYM) is shown(keeper, "licht-gymnastik").get("on"), what="it burns as told")


def test_cut_off_and_killed_the_hall_keeps_its_light(town: RunningTown, keeper: httpx.Client):
    follows(keeper, "licht-halle", True, "booked")
    town.do("cut")
    before = town.truth()["processes"]["nordpark-1"]
    os.kill(before, signal.SIGKILL)
    until(lambda: town.truth()["processes"]["nordpark-1"] not in (None, before), what="the agent is back")
    until(lambda: answers(f"{town.screens('nordpark-1')}/healthz"), what="it answers")
    until(lambda: burns(town, HALL), what="the light is on, without network")
    town.do("heal")
    follows(keeper, "licht-halle", True, "booked")


def test_a_hand_darkens_and_gives_back(town: RunningTown, keeper: httpx.Client):
    assert by_hand(town, keeper, "licht-halle", on=False) == "ok"
    follows(keeper, "licht-halle", False, "manual")
    assert not burns(town, HALL)
    assert by_hand(town, keeper, "licht-halle", on=None) == "ok"
    follows(keeper, "licht-halle", True, "booked")


def test_a_shelly_without_power_is_said_and_heals(town: RunningTown, keeper: httpx.Client):
    assert by_hand(town, keeper, "licht-gymnastik", on=True) == "ok"
    assert burns(town, GYM)
    town.do("switch_dead")
    town.met("switch_dead", "Manager page: the light does not follow")
    assert shown(keeper, "licht-gymnastik")["on"] is None
    assert not burns(town, GYM)
    town.do("switch_back")
    town.met("switch_back", "Manager page: the light follows again")
    until(lambda: burns(town, GYM), what="the hand holds still")
