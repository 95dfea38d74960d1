"""Why the fire desk refuses, in words."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.errors import RefusedError
from hallenwart_backend.fire.desk.rules import Fault

_FAULTS: Final = {
    Fault.PAST: (
        "Bitte ein Ende wählen, das mindestens eine Minute in der Zukunft liegt.",
        "Please choose an end that is at least a minute ahead.",
    ),
    Fault.TOO_LONG: (
        "Länger als 7 Tage geht nicht. Danach bitte neu entscheiden.",
        "Longer than 7 days is not possible. Please decide again then.",
    ),
    Fault.NO_TEXT: ("Bitte den Grund in eigenen Worten angeben.", "Please give the reason in your own words."),
}


def refused(fault: Fault) -> RefusedError:
    return RefusedError(fault, *_FAULTS[fault], status=422)


def not_reached() -> RefusedError:
    """Nothing is kept for later: who asks must know that nothing happened."""
    return RefusedError(
        "not_reached",
        "Das Gerät ist nicht erreicht. Es ist nichts geändert; bitte vor Ort nachsehen.",
        "The device is not reached. Nothing was changed; please look on site.",
        status=409,
    )


def no_device() -> RefusedError:
    return RefusedError("no_such_device", "Dieses Gerät gibt es nicht.", "There is no such device.", status=404)


def no_site() -> RefusedError:
    return RefusedError("no_such_site", "Diesen Standort gibt es nicht.", "There is no such site.", status=404)


def no_zone() -> RefusedError:
    return RefusedError(
        "no_such_zone", "Diesen Bereich kennt das Gerät nicht.", "The device does not know this zone.", status=404
    )


def no_sensor() -> RefusedError:
    return RefusedError(
        "no_such_sensor", "Diesen Melder kennt das Gerät nicht.", "The device does not know this sensor.", status=404
    )


def no_off() -> RefusedError:
    return RefusedError(
        "no_such_disablement", "Diese Abschaltung gibt es nicht mehr.", "There is no such disablement any more.", status=404
    )


def ends_with_booking() -> RefusedError:
    return RefusedError(
        "ends_with_booking",
        "Diese Abschaltung endet mit ihrer Belegung. Bitte die Belegung verlängern oder eigens abschalten.",
        "This disablement ends with its booking. Please extend the booking or disable separately.",
        status=409,
    )


def no_proposal() -> RefusedError:
    return RefusedError(
        "no_such_proposal",
        "Diesen Vorschlag gibt es nicht mehr: die Belegung ist vorbei, abgesagt oder ohne Nebel.",
        "There is no such proposal any more: the booking is over, cancelled or without fog.",
        status=404,
    )


def no_smoke_sensors() -> RefusedError:
    return RefusedError(
        "no_smoke_sensors",
        "In dieser Halle ist kein Rauchmelder bekannt, den man abschalten könnte.",
        "No smoke sensor is known in this hall that could be disabled.",
        status=409,
    )
