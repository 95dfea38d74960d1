"""Fire sensors, beams and radars: somebody presses their test button, warms them, walks through."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from hallenwart_edge.commissioning.asking import Talk
from hallenwart_edge.commissioning.step import Look, failed, ok, skipped
from hallenwart_edge.config import AgentConfig
from hallenwart_edge.fire import loop
from hallenwart_edge.fire.loop import Band
from hallenwart_edge.fire.watches.smoke import pct_m_at
from hallenwart_edge.hardware import Hardware
from hallenwart_edge.ports import Beam, BeamEdge

RISES_PCT_M: Final = 2.0
"""Test gas or a smoke pen at a head gives far more; drift of clean air far less."""
WARMER_C: Final = 2.0
_SKIPPED: Final = "übersprungen / skipped"
_HALF: Final = range(412, 613)


async def converter_look(config: AgentConfig, hardware: Hardware) -> Look:
    """Read the channel that is tied to half the supply: a dead converter answers 0 or 1023 everywhere."""
    channel = config.adc.self_test_channel
    if channel is None:
        return skipped("adc", "self-test", "kein Prüfkanal / no test channel: self_test_channel")
    code = await hardware.analog(channel).read_code()
    return (ok if code in _HALF else failed)("adc", "self-test", f"{code} (512 erwartet / expected)")


async def loop_look(name: str, config: AgentConfig, hardware: Hardware, talk: Talk) -> Look:
    """Let somebody press the button, or the test of a detector, and see the loop change its band."""
    line = next(each for each in config.loops if each.id == name)
    channel = hardware.analog(line.adc_channel)
    wanted = {Band.RESISTIVE, Band.OPEN} if line.means == "panel_fault" else {Band.ALARM, Band.SHORT}
    if loop.band_of(await channel.read_code()) is not Band.NORMAL:
        return failed(name, "test", "ist vorher nicht ruhig / is not calm before")

    async def alarms() -> bool:
        return loop.band_of(await channel.read_code()) in wanted

    async def calm() -> bool:
        return loop.band_of(await channel.read_code()) is Band.NORMAL

    return await _come_and_go(name, talk, "auslösen (Prüftaste) / trigger it (test button)", alarms, calm)


async def smoke_look(name: str, config: AgentConfig, hardware: Hardware, talk: Talk) -> Look:
    head = next(each for each in config.smokes if each.id == name)
    channel = hardware.analog(head.adc_channel)

    async def value() -> float:
        code = await channel.read_code()
        return pct_m_at(code, zero_code=head.zero_code, full_scale_pct_m=head.full_scale_pct_m) or 0.0

    before = await value()

    async def smells() -> bool:
        return await value() >= before + RISES_PCT_M

    async def clean() -> bool:
        return await value() < before + RISES_PCT_M / 2

    return await _come_and_go(name, talk, "mit Prüfgas anblasen / give it test gas", smells, clean)


async def heat_look(name: str, config: AgentConfig, hardware: Hardware, talk: Talk) -> Look:
    heat = next(each for each in config.heats if each.id == name)
    sensor = hardware.heat(heat)

    async def value() -> float:
        return next(sample.value for sample in await sensor.read() if sample.quantity == "temp_c")

    before, most = await value(), 0.0
    if not await talk.ready(f"{name}: {before:.1f} °C; gleich mit der Hand wärmen / warm it with a hand in a moment"):
        return skipped(name, "test", _SKIPPED)

    async def warmer() -> bool:
        nonlocal most
        most = max(most, await value())
        return most >= before + WARMER_C

    good = await talk.until(warmer)
    return (ok if good else failed)(name, "test", f"{before:.1f} → {most:.1f} °C")


async def _come_and_go(
    name: str, talk: Talk, do: str, comes: Callable[[], Awaitable[bool]], goes: Callable[[], Awaitable[bool]]
) -> Look:
    if not await talk.ready(f"{name}: gleich {do}, in a moment"):
        return skipped(name, "test", _SKIPPED)
    if not await talk.until(comes):
        return failed(name, "test", "nichts kam an / nothing came")
    talk.say(f"{name}: kam an; bitte beenden / came; please end it")
    if not await talk.until(goes):
        return failed(name, "test", "geht nicht zurück / does not go back")
    return ok(name, "test", "kommt und geht / comes and goes")


async def beam_look(name: str, config: AgentConfig, hardware: Hardware, talk: Talk) -> Look:
    """Let somebody walk in: the outer beam has to break first, or the pins are swapped."""
    beam = next(each for each in config.beams if each.id == name)
    pair = hardware.beam_pair(beam)
    if any(pair.levels()):
        return failed(name, "direction", "ein Strahl ist unterbrochen, niemand darf im Weg stehen / a beam is broken")
    if not await talk.ready(f"{name}: gleich einmal HINEIN gehen / walk IN once in a moment"):
        return skipped(name, "direction", _SKIPPED)
    broken: list[Beam] = []

    def both(edge: BeamEdge) -> bool:
        if edge.broken and edge.beam not in broken:
            broken.append(edge.beam)
        return len(broken) == 2

    if await talk.first(pair.edges(), both) is None:
        return failed(name, "direction", f"nur / only {', '.join(broken) or '-'}")
    if broken[0] is not Beam.OUTER:
        return failed(name, "direction", "innen zuerst: outer_pin und inner_pin tauschen / inner first: swap the pins")
    return ok(name, "direction", "außen, dann innen / outer, then inner")


async def siren_look(config: AgentConfig, hardware: Hardware, talk: Talk, *, pause: Callable[[float], Awaitable[None]]) -> Look:
    """Sound the siren for two seconds, after a yes; then ask whether it was heard."""
    if config.siren is None:
        return skipped("siren", "heard")
    if not await talk.yes("Die Sirene tönt jetzt 2 s. Sind alle gewarnt? / The siren sounds for 2 s now. Is everybody warned?"):
        return skipped("siren", "heard", _SKIPPED)
    siren = hardware.siren(config.siren)
    siren.sound()
    try:
        await pause(2.0)
    finally:
        siren.silence()
    heard = await talk.yes("War sie in allen Räumen zu hören? / Was it heard in all rooms?")
    return skipped("siren", "heard", _SKIPPED) if heard is None else (ok if heard else failed)("siren", "heard")


async def exits_look(config: AgentConfig, talk: Talk) -> Look:
    """Ask whether the way out that the screen shows in an alarm is the right one."""
    if config.display is None:
        return skipped("display", "exits")
    place = await talk.yes(
        "Ist vom Bildschirm aus ein Ausgang zu sehen oder beschildert? Pfeile gibt der Brandschutz am Server frei. / "
        "Is an exit seen or signed from the screen? Arrows are released by the fire-safety officer at the server."
    )
    words = "kein Pfeil ohne Freigabe / no arrow without a release"
    return skipped("display", "exits", _SKIPPED) if place is None else (ok if place else failed)("display", "exits", words)
