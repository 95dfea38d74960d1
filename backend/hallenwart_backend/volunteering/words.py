"""The words of volunteering: roles, refusals, German and English."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.errors import RefusedError
from hallenwart_backend.volunteering.model import SignState, Task

TASKS: Final = {
    Task.DOOR: ("Einlass", "Door"),
    Task.FIRST_AID: ("Erste Hilfe", "First aid"),
    Task.CAMERA: ("Kamera", "Camera"),
    Task.CLEANING: ("Aufräumen", "Cleaning up"),
    Task.KEY_SERVICE: ("Schlüssel-Dienst", "Key service"),
    Task.CATERING: ("Essen und Trinken", "Food and drinks"),
    Task.REFEREE: ("Schiedsrichter", "Referee"),
    Task.DRIVING: ("Fahren", "Driving"),
    Task.COACHING: ("Training geben", "Coaching"),
    Task.SETUP: ("Aufbauen", "Setting up"),
    Task.OTHER: ("Andere Hilfe", "Other help"),
}
STATES: Final = {
    SignState.ASKED: ("noch nicht bestätigt", "not confirmed yet"),
    SignState.WAITING: ("auf der Warteliste", "on the waiting list"),
    SignState.IN: ("fest dabei", "signed up"),
    SignState.OFFERED_SWAP: ("dabei, sucht Ersatz", "signed up, looks for somebody else"),
    SignState.OUT: ("abgemeldet", "signed off"),
    SignState.ABSENT: ("nicht gekommen", "did not come"),
    SignState.DONE: ("hat geholfen", "helped"),
}
LANGUAGES: Final = {
    "de": ("Deutsch", "German"),
    "en": ("Englisch", "English"),
    "tr": ("Türkisch", "Turkish"),
    "ar": ("Arabisch", "Arabic"),
    "uk": ("Ukrainisch", "Ukrainian"),
    "ru": ("Russisch", "Russian"),
    "pl": ("Polnisch", "Polish"),
    "fa": ("Persisch", "Persian"),
    "dgs": ("Gebärdensprache", "German sign language"),
}
_REFUSALS: Final = {
    "no_such_offer": (404, "Dieses Angebot gibt es nicht.", "There is no such offer."),
    "no_such_shift": (404, "Diese Schicht gibt es nicht.", "There is no such shift."),
    "no_such_signup": (404, "Diese Anmeldung gibt es nicht.", "There is no such sign-up."),
    "no_such_link": (404, "Diesen Link gibt es nicht.", "There is no such link."),
    "not_yours_to_lead": (
        403,
        "Das darf nur, wer im Verein bucht, oder das Sportamt.",
        "Only those who book for the club may do this, or the sports office.",
    ),
    "no_shift": (422, "Tragen Sie mindestens eine Schicht ein.", "Enter at least one shift."),
    "too_many_shifts": (422, "Das sind zu viele Schichten.", "These are too many shifts."),
    "ends_before_it_begins": (422, "Eine Schicht endet, bevor sie beginnt.", "A shift ends before it begins."),
    "too_long": (422, "Eine Schicht dauert höchstens 24 Stunden.", "A shift lasts 24 hours at most."),
    "wanted_out_of_range": (422, "Für eine Schicht braucht es 1 bis 200 Menschen.", "A shift needs 1 to 200 people."),
    "no_such_role": (422, "Diese Aufgabe gibt es nicht.", "There is no such task."),
    "not_their_booking": (409, "Dieser Termin gehört einem anderen Verein.", "This date belongs to another club."),
    "too_few_places": (
        409,
        "Für diese Schicht haben sich schon mehr Menschen angemeldet. Melden Sie zuerst jemanden ab.",
        "More people have signed up for this shift. Sign somebody off first.",
    ),
    "offer_cancelled": (409, "Das Angebot ist abgesagt.", "The offer was cancelled."),
    "not_open": (409, "Hier kann man sich gerade nicht anmelden.", "Nobody can sign up here right now."),
    "shift_over": (409, "Diese Schicht hat schon begonnen oder ist vorbei.", "This shift has begun or is over."),
    "shift_cancelled": (409, "Diese Schicht ist abgesagt.", "This shift was cancelled."),
    "signed_up": (409, "Sie sind hier schon angemeldet.", "You are signed up here already."),
    "two_at_once": (
        409,
        "Zu dieser Zeit helfen Sie schon woanders. Melden Sie sich dort zuerst ab.",
        "You help elsewhere at this time. Sign off there first.",
    ),
    "too_young": (422, "Bitte bestätigen Sie Ihr Alter.", "Please confirm your age."),
    "no_mail": (
        503,
        "Zurzeit können wir keine E-Mails senden. Bitte versuchen Sie es später noch einmal.",
        "We cannot send e-mails right now. Please try again later.",
    ),
    "no_place_kept": (409, "Dieser Platz ist nicht mehr frei.", "This place is not free any more."),
    "being_passed_on": (
        409,
        "Ihr Platz wird gerade jemandem angeboten. Bitte warten Sie die Antwort ab.",
        "Your place is being offered to somebody. Please wait for the answer.",
    ),
    "not_now": (409, "Das geht bei dieser Anmeldung nicht.", "This is not possible for this sign-up."),
}


def refusal(code: str, **extra: object) -> RefusedError:
    status, de, en = _REFUSALS[code]
    return RefusedError(code, de, en, status=status, **extra)
