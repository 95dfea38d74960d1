"""Joins the director: actions by name, when each is possible, and the state the page shows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

from hallenwart_contract import director as pages
from hallenwart_sim.director import at_locker, dangers, elsewhere, fire, keys, lamps, network, new_pi, troubles
from hallenwart_sim.director.names import (
    ACTIONS,
    AT_IT,
    BURNS,
    IS_CUT,
    IS_DEAD,
    KEY_AWAY,
    MAINS,
    NO_FIRE,
    NO_HALL,
    NO_HOLDER,
    NO_KEY,
    NO_MAINS,
    NOT_CUT,
    NOT_DEAD,
    NOT_HERS,
    STANDS,
    Words,
)
from hallenwart_sim.director.scene import Scene
from hallenwart_sim.director.stage import Check
from hallenwart_sim.town import timetable
from hallenwart_sim.town.new_pi import NewPi
from hallenwart_sim.town.town import Town


class Direction:
    """What the director's page acts on."""

    def __init__(self, town: Town, scene: Scene) -> None:
        self._town, self._scene, self._stage = town, scene, scene.stage
        self._tasks = asyncio.TaskGroup()
        self._burning: asyncio.Task[None] | None = None
        self._key: asyncio.Task[None] | None = None
        self._card: asyncio.Task[None] | None = None
        self._acts = dangers.ACTS | troubles.ACTS | lamps.ACTS | elsewhere.ACTS | new_pi.ACTS
        town.people.tell = scene.stage.note
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
            "card": self._hold_card,
            "strange_card": self._hold_strangers,
            "mains_lost": self._mains_lost,
            "mains_back": self._mains_back,
        } | {what: partial(self._act, what) for what in self._acts}

    async def live(self) -> None:
        """Carry out actions until cancelled."""
        async with self._tasks:
            await asyncio.Event().wait()

    # --- Acting ---

    async def do(self, what: str, text: str = "") -> None:
        if what not in self._actions:
            raise LookupError(f"unbekannt / unknown: {what}")
        if reason := self._not_now().get(what):
            raise LookupError(" / ".join(reason))
        self._scene.typed = text
        self._actions[what]()

    async def changed(self) -> None:
        self._stage.changed.clear()
        await self._stage.changed.wait()

    def told(self) -> pages.Director:
        not_now = self._not_now()
        return pages.Director(
            now_ms=self._stage.clock.now_ms(),
            zone=timetable.ZONE,
            speed=self._stage.clock.speed,
            engine=self._town.engine,
            network=self._town.network_is_whole(),
            broker=self._town.broker.running,
            can=[action for action in ACTIONS if action not in not_now],
            not_now=[pages.NotNow(what=what, text_de=de, text_en=en) for what, (de, en) in not_now.items()],
            running=[run.told() for run in reversed(self._stage.runs)],
            links=self._town.links(),
            log=list(reversed(self._stage.log)),
            inbox=list(reversed(self._scene.inbox.received)),
            gateways=not self._scene.gateways.down,
            lamps=self._town.lamps(),
            pi=_told(self._town.new_pi),
        )

    def _not_now(self) -> dict[str, Words]:
        """Return what is not possible, and what to do first."""
        town, scene = self._town, self._scene
        whole, alive = town.network_is_whole(), town.broker.running
        reasons: dict[str, Words | None] = {
            "fire": BURNS if self._burning is not None else STANDS if fire.stands(scene) else None,
            "fire_end": None if self._burning is not None else NO_FIRE,
            "cut": None if whole else IS_CUT,
            "heal": NOT_CUT if whole else None,
            "broker_dead": None if alive else IS_DEAD,
            "broker_back": NOT_DEAD if alive else None,
        }
        unreachable = IS_CUT if not whole else IS_DEAD if not alive else None
        reasons["key_late"] = unreachable or (KEY_AWAY if _runs(self._key) else None if keys.late(scene) else NO_KEY)
        reasons["no_show"] = unreachable or (None if keys.empty(scene) else NO_HALL)
        reasons["wrong_key"] = unreachable or (None if keys.holding(scene) else NO_HOLDER)
        at_it = AT_IT if _runs(self._card) else None
        reasons["card"] = at_it or (None if at_locker.trainers(scene) else NOT_HERS)
        reasons["strange_card"] = at_it
        has_mains = town.equipment.mains.closed
        reasons |= {"mains_lost": None if has_mains else NO_MAINS, "mains_back": MAINS if has_mains else None}
        reasons |= {what: act.blocked(scene) for what, act in self._acts.items()}
        return {action: words for action in ACTIONS if (words := reasons[action])}

    # --- actions ---

    def _act(self, what: str) -> None:
        started = self._acts[what].start(self._scene)
        self._play(what, started.checks, started.line)
        if started.work is not None:
            self._tasks.create_task(started.work, name=what)

    def _fire(self) -> None:
        self._play("fire", fire.checks(self._scene), "im Geräteraum Nordpark beginnt ein Feuer (Aufnahme)")
        self._burning = self._tasks.create_task(fire.burn(self._scene), name="fire")

    def _fire_end(self) -> None:
        if self._burning is not None:
            self._burning.cancel()
            self._burning = None
        self._play("fire_end", fire.end_checks(self._scene), "das Feuer ist aus; der Alarm steht, bis ihn jemand erledigt")
        fire.air_out(self._scene)

    def _cut(self) -> None:
        self._town.cut()
        opens = network.trial(self._scene)
        self._play("cut", network.cut_checks(self._scene, opens), f"Netz getrennt: {network.SITES_CUT}")
        if opens is not None:
            self._tasks.create_task(self._try(opens), name="locker cut off")
        else:
            self._stage.note("gerade gilt kein Code, den die Stadt hat: der Schrank wird nicht probiert")

    async def _try(self, opens: network.Trial) -> None:
        """Open the cut-off locker, unless the network is back before."""
        trying = asyncio.create_task(opens.run(), name="trial")
        back = asyncio.create_task(self._town.reachable(), name="back")
        await asyncio.wait({trying, back}, return_when=asyncio.FIRST_COMPLETED)
        back.cancel()
        if self._scene.kiosk.latest is not None and self._scene.kiosk.latest.online:
            trying.cancel()
        await asyncio.wait({trying})
        if not trying.cancelled():
            trying.result()

    def _heal(self) -> None:
        self._town.heal()
        self._play("heal", network.back_checks(self._scene), f"Netz verbunden: {network.SITES_CUT}")

    def _broker_dead(self) -> None:
        self._town.kill_broker()
        self._play("broker_dead", network.broker_checks(self._scene), "der Broker ist tot")

    def _broker_back(self) -> None:
        self._play("broker_back", network.back_checks(self._scene, broker=True), "der Broker startet wieder")
        self._tasks.create_task(self._town.revive_broker(), name="broker back")

    def _key_late(self) -> None:
        if chance := keys.late(self._scene):
            self._play("key_late", keys.late_checks(self._scene, chance), f"{chance.title} behält Schlüssel {chance.slot}")
            self._key = self._tasks.create_task(keys.keep(self._scene, chance), name="key late")

    def _no_show(self) -> None:
        if chance := keys.empty(self._scene):
            self._play("no_show", keys.empty_checks(self._scene, chance), f"{chance.title} bleibt weg")
            self._tasks.create_task(keys.stay_away(self._scene, chance), name="no show")

    def _wrong_key(self) -> None:
        if booking := keys.holding(self._scene):
            self._play("wrong_key", keys.wrong_checks(self._scene, booking), f"{booking.title} geht zum Schrank")
            self._tasks.create_task(keys.hang_wrong_one(self._scene, booking), name="wrong key")

    def _hold_card(self) -> None:
        if booking := at_locker.trainers(self._scene):
            held = at_locker.CardHeld(self._scene, booking)
            self._play("card", held.checks(), "Jana hält ihre Karte an den Leser")
            self._card = self._tasks.create_task(held.run(), name="card")

    def _hold_strangers(self) -> None:
        held = at_locker.StrangersCard(self._scene)
        self._play("strange_card", held.checks(), "jemand hält eine fremde Karte an den Leser")
        self._card = self._tasks.create_task(held.run(), name="strange card")

    def _mains_lost(self) -> None:
        self._play("mains_lost", at_locker.mains_checks(self._scene), "der Schrank verliert den Strom; sein Akku hält ihn")
        self._town.equipment.mains.move(closed=False)

    def _mains_back(self) -> None:
        self._play("mains_back", at_locker.mains_back_checks(self._scene), "der Strom am Schrank ist wieder da")
        self._town.equipment.mains.move(closed=True)

    def _play(self, what: str, checks: list[Check], line: str) -> None:
        self._stage.note(f"Regie: {line}")
        run = self._stage.begin(what, checks)
        self._tasks.create_task(self._stage.observe(run), name=f"observe: {what}")


def _told(pi: NewPi | None) -> pages.PiNow | None:
    return (
        pages.PiNow(device=pi.device, plugged=pi.plugged, said=pi.said) if pi is not None and (pi.device or pi.said) else None
    )


def _runs(task: asyncio.Task[None] | None) -> bool:
    return task is not None and not task.done()
