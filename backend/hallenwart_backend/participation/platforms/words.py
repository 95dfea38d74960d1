"""Why a platform tells nothing, in both languages."""

from __future__ import annotations

from typing import Final

READING: Final = {
    "no_json": ("Die Antwort ist kein JSON", "The answer is no JSON"),
    "no_answer": ("Die Antwort ist nicht die dieser Art von Plattform", "The answer is not that of this kind of platform"),
    "too_large": ("Die Antwort ist zu groß", "The answer is too large"),
    "truncated": ("Die Antwort kam nicht ganz an", "The answer did not arrive as a whole"),
    "status": ("Die Plattform gibt nichts heraus", "The platform gives nothing"),
    "token": ("Die Plattform nimmt den Schlüssel nicht an", "The platform does not accept the token"),
    "redirect": (
        "Die Plattform ist umgezogen; bitte ihre neue Adresse nennen",
        "The platform has moved; please enter its new address",
    ),
    "timeout": ("Die Plattform antwortet nicht", "The platform does not answer"),
    "unreachable": ("Die Plattform ist nicht zu erreichen", "The platform cannot be reached"),
    "bad_url": ("Die Adresse ist nicht brauchbar", "The address is not usable"),
    "no_https": ("Die Adresse muss mit https:// beginnen", "The address must begin with https://"),
    "private_address": ("Diese Adresse ist von hier nicht erlaubt", "This address is not allowed from here"),
}
