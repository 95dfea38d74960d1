"""What people agree to, and why something is refused: German and English."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from hallenwart_backend.errors import RefusedError
from hallenwart_backend.events.rules import Hindrance, Party

PARTIES: Final = {
    Party.CLUB: ("der Verein, der die Halle gebucht hat", "the club that booked the hall"),
    Party.VISITORS: ("die Gastmannschaft", "the visiting team"),
    Party.GUARDIANS: ("die Eltern der Minderjährigen", "the parents of the minors"),
    Party.OFFICE: ("das Sportamt für die Halle", "the sports office for the hall"),
}
TEXTS: Final = {
    Party.CLUB: (
        (
            "Unser Verein ist einverstanden, dass dieses Spiel in der gebuchten Zeit live übertragen wird. Alle, die zu sehen"
            " sein können, wissen, dass eine Kamera läuft; am Eingang hängt ein Hinweis."
        ),
        (
            "Our club agrees that this match is streamed live during the booked time. We told everybody who may be seen that a"
            " camera runs, and a notice hangs at the entrance."
        ),
    ),
    Party.VISITORS: (
        (
            "Unsere Mannschaft ist einverstanden, dass dieses Spiel live übertragen wird. Wir haben unsere Spielerinnen und"
            " Spieler und, wo sie minderjährig sind, ihre Eltern gefragt."
        ),
        "Our team agrees that this match is streamed live. We asked our players and, where they are minors, their parents.",
    ),
    Party.GUARDIANS: (
        "Es spielen Minderjährige. Uns liegt für jedes Kind die Einwilligung der Sorgeberechtigten in die Übertragung vor.",
        "Minors play. We hold the consent of the guardians of every child to the stream.",
    ),
    Party.OFFICE: (
        "Die Stadt ist einverstanden, dass in dieser Halle während der gebuchten Zeit eine Kamera läuft.",
        "The town agrees that a camera runs in this hall during the booked time.",
    ),
}
RECORDED: Final = (
    "Das gilt auch für eine Aufzeichnung, die {days} Tage abrufbar ist und dann gelöscht wird.",
    "This covers a recording that can be watched for {days} days and is then deleted.",
)
WITHDRAW: Final = (
    "Jede Zustimmung kann jederzeit zurückgenommen werden. Die Übertragung endet dann sofort, eine Aufzeichnung wird gelöscht.",
    "Every consent can be withdrawn at any time. The stream then ends at once, a recording is deleted.",
)
_HINDRANCES: Final = {
    Hindrance.GONE: (
        "Diese Veranstaltung gibt es so nicht mehr: Der Termin wurde abgesagt, verliehen oder zurückgezogen.",
        "This event no longer exists like this: the date was cancelled, lent or withdrawn.",
    ),
    Hindrance.NOT_WANTED: (
        "Für diese Veranstaltung ist keine Übertragung vorgesehen. Tragen Sie sie zuerst ein.",
        "No stream is planned for this event. Enter it first.",
    ),
    Hindrance.NO_CAMERA: (
        "Für diese Veranstaltung ist keine Kamera ausgewählt.",
        "No camera was chosen for this event.",
    ),
    Hindrance.ELSEWHERE: (
        "Die ausgewählte Kamera steht nicht in der Halle, in der das Spiel jetzt stattfindet. Wählen Sie eine andere.",
        "The chosen camera is not in the hall where the match now takes place. Choose another one.",
    ),
    Hindrance.EARLY: (
        "Die gebuchte Zeit hat noch nicht begonnen. Die Kamera läuft nur während der Buchung.",
        "The booked time has not begun yet. The camera runs only during the booking.",
    ),
    Hindrance.OVER: (
        "Die gebuchte Zeit ist vorbei. Die Kamera läuft nur während der Buchung.",
        "The booked time is over. The camera runs only during the booking.",
    ),
}


def text_of(party: Party, record_days: int, english: bool) -> str:
    """Return what a party agrees to."""
    text = TEXTS[party][english]
    return f"{text} {RECORDED[english].format(days=record_days)}" if record_days else text


def refused(why: Hindrance, lacking: Iterable[Party] = ()) -> RefusedError:
    """Return the refusal to start a stream, in words."""
    if why is Hindrance.CONSENT:
        who = [PARTIES[party] for party in lacking]
        return RefusedError(
            why,
            f"Es fehlt die Zustimmung von: {'; '.join(de for de, _ in who)}. Ohne sie läuft keine Kamera.",
            f"The consent is missing of: {'; '.join(en for _, en in who)}. Without it no camera runs.",
            status=409,
            missing=[str(party) for party in lacking],
        )
    de, en = _HINDRANCES[why]
    return RefusedError(why, de, en, status=409)


_REFUSALS: Final = {
    "no_such_event": (404, "Diese Veranstaltung gibt es nicht.", "There is no such event."),
    "not_yours": (403, "Das darf nur der Verein, dessen Termin es ist, oder das Sportamt.", "Only the club or the office may."),
    "not_public": (
        409,
        "Öffentlich werden kann nur ein gebuchtes Spiel oder eine gebuchte Veranstaltung. Ändern Sie zuerst ihre Art.",
        "Only a booked match or event can be public. Change the kind of the booking first.",
    ),
    "is_public": (409, "Dieser Termin ist schon eine öffentliche Veranstaltung.", "This date is a public event already."),
    "event_over": (409, "Die Veranstaltung ist vorbei oder zurückgezogen.", "The event is over or was withdrawn."),
    "not_their_consent": (
        403,
        (
            "Zustimmen kann nur, wen es betrifft: der Verein für sich und seine Kinder, das Amt für die Halle, die Gäste über"
            " ihren Link."
        ),
        "Only those concerned can agree: the club for itself and its children, the office for the hall, guests by their link.",
    ),
    "not_needed": (409, "Diese Zustimmung wird hier nicht gebraucht.", "This consent is not needed here."),
    "old_text": (
        409,
        "Der Text wurde inzwischen geändert. Bitte lesen Sie ihn noch einmal.",
        "The text has changed meanwhile. Please read it again.",
    ),
    "no_such_camera": (422, "Diese Kamera gibt es an diesem Standort nicht.", "There is no such camera at this site."),
    "bad_push": (
        422,
        "Die Adresse beginnt mit rtmp://, rtmps:// oder srt://, oder sie bleibt leer.",
        "The address begins with rtmp://, rtmps:// or srt://, or stays empty.",
    ),
    "camera_offline": (
        409,
        "Die Kamera ist gerade nicht verbunden. Starten Sie in der Halle oder versuchen Sie es gleich noch einmal.",
        "The camera is not connected right now. Start at the panel in the hall, or try again soon.",
    ),
    "no_visitors": (409, "Es ist keine Gastmannschaft eingetragen.", "No visiting team was entered."),
}


def refusal(code: str, **extra: object) -> RefusedError:
    status, de, en = _REFUSALS[code]
    return RefusedError(code, de, en, status=status, **extra)
