"""Whom to believe on the site link, for how long, and when to speak. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from msgspec.structs import replace

from hallenwart_contract.people import Use
from hallenwart_contract.site_link import EVERY_ALARM_MS, EVERY_QUIET_MS, LOST_AFTER_MS, Look, Said, ZoneAlarm

_WEIGHTY: Final = (Use.BUSY, Use.UNKNOWN, Use.FREE)


@dataclass(frozen=True, slots=True)
class Heard:
    """The newest word of a peer. `boot` rises from start to start, `seq` within one; what is not newer is a replay."""

    boot: int
    seq: int
    alarms: tuple[ZoneAlarm, ...]
    mono_ms: int
    people: Mapping[str, int | None] = field(default_factory=dict)
    use: Mapping[str, str] = field(default_factory=dict)
    look: Look = field(default_factory=Look)
    cameras: Mapping[str, bool | None] = field(default_factory=dict)
    dangers: tuple[ZoneAlarm, ...] = ()


@dataclass(slots=True)
class Peers:
    """What the peers of this site said last."""

    site: str
    devices: Collection[str]
    heard: dict[str, Heard] = field(default_factory=dict)

    def take(self, said: Said, *, now_mono_ms: int) -> bool:
        """Take in a datagram; False when it is of another site, of no peer, or not newer than what is known."""
        if said.site != self.site or said.dev not in self.devices:
            return False
        known = self.heard.get(said.dev)
        if known is not None and (said.boot, said.seq) <= (known.boot, known.seq):
            return False
        self.heard[said.dev] = Heard(
            said.boot,
            said.seq,
            tuple(said.alarms),
            now_mono_ms,
            said.people,
            said.use,
            said.look,
            said.cameras,
            tuple(said.dangers),
        )
        return True

    def alarms(self, *, now_mono_ms: int) -> dict[str, list[ZoneAlarm] | None]:
        """Return the alarms per peer; None for one that was silent too long."""
        return {device: self._alarms_of(device, now_mono_ms) for device in self.devices}

    def people(self, *, now_mono_ms: int) -> dict[str, int | None]:
        """Return the counts per hall that peers tell; None for those of a silent peer."""
        counts: dict[str, int | None] = {}
        for device, known in self.heard.items():
            lost = self._alarms_of(device, now_mono_ms) is None
            counts |= {hall: None if lost else people for hall, people in known.people.items()}
        return counts

    def uses(self, *, now_mono_ms: int) -> dict[str, str]:
        """Return the word per hall that peers tell; of several busy outweighs unknown, and that outweighs free."""
        words: dict[str, str] = {}
        for device, known in self.heard.items():
            lost = self._alarms_of(device, now_mono_ms) is None
            for hall, word in known.use.items():
                said = Use.UNKNOWN if lost else word
                words[hall] = min(words.get(hall, said), said, key=_WEIGHTY.index) if said in _WEIGHTY else Use.UNKNOWN
        return words

    def looks(self, *, now_mono_ms: int) -> dict[str, Look | None]:
        """Return what each peer sees of people; None for a silent one."""
        lost = {device for device in self.heard if self._alarms_of(device, now_mono_ms) is None}
        return {device: None if device in lost else known.look for device, known in self.heard.items()}

    def cameras(self, *, now_mono_ms: int) -> dict[str, bool | None]:
        """Return whether a camera sends, per hall: one that sends outweighs one nobody knows of, and that outweighs off."""
        sending: dict[str, bool | None] = {}
        for device, known in self.heard.items():
            lost = self._alarms_of(device, now_mono_ms) is None
            for hall, on in known.cameras.items():
                sending[hall] = either(sending.get(hall, False), None if lost else on)
        return sending

    def dangers(self, *, now_mono_ms: int) -> dict[str, list[ZoneAlarm]]:
        """Return the dangers per peer that is heard."""
        return {
            device: [*known.dangers] for device, known in self.heard.items() if self._alarms_of(device, now_mono_ms) is not None
        }

    def unheard(self, *, now_mono_ms: int) -> frozenset[str]:
        """Return the halls that a silent peer counted and no other counts."""
        lost = {device for device in self.heard if self._alarms_of(device, now_mono_ms) is None}
        halls = {device: {*known.people} for device, known in self.heard.items()}
        gone = {hall for device in lost for hall in halls[device]}
        return frozenset(gone - {hall for device in halls.keys() - lost for hall in halls[device]})

    def _alarms_of(self, device: str, now_mono_ms: int) -> list[ZoneAlarm] | None:
        known = self.heard.get(device)
        if known is None or now_mono_ms - known.mono_ms > LOST_AFTER_MS:
            return None
        return [*known.alarms]


def either(one: bool | None, other: bool | None) -> bool | None:
    """Say whether one of two is on; None when nobody can tell."""
    if one or other:
        return True
    return None if one is None or other is None else False


def shorter(said: Said) -> Iterator[Said]:
    """Yield what is to be said, each time less of it, for a datagram that would be too long: alarms before anything else."""
    yield said
    bare = replace(said, look=Look(), use={})
    yield bare
    poor = replace(bare, people={}, cameras={})
    for count in range(len(said.alarms), -1, -1):
        yield replace(poor, alarms=said.alarms[:count])


def next_boot(*, now_ms: int, stored: int) -> int:
    """Return the number of this start: above every earlier one, also when the card was set back or the clock is wrong."""
    return max(now_ms, stored + 1)


def speak_every_ms(alarms: Sequence[ZoneAlarm]) -> int:
    return EVERY_ALARM_MS if alarms else EVERY_QUIET_MS
