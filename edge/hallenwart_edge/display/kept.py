"""The alarms a display has heard, on the card: a power cut is no all-clear."""

from __future__ import annotations

import msgspec

from hallenwart_contract.site_link import ZoneAlarm
from hallenwart_edge.display.alarms import Standing


class Kept(msgspec.Struct, frozen=True):
    """`heard` are the alarms of peers; those of this device the fire watch keeps itself."""

    heard: list[tuple[str, ZoneAlarm]] = []
    ended_ms: int | None = None
    was: ZoneAlarm | None = None


def kept(standing: Standing) -> Kept:
    heard = [(peer, alarm) for (peer, _), alarm in standing.alarms.items() if peer]
    return Kept(heard, standing.ended_ms, standing.was)


def standing(kept: Kept) -> Standing:
    return Standing({(peer, alarm.id): alarm for peer, alarm in kept.heard}, kept.ended_ms, kept.was)
