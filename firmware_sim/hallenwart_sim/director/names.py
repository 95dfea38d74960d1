"""What the director can let happen, and the words for when it cannot: German, English."""

from __future__ import annotations

from typing import Final

ACTIONS: Final = (
    "fire",
    "fire_end",
    "cut",
    "heal",
    "key_late",
    "no_show",
    "wrong_key",
    "broker_dead",
    "broker_back",
    "card",
    "strange_card",
    "mains_lost",
    "mains_back",
)

Words = tuple[str, str]

BURNS: Final = ("Es brennt schon; erst das Feuer beenden", "it burns already; end the fire first")
STANDS: Final = (
    "Der Alarm von vorhin steht noch; erst im Leitstand erledigen",
    "the earlier alarm still stands; resolve it on the manager page first",
)
NO_FIRE: Final = ("Es brennt nicht", "nothing burns")
IS_CUT: Final = ("Das Netz ist getrennt; erst verbinden", "the network is cut; heal it first")
NOT_CUT: Final = ("Das Netz ist verbunden", "the network is connected")
IS_DEAD: Final = ("Der Broker ist tot; erst wieder starten", "the broker is dead; bring it back first")
NOT_DEAD: Final = ("Der Broker läuft", "the broker runs")
KEY_AWAY: Final = (
    "Es fehlt schon ein Schlüssel; er kommt eine Minute nach der Meldung zurück",
    "a key is missing already; it comes back a minute after it was told of",
)
NO_KEY: Final = ("Gerade kann kein Schlüssel fehlen; später noch einmal", "no key can be missing now; try again later")
NO_HALL: Final = ("Gerade ist keine Halle frei und leer; später noch einmal", "no hall is free and empty now; try again later")
NO_HOLDER: Final = (
    "Gerade hat niemand aus der Stadt einen Schlüssel; später noch einmal",
    "nobody holds a key now; try again later",
)
NOT_HERS: Final = (
    "Jana hat gerade keinen Termin; sie hat ihn von 17:15 bis 19:15 Uhr",
    "Jana has no booking now; hers is from 17:15 to 19:15",
)
AT_IT: Final = ("Es steht schon jemand mit einer Karte am Schrank", "somebody stands at the locker with a card already")
NO_MAINS: Final = ("Der Schrank hat schon keinen Strom", "the locker has no mains power already")
MAINS: Final = ("Der Schrank hat Strom", "the locker has mains power")
