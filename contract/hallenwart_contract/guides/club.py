"""Guides of the clubs' pages."""

from __future__ import annotations

from typing import Final

from hallenwart_contract.guides.model import Guide, Room, Step, Wait, WaitKind, Words

_NEED: Final = Words(
    de="Sie brauchen Ihr Konto im Verein und eine Verbindung ins Netz.",
    en="You need your club's account and a connection.",
    easy="Sie brauchen Ihr Konto beim Verein. Sie brauchen Internet.",
)

_BOOK: Final = Guide(
    id="halle-buchen",
    room=Room.CLUB,
    title=Words(de="Eine Halle buchen", en="Book a hall", easy="Eine Halle buchen"),
    need=_NEED,
    start="#/buchen",
    pages=("club#start", "club#buchen", "/vereine", "/vereine/{club}"),
    steps=(
        Step(
            words=Words(
                de="Tippen Sie unten auf „Buchen“.", en="Tap “Book” at the bottom.", easy="Tippen Sie unten auf „Buchen“."
            ),
            wait=Wait(WaitKind.VIEW, "buchen"),
        ),
        Step(
            words=Words(
                de="Wählen Sie die Halle und wie lange. Drücken Sie dann den blauen Knopf unten.",
                en="Choose the hall and how long. Then press the blue button at the bottom.",
                easy="Welche Halle wollen Sie? Wie lange? Wählen Sie aus. Drücken Sie dann den blauen Knopf.",
            ),
            wait=Wait(WaitKind.GONE, "[data-step='1']"),
        ),
        Step(
            words=Words(
                de="Wählen Sie den Tag und eine freie Zeit. Drücken Sie dann „Weiter“.",
                en="Choose the day and a free time. Then press the button to go on.",
                easy="Wählen Sie den Tag. Wählen Sie eine freie Zeit. Drücken Sie dann den blauen Knopf.",
            ),
            wait=Wait(WaitKind.SHOWN, "[data-step='4']"),
        ),
        Step(
            words=Words(
                de="Schreiben Sie, was Sie machen. Zum Beispiel „Volleyball“.",
                en="Write what you will do. For example “Volleyball”.",
                easy="Was machen Sie in der Halle? Schreiben Sie es auf. Zum Beispiel „Volleyball“.",
            ),
            wait=Wait(WaitKind.FILLED, "[data-step='4'] #title"),
        ),
        Step(
            words=Words(
                de="Lesen Sie alles noch einmal. Drücken Sie dann den blauen Knopf.",
                en="Read everything once more. Then press the blue button.",
                easy="Lesen Sie alles noch einmal. Stimmt es? Dann drücken Sie den blauen Knopf.",
            ),
            wait=Wait(WaitKind.VIEW, "termine"),
        ),
    ),
    done=Words(
        de="Gebucht oder angefragt. Der Code für den Schlüssel steht beim Termin.",
        en="Booked or asked for. The code for the key stands with the date.",
        easy="Fertig. Den Code für den Schlüssel finden Sie beim Termin.",
    ),
)
_CODE: Final = Guide(
    id="code-finden",
    room=Room.CLUB,
    title=Words(de="Den Code finden", en="Find the code", easy="Den Code finden"),
    need=_NEED,
    start="#/termine",
    pages=("club#termine", "club#start"),
    steps=(
        Step(
            words=Words(
                de="Tippen Sie unten auf „Termine“.", en="Tap “Dates” at the bottom.", easy="Tippen Sie unten auf „Termine“."
            ),
            wait=Wait(WaitKind.VIEW, "termine"),
        ),
        Step(
            words=Words(de="Tippen Sie auf Ihren Termin.", en="Tap your date.", easy="Tippen Sie auf Ihren Termin."),
            wait=Wait(WaitKind.VIEW, "termine/"),
        ),
        Step(
            words=Words(
                de="Lesen Sie den Code. Er kommt 14 Tage vorher.",
                en="Read the code. It comes 14 days before.",
                easy="Lesen Sie den Code. Sie sehen ihn erst 14 Tage vorher.",
            )
        ),
        Step(
            words=Words(
                de="Steht dort „Code liegt am Schließfach vor“? Dann öffnet er das Fach.",
                en="Does it say that the code is at the locker? Then it opens the door.",
                easy="Steht dort „Code liegt am Schließfach vor“? Dann geht das Fach damit auf.",
            )
        ),
        Step(
            words=Words(
                de="Schreiben Sie den Code auf, wenn Sie ohne Handy zur Halle gehen.",
                en="Write the code down if you go to the hall without a phone.",
                easy="Haben Sie kein Handy dabei? Dann schreiben Sie den Code auf.",
            )
        ),
    ),
    done=Words(
        de="Geben Sie den Code nur Menschen, die den Schlüssel holen sollen.",
        en="Give the code only to people who are to fetch the key.",
        easy="Zeigen Sie den Code nicht allen. Nur wer den Schlüssel holt, braucht ihn.",
    ),
)
_LEND: Final = Guide(
    id="termin-verleihen",
    room=Room.CLUB,
    title=Words(de="Einen Termin verleihen", en="Lend a date", easy="Einen Termin verleihen"),
    need=_NEED,
    start="#/termine",
    pages=("club#termine", "club#nutzung", "/wirkung"),
    steps=(
        Step(
            words=Words(
                de="Tippen Sie unten auf „Termine“ und dann auf den Termin, den Sie nicht brauchen.",
                en="Tap “Dates” at the bottom and then the date you do not need.",
                easy="Tippen Sie unten auf „Termine“. Tippen Sie dann auf den Termin, den Sie nicht brauchen.",
            ),
            wait=Wait(WaitKind.VIEW, "termine/"),
        ),
        Step(
            words=Words(de="Drücken Sie „Verleihen“.", en="Press “Lend”.", easy="Drücken Sie „Verleihen“."),
            wait=Wait(WaitKind.SHOWN, "dialog[open]"),
        ),
        Step(
            words=Words(
                de="Wählen Sie, wer den Termin haben darf, und bieten Sie ihn an.",
                en="Choose who may have the date, and offer it.",
                easy="Wer darf den Termin haben? Wählen Sie aus. Bieten Sie ihn dann an.",
            ),
            wait=Wait(WaitKind.GONE, "dialog[open]"),
        ),
        Step(
            words=Words(
                de="Warten Sie auf Nachricht. Nimmt ihn niemand, dann bleibt er Ihr Termin.",
                en="Wait for a message. If nobody takes it, the date stays yours.",
                easy="Warten Sie auf eine Nachricht. Vielleicht nimmt ihn niemand. Dann bleibt es Ihr Termin.",
            )
        ),
    ),
    done=Words(
        de="Ihr Recht auf die anderen Wochen bleibt.",
        en="Your right to the other weeks stays.",
        easy="Die anderen Wochen gehören weiter Ihnen.",
    ),
)
_CANCEL: Final = Guide(
    id="termin-absagen",
    room=Room.CLUB,
    title=Words(de="Einen Termin absagen", en="Cancel a date", easy="Einen Termin absagen"),
    need=_NEED,
    start="#/termine",
    pages=("club#termine",),
    steps=(
        Step(
            words=Words(
                de="Tippen Sie unten auf „Termine“ und dann auf Ihren Termin.",
                en="Tap “Dates” at the bottom and then your date.",
                easy="Tippen Sie unten auf „Termine“. Tippen Sie dann auf Ihren Termin.",
            ),
            wait=Wait(WaitKind.VIEW, "termine/"),
        ),
        Step(
            words=Words(de="Drücken Sie „Absagen“.", en="Press “Cancel”.", easy="Drücken Sie „Absagen“."),
            wait=Wait(WaitKind.SHOWN, "dialog[open]"),
        ),
        Step(
            words=Words(
                de="Lesen Sie, welcher Termin es ist. Sagen Sie ja, oder behalten Sie ihn.",
                en="Read which date it is. Say yes, or keep it.",
                easy="Ist es der richtige Termin? Dann drücken Sie „Ja, absagen“. Sonst drücken Sie „Behalten“.",
            ),
            wait=Wait(WaitKind.GONE, "dialog[open]"),
        ),
    ),
    done=Words(
        de="Die Zeit ist wieder frei. Der Code gilt nicht mehr.",
        en="The time is free again. The code is no longer valid.",
        easy="Jetzt können andere in die Halle. Der Code geht nicht mehr.",
    ),
)
_LOOK: Final = Guide(
    id="helfer-suchen",
    room=Room.CLUB,
    title=Words(de="Menschen zum Helfen suchen", en="Look for people to help", easy="Menschen zum Helfen suchen"),
    need=_NEED,
    start="#/mitmachen",
    pages=("club#mitmachen", "club#verein"),
    steps=(
        Step(
            words=Words(
                de="Öffnen Sie im Bereich „Verein“ die Seite „Mitmachen“.",
                en="In the club's area, open the page for joining in.",
                easy="Gehen Sie auf „Verein“. Gehen Sie dann auf „Mitmachen“.",
            ),
            wait=Wait(WaitKind.VIEW, "mitmachen"),
        ),
        Step(
            words=Words(
                de="Lesen Sie die Vorschläge für Ihre Spiele.",
                en="Read what is proposed for your matches.",
                easy="Dort stehen Vorschläge für Ihre Spiele. Lesen Sie sie.",
            )
        ),
        Step(
            words=Words(
                de="Drücken Sie „Schicht anlegen“. Sie können den Vorschlag vorher ändern.",
                en="Make the shift. You can alter the proposal before.",
                easy="Drücken Sie „Schicht anlegen“. Passt etwas nicht? Dann ändern Sie es vorher.",
            )
        ),
        Step(
            words=Words(
                de="Sehen Sie später nach, wer sich gemeldet hat.",
                en="Look later who has signed up.",
                easy="Sehen Sie später nach: Wer hat sich gemeldet?",
            )
        ),
    ),
    done=Words(
        de="Alle sehen die Schicht unter „Mitmachen“ und auf Bildschirmen in der Nähe.",
        en="Everybody sees the shift among the offers and on screens nearby.",
        easy="Jetzt sehen alle, dass Sie Hilfe suchen.",
    ),
)
_HOURS: Final = Guide(
    id="stunden-bestaetigen",
    room=Room.CLUB,
    title=Words(de="Stunden bestätigen", en="Confirm hours", easy="Stunden bestätigen"),
    need=_NEED,
    start="#/stunden",
    pages=("club#stunden",),
    steps=(
        Step(
            words=Words(
                de="Öffnen Sie „Mitmachen“ und dann „Stunden“.",
                en="Open the page for joining in and then the hours.",
                easy="Gehen Sie auf „Mitmachen“. Gehen Sie dann auf „Stunden“.",
            ),
            wait=Wait(WaitKind.VIEW, "stunden"),
        ),
        Step(
            words=Words(
                de="Lesen Sie, wer wann da war. Das sagen Schlüssel und Lesegerät.",
                en="Read who was there and when. The key and the reader say so.",
                easy="Wer war da? Wie lange? Lesen Sie nach.",
            )
        ),
        Step(
            words=Words(
                de="Stimmt es, dann bestätigen Sie. Sonst ändern Sie die Zeit und sagen, warum.",
                en="If it is right, confirm it. If not, change the time and say why.",
                easy="Stimmt die Zeit? Dann bestätigen Sie sie. Sonst ändern Sie die Zeit. Schreiben Sie, warum.",
            )
        ),
    ),
    done=Words(
        de="Wer geholfen hat, kann nun die Bescheinigung drucken.",
        en="Who helped can print the certificate now.",
        easy="Der Mensch bekommt jetzt ein Papier über die Hilfe.",
    ),
)
GUIDES: Final = (_BOOK, _CODE, _LEND, _CANCEL, _LOOK, _HOURS)
