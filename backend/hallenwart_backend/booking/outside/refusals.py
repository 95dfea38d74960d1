"""How a source, or who sets one up, is refused; and why a row of a plan is."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.errors import RefusedError

_WORDS: Final = {
    "bad_key": (401, "Dieser Schlüssel gilt nicht.", "This key is not valid."),
    "not_live": (
        409,
        "Diese Quelle ist angehalten oder noch nicht freigegeben. Das Sportamt kann sie einschalten.",
        "This source is paused or not live yet. The sports office can switch it on.",
    ),
    "no_such_source": (404, "Diese Quelle gibt es nicht.", "There is no such source."),
    "no_such_row": (404, "Diese Kennung ist hier nicht bekannt.", "This uid is not known here."),
    "no_halls": (422, "Bitte mindestens eine Halle nennen.", "Please name a hall at least."),
    "no_such_hall": (422, "Diese Halle gibt es nicht.", "There is no such hall."),
    "bad_sections": (422, "Diese Hallenteile gibt es nicht.", "There are no such sections."),
    "no_such_club": (422, "Diesen Verein gibt es nicht.", "There is no such club."),
    "led_already": (409, "Diese Halle führt schon eine andere Quelle.", "Another source leads this hall already."),
    "no_url": (422, "Bitte die Adresse des Kalenders nennen.", "Please name the calendar's address."),
    "bad_url": (422, "Das ist keine brauchbare Adresse.", "This is no usable address."),
    "no_https": (422, "Die Adresse muss mit https:// beginnen.", "The address must begin with https://."),
    "private_address": (
        422,
        "Diese Adresse liegt in einem privaten Netz. Dort wird nichts gelesen.",
        "This address is in a private network. Nothing is read there.",
    ),
    "pushes": (
        409,
        "Diese Quelle meldet selbst; hier gibt es nichts zu lesen.",
        "This source reports by itself; nothing is read.",
    ),
    "empty_plan": (
        409,
        "Der Plan ist leer. Wenn das stimmt, bitte mit confirm_empty bestätigen; sonst bleibt alles.",
        "The plan is empty. If that is right, please confirm with confirm_empty; else everything stays.",
    ),
    "shrunk": (
        409,
        "Mehr als die Hälfte der kommenden Termine fehlt auf einmal. Es wurde nichts geändert; bitte prüfen und bestätigen.",
        "More than half of the coming dates are missing at once. Nothing was changed; please check and confirm.",
    ),
    "older_plan": (409, "Ein neuerer Plan ist schon hier.", "A newer plan is here already."),
    "bad_time": (422, "Beginn oder Ende ist nicht zu lesen.", "Start or end cannot be read."),
    "bad_zone": (422, "Diese Zeitzone gibt es nicht.", "There is no such time zone."),
    "too_short": (422, "Das Ende muss nach dem Beginn liegen.", "The end must be after the start."),
    "too_long": (422, "Eine Belegung dauert höchstens 7 Tage.", "A booking lasts 7 days at most."),
    "over_already": (409, "Diese Quelle ist beendet.", "This source has ended."),
}
WHY: Final = {
    "overlap": ("Überschneidet sich mit einem anderen Eintrag der Quelle", "Overlaps with another entry of the source"),
    "taken": ("Hier steht eine eigene Belegung", "A booking of our own is there"),
    "closed_here": ("Hier gesperrt", "Closed here"),
    "cancelled_here": ("Hier abgesagt", "Cancelled here"),
    "unknown_place": ("Ort nicht zugeordnet", "Place not assigned"),
    "unknown_part": ("Hallenteil nicht zugeordnet", "Part not assigned"),
    "not_led": ("Diese Halle führt die Quelle nicht", "The source does not lead this hall"),
    "too_short": ("Ende nicht nach dem Beginn", "End not after start"),
    "too_long": ("Länger als 7 Tage", "Longer than 7 days"),
    "older": ("Älter als der bekannte Stand", "Older than what is known"),
    "twice": ("Doppelt genannt", "Named twice"),
    "over": ("Schon vorbei", "Over already"),
    "bad_time": ("Zeit nicht lesbar", "Time cannot be read"),
    "bad_zone": ("Zeitzone unbekannt", "Time zone unknown"),
}
"""Why a row was refused or ignored, in words."""


def refused(code: str, **extra: object) -> RefusedError:
    status, de, en = _WORDS[code]
    return RefusedError(code, de, en, status=status, **extra)


def too_fast(wait_ms: int) -> RefusedError:
    seconds = -(-wait_ms // 1000)
    de, en = f"Zu viele Anfragen. Bitte {seconds} s warten.", f"Too many requests. Please wait {seconds} s."
    return RefusedError("too_fast", de, en, status=429, wait_s=seconds)


def undecided(count: int, bookings: list[str]) -> RefusedError:
    de = f"{count} eigene Termine stehen dort noch. Bitte für jeden entscheiden: behalten oder absagen."
    en = f"{count} dates of our own are there. Please decide for each: keep or cancel."
    return RefusedError("undecided", de, en, status=409, bookings=bookings)
