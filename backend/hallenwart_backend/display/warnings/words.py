"""Why a feed of warnings tells nothing, in both languages."""

from __future__ import annotations

from typing import Final

READING: Final = {
    "no_xml": ("Die Antwort ist kein XML", "The answer is no XML"),
    "no_cap": ("Die Antwort ist keine CAP-Meldung und keine Liste davon", "The answer is no CAP message and no feed of them"),
    "too_many": ("Die Liste hat zu viele Einträge", "The feed has too many entries"),
    "too_large": ("Die Antwort ist zu groß", "The answer is too large"),
    "truncated": ("Die Antwort kam nicht ganz an", "The answer did not arrive as a whole"),
    "status": ("Der andere Server gibt die Liste nicht heraus", "The other server does not give the feed"),
    "redirect": ("Die Liste ist umgezogen; bitte ihre neue Adresse nennen", "The feed has moved; please enter its new address"),
    "timeout": ("Der andere Server antwortet nicht", "The other server does not answer"),
    "unreachable": ("Der andere Server ist nicht zu erreichen", "The other server cannot be reached"),
    "bad_url": ("Die Adresse ist nicht brauchbar", "The address is not usable"),
    "no_https": ("Die Adresse muss mit https:// beginnen", "The address must begin with https://"),
    "private_address": ("Diese Adresse ist von hier nicht erlaubt", "This address is not allowed from here"),
    "no_file": ("Diese Datei gibt es nicht", "There is no such file"),
    "part": ("Ein Teil der Meldungen war nicht zu lesen", "Some of the messages could not be read"),
}
