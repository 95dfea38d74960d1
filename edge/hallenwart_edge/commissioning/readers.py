"""Readers, keypads, lamps and contacts: somebody shows a card, types, looks, opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hallenwart_edge.commissioning.asking import Talk
from hallenwart_edge.commissioning.step import Look, failed, ok, skipped
from hallenwart_edge.config import AgentConfig
from hallenwart_edge.hardware import Hardware
from hallenwart_edge.ports import Contact, Signal

TYPED: Final = "1 2 3 #"
_NOTHING: Final = "nichts kam an / nothing came"
_SKIPPED: Final = "übersprungen / skipped"


async def card_look(name: str, config: AgentConfig, hardware: Hardware, talk: Talk) -> Look:
    reader = next(each for each in config.card_readers if each.id == name)
    if not await talk.ready(f"{name}: gleich eine Karte vorhalten / hold a card before it in a moment"):
        return skipped(name, "card", _SKIPPED)
    card = await talk.first(hardware.card_reader(reader).cards())
    if card is None:
        return failed(name, "card", _NOTHING)
    return ok(name, "card", f"Karte mit {len(card.uid)} Byte / card of {len(card.uid)} bytes")


async def code_look(name: str, config: AgentConfig, hardware: Hardware, talk: Talk) -> Look:
    reader = next(each for each in config.code_readers if each.id == name)
    if not await talk.ready(f"{name}: gleich einen QR-Code vorhalten / hold a QR code before it in a moment"):
        return skipped(name, "code", _SKIPPED)
    text = await talk.first(hardware.code_reader(reader).texts())
    return failed(name, "code", _NOTHING) if text is None else ok(name, "code", f"{len(text)} Zeichen / characters")


async def tag_look(name: str, config: AgentConfig, hardware: Hardware, talk: Talk) -> Look:
    reader = next(each for each in config.tag_readers if each.id == name)
    if not await talk.ready(f"{name}: Schlüssel in Fach {reader.compartment} hängen / hang the key into its compartment"):
        return skipped(name, "tag", _SKIPPED)
    port, seen = hardware.tag_reader(reader), ""

    async def look() -> bool:
        nonlocal seen
        seen = await port.present() or ""
        return bool(seen)

    if not await talk.until(look):
        return failed(name, "tag", _NOTHING)
    if reader.tags and seen not in {tag.upper() for tag in reader.tags}:
        return failed(name, "tag", f"{seen} steht nicht in tags / is not among tags")
    return ok(name, "tag", seen)


async def keypad_look(name: str, config: AgentConfig, hardware: Hardware, talk: Talk) -> Look:
    keypad = next(each for each in config.keypads if each.id == name)
    if not await talk.ready(f"{name}: gleich {TYPED} tippen / type {TYPED} in a moment"):
        return skipped(name, "keys", _SKIPPED)
    heard: list[str] = []

    def whole(key: str) -> bool:
        heard.append(key)
        return heard[-4:] == TYPED.split()

    if await talk.first(hardware.keypad(keypad).keys(), whole) is None:
        return failed(name, "keys", f"gehört / heard: {' '.join(heard) or '-'}")
    return ok(name, "keys", TYPED)


async def lamps_look(name: str, config: AgentConfig, hardware: Hardware, talk: Talk) -> Look:
    if config.lamps is None:
        return skipped(name, "seen")
    lamps = hardware.lamps(config.lamps)
    for signal, words in ((Signal.GRANTED, "grün und der Ton / green and the tone"), (Signal.REFUSED, "rot / red")):
        lamps.show(signal)
        said = await talk.yes(f"{name}: {words}?")
        if said is None:
            return skipped(name, "seen", _SKIPPED)
        if not said:
            return failed(name, "seen", f"nicht gesehen / not seen: {words}")
    return ok(name, "seen", "grün, rot, Ton / green, red, tone")


async def contact_look(name: str, opened: Callable[[], Contact], means: str, talk: Talk) -> Look:
    """Let somebody make a contact say its word and take it back."""
    contact = opened()
    if contact.active():
        return failed(name, "moves", f"{means}: meldet schon vorher / says its word before")
    if not await talk.ready(f"{name} ({means}): gleich auslösen / make it say its word in a moment"):
        return skipped(name, "moves", _SKIPPED)

    async def says() -> bool:
        return contact.active()

    async def calm() -> bool:
        return not contact.active()

    if not await talk.until(says):
        return failed(name, "moves", _NOTHING)
    talk.say(f"{name}: kam an, bitte zurücksetzen / came, please set it back")
    back = await talk.until(calm)
    return ok(name, "moves", "kommt und geht / comes and goes") if back else failed(name, "moves", "bleibt stehen / stays")
