"""Radars at doors and motion sensors: somebody walks through, somebody moves."""

from __future__ import annotations

from typing import Final

import msgspec

from hallenwart_contract.clock import SystemClock
from hallenwart_edge.commissioning.asking import Talk
from hallenwart_edge.commissioning.step import Look, failed, ok, skipped
from hallenwart_edge.config import AgentConfig
from hallenwart_edge.door_join import gate_of
from hallenwart_edge.hardware import Hardware
from hallenwart_edge.occupancy.counters import RadarCounter

_SKIPPED: Final = "übersprungen / skipped"
_WAYS: Final = ((1, "HINEIN gehen / walk IN"), (-1, "HINAUS gehen / walk OUT"))


async def radar_look(name: str, config: AgentConfig, hardware: Hardware, talk: Talk) -> Look:
    """Let somebody walk in and out once: each must be counted once, the right way round."""
    table = next(each for each in config.door_radars if each.id == name)
    counter = RadarCounter(hardware.door_radar(table), SystemClock(), gate_of(table))
    passages = counter.passages()
    for way, walk in _WAYS:
        if not await talk.ready(f"{name}: gleich einmal {walk} once in a moment"):
            return skipped(name, "counted", _SKIPPED)
        passage = await talk.first(passages)
        if passage is None:
            return failed(name, "counted", "nicht gezählt: `line` messen, Sicht prüfen / not counted: measure `line`")
        if passage.way != way:
            other = "far" if table.inside == "near" else "near"
            return failed(name, "counted", f"verkehrt herum gezählt / counted the wrong way round: inside = '{other}'")
        talk.say(f"{name}: gezählt / counted")
    return ok(name, "counted", "1 hinein, 1 hinaus / 1 in, 1 out")


async def pir_look(name: str, config: AgentConfig, hardware: Hardware, talk: Talk) -> Look:
    """Let somebody move before a sensor that has been fed for a minute, and stand still until it rests."""
    table = next(each for each in config.pirs if each.id == name)
    sensor = hardware.pir(msgspec.structs.replace(table, warm_up_s=0))

    async def rests() -> bool:
        return not any(sample.value for sample in await sensor.read())

    async def moves() -> bool:
        return not await rests()

    if not await talk.ready(f"{name}: stillstehen, gleich vor ihm BEWEGEN / stand still, then MOVE before it in a moment"):
        return skipped(name, "moves", _SKIPPED)
    if not await talk.until(moves):
        return failed(name, "moves", "sieht keine Bewegung: `pin`, 5 V, `active_high` / sees no motion")
    talk.say(f"{name}: gesehen, bitte stillstehen / seen, please stand still")
    if not await talk.until(rests):
        return failed(name, "moves", "kommt nicht zur Ruhe: Zeit am Regler kürzen, Zugluft / never rests: shorten its time")
    return ok(name, "moves", "sieht Bewegung und ruht / sees motion and rests")
