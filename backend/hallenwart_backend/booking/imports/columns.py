"""Which column means what: guessed from German and English headings, corrected by a person. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

FIELDS: Final = (
    *("hall", "part", "club", "title", "weekday", "date", "time", "start", "end"),
    *("from_date", "to_date", "every", "skip", "kind", "note", "state", "site"),
)
"""What a column may mean; `time` holds begin and end together."""
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "hall": ("halle", "sporthalle", "turnhalle", "hallenname", "sportstatte", "ort", "raum", "hall", "venue", "room", "gym"),
    "part": ("teil", "teile", "hallenteil", "hallenteile", "drittel", "feld", "section", "sections", "part", "third", "court"),
    "club": (
        "verein",
        "nutzer",
        "verein nutzer",
        "mieter",
        "organisation",
        "club",
        "user",
        "school",
        "schule",
        "verein schule",
    ),
    "title": (
        "titel",
        "gruppe",
        "mannschaft",
        "abteilung",
        "sportart",
        "angebot",
        "title",
        "group",
        "team",
        "sport",
        "activity",
    ),
    "weekday": ("wochentag", "tag", "weekday", "day", "day of week"),
    "date": ("datum", "termin", "date", "am"),
    "time": ("zeit", "uhrzeit", "zeiten", "trainingszeit", "time", "times", "hours"),
    "start": ("von", "beginn", "anfang", "start", "uhrzeit von", "zeit von", "from", "begin", "starts", "start time", "ab"),
    "end": ("bis", "ende", "uhrzeit bis", "zeit bis", "to", "until", "end", "ends", "end time"),
    "from_date": (
        *(
            "beginn der saison",
            "saisonbeginn",
            "saison von",
            "gultig ab",
            "gultig von",
            "ab datum",
            "erster termin",
            "datum von",
        ),
        *("season start", "season from", "valid from", "first date", "from date", "start date", "start of season"),
    ),
    "to_date": (
        *("ende der saison", "saisonende", "saison bis", "gultig bis", "bis datum", "letzter termin", "datum bis"),
        *("season end", "season to", "valid until", "valid to", "last date", "to date", "end date", "end of season"),
    ),
    "every": ("rhythmus", "turnus", "alle wochen", "wochen", "every", "interval", "rhythm", "every weeks"),
    "skip": ("ausnahmen", "ausnahme", "entfallt", "entfallt am", "ausfall", "ohne", "exceptions", "except", "skip", "not on"),
    "kind": ("art", "nutzungsart", "zweck", "kind", "type", "purpose"),
    "note": ("bemerkung", "bemerkungen", "notiz", "hinweis", "anmerkung", "kommentar", "note", "notes", "remark", "comment"),
    "state": ("stand", "status", "zustand", "state"),
    "site": ("standort", "anlage", "gebaude", "site", "building"),
}
_FIELD_OF: Final = {word: field for field, words in _WORDS.items() for word in words}


def plain(text: str) -> str:
    """Return small letters and digits in words, accents away: `Gültig-Ab:` is `gultig ab`."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    kept = "".join(sign if sign.isalnum() else " " for sign in bare if not unicodedata.combining(sign))
    return " ".join(kept.split())


def guess(head: Sequence[str]) -> list[str]:
    """Return what each column means, empty where nobody can tell; each meaning once, the first column first."""
    words, left = [plain(cell) for cell in head], set(FIELDS)
    found = [""] * len(words)
    for exact in (True, False):
        for number, word in enumerate(words):
            field = _FIELD_OF.get(word, "") if exact else _alike(word)
            if not found[number] and field in left:
                found[number] = field
                left.discard(field)
    return found


def _alike(word: str) -> str:
    """Return the meaning of the longest known word that a heading begins or ends with."""
    known = (one for one in _FIELD_OF if len(one) > 2 and (word.startswith(f"{one} ") or word.endswith(f" {one}")))
    best = max(known, key=len, default="")
    return _FIELD_OF.get(best, "")


def faults(mapping: Sequence[str], hall: str = "") -> list[str]:
    """Return which meanings are missing: a hall (unless all rows mean `hall`), a weekday or date, begin and end."""
    has = set(mapping)
    wanted = {
        "hall": "hall" in has or bool(hall),
        "when": bool(has & {"weekday", "date", "start"}),
        "times": "time" in has or {"start", "end"} <= has,
    }
    return [name for name, there in wanted.items() if not there]
