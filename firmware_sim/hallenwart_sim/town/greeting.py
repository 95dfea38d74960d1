"""What the town says at the terminal once it lives: where to click, and who to sign in as."""

from __future__ import annotations

from typing import Final

from hallenwart_sim.town.seed_file import PEOPLE
from hallenwart_sim.town.town import Town

_TO_TRY: Final = (
    "jana@tsv-lindenau.example",
    "osman@bc04.example",
    "kern@stadt.example",
    "yilmaz@stadt.example",
    "amt@stadt.example",
    "wehr@stadt.example",
    "brandt@stadt.example",
)


_HINT: Final = (
    "Zuerst: Regie öffnen, daneben Leitstand und eine Anzeige, dann „Brand“. / "
    "First: open the director, beside it manager and a display, then press fire."
)


def text(town: Town) -> str:
    """Return the greeting. Passwords stand in it only at the first start."""
    pages = [f"  {link.url:<38} {link.title_de} / {link.title_en}" for link in town.links()]
    speed = "" if town.clock.speed == 1 else f", Uhr {town.clock.speed:g}-fach / clock {town.clock.speed:g} times"
    lines = [
        "",
        f"Hallenwart: die Stadt lebt / the town lives ({town.engine}{speed})",
        "",
        *pages,
        "",
        _HINT,
        "",
        *_people(town),
        "",
    ]
    return "\n".join([*lines, f"Daten und Protokolle / state and logs: {town.folder.root}", "Ende / stop: Ctrl-C", ""])


def _people(town: Town) -> list[str]:
    known = [person for person in PEOPLE if person.email in _TO_TRY]
    if not town.is_new:
        names = ", ".join(person.email for person in known)
        return [f"Anmelden als / sign in as: {names}", f"Passwörter / passwords: {town.folder.accounts} (0600)"]
    rows = [
        f"  {person.email:<28} {town.accounts[person.email]:<22} {person.name}, {', '.join(person.roles)}" for person in known
    ]
    return ["Anmelden als / sign in as (steht nur jetzt hier / shown only now):", *rows]
