"""The mails of the notice board. They carry what was written and no address."""

from __future__ import annotations

from hallenwart_backend.accounts.words import Mail


def answer(notice: str, title: str, club: str, text: str) -> Mail:
    return Mail(
        f"Antwort auf „{title}“ von {club}",
        f"{club} schreibt Ihnen zu Ihrem Aushang „{title}“:\n\n{text}\n\nAntworten Sie auf der Seite. Eine Antwort auf diese"
        " E-Mail kommt nicht an. So sieht niemand Ihre Adresse.",
        f"{club} writes to you about your notice “{title}”. Answer on the page: a reply to this e-mail does not arrive, so"
        " nobody sees your address.",
        f"/club/#/pinnwand/{notice}",
        signed=False,
    )


def reply(notice: str, title: str, club: str, text: str) -> Mail:
    return Mail(
        f"{club} antwortet zu „{title}“",
        f"{club} schreibt Ihnen zum Aushang „{title}“:\n\n{text}\n\nSchreiben Sie auf der Seite zurück. Eine Antwort auf diese"
        " E-Mail kommt nicht an.",
        f"{club} writes to you about the notice “{title}”. Write back on the page: a reply to this e-mail does not arrive.",
        f"/club/#/pinnwand/{notice}",
        signed=False,
    )


def reported(notice: str, title: str, club: str, by: str, why: str) -> Mail:
    return Mail(
        f"Gemeldet: Aushang „{title}“ von {club}",
        f"{by} hat diesen Aushang gemeldet:\n\n{why}\n\nSie können ihn ausblenden. Der Verein liest dann den Grund.",
        f"{by} reported this notice. You can hide it; the club then reads why.",
        f"/manager/#/vereinsseiten/{notice}",
        signed=False,
    )
