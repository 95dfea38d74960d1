"""Joins the director: actions by name, when each is possible, and the state the page shows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from hallenwart_contract import director as pages
from hallenwart_sim.director import fire, keys, network
from hallenwart_sim.director.names import ACTIONS
from hallenwart_sim.director.scene import Scene
from hallenwart_sim.director.stage import Check
from hallenwart_sim.town import timetable
from hallenwart_sim.town.town import Town


class Direction:
    """What the director's page acts on."""

    def __init__(self, town: Town, scene: Scene) -> None:
        self._town, self._scene, self._stage = town, scene, scene.stage
        self._tasks = asyncio.TaskGroup()
        self._burning: asyncio.Task[None] | None = None
        self._actions: dict[str, Callable[[], None]] = {
            "fire": self._fire,
            "fire_end": self._fire_end,
            "cut": self._cut,
            "heal": self._heal,
            "key_late": self._key_late,
            "no_show": self._no_show,
            "wrong_key": self._wrong_key,
            "broker_dead": self._broker_dead,
            "broker_back": self._broker_back,
        }

    async def live(self) -> None:
        """Carry out actions until cancelled."""
        async with self._tasks:
            await asyncio.Event().wait()

    # --- Acting ---

    async def do(self, what: str) -> None:
        if what not in self._actions:
            raise LookupError(f"unbekannt / unknown: {what}")
        if what not in self._can():
            raise LookupError("geht gerade nicht / not possible now")
        self._actions[what]()

    async def changed(self) -> None:
        self._stage.changed.clear()
        await self._stage.changed.wait()

    def told(self) -> pages.Director:
        return pages.Director(
            now_ms=self._stage.clock.now_ms(),
            zone=timetable.ZONE,
            speed=self._stage.clock.speed,
            engine=self._town.engine,
            network=self._town.network_is_whole(),
            broker=self._town.broker.running,
            can=self._can(),
            running=[run.told() for run in reversed(self._stage.runs)],
            links=self._town.links(),
            log=list(reversed(self._stage.log)),
        )

    def _can(self) -> list[str]:
        smoke = self._burning is not None
        possible = {
            "fire": not smoke,
            "fire_end": smoke,
            "cut": self._town.network_is_whole(),
            "heal": not self._town.network_is_whole(),
            "key_late": keys.late(self._scene) is not None,
            "no_show": keys.empty(self._scene) is not None,
            "wrong_key": keys.holding(self._scene) is not None,
            "broker_dead": self._town.broker.running,
            "broker_back": not self._town.broker.running,
        }
        return [action for action in ACTIONS if possible[action]]

    # --- actions ---

    def _fire(self) -> None:
        self._play("fire", fire.checks(self._scene))
        self._burning = self._tasks.create_task(fire.burn(self._scene), name="fire")

    def _fire_end(self) -> None:
        if self._burning is not None:
            self._burning.cancel()
            self._burning = None
        self._play("fire_end", fire.end_checks(self._scene))
        fire.air_out(self._scene)

    def _cut(self) -> None:
        self._town.cut()
        self._play("cut", network.gone_checks(self._scene))

    def _heal(self) -> None:
        self._town.heal()
        self._play("heal", network.back_checks(self._scene))

    def _broker_dead(self) -> None:
        self._town.kill_broker()
        self._play("broker_dead", network.gone_checks(self._scene)[:-1])

    def _broker_back(self) -> None:
        self._play("broker_back", network.back_checks(self._scene))
        self._tasks.create_task(self._town.revive_broker(), name="broker back")

    def _key_late(self) -> None:
        booking = keys.late(self._scene)
        if booking is not None:
            self._play("key_late", keys.late_checks(self._scene, booking))
            self._tasks.create_task(keys.keep(self._scene, booking), name="key late")

    def _no_show(self) -> None:
        booking = keys.empty(self._scene)
        if booking is not None:
            keys.stay_home(self._scene, booking)
            self._play("no_show", keys.empty_checks(self._scene, booking))

    def _wrong_key(self) -> None:
        booking = keys.holding(self._scene)
        if booking is not None:
            self._play("wrong_key", keys.wrong_checks(self._scene, booking))
            self._tasks.create_task(keys.hang_wrong_one(self._scene, booking), name="wrong key")

    def _play(self, what: str, checks: list[Check]) -> None:
        run = self._stage.begin(what, checks)
        self._tasks.create_task(self._stage.observe(run), name=f"observe: {what}")
