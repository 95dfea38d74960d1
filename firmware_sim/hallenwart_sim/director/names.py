"""What the director can let happen, and the words for when it cannot: German, English."""

from __future__ import annotations

from typing import Final

ACTIONS: Final = (
    "fire",
    "fire_end",
    "prealarm",
    "prealarm_end",
    "panel",
    "panel_end",
    "call_point",
    "call_point_end",
    "fog",
    "drill",
    "drill_end",
    "crowd",
    "crowd_end",
    "sensor_dead",
    "sensor_back",
    "battery_low",
    "battery_new",
    "switch_dead",
    "switch_back",
    "cut",
    "heal",
    "broker_dead",
    "broker_back",
    "gateway_dead",
    "gateway_back",
    "key_late",
    "no_show",
    "wrong_key",
    "led_moved",
    "card",
    "strange_card",
    "mains_lost",
    "mains_back",
    "pi_enrol",
    "pi_off",
    "pi_on",
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

SMOKES: Final = ("In der Halle raucht es schon", "there is smoke in the hall already")
NO_SMOKE: Final = ("In der Halle raucht es nicht", "there is no smoke in the hall")
PANEL_STANDS: Final = ("Die Brandmeldezentrale ist schon in Alarm", "the panel is in alarm already")
NO_PANEL: Final = ("Die Brandmeldezentrale ist ruhig", "the panel is calm")
PRESSED: Final = ("Der Handmelder ist schon gedrückt", "the call point is pressed already")
NOT_PRESSED: Final = ("Der Handmelder ist nicht gedrückt", "the call point is not pressed")
FOGGY: Final = (
    "Der Rauchmelder der Halle ist schon wegen Nebels ab; im Leitstand wieder einschalten",
    "the hall's smoke head is off for fog already; switch it on again on the manager page",
)
NO_FOG_HALL: Final = (
    "Gerade ist kein Drittel der Halle für eine Stunde frei; später noch einmal",
    "no third of the hall is free for an hour now; try again later",
)
SENSOR_DIED: Final = ("Der Melder ist schon tot", "the sensor is dead already")
SENSOR_LIVES: Final = ("Der Melder lebt", "the sensor is alive")
LOW_BATTERY: Final = ("Die Batterie ist schon schwach", "the battery is low already")
FULL_BATTERY: Final = ("Die Batterie ist voll", "the battery is full")
NO_RADIO: Final = (
    "Auf diesem Rechner läuft kein Broker für Funkmelder (mosquitto oder amqtt)",
    "this machine has no broker for radio heads (mosquitto or amqtt)",
)
NO_SWITCH: Final = (
    "Der Schalter im Gymnastikraum ist schon ohne Strom",
    "the switch in the gymnastics room has no power already",
)
SWITCH: Final = ("Der Schalter im Gymnastikraum hat Strom", "the switch in the gymnastics room has power")
CROWDED: Final = ("Der Gymnastikraum ist schon zu voll", "the gymnastics room is too full already")
NO_CROWD: Final = ("Es sind nicht zu viele da", "there are not too many people")
DRILLS: Final = ("Ein Probe-Alarm läuft schon", "a drill runs already")
NO_DRILL: Final = ("Es läuft kein Probe-Alarm", "no drill runs")
NO_GATEWAYS: Final = ("SMS und Anrufe gehen schon nicht hinaus", "SMS and calls do not go out already")
GATEWAYS: Final = ("SMS und Anrufe gehen hinaus", "SMS and calls go out")
NO_CERTIFICATES: Final = (
    "Der eingebaute Vermittler kennt keine Zertifikate; mit Mosquitto auf diesem Rechner geht es",
    "the embedded broker knows no certificates; with Mosquitto on this machine it can be done",
)
NO_TICKET: Final = (
    "Das ist kein Anmeldeschein; er beginnt mit hallenwart:enrol?",
    "that is no ticket; it begins with hallenwart:enrol?",
)
PI_ENROLS: Final = ("Der Pi meldet sich gerade an", "the Pi is just enrolling")
PI_RUNS: Final = ("Der neue Pi läuft; erst den Stecker ziehen", "the new Pi runs; unplug it first")
PI_PLUGGED: Final = ("Der neue Pi läuft schon", "the new Pi runs already")
NO_PI: Final = ("Es läuft kein neuer Pi", "no new Pi runs")
