"""The shared picture of this device: subjects write their parts, the uplink and the screens read it."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from dataclasses import asdict
from typing import Final

from msgspec.structs import replace

from hallenwart_contract.doors import DoorState
from hallenwart_contract.machine import Trial
from hallenwart_contract.messages import Alarm, AlarmType, Quality, State
from hallenwart_contract.outputs import Output
from hallenwart_contract.people import DoorCount, PeopleSensor, PlaceCount, relied_on
from hallenwart_contract.site_link import Look, ZoneAlarm
from hallenwart_contract.view import CameraNow, CameraWord, ScreenNow
from hallenwart_contract.zones import Disablement, Zone
from hallenwart_edge.bell import Bell
from hallenwart_edge.screen_ports import ScreenLook
from hallenwart_edge.uplink.stamp import Stamp

MAX_REASON_CHARS: Final = 200


class SharedBoard:
    """The Board port. What is written twice the same rings no bell."""

    def __init__(self) -> None:
        self.doors: dict[int, DoorState] = {}
        self.sensors: dict[str, str] = {}
        self.reasons: dict[str, str] = {}
        self.about: dict[str, str] = {}
        self.trial: Trial | None = None
        self.people: dict[str, int | None] = {}
        self.seen: dict[str, dict[str, bool | None]] = {}
        self.counts: list[PlaceCount] = []
        self.passages: list[DoorCount] = []
        self.people_sensors: list[PeopleSensor] = []
        self.look = Look()
        self.outputs: dict[str, Output] = {}
        self.cameras: list[CameraNow] = []
        self.alarms: list[Alarm] = []
        self.zone_alarms: list[ZoneAlarm] = []
        self.siren = False
        self.zones: list[Zone] = []
        self.off: list[Disablement] = []
        self.drill = False
        self.batteries: dict[str, int] = {}
        self.unreceipted = 0
        self.site_link: dict[str, bool] = {}
        self.screen: ScreenNow | None = None
        self.screen_look = ScreenLook()
        self._bell = Bell()
        self._rev = 0

    def set_door(self, number: int, *, closed: bool, key: bool, known: bool, state: str) -> None:
        door = DoorState(c=number, closed=closed, key=key, known=known, state=state)
        if self.doors.get(number) != door:
            self.doors[number] = door
            self._bell.ring()

    def set_sensor(self, component: str, quality: str, reason: str = "") -> None:
        """Note how a component is; `reason` says why it is not ok."""
        reason = "" if quality == Quality.OK else reason[:MAX_REASON_CHARS]
        if (self.sensors.get(component), self.reasons.get(component, "")) == (quality, reason):
            return
        self.sensors[component] = quality
        self.reasons.pop(component, None)
        if reason:
            self.reasons[component] = reason
        self._bell.ring()

    def set_about(self, about: Mapping[str, str]) -> None:
        """Note what this device is made of."""
        if self.about != about:
            self.about = {**about}
            self._bell.ring()

    def set_trial(self, trial: Trial | None) -> None:
        if self.trial != trial:
            self.trial = trial
            self._bell.ring()

    def set_people(self, hall: str, people: int | None) -> None:
        if hall not in self.people or self.people[hall] != people:
            self.people[hall] = people
            self._bell.ring()

    def set_seen(self, hall: str, radar: str, present: bool | None) -> None:
        """Note what a radar sees, None while it is silent; nobody is woken by every step of somebody in a hall."""
        self.seen.setdefault(hall, {})[radar] = present

    def set_counts(self, counts: list[PlaceCount], passages: list[DoorCount], sensors: list[PeopleSensor]) -> None:
        """Note people per place, passages per door and what they stand on.

        Nobody is woken where only the certainty of a word changes, or when a sensor spoke last.
        """
        news = ([_word(each) for each in counts], passages) != ([_word(each) for each in self.counts], self.passages)
        news |= [each.c for each in sensors] != [each.c for each in self.people_sensors]
        self.counts, self.passages, self.people_sensors = counts, passages, sensors
        if news:
            self._bell.ring()

    def uses(self) -> dict[str, str]:
        """Return the word per hall as somebody may act on it."""
        return {count.hall: relied_on(count) for count in self.counts if not count.sections}

    def set_look(self, look: Look) -> None:
        """Note what this device sees of people; who passes wakes the site link, what is seen goes out with the next word."""
        news = look.doors != self.look.doors
        self.look = look
        if news:
            self._bell.ring()

    def set_output(self, output: Output) -> None:
        if self.outputs.get(output.id) != output:
            self.outputs[output.id] = output
            self._bell.ring()

    def set_cameras(self, cameras: list[CameraNow]) -> None:
        """Note what the cameras of this device do. Nobody is woken where only the age of what the server has changes."""
        news = [_steady(each) for each in cameras] != [_steady(each) for each in self.cameras]
        self.cameras = [*cameras]
        if news:
            self._bell.ring()

    def set_alarms(self, alarms: list[Alarm], zone_alarms: list[ZoneAlarm], *, siren: bool) -> None:
        if (self.alarms, self.zone_alarms, self.siren) != (alarms, zone_alarms, siren):
            self.alarms, self.zone_alarms, self.siren = [*alarms], [*zone_alarms], siren
            self._bell.ring()

    def set_zones(self, zones: list[Zone], off: list[Disablement], *, drill: bool) -> None:
        if (self.zones, self.off, self.drill) != (zones, off, drill):
            self.zones, self.off, self.drill = [*zones], [*off], drill
            self._bell.ring()

    def set_battery(self, component: str, pct: int) -> None:
        if self.batteries.get(component) != pct:
            self.batteries[component] = pct
            self._bell.ring()

    def sending(self) -> dict[str, bool | None]:
        """Return whether a camera sends, per hall that has one: it is off when it says so, and a strange word says nothing."""
        halls: dict[str, list[bool | None]] = {}
        for camera in self.cameras:
            known = camera.word in tuple(CameraWord)
            halls.setdefault(camera.hall, []).append(camera.word != CameraWord.OFF if known else None)
        return {hall: True if any(on) else None if None in on else False for hall, on in halls.items()}

    def dangers(self) -> list[ZoneAlarm]:
        """Return what clears a hall and is no fire."""
        carbon = [alarm for alarm in self.alarms if alarm.type == AlarmType.CO]
        return [ZoneAlarm(id=each.id, zone=each.zone, cause="co", since_ms=each.t_ms) for each in carbon]

    def set_unreceipted(self, count: int) -> None:
        if self.unreceipted != count:
            self.unreceipted = count
            self._bell.ring()

    def set_peer(self, device: str, *, heard: bool) -> None:
        """Note whether another device of the site is heard on the site link."""
        if self.site_link.get(device) != heard:
            self.site_link[device] = heard
            self._bell.ring()

    def set_screen(self, now: ScreenNow) -> None:
        """Note what the display shows; how browser and panel are is told by `set_screen_look`."""
        if self.screen != now:
            self.screen = now
            self._bell.ring()

    def set_screen_look(self, look: ScreenLook) -> None:
        """Note how browser and panel of the display are."""
        if self.screen_look != look:
            self.screen_look = look
            self._bell.ring()

    def changed(self) -> Awaitable[None]:
        return self._bell.wait()

    def active_alarms(self) -> list[Alarm]:
        return [*self.alarms]

    def snapshot(self, stamp: Stamp, epoch: str) -> State:
        """Return the whole picture under a revision above all before, also those of earlier runs on a sane clock."""
        head = stamp.head(epoch)
        self._rev = max(self._rev + 1, head["sent_ms"])
        return State(
            **head,
            rev=self._rev,
            doors=[self.doors[number] for number in sorted(self.doors)],
            alarms=[*self.alarms],
            sensors={**self.sensors},
            people={**self.people},
            siren=self.siren,
            site_link={**self.site_link},
            zones=[*self.zones],
            off=[*self.off],
            drill=self.drill,
            unreceipted=self.unreceipted,
            batteries={**self.batteries},
            outputs=[self.outputs[name] for name in sorted(self.outputs)],
            reasons={**self.reasons},
            about={**self.about},
            trial=self.trial,
            counts=[*self.counts],
            passages=[*self.passages],
            people_sensors=[*self.people_sensors],
            cameras=[*self.cameras],
            screen=self._screen(),
        )

    def _screen(self) -> ScreenNow | None:
        if self.screen is None:
            return None
        return replace(self.screen, **asdict(self.screen_look))


def _word(count: PlaceCount) -> PlaceCount:
    return replace(count, sure=0.0, signs=[])


def _steady(camera: CameraNow) -> CameraNow:
    return replace(camera, late_ms=None, waiting=0)
