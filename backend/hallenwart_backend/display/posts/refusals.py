"""Why a post is not taken, in words."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.display.posts import rules
from hallenwart_backend.errors import RefusedError

_WORDS: Final = {
    "no_title": (422, "Ein Beitrag braucht einen Titel auf Deutsch.", "A post needs a title in German."),
    "long_title": (
        422,
        f"Ein Titel hat höchstens {rules.LONGEST_TITLE} Zeichen: mehr passt nicht auf den Bildschirm.",
        f"A title has at most {rules.LONGEST_TITLE} characters: more does not fit on the screen.",
    ),
    "long_text": (
        422,
        f"Ein Text hat höchstens {rules.LONGEST_TEXT} Zeichen: mehr liest niemand im Vorbeigehen.",
        f"A text has at most {rules.LONGEST_TEXT} characters: nobody reads more in passing.",
    ),
    "half_language": (422, "In jeder Sprache gehört zum Text ein Titel.", "In each language a text needs a title."),
    "long_link": (
        422,
        f"Die Adresse hat höchstens {rules.LONGEST_LINK} Zeichen: sonst wird der QR-Code zu fein.",
        f"The address has at most {rules.LONGEST_LINK} characters: else its QR code becomes too fine.",
    ),
    "bad_link": (
        422,
        "Die Adresse beginnt mit https:// und öffnet eine Seite.",
        "The address begins with https:// and opens a page.",
    ),
    "no_alt": (
        422,
        "Bitte sagen Sie, was auf dem Bild zu sehen ist, für alle, die es nicht sehen.",
        "Please say what the picture shows, for everybody who cannot see it.",
    ),
    "bad_level": (
        422,
        "Eine Warnung hat eine Stufe (gering bis extrem), andere Beiträge haben keine.",
        "A warning has a level (minor to extreme), other posts have none.",
    ),
    "ends_before": (422, "Das Ende liegt vor dem Beginn.", "The end is before the beginning."),
    "is_over": (422, "Diese Zeit ist schon vorbei.", "This time has passed already."),
    "too_long": (
        422,
        f"Ein Beitrag steht höchstens {rules.LONGEST_DAYS} Tage.",
        f"A post stands for at most {rules.LONGEST_DAYS} days.",
    ),
    "too_far": (
        422,
        f"Vereine planen Beiträge höchstens {rules.CLUB_DAYS} Tage voraus.",
        f"Clubs plan posts at most {rules.CLUB_DAYS} days ahead.",
    ),
    "nowhere": (422, "Bitte wählen Sie, wo der Beitrag stehen soll.", "Please choose where the post is to stand."),
    "no_such_place": (422, "Eine dieser Hallen oder Anzeigen gibt es nicht.", "One of these halls or displays is not there."),
    "halls_only": (422, "Vereine wählen Hallen, in denen sie Zeiten haben.", "Clubs choose halls where they have hours."),
    "not_for_clubs": (
        403,
        "Vereine zeigen Veranstaltungen, Neuigkeiten und Angebote zum Mithelfen.",
        "Clubs show events, news and offers to help.",
    ),
    "own_hours": (422, "Nur ein Verein hat eigene Zeiten.", "Only a club has hours of its own."),
    "no_hours": (
        409,
        "Ihr Verein hat dort in dieser Zeit keine Belegung. Der Beitrag wäre nie zu sehen.",
        "Your club has no booking there in this time. Nobody would ever see the post.",
    ),
    "too_many": (
        409,
        f"So viele Beiträge zugleich gehen nicht (je Verein {rules.MOST_OF_CLUB}). Bitte nehmen Sie einen zurück.",
        f"There cannot be so many posts at once ({rules.MOST_OF_CLUB} a club). Please take one back.",
    ),
    "may_not_post": (403, "Dieses Konto legt keine Beiträge an.", "This account makes no posts."),
    "no_such_post": (404, "Diesen Beitrag gibt es nicht mehr.", "This post no longer exists."),
    "no_such_display": (404, "Diese Anzeige gibt es nicht.", "There is no such display."),
    "not_shown_there": (409, "Auf dieser Anzeige steht der Beitrag nicht.", "The post does not stand on this display."),
    "is_past": (409, "Dieser Beitrag ist vorbei. Bitte legen Sie einen neuen an.", "This post is over. Please make a new one."),
    "not_asked": (409, "Über diesen Beitrag ist nichts zu entscheiden.", "There is nothing to decide about this post."),
    "need_why": (422, "Bitte schreiben Sie, warum abgelehnt wird.", "Please write why it is declined."),
    "no_such_club": (404, "Diesen Verein gibt es nicht.", "There is no such club."),
    "no_picture": (404, "Dieses Bild gibt es nicht mehr.", "This picture is no longer there."),
    "picture_gone": (
        422,
        "Dieses Bild gibt es nicht mehr. Bitte laden Sie es noch einmal hoch.",
        "This picture is no longer there. Please upload it again.",
    ),
}


def refused(code: str) -> RefusedError:
    status, de, en = _WORDS[code]
    return RefusedError(code, de, en, status=status)
