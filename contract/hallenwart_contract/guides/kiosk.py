"""Guides at the key locker. Their `screen` is what the practice shows; practice opens nothing."""

from __future__ import annotations

from typing import Final

from hallenwart_contract.guides.model import Guide, Room, Step, Words

_FETCH: Final = Guide(
    id="schluessel-holen",
    room=Room.KIOSK,
    title=Words(de="Den Schlüssel holen", en="Fetch the key", easy="Den Schlüssel holen"),
    need=Words(
        de="Sie brauchen den Code, den QR-Code oder Ihre Karte.",
        en="You need the code, the QR code or your card.",
        easy="Sie brauchen den Code. Oder den QR-Code. Oder Ihre Karte.",
    ),
    pages=("kiosk", "club#start"),
    steps=(
        Step(
            words=Words(
                de="Tippen Sie den Code auf dem Bildschirm ein. Jede Ziffer erscheint als Punkt.",
                en="Type the code on the screen. Each digit appears as a dot.",
                easy="Tippen Sie die Zahlen auf dem Bildschirm ein. Für jede Zahl sehen Sie einen Punkt.",
            ),
            screen="code",
        ),
        Step(
            words=Words(
                de="Drücken Sie „Öffnen“. Bei einem Fehler drücken Sie „Löschen“.",
                en="Press “Open”. If you made a mistake, press “Erase”.",
                easy="Drücken Sie „Öffnen“. War eine Zahl falsch? Dann drücken Sie „Löschen“.",
            ),
            screen="enter",
        ),
        Step(
            words=Words(
                de="Der Bildschirm zeigt, welches Fach offen ist. Gehen Sie dorthin.",
                en="The screen shows which door is open. Go there.",
                easy="Ein Fach geht auf. Der Bildschirm zeigt, welches. Gehen Sie dorthin.",
            ),
            screen="open",
        ),
        Step(
            words=Words(de="Nehmen Sie den Schlüssel heraus.", en="Take the key out.", easy="Nehmen Sie den Schlüssel heraus."),
            screen="key",
        ),
        Step(
            words=Words(
                de="Drücken Sie die Tür zu, bis es klickt.",
                en="Push the door shut until it clicks.",
                easy="Drücken Sie die Tür zu. Es macht „klick“.",
            ),
            screen="shut",
        ),
    ),
    done=Words(
        de="Der Bildschirm sagt, bis wann der Schlüssel zurück soll.",
        en="The screen says when the key is due back.",
        easy="Der Bildschirm zeigt eine Uhrzeit. Bis dann bringen Sie den Schlüssel zurück.",
    ),
)
_RETURN: Final = Guide(
    id="schluessel-bringen",
    room=Room.KIOSK,
    title=Words(de="Den Schlüssel zurückbringen", en="Bring the key back", easy="Den Schlüssel zurückbringen"),
    need=Words(
        de="Sie brauchen denselben Code und den Schlüssel.",
        en="You need the same code and the key.",
        easy="Sie brauchen den Schlüssel. Und Sie brauchen den gleichen Code wie vorher.",
    ),
    pages=("kiosk", "club#start"),
    steps=(
        Step(
            words=Words(
                de="Tippen Sie denselben Code wie beim Holen. Drücken Sie „Öffnen“.",
                en="Type the same code as before. Press “Open”.",
                easy="Tippen Sie den gleichen Code wie vorher. Drücken Sie „Öffnen“.",
            ),
            screen="code",
        ),
        Step(
            words=Words(
                de="Ihr Fach geht auf. Es ist dasselbe wie beim Holen.",
                en="Your door opens. It is the same as before.",
                easy="Das gleiche Fach geht auf.",
            ),
            screen="open",
        ),
        Step(
            words=Words(
                de="Hängen Sie den Schlüssel an seinen Platz.",
                en="Hang the key in its place.",
                easy="Hängen Sie den Schlüssel an seinen Platz.",
            ),
            screen="key",
        ),
        Step(
            words=Words(
                de="Drücken Sie die Tür zu. Warten Sie, bis der Bildschirm „Danke“ sagt.",
                en="Push the door shut. Wait until the screen says thank you.",
                easy="Drücken Sie die Tür zu. Warten Sie. Der Bildschirm sagt „Danke“.",
            ),
            screen="shut",
        ),
    ),
    done=Words(
        de="Der Schlüssel ist zurück. Sie können gehen.",
        en="The key is back. You can go.",
        easy="Der Schlüssel ist zurück. Sie können gehen.",
    ),
)
_CALL: Final = Guide(
    id="hilfe-rufen",
    room=Room.KIOSK,
    title=Words(de="Am Schließfach Hilfe rufen", en="Call for help at the locker", easy="Am Schließ-Fach Hilfe rufen"),
    need=Words(de="Sie brauchen nichts.", en="You need nothing.", easy="Sie brauchen nichts."),
    pages=("kiosk",),
    steps=(
        Step(
            words=Words(
                de="Drücken Sie unten auf „Hilfe“.", en="Press “Help” at the bottom.", easy="Drücken Sie unten auf „Hilfe“."
            ),
            screen="help",
        ),
        Step(
            words=Words(
                de="Drücken Sie „Hilfe anfordern“. Der Dienst bekommt eine Nachricht.",
                en="Ask for help. Whoever is on duty gets a message.",
                easy="Drücken Sie „Hilfe anfordern“. Dann bekommt jemand eine Nachricht.",
            ),
            screen="ask",
        ),
        Step(
            words=Words(
                de="Bleiben Sie am Bildschirm. Er zeigt, ob jemand Sie gesehen hat.",
                en="Stay at the screen. It shows whether somebody has seen it.",
                easy="Bleiben Sie am Bildschirm. Er zeigt: Jemand weiß Bescheid.",
            ),
            screen="seen",
        ),
        Step(
            words=Words(
                de="Keine Antwort? Dann rufen Sie die Nummer auf dem Bildschirm an.",
                en="No answer? Then call the number on the screen.",
                easy="Kommt keine Antwort? Dann rufen Sie die Nummer auf dem Bildschirm an.",
            ),
            screen="phone",
        ),
    ),
    done=Words(
        de="Bei Feuer rufen Sie immer zuerst 112.",
        en="If there is a fire, always call 112 first.",
        easy="Brennt es? Dann rufen Sie immer zuerst 112 an.",
    ),
)
GUIDES: Final = (_FETCH, _RETURN, _CALL)
