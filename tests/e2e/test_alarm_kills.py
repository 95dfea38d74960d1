"""kill -9 of agent, broker and server while a room burns, at moments nobody chose: the alarm stands each time, once.

`make kills` kills each a hundred times, from a seed it prints ($HALLENWART_SEED plays the same again as far as time allows).
"""

import asyncio
import json
import os
import random
from collections import Counter
from collections.abc import Awaitable, Callable

import pytest

from hallenwart_contract.display import DisplayMode
from support.alarm_house import (
    DEVICE,
    ESCALATES_S,
    HEAT,
    KERN,
    LOOP,
    NAMES,
    SMOKE,
    YILMAZ,
    Broker,
    House,
    Process,
    alarm_house,
    until,
)
from support.brokers import ENGINES

KILLS = int(os.environ.get("HALLENWART_KILLS", "0"))
"""Of agent and server beside each engine of the broker; each engine is killed twice as often. 0: ten and five."""
SEED = int(os.environ.get("HALLENWART_SEED", "1"))
ROUNDS = 5
STORIES = {engine: -(-KILLS // ROUNDS) or usual for engine, usual in (("mosquitto", 2), ("amqtt", 1))}
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900 + 300 * max(STORIES.values()))]

FIRES = ("smoke", "heat", "panel", "call_point")


