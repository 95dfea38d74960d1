"""What public pages say of parking, German and English."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.parking.rules import PermitVerdict, SpaceKind
from hallenwart_contract.parking import ParkingWord

PARKING: Final = {
    ParkingWord.FREE: ("Es gibt freie Plätze", "There are free spaces"),
    ParkingWord.FEW: ("Nur noch wenige Plätze frei", "Only a few spaces left"),
    ParkingWord.FULL: ("Der Parkplatz ist voll", "The car park is full"),
    ParkingWord.UNKNOWN: ("Wir wissen gerade nicht, ob etwas frei ist", "We do not know just now whether there is space"),
}
SHORT: Final = {
    ParkingWord.FREE: ("frei", "free"),
    ParkingWord.FEW: ("wenige frei", "few left"),
    ParkingWord.FULL: ("voll", "full"),
    ParkingWord.UNKNOWN: ("unbekannt", "unknown"),
}
KINDS: Final = {
    SpaceKind.NORMAL: ("Stellplätze", "Spaces"),
    SpaceKind.DISABLED: ("Für Menschen mit Behinderung", "For people with a disability"),
    SpaceKind.CHARGING: ("Mit Ladesäule", "With charger"),
    SpaceKind.BUS: ("Für Busse", "For buses"),
    SpaceKind.BIKE: ("Für Fahrräder", "For bicycles"),
}
VERDICTS: Final = {
    PermitVerdict.VALID: ("Darf hier stehen", "May park here"),
    PermitVerdict.EARLY: ("Noch nicht", "Not yet"),
    PermitVerdict.OVER: ("Abgelaufen", "Expired"),
    PermitVerdict.UNKNOWN: ("Keine Erlaubnis", "No permit"),
    PermitVerdict.UNREADABLE: ("Das ist kein Kennzeichen", "This is not a number plate"),
}
HINTS: Final = {
    PermitVerdict.VALID: ("Gilt bis {when}.", "Valid until {when}."),
    PermitVerdict.EARLY: ("Die Erlaubnis gilt erst ab {when}.", "The permit begins at {when}."),
    PermitVerdict.OVER: ("Die Erlaubnis endete {when}.", "The permit ended {when}."),
    PermitVerdict.UNKNOWN: (
        "Für dieses Kennzeichen ist nichts eingetragen. Prüfen Sie, ob Sie sich vertippt haben.",
        "Nothing is entered for this plate. Check your typing.",
    ),
    PermitVerdict.UNREADABLE: ("Schreiben Sie es so: B-AB 1234.", "Write it like this: B-AB 1234."),
}
WORDS: Final = {
    "de": {
        "title": "Parken",
        "lead": "Hier sehen Sie, wo an unseren Hallen etwas frei ist.",
        "none": "An unseren Hallen misst noch niemand, ob Plätze frei sind.",
        "halls": "Zu den Hallen",
        "for_whom": "Nur für",
        "free_of": "{free} von {spaces} frei",
        "at_least": "mindestens {free} von {spaces} frei",
        "not_known": "nicht bekannt",
        "measured": "Gemessen um {when}.",
        "unmeasured": "Hier misst niemand.",
        "spaces_all": "{n} Plätze",
        "honest": " Sensoren im Boden zählen Autos, keine Kennzeichen. Schweigt ein Sensor, gilt sein Platz nicht als frei.",
        "beside": "Parken",
        "more": "Alle Parkplätze",
        "guest_title": "Parkerlaubnis für Gäste",
        "guest_lead": "Tragen Sie das Kennzeichen Ihres Autos ein. Dann dürfen Sie hier stehen.",
        "guest_where": "Parkplatz",
        "guest_when": "Gilt",
        "guest_span": "{day}, {start} bis {end} Uhr",
        "guest_plate": "Kennzeichen",
        "guest_plate_hint": "Zum Beispiel: B-AB 1234",
        "guest_go": "Eintragen",
        "guest_done": "Ihr Auto ist eingetragen. Es darf {span} hier stehen.",
        "guest_left": "Noch {n} Plätze für Gäste.",
        "guest_left_one": "Noch 1 Platz für Gäste.",
        "guest_full": "Alle Plätze für Gäste sind vergeben.",
        "guest_privacy": "Wir speichern nur eine Prüfsumme des Kennzeichens. Am Tag nach dem Termin ist sie gelöscht.",
        "gone_title": "Dieser Link gilt nicht",
        "gone_hint": "Er ist abgelaufen oder nicht vollständig. Bitten Sie um einen neuen.",
    },
    "en": {
        "title": "Parking",
        "lead": "See where there is space at our halls.",
        "none": "Nobody measures yet whether there is space at our halls.",
        "halls": "To the halls",
        "for_whom": "Only for",
        "free_of": "{free} of {spaces} free",
        "at_least": "at least {free} of {spaces} free",
        "not_known": "not known",
        "measured": "Measured at {when}.",
        "unmeasured": "Nothing is measured here.",
        "spaces_all": "{n} spaces",
        "honest": " Sensors in the ground count cars, not plates. While a sensor is silent its space does not count as free.",
        "beside": "Parking",
        "more": "All car parks",
        "guest_title": "Parking permit for guests",
        "guest_lead": "Enter the number plate of your car. Then you may park here.",
        "guest_where": "Car park",
        "guest_when": "Valid",
        "guest_span": "{day}, {start} to {end}",
        "guest_plate": "Number plate",
        "guest_plate_hint": "For example: B-AB 1234",
        "guest_go": "Enter",
        "guest_done": "Your car is entered. It may park here {span}.",
        "guest_left": "{n} spaces left for guests.",
        "guest_left_one": "1 space left for guests.",
        "guest_full": "All spaces for guests are taken.",
        "guest_privacy": "We keep only a checksum of the plate. It is deleted the day after the date.",
        "gone_title": "This link is not valid",
        "gone_hint": "It has expired or is incomplete. Ask for a new one.",
    },
}
WARDEN: Final = {
    "de": {
        "title": "Kennzeichen prüfen",
        "plate": "Kennzeichen",
        "go": "Prüfen",
        "next": "Nächstes Kennzeichen",
        "where": "Parkplatz",
        "all": "alle Parkplätze",
        "until": "Dieser Link gilt bis {when}.",
        "kept": "Wir zählen die Prüfungen. Die Kennzeichen speichern wir nicht.",
        "calm": "Zu viele Prüfungen auf einmal. Warten Sie kurz.",
    },
    "en": {
        "title": "Check a number plate",
        "plate": "Number plate",
        "go": "Check",
        "next": "Next number plate",
        "where": "Car park",
        "all": "all car parks",
        "until": "This link is valid until {when}.",
        "kept": "We count the checks. We do not keep the plates.",
        "calm": "Too many checks at once. Wait a moment.",
    },
}
