"""Why a car park, permit or link is not taken, in words."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.errors import RefusedError

_WORDS: Final = {
    "no_such_car_park": (404, "Diesen Parkplatz gibt es nicht.", "There is no such car park."),
    "no_such_permit": (404, "Diese Parkerlaubnis gibt es nicht.", "There is no such permit."),
    "no_such_link": (404, "Diesen Link gibt es nicht.", "There is no such link."),
    "link_over": (
        410,
        "Dieser Link gilt nicht mehr. Bitten Sie um einen neuen.",
        "This link is no longer valid. Ask for a new one.",
    ),
    "not_your_date": (
        403,
        "Parkerlaubnisse vergibt der Verein, der den Termin hat.",
        "Permits are given by the club that has the date.",
    ),
    "no_plate": (
        422,
        "Das ist kein Kennzeichen. Schreiben Sie es so: B-AB 1234.",
        "This is not a number plate. Write it like this: B-AB 1234.",
    ),
    "plate_there": (
        409,
        "Dieses Kennzeichen ist für diesen Termin schon eingetragen.",
        "This number plate is entered for this date already.",
    ),
    "no_permits_here": (
        409,
        "Für diesen Termin gibt es hier keine Parkerlaubnis.",
        "There are no permits here for this date.",
    ),
    "not_booked": (
        409,
        "Parkerlaubnisse gibt es, sobald der Termin fest gebucht ist.",
        "There are permits as soon as the date is booked.",
    ),
    "is_past": (409, "Der Termin ist vorbei.", "The date has passed."),
    "too_early": (
        409,
        "Kennzeichen nehmen wir erst 30 Tage vor dem Termin an.",
        "We take number plates 30 days before the date, not earlier.",
    ),
    "all_given": (
        409,
        "Alle Parkerlaubnisse für diesen Termin sind vergeben.",
        "All permits for this date are given.",
    ),
    "car_park_full": (
        409,
        "Zu dieser Zeit sind schon so viele Erlaubnisse vergeben, wie es Stellplätze gibt.",
        "At this time as many permits are given as there are spaces.",
    ),
    "space_twice": (
        422,
        "Ein Sensor kann nur einen Stellplatz messen. Zwei Stellplätze nennen denselben.",
        "A sensor measures one space. Two spaces name the same one.",
    ),
    "sensor_elsewhere": (
        409,
        "Dieser Sensor misst schon einen Stellplatz auf einem anderen Parkplatz.",
        "This sensor measures a space of another car park already.",
    ),
    "half_position": (422, "Geben Sie Breite und Länge an, oder keine von beiden.", "Give latitude and longitude, or neither."),
    "until_wrong": (
        422,
        "Der Link muss in der Zukunft enden, spätestens in einem Jahr.",
        "The link must end in the future, within a year.",
    ),
}


def refusal(code: str) -> RefusedError:
    status, de, en = _WORDS[code]
    return RefusedError(code, de, en, status=status)
