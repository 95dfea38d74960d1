"""The hall display: somebody sees its panel go off and on, and hears it speak."""

from __future__ import annotations

import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from hallenwart_edge.check_screen import sample
from hallenwart_edge.commissioning.asking import Talk
from hallenwart_edge.commissioning.step import Look, failed, ok, skipped
from hallenwart_edge.drivers.programs import call
from hallenwart_edge.screen_ports import Panel

PLAYER: Final = "aplay"
DARK_S: Final = 4.0
_SKIPPED: Final = "übersprungen / skipped"
Pause = Callable[[float], Awaitable[None]]


async def panel_look(panel: Panel, talk: Talk, *, pause: Pause) -> Look:
    """Switch the panel off and on again, and ask whether it did. Raises DriverFault; it is on again in any case."""
    if not await talk.ready("Der Bildschirm geht jetzt kurz aus / the screen goes off for a moment"):
        return skipped("panel", "switched", _SKIPPED)
    try:
        await panel.show(on=False, brightness_pct=100)
        await pause(DARK_S)
        said = (await panel.look()).on
    finally:
        await panel.show(on=True, brightness_pct=100)
    if said is True:
        return failed("panel", "switched", "er sagt, er sei an geblieben / it says it stayed on")
    seen = await talk.yes("Ging er aus und wieder an? / Did it go off and on again?")
    return skipped("panel", "switched", _SKIPPED) if seen is None else (ok if seen else failed)("panel", "switched")


async def voice_look(talk: Talk) -> Look:
    """Say a sentence and ask whether it was heard. Raises DriverFault."""
    with tempfile.TemporaryDirectory() as folder:
        file = await sample(Path(folder))
        if file is None:
            return skipped("voice", "heard", "espeak-ng fehlt / is missing")
        if not await talk.ready("Der Bildschirm spricht jetzt einen Satz / the screen says a sentence now"):
            return skipped("voice", "heard", _SKIPPED)
        await call("voice", (PLAYER, "--quiet", str(file)))
    heard = await talk.yes("War der Satz vor dem Bildschirm zu verstehen? / Was it understood in front of the screen?")
    return skipped("voice", "heard", _SKIPPED) if heard is None else (ok if heard else failed)("voice", "heard")
