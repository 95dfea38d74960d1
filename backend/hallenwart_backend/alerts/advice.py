"""What to do next, by kind of incident: short plain sentences, German and English, the most urgent first. Pure.

The one table for notices, spoken texts, CAP instructions and pages. This system gives additional early information: it calls
no fire brigade, and says so by asking people to.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, assert_never

from hallenwart_contract.live_incidents import IncidentKind

Line = tuple[str, str]
"""German, English."""

_CALL_112: Final[Line] = ("Bei Feuer oder Rauch 112 rufen.", "In case of fire or smoke call 112.")
_CALL_POINT: Final[Line] = ("Den Handfeuermelder des Gebäudes drücken.", "Press the building's manual call point.")
_LEAVE: Final[Line] = (
    "Alle verlassen das Gebäude und gehen zum Sammelplatz.",
    "Everybody leaves the building for the assembly point.",
)
_NO_RISK: Final[Line] = ("Nicht allein in den Rauch gehen.", "Do not go into smoke alone.")
_LOOK: Final[Line] = ("Sofort nachsehen lassen: Geht jemand hin?", "Have it looked at now: is somebody going?")
_WATCH: Final[Line] = (
    "Bis dahin wacht hier nur, wer da ist. Bei Feuer 112 rufen.",
    "Until then only people watch here. In case of fire call 112.",
)
_FIRE: Final = (_CALL_112, _CALL_POINT, _LEAVE, _NO_RISK)
_SERVICE: Final[Line] = ("Den Melder prüfen oder tauschen lassen.", "Have the detector checked or replaced.")
_LOCKER_VISIT: Final[Line] = ("Am Schlüsselkasten nachsehen.", "Go and look at the key locker.")
_CALL_GROUP: Final[Line] = ("Die Gruppe anrufen, die den Schlüssel hat.", "Call the group that has the key.")


def next_steps(kind: IncidentKind) -> Sequence[Line]:  # noqa: C901, PLR0911, PLR0912 - one case per kind: mypy proves none is missing
    """Return what to do, the most urgent first; never empty."""
    match kind:
        case IncidentKind.SMOKE | IncidentKind.HEAT | IncidentKind.CALL_POINT:
            return _FIRE
        case IncidentKind.PANEL:
            return (
                ("Die Brandmeldeanlage des Gebäudes hat ausgelöst.", "The building's own fire panel is in alarm."),
                ("112 rufen, wenn die Feuerwehr nicht schon unterwegs ist.", "Call 112 unless the fire brigade is on its way."),
                _LEAVE,
                _NO_RISK,
            )
        case IncidentKind.PRE_ALARM:
            return (
                _LOOK,
                _CALL_112,
                _CALL_POINT,
                ("Ist es kein Feuer: Fehlalarm melden.", "If it is no fire: report a false alarm."),
            )
        case IncidentKind.CO:
            return (
                ("Alle gehen ins Freie. Fenster und Türen öffnen.", "Everybody goes outside. Open windows and doors."),
                ("112 rufen, wenn jemandem übel oder schwindlig ist.", "Call 112 if anybody feels sick or dizzy."),
                (
                    "Heizung abstellen. Nicht zurück, bis gelüftet ist.",
                    "Turn off the heating. Do not go back before it is aired.",
                ),
            )
        case IncidentKind.DRILL:
            return (
                ("Dies ist eine Probe. Niemand ruft 112.", "This is a drill. Nobody calls 112."),
                ("Bitte annehmen wie einen echten Alarm.", "Please acknowledge as you would a real alarm."),
            )
        case IncidentKind.PANEL_FAULT:
            return (
                ("Die Wartungsfirma der Brandmeldeanlage rufen.", "Call the service of the building's fire panel."),
                _WATCH,
            )
        case IncidentKind.SENSOR_FAULT | IncidentKind.TAMPER:
            return _SERVICE, _WATCH
        case IncidentKind.BATTERY:
            return (("Die Batterie des Melders tauschen.", "Replace the detector's battery."),)
        case IncidentKind.FIRE_OFF:
            return (
                (
                    "Prüfen, ob die Abschaltung noch nötig ist, und sonst beenden.",
                    "Check whether it must stay disabled; else enable it.",
                ),
                _WATCH,
            )
        case IncidentKind.EXIT_ENDS:
            return (
                (
                    "Vor Ort prüfen, ob der Pfeil noch stimmt, und die Anzeige neu freigeben.",
                    "Check at the place whether the arrow is still right, and release the display anew.",
                ),
            )
        case IncidentKind.OVERCROWDED:
            return (
                ("Niemanden mehr einlassen.", "Let nobody else in."),
                (
                    "Menschen hinausbitten, bis es so viele sind wie erlaubt.",
                    "Ask people to leave until as many are in as permitted.",
                ),
                ("Fluchtwege frei halten.", "Keep the ways out clear."),
            )
        case IncidentKind.ALERT_PATH:
            return (
                (
                    "Prüfen, welcher Weg gestört ist, und einen Test-Alarm senden.",
                    "Check which way fails, and send a test alarm.",
                ),
                ("Bis dahin die Seite offen halten.", "Keep the page open until then."),
            )
        case IncidentKind.NOBODY_ON_CALL:
            return (("Im Dienstplan jemanden eintragen.", "Put somebody on the roster."), _WATCH)
        case IncidentKind.DEVICE_SILENT | IncidentKind.SITE_LINK:
            return (("Strom und Netz des Geräts prüfen.", "Check the device's power and network."), _WATCH)
        case IncidentKind.REVOKED:
            return (
                (
                    "Die Technik rufen: Jemand spricht mit dem Zertifikat eines entzogenen Geräts.",
                    "Call IT: somebody speaks with the certificate of a revoked device.",
                ),
                ("Prüfen, ob das Gerät noch an seinem Platz ist.", "Check whether the device is still in its place."),
            )
        case IncidentKind.DEVICE_CARE:
            return (("Auf der Seite Geräte nachsehen, was es braucht.", "Look at the page Devices for what it needs."),)
        case IncidentKind.COMPONENT:
            return (
                (
                    "Auf der Seite Geräte nachsehen, welches Teil gestört ist.",
                    "Look at the page Devices for the part in fault.",
                ),
                ("Stecker und Leitung prüfen, sonst die Technik rufen.", "Check plug and wire, else call IT."),
            )
        case IncidentKind.AUTHORITY:
            return (
                (
                    "Die Technik rufen: Der Zertifikats-Dienst muss laufen, sonst kommt bald kein Gerät herein.",
                    "Call IT: start the keeper of certificates, or soon no device comes in any more.",
                ),
            )
        case IncidentKind.BROKER_DOWN:
            return (
                ("Die Technik rufen: Die Zentrale empfängt keine Meldungen.", "Call IT: the server receives no messages."),
                ("Sirenen und Anzeigen vor Ort arbeiten weiter.", "Sirens and displays on site go on working."),
            )
        case IncidentKind.HELP:
            return (("Am Schlüsselkasten anrufen und fragen, was fehlt.", "Call the locker and ask what is needed."),)
        case IncidentKind.DURESS:
            return (
                ("Polizei 110 rufen.", "Call the police: 110 in Germany."),
                ("Nicht am Kasten anrufen, nicht allein hingehen.", "Do not call the locker, do not go there alone."),
            )
        case IncidentKind.FORCED_DOOR:
            return (
                (
                    "Nicht allein hingehen. Bei Einbruch Polizei 110 rufen.",
                    "Do not go alone. In case of burglary call the police.",
                ),
                ("Prüfen, welche Schlüssel fehlen.", "Check which keys are missing."),
            )
        case IncidentKind.KEY_UNKNOWN | IncidentKind.KEY_MISSING:
            return (_LOCKER_VISIT, ("Klären, wer den Schlüssel hat.", "Find out who has the key."))
        case IncidentKind.KEY_LOST:
            return (("Klären, ob das Schloss getauscht werden muss.", "Find out whether the lock must be changed."),)
        case IncidentKind.KEY_OVERDUE:
            return (_CALL_GROUP,)
        case IncidentKind.KEY_CONFLICT:
            return (_CALL_GROUP, ("Der nächsten Gruppe den Ersatzschlüssel geben.", "Give the next group the spare key."))
        case IncidentKind.LEFT_OPEN | IncidentKind.JAMMED | IncidentKind.WRONG_KEY | IncidentKind.GUESSING:
            return (_LOCKER_VISIT,)
        case IncidentKind.CODE_LATE:
            return (
                (
                    "Der Gruppe das Fach von hier öffnen, wenn sie davor steht.",
                    "Open for the group from here when it stands there.",
                ),
            )
        case IncidentKind.MAINS:
            return (("Sicherung und Netzteil des Schlüsselkastens prüfen.", "Check the locker's fuse and power supply."),)
        case IncidentKind.RESPONDER:
            return (("Klären, ob Einsatzkräfte da sind.", "Find out whether responders are there."),)
        case IncidentKind.DAMAGE:
            return (("Den Schaden ansehen; wo nötig, absperren.", "Look at the damage; close it off where needed."),)
        case IncidentKind.INSIDE | IncidentKind.NO_KEY:
            return (("In der Halle nachsehen, wer noch da ist.", "Go and see who is in the hall."),)
        case IncidentKind.NO_SHOW:
            return (("Die Gruppe fragen, ob sie die Zeit noch braucht.", "Ask the group whether it still needs the time."),)
        case IncidentKind.OTHER:
            return (_LOOK, _CALL_112)
        case _:
            assert_never(kind)
