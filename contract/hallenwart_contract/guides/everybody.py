"""Guides of the public pages: nobody needs an account for these."""

from __future__ import annotations

from typing import Final

from hallenwart_contract.guides.model import Guide, Room, Step, Words

_NEED: Final = Words(
    de="Sie brauchen ein Handy oder einen Computer. Ein Konto brauchen Sie nicht.",
    en="You need a phone or a computer. You do not need an account.",
    easy="Sie brauchen ein Handy oder einen Computer. Sie brauchen kein Konto.",
)

_FREE: Final = Guide(
    id="freie-zeit",
    room=Room.EVERYBODY,
    title=Words(de="Freie Zeit finden", en="Find a free time", easy="Eine freie Zeit finden"),
    need=_NEED,
    start="/frei",
    pages=("/frei", "/hallen", "/hallen/{hall}", "/belegung"),
    steps=(
        Step(
            words=Words(
                de="Öffnen Sie oben „Freie Zeiten“.",
                en="Open “Free times” at the top.",
                easy="Gehen Sie oben auf „Freie Zeiten“.",
            )
        ),
        Step(words=Words(de="Wählen Sie den Tag.", en="Choose the day.", easy="Wählen Sie den Tag.")),
        Step(
            words=Words(
                de="Wählen Sie, ab wann und wie lange Sie die Halle brauchen.",
                en="Choose from when and for how long you need the hall.",
                easy="Ab wann wollen Sie kommen? Wie lange wollen Sie bleiben? Wählen Sie beides aus.",
            )
        ),
        Step(
            words=Words(
                de="Wählen Sie eine Sportart, wenn Sie wollen. Sie können auch nach Hallen ohne Stufen suchen.",
                en="Choose a sport if you like. You can also look for halls without steps.",
                easy="Sie können einen Sport wählen. Sie können auch Hallen ohne Stufen suchen.",
            )
        ),
        Step(words=Words(de="Drücken Sie „Suchen“.", en="Press “Search”.", easy="Drücken Sie „Suchen“.")),
        Step(
            words=Words(
                de="Tippen Sie auf eine Halle. Dann sehen Sie die ganze Woche.",
                en="Tap a hall. Then you see the whole week.",
                easy="Tippen Sie auf eine Halle. Dann sehen Sie die ganze Woche.",
            )
        ),
    ),
    done=Words(
        de="Wollen Sie buchen? Das geht mit dem Konto Ihres Vereins.",
        en="Do you want to book? Use your club's account.",
        easy="Wollen Sie die Zeit buchen? Das macht Ihr Verein.",
    ),
)
_EVENT: Final = Guide(
    id="spiel-ansehen",
    room=Room.EVERYBODY,
    title=Words(de="Ein Spiel ansehen", en="Watch a match", easy="Ein Spiel ansehen"),
    need=_NEED,
    start="/veranstaltungen",
    pages=("/veranstaltungen", "/veranstaltungen/{event}"),
    steps=(
        Step(
            words=Words(
                de="Öffnen Sie oben „Veranstaltungen“.",
                en="Open “Events” at the top.",
                easy="Gehen Sie oben auf „Veranstaltungen“.",
            )
        ),
        Step(
            words=Words(
                de="Suchen Sie das Spiel in der Liste.",
                en="Look for the match in the list.",
                easy="Suchen Sie das Spiel in der Liste.",
            )
        ),
        Step(
            words=Words(
                de="Tippen Sie auf den Namen. Sie sehen Ort, Zeit und Einlass.",
                en="Tap its name. You see the place, the time and when doors open.",
                easy="Tippen Sie auf den Namen. Dann sehen Sie: Wo ist das Spiel? Wann ist das Spiel?",
            )
        ),
        Step(
            words=Words(
                de="Wird das Spiel gezeigt, dann steht dort „Jetzt ansehen“. Nicht jedes Spiel wird gezeigt.",
                en="If the match is shown, it says “Watch now”. Not every match is shown.",
                easy="Manche Spiele können Sie am Handy sehen. Dann steht dort „Jetzt ansehen“.",
            )
        ),
        Step(
            words=Words(
                de="Holen Sie den Termin in Ihren Kalender, wenn Sie hingehen.",
                en="Put the date into your calendar if you go there.",
                easy="Wollen Sie hingehen? Dann können Sie den Tag in Ihren Kalender holen.",
            )
        ),
    ),
    done=Words(de="Viel Freude beim Spiel.", en="Enjoy the match.", easy="Viel Freude beim Spiel."),
)
_HELP: Final = Guide(
    id="mitmachen",
    room=Room.EVERYBODY,
    title=Words(de="Bei einem Verein helfen", en="Help a club", easy="Einem Verein helfen"),
    need=Words(
        de="Sie brauchen eine E-Mail-Adresse. Ein Konto brauchen Sie nicht.",
        en="You need an e-mail address. You do not need an account.",
        easy="Sie brauchen eine E-Mail-Adresse. Sie brauchen kein Konto.",
    ),
    start="/mitmachen",
    pages=("/mitmachen", "/mitmachen/{offer}", "/mitmachen/meine/{token}"),
    steps=(
        Step(
            words=Words(
                de="Öffnen Sie oben „Mitmachen“.", en="Open “Join in” at the top.", easy="Gehen Sie oben auf „Mitmachen“."
            )
        ),
        Step(
            words=Words(
                de="Suchen Sie nach Tag, Ort oder Aufgabe. Öffnen Sie, was Ihnen gefällt.",
                en="Search by day, place or task. Open what you like.",
                easy="Suchen Sie eine Aufgabe. Tippen Sie darauf.",
            )
        ),
        Step(
            words=Words(
                de="Lesen Sie, was Sie tun und was Sie dafür brauchen.",
                en="Read what you would do and what you need for it.",
                easy="Lesen Sie: Was sollen Sie tun? Was brauchen Sie dafür?",
            )
        ),
        Step(
            words=Words(
                de="Wählen Sie eine Schicht. Schreiben Sie Ihren Namen und Ihre E-Mail-Adresse.",
                en="Choose a shift. Write your name and your e-mail address.",
                easy="Wann wollen Sie helfen? Wählen Sie eine Zeit. Schreiben Sie Ihren Namen und Ihre E-Mail-Adresse.",
            )
        ),
        Step(
            words=Words(
                de="Öffnen Sie die E-Mail, die dann kommt. Tippen Sie auf den Link. Erst dann sind Sie angemeldet.",
                en="Open the e-mail that arrives. Tap the link. Only then you are signed up.",
                easy="Sie bekommen eine E-Mail. Tippen Sie in der E-Mail auf den Link. Erst dann sind Sie dabei.",
            )
        ),
        Step(
            words=Words(
                de="Heben Sie den Link auf. Damit sagen Sie ab oder holen Ihre Bescheinigung.",
                en="Keep the link. With it you cancel or get your certificate.",
                easy="Heben Sie die E-Mail auf. Mit dem Link können Sie auch absagen.",
            )
        ),
    ),
    done=Words(de="Danke, dass Sie helfen.", en="Thank you for helping.", easy="Danke für Ihre Hilfe."),
)
_IDEA: Final = Guide(
    id="idee-sagen",
    room=Room.EVERYBODY,
    title=Words(de="Eine Idee zur Halle sagen", en="Leave an idea about a hall", easy="Eine Idee zur Halle sagen"),
    need=_NEED,
    start="/ideen",
    pages=("/ideen", "/ideen/{idea}"),
    steps=(
        Step(words=Words(de="Öffnen Sie oben „Ideen“.", en="Open “Ideas” at the top.", easy="Gehen Sie oben auf „Ideen“.")),
        Step(
            words=Words(
                de="Sehen Sie nach, ob es Ihre Idee schon gibt. Dann unterstützen Sie sie.",
                en="See whether your idea is there already. Then support it.",
                easy="Gibt es Ihre Idee schon? Dann drücken Sie dort „Unterstützen“.",
            )
        ),
        Step(
            words=Words(
                de="Wählen Sie die Halle und worum es geht.",
                en="Choose the hall and what it is about.",
                easy="Welche Halle meinen Sie? Worum geht es? Wählen Sie beides aus.",
            )
        ),
        Step(
            words=Words(
                de="Schreiben Sie Ihre Idee in ein paar Sätzen. Nennen Sie keine Namen.",
                en="Write your idea in a few sentences. Do not name anybody.",
                easy="Schreiben Sie Ihre Idee auf. Schreiben Sie keine Namen.",
            )
        ),
        Step(
            words=Words(
                de="Wollen Sie eine Antwort? Dann schreiben Sie Ihre E-Mail-Adresse dazu. Sie müssen nicht.",
                en="Do you want an answer? Then add your e-mail address. You need not.",
                easy="Wollen Sie eine Antwort? Dann schreiben Sie Ihre E-Mail-Adresse. Sie müssen das nicht.",
            )
        ),
        Step(
            words=Words(
                de="Drücken Sie „Absenden“. Das Sportamt liest die Idee, bevor andere sie sehen.",
                en="Press “Send”. The sports office reads the idea before others see it.",
                easy="Drücken Sie „Absenden“. Das Sport-Amt liest Ihre Idee. Danach sehen sie alle.",
            )
        ),
    ),
    done=Words(
        de="Die Antwort steht bei Ihrer Idee und auf der Seite der Halle.",
        en="The answer stands with your idea and on the page of the hall.",
        easy="Die Antwort steht bei Ihrer Idee.",
    ),
)
GUIDES: Final = (_FREE, _EVENT, _HELP, _IDEA)
