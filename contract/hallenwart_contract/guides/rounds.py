"""Guides of season rounds: a club's wish, and the office's way from wishes to times."""

from __future__ import annotations

from typing import Final

from hallenwart_contract.guides.model import Guide, Room, Step, Wait, WaitKind, Words

_OPEN_DIALOG: Final = "dialog[open]"
_WISH: Final = Guide(
    id="wunsch-stellen",
    room=Room.CLUB,
    title=Words(de="Zeiten für die Saison wünschen", en="Wish for times of a season", easy="Hallen-Zeiten wünschen"),
    need=Words(
        de="Sie leiten den Verein und wissen, wie viele Menschen kommen.",
        en="You lead the club and know how many people come.",
        easy="Sie leiten den Verein. Sie wissen, wie viele Menschen kommen.",
    ),
    start="#/wuensche",
    pages=("club#wuensche", "club#verein", "/vergabe"),
    steps=(
        Step(
            words=Words(
                de="Öffnen Sie „Verein“ und dann „Wünsche“.",
                en="Open the club's area and then the wishes.",
                easy="Gehen Sie auf „Verein“. Gehen Sie dann auf „Wünsche“.",
            ),
            wait=Wait(WaitKind.VIEW, "wuensche"),
        ),
        Step(
            words=Words(
                de="Drücken Sie „Neuer Wunsch“.",
                en="Press the button for a new wish.",
                easy="Drücken Sie „Neuer Wunsch“.",
            ),
            wait=Wait(WaitKind.SHOWN, _OPEN_DIALOG),
        ),
        Step(
            words=Words(
                de="Nennen Sie Gruppe, Tage und Beginn. Je mehr Tage gehen, desto eher gibt es einen Platz.",
                en="Name the group, days and start. The more days will do, the sooner there is a place.",
                easy="Schreiben Sie: Welche Gruppe? Welche Tage? Wann? Viele Tage helfen.",
            )
        ),
        Step(
            words=Words(
                de="Sagen Sie, wie wichtig der Wunsch ist, und speichern Sie.",
                en="Say how much the wish matters, and save.",
                easy="Wie wichtig ist der Wunsch? Drücken Sie dann „Speichern“.",
            ),
            wait=Wait(WaitKind.GONE, _OPEN_DIALOG),
        ),
    ),
    done=Words(
        de="Das Sportamt hat Ihren Wunsch. Der Vorschlag kommt als Brief und steht hier.",
        en="The sports office has your wish. The proposal comes as a letter and stands here.",
        easy="Das Amt hat Ihren Wunsch. Sie bekommen einen Brief.",
    ),
)
_LEAD: Final = Guide(
    id="runde-fuehren",
    room=Room.OFFICE,
    title=Words(de="Hallen-Zeiten vergeben", en="Give out hall times", easy="Hallen-Zeiten vergeben"),
    need=Words(
        de="Sie brauchen Ihr Konto im Sportamt.",
        en="You need your account at the sports office.",
        easy="Sie brauchen Ihr Konto beim Sportamt.",
    ),
    start="#/runden",
    pages=("manager#runden",),
    steps=(
        Step(
            words=Words(
                de="Öffnen Sie „Mehr“ und dann „Vergabe der Hallenzeiten“.",
                en="Open “More” and then the allocation of hall times.",
                easy="Gehen Sie auf „Mehr“. Gehen Sie dann auf „Vergabe der Hallenzeiten“.",
            ),
            wait=Wait(WaitKind.VIEW, "runden"),
        ),
        Step(
            words=Words(
                de="Öffnen Sie eine Runde, und warten Sie, bis die Wünsche da sind.",
                en="Open a round and wait until the wishes are in.",
                easy="Öffnen Sie eine Runde. Warten Sie auf die Wünsche.",
            )
        ),
        Step(
            words=Words(
                de="Schließen Sie die Wünsche. Lassen Sie den Vorschlag berechnen.",
                en="Close the wishes. Let the proposal be worked out.",
                easy="Drücken Sie „Wünsche schließen“. Drücken Sie dann „Vorschlag berechnen“.",
            )
        ),
        Step(
            words=Words(
                de="Ziehen Sie eine Zeit, wohin sie soll. Sie lesen vorher, was es kostet.",
                en="Drag a time where you want it. Before, you read what that costs.",
                easy="Passt eine Zeit nicht? Ziehen Sie sie an einen anderen Platz. Lesen Sie, was das kostet.",
            )
        ),
        Step(
            words=Words(
                de="Zeigen Sie den Vorschlag den Vereinen. Antworten Sie auf jeden Einwand.",
                en="Show the proposal to the clubs. Answer each objection.",
                easy="Drücken Sie „Vereinen zeigen“. Antworten Sie jedem Verein.",
            )
        ),
        Step(
            words=Words(
                de="Drücken Sie „Veröffentlichen“, wenn die Frist vorbei ist.",
                en="Publish when the time for objections is over.",
                easy="Ist die Frist vorbei? Drücken Sie „Veröffentlichen“.",
            )
        ),
    ),
    done=Words(
        de="Die Zeiten stehen im Plan. Jeder Verein bekommt seinen Brief.",
        en="The times are in the plan. Each club gets its letter.",
        easy="Die Zeiten stehen im Plan. Jeder Verein bekommt einen Brief.",
    ),
)
CLUB: Final = (_WISH,)
OFFICE: Final = (_LEAD,)
