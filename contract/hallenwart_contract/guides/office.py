"""Guides of the page for caretakers and the sports office."""

from __future__ import annotations

from typing import Final

from hallenwart_contract.guides.model import Guide, Room, Step, Wait, WaitKind, Words

_NEED: Final = Words(
    de="Sie brauchen Ihr Konto bei der Stadt.",
    en="You need your account with the city.",
    easy="Sie brauchen Ihr Konto bei der Stadt.",
)

_SEEN: Final = Guide(
    id="alarm-bestaetigen",
    room=Room.OFFICE,
    title=Words(de="Eine Meldung bestätigen", en="Acknowledge an alert", easy="Eine Meldung bestätigen"),
    need=_NEED,
    start="#/lage",
    pages=("manager#lage", "manager#verlauf", "manager#meldung"),
    steps=(
        Step(
            words=Words(
                de="Öffnen Sie „Lage“. Oben steht, was gerade ist.",
                en="Open the first page. At the top it says what is going on.",
                easy="Gehen Sie auf „Lage“. Oben steht, was los ist.",
            ),
            wait=Wait(WaitKind.VIEW, "lage"),
        ),
        Step(
            words=Words(
                de="Lesen Sie zuerst: Was, wo, wie viele Menschen?",
                en="Read first: what, where, how many people?",
                easy="Lesen Sie: Was ist los? Wo? Wie viele Menschen sind dort?",
            )
        ),
        Step(
            words=Words(
                de="Brennt es? Rufen Sie 112. Das macht die Seite nicht für Sie.",
                en="Is there a fire? Call 112. The page does not do that for you.",
                easy="Brennt es? Dann rufen Sie 112 an. Die Seite macht das nicht.",
            )
        ),
        Step(
            words=Words(
                de="Drücken Sie „Gesehen“ nur, wenn Sie sich kümmern. Dann wird niemand mehr geweckt.",
                en="Say that you have seen it only if you take care of it. Then nobody else is woken.",
                easy="Kümmern Sie sich darum? Dann drücken Sie „Gesehen“. Sonst nicht.",
            )
        ),
        Step(
            words=Words(
                de="Schreiben Sie am Ende, was es war. Schließen Sie die Meldung.",
                en="In the end, write what it was. Close the alert.",
                easy="Schreiben Sie am Ende, was es war. Dann ist die Meldung fertig.",
            )
        ),
    ),
    done=Words(
        de="Ihr Name steht bei der Meldung. So wissen alle, wer sich kümmert.",
        en="Your name stands with the alert. So everybody knows who takes care.",
        easy="Ihr Name steht jetzt dort. Alle wissen: Sie kümmern sich.",
    ),
)
_DECIDE: Final = Guide(
    id="anfrage-entscheiden",
    room=Room.OFFICE,
    title=Words(de="Eine Anfrage entscheiden", en="Decide on a request", easy="Eine Anfrage entscheiden"),
    need=_NEED,
    start="#/anfragen",
    pages=("manager#anfragen", "manager#plan"),
    steps=(
        Step(
            words=Words(
                de="Öffnen Sie „Mehr“ und dann „Anfragen“.",
                en="Open “More” and then the requests.",
                easy="Gehen Sie auf „Mehr“. Gehen Sie dann auf „Anfragen“.",
            ),
            wait=Wait(WaitKind.VIEW, "anfragen"),
        ),
        Step(
            words=Words(
                de="Lesen Sie, wer was wann will und warum es gefragt wird.",
                en="Read who wants what when, and why it needs an answer.",
                easy="Lesen Sie: Wer fragt? Was will der Verein? Wann?",
            )
        ),
        Step(
            words=Words(
                de="Sagen Sie ja, oder sagen Sie nein mit einem Grund.",
                en="Say yes, or say no with a reason.",
                easy="Sagen Sie „Ja“. Oder sagen Sie „Nein“ und schreiben Sie, warum.",
            )
        ),
    ),
    done=Words(
        de="Der Verein bekommt die Antwort sofort.",
        en="The club gets the answer at once.",
        easy="Der Verein bekommt Ihre Antwort sofort.",
    ),
)
_ANSWER: Final = Guide(
    id="idee-beantworten",
    room=Room.OFFICE,
    title=Words(de="Eine Idee beantworten", en="Answer an idea", easy="Eine Idee beantworten"),
    need=_NEED,
    start="#/ideen",
    pages=("manager#ideen",),
    steps=(
        Step(
            words=Words(
                de="Öffnen Sie „Mehr“ und dann „Ideen“.",
                en="Open “More” and then the ideas.",
                easy="Gehen Sie auf „Mehr“. Gehen Sie dann auf „Ideen“.",
            ),
            wait=Wait(WaitKind.VIEW, "ideen"),
        ),
        Step(
            words=Words(
                de="Lesen Sie die neue Idee. Nehmen Sie Namen heraus.",
                en="Read the new idea. Take out names.",
                easy="Lesen Sie die neue Idee. Stehen dort Namen? Nehmen Sie sie heraus.",
            )
        ),
        Step(
            words=Words(
                de="Drücken Sie „Zeigen“. Dann sehen sie alle.",
                en="Let it be shown. Then everybody sees it.",
                easy="Drücken Sie „Zeigen“. Dann sehen alle die Idee.",
            )
        ),
        Step(
            words=Words(
                de="Drücken Sie „Antworten“.",
                en="Press the button to answer.",
                easy="Drücken Sie „Antworten“.",
            ),
            wait=Wait(WaitKind.SHOWN, "dialog[open]"),
        ),
        Step(
            words=Words(
                de="Schreiben Sie kurz, was nun geschieht. Veröffentlichen Sie die Antwort.",
                en="Write briefly what happens now. Publish the answer.",
                easy="Schreiben Sie kurz: Was passiert jetzt? Schicken Sie die Antwort ab.",
            ),
            wait=Wait(WaitKind.GONE, "dialog[open]"),
        ),
    ),
    done=Words(
        de="Die Antwort steht im Netz und an den Schließfächern der Halle.",
        en="The answer stands on the web and at the lockers of the hall.",
        easy="Alle können Ihre Antwort jetzt lesen.",
    ),
)
GUIDES: Final = (_SEEN, _DECIDE, _ANSWER)