class Story:
    """One fire from the first smoke to the end of the incident. After every round of kills all must be as it has to be."""

    def __init__(self, house: House, dice: random.Random, number: int) -> None:
        self.house, self.dice, self.number = house, dice, number
        self.sensors: set[str] = set()
        self.state, self.sounds, self.quiet_since = "open", True, 0
        self.incident = ""

    async def tell(self) -> None:
        house = self.house
        await self.round("smoke", self.smoke)
        await self.round("it grows", self.grow)
        await self.round("somebody silences", self.silence)
        await until(self.second_was_called, "the second on call is called")
        await self.round("somebody acknowledges", self.acknowledge)
        assert not any(change.sounding for change in house.siren.history[self.quiet_since :]), "a silenced siren sounded"
        await self.round("the end", self.end)
        await self.agrees()

    async def round(self, what: str, happens: Callable[[], Awaitable[None]]) -> None:
        """Let something happen while each process is killed and started again, then see that all is as it must be."""
        house = self.house
        async with asyncio.TaskGroup() as group:
            group.create_task(self.later(happens))
            group.create_task(self.kills(house.agent))
            group.create_task(self.kills(house.server))
            group.create_task(self.kills(house.broker, times=2))
        await until(self.stands, f"story {self.number}, {what}: all is as it must be", seen=self.seen)

    async def later(self, happens: Callable[[], Awaitable[None]]) -> None:
        await asyncio.sleep(self.dice.uniform(0, 1.5))
        await happens()

    async def kills(self, victim: Process | Broker, times: int = 1) -> None:
        for _ in range(times):
            await asyncio.sleep(self.dice.uniform(0, 2.0))
            await victim.kill()
            await victim.start()

    # --- what happens ---

    async def smoke(self) -> None:
        self.house.smoke.od_per_m = 0.06
        self.sensors = {SMOKE}

    async def grow(self) -> None:
        self.house.heat.temp_c = 62.0
        await asyncio.sleep(self.dice.uniform(0, 1.0))
        self.house.loop.alarm()
        self.sensors = {SMOKE, HEAT, LOOP}

    async def silence(self) -> None:
        await until(self.pressed_and_quiet, "the siren is silent")
        self.sounds, self.quiet_since = False, len(self.house.siren.history)

    async def pressed_and_quiet(self) -> bool:
        answer = await self.house.ask(KERN, "POST", f"/api/fire/{DEVICE}/silence")
        if answer is None or answer.status_code != 202:
            return False
        return await self.holds_for(self.quiet, 1.5)

    async def holds_for(self, holds: Callable[[], Awaitable[bool]], seconds: float) -> bool:
        end = asyncio.get_running_loop().time() + seconds
        while asyncio.get_running_loop().time() < end:
            if not await holds():
                return False
            await asyncio.sleep(0.1)
        return True

    async def quiet(self) -> bool:
        return not self.house.siren.sounding and await self.house.shown() is not None

    async def acknowledge(self) -> None:
        async def done() -> bool:
            answer = await self.house.ask(KERN, "POST", f"/api/incidents/{self.incident}/ack", {"word": "going"})
            return answer is not None and answer.status_code == 200

        await until(done, "acknowledged")
        self.state = "acknowledged"

    async def end(self) -> None:
        async def done() -> bool:
            answer = await self.house.ask(KERN, "POST", f"/api/incidents/{self.incident}/resolve", {"note": "gelüftet"})
            known = answer is not None and answer.status_code == 409 and answer.json().get("code") == "resolved"
            return known or (answer is not None and answer.status_code == 200)

        self.house.air_out()
        await until(done, "resolved")
        self.state = "resolved"

    # --- what must be so ---

    async def stands(self) -> bool:
        house = self.house
        shown, page = await house.shown(), await house.page()
        if shown is None or page is None:
            return False
        fires = [each for each in page.incidents if each.kind in FIRES and each.state != "resolved"]
        if self.state == "resolved":
            return not fires and shown.mode is DisplayMode.BOARD and not house.siren.sounding
        assert len(fires) <= 1, f"one fire, {len(fires)} incidents"
        if not fires:
            return False
        fire = fires[0]
        assert self.incident in ("", fire.id), "the fire became another incident"
        self.incident = fire.id
        right = {each.c for each in fire.sensors} == self.sensors and fire.state == self.state
        return right and shown.mode is not DisplayMode.BOARD and house.siren.sounding is self.sounds

    async def second_was_called(self) -> bool:
        found = self.house.records("SELECT 1 FROM incident_steps WHERE incident = ? AND who = ?", self.incident, NAMES[YILMAZ])
        return bool(found)

    async def seen(self) -> str:
        shown, page = await self.house.shown(), await self.house.page()
        fires = [(each.state, [one.c for one in each.sensors]) for each in page.incidents] if page else None
        return f"siren {self.house.siren.sounding}, display {shown.mode if shown else None}, incidents {fires}"

    async def agrees(self) -> None:
        """Compare what is on record: nothing lost, nothing twice."""
        house = self.house
        await until(self.all_handed_over, "all messages are handed over")
        numbered = house.records("SELECT device, epoch, stream, seq, copy FROM stream_row")
        assert not any(row["copy"] for row in numbered)
        assert len(numbered) == len({tuple(row) for row in numbered})
        raised = [json.loads(row["body"]) for row in house.records("SELECT body FROM stream_row WHERE stream = 'a'")]
        ids = {row["id"] for row in raised if row["type"] in FIRES}
        assert len(ids) == self.number, "one alarm per fire"
        incidents = house.records("SELECT id, state FROM incidents WHERE kind IN ('smoke', 'heat', 'panel', 'call_point')")
        assert [row["state"] for row in incidents] == ["resolved"] * self.number
        self.timeline_agrees()
        self.letters_agree()

    def timeline_agrees(self) -> None:
        steps = self.house.records("SELECT kind, who, text FROM incident_steps WHERE incident = ? ORDER BY id", self.incident)
        once = Counter((row["kind"], row["who"]) for row in steps)
        assert once["raised", ""] == 1
        assert once["sensor", ""] == 2, [tuple(row) for row in steps]
        assert once["queued", NAMES[KERN]] == 1
        assert once["escalated", NAMES[YILMAZ]] in (1, 2), "called once, and once more with everybody"
        assert once["acked", NAMES[KERN]] == once["resolved", NAMES[KERN]] == 1
        assert not {"worse", "again"} & {row["kind"] for row in steps}

    def letters_agree(self) -> None:
        house = self.house
        letters = house.records(
            "SELECT email, step, outgoing.created_ms, over, acked_ms FROM outgoing JOIN people ON people.id = outgoing.person"
            " WHERE incident = ? ORDER BY outgoing.id",
            self.incident,
        )
        keys = [(row["email"], row["step"], row["over"]) for row in letters]
        assert len(keys) == len(set(keys)), keys
        calls = {mail: [row["created_ms"] for row in letters if row["email"] == mail and not row["over"]] for mail in NAMES}
        assert len(calls[KERN]) in (1, 2)
        assert len(calls[YILMAZ]) in (1, 2)
        assert calls[YILMAZ][0] - calls[KERN][0] >= ESCALATES_S * 1_000, "the second was called too early"
        for mail, path in ((KERN, "/kern"), (YILMAZ, "/yilmaz")):
            handed = [asked for asked in house.gateway.asked if asked.path.rstrip("/") == path]
            assert len(handed) >= len(calls[mail]), f"{mail} was not reached"

    async def all_handed_over(self) -> bool:
        waiting = "SELECT 1 FROM outgoing WHERE accepted_ms IS NULL AND dead_ms IS NULL AND withdrawn_ms IS NULL"
        return not self.house.records(waiting)


async def set_policy(house: House) -> None:
    """Let the second on call follow the first after the shortest time there is, and nobody be reminded meanwhile."""
    answer = await house.ask("admin@stadt.example", "GET", "/api/alert-policy")
    assert answer is not None
    policy = answer.json()
    orders = [{key: value for key, value in order.items() if key != "words"} for order in policy["orders"]]
    for order in orders:
        if order["situation"] == "alarm":
            order |= {"escalate_s": ESCALATES_S, "remind_s": 3_600}
    body = {"rev": policy["rev"], "orders": orders, "night": policy["night"], "cooldown_s": policy["cooldown_s"]}
    answer = await house.ask("admin@stadt.example", "PUT", "/api/alert-policy", body)
    assert answer is not None
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("engine", ENGINES)
async def test_the_alarm_stands_whatever_is_killed(engine, tmp_path, record_property):
    record_property("seed", SEED)
    dice = random.Random(f"{SEED} {engine}")
    async with alarm_house(tmp_path, engine) as house:
        await set_policy(house)
        for number in range(1, STORIES[engine] + 1):
            try:
                await Story(house, dice, number).tell()
            except BaseException:
                print(house.tails())  # noqa: T201 - shown with a failure
                raise
