"""What is known of a place beside its doors: who is seen there, light and air, keys, hours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from hallenwart_contract.people import Sign
from hallenwart_contract.site_link import Look
from hallenwart_edge.occupancy import counting, proof, watching
from hallenwart_edge.occupancy.counting import Place
from hallenwart_edge.occupancy.fusion import Evidence
from hallenwart_edge.occupancy.places import Around, WatchedPlace
from hallenwart_edge.occupancy.proof import Circumstance, Span
from hallenwart_edge.occupancy.watching import Head, Helper, WatchedDoor, WatchedEye


@dataclass(frozen=True, slots=True)
class CountingSettings:
    """`places` beside those that doors and sensors name; `closed`: hours per hall at which nobody is let in.

    `keys_out` says how many keys of a hall are out, None when nobody knows; `own_keys` what this device's locker knows of that,
    and `looks` what each peer sees of people; `sections` which sections a hall has as far as
    the plan says so; `zone` the site's zone of now. `boot` names this boot of the machine.
    """

    state_file: Path | None = None
    boot: str = ""
    places: tuple[Place, ...] = ()
    closed: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    zone: Callable[[], ZoneInfo] = lambda: ZoneInfo("UTC")
    trusted: Callable[[], bool] = lambda: True
    keys_out: Callable[[str], int | None] = lambda _hall: None
    sections: Callable[[str], Sequence[int]] = lambda _hall: ()
    own_keys: Callable[[], dict[str, int | None]] = dict
    looks: Callable[[], Mapping[str, Look | None]] = dict


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All that a device looks at."""

    settings: CountingSettings
    doors: Sequence[WatchedDoor]
    eyes: Sequence[WatchedEye]
    helpers: Sequence[Helper]
    heads: Sequence[Head]
    places: Sequence[WatchedPlace]

    def of(self, place: WatchedPlace, local: datetime | None) -> Around:
        """Return what is known of a place now; `local` None: the clock is not right."""
        where, hall = place.place, place.place.hall
        eyes = [eye for eye in self.eyes if eye.spec.hall == hall]
        sections = self._sections(hall)
        out = self.settings.keys_out(hall) if not where.sections else None
        closed = None if local is None else proof.is_closed(self.settings.closed.get(hall, ()), local)
        evidence = Evidence(
            motion=watching.sees([eye for eye in eyes if eye.spec.sign is Sign.MOTION], where, sections),
            radar=watching.sees([eye for eye in eyes if eye.spec.sign is Sign.RADAR], where, sections),
            light_lx=watching.reading_of(self.helpers, where, "light_lx"),
            co2_ppm=watching.reading_of(self.helpers, where, "co2_ppm"),
            key_out=None if out is None else out > 0,
            night=None if local is None else proof.is_dark(local),
            closed=closed,
        )
        heads = [head.count() for head in self.heads if head.place == where]
        doors = [door for door in self.doors if counting.effect(door.spec, where) != 0]
        return Around(
            evidence,
            proof.quiet_since([eye.eye for eye in eyes], where.sections, sections, 0),
            Circumstance(
                closed=bool(closed),
                night=local is not None and proof.is_night(local),
                keys_back=None if out is None else out == 0,
                seen_at_all=bool(eyes),
            ),
            trusted=all(door.trusted for door in doors) and (bool(doors) or None not in heads),
            head=next((head for head in heads if head is not None), None),
        )

    def _sections(self, hall: str) -> Sequence[int]:
        named = {section for each in self.places if each.place.hall == hall for section in each.place.sections}
        return sorted(named | {*self.settings.sections(hall)})
