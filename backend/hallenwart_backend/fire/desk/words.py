"""What people are told about disablements: short, German first, no person's name."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.fire.desk.rules import Reminder
from hallenwart_backend.ports import Notice

_LINK: Final = "/manager/#/melder"
REASONS: Final = {
    "fog": ("Nebel", "fog"),
    "dust": ("Staub", "dust"),
    "steam": ("Dampf", "steam"),
    "work": ("Arbeiten", "work"),
    "defect": ("Melder defekt", "sensor defective"),
    "other": ("anderer Grund", "other reason"),
}
WHYS: Final = {
    "person": "von Hand wieder eingeschaltet",
    "end": "zur vereinbarten Zeit wieder eingeschaltet",
    "booking": "wieder eingeschaltet, weil die Belegung endete oder geändert wurde",
    "refused": "vom Gerät nicht angenommen",
    "device": "am Gerät wieder eingeschaltet",
}


def reason_de(reason: str) -> str:
    return REASONS.get(reason, REASONS["other"])[0]


def reminding(kind: Reminder, what: str, *, until: str, tag: str) -> Notice:
    """`what` is the room and sensor, `until` a local time."""
    match kind:
        case Reminder.HOUR:
            de, en = f"Noch abgeschaltet bis {until}", f"Disabled until {until}"
        case Reminder.TEN:
            de, en = f"In 10 Minuten wieder eingeschaltet ({until})", f"Enabled again in 10 minutes ({until})"
        case Reminder.END:
            de, en = "Wieder eingeschaltet", "Enabled again"
        case Reminder.DAY:
            de, en = f"Immer noch abgeschaltet, bis {until}", f"Still disabled, until {until}"
    body = "Bitte prüfen, ob das noch nötig ist. / Please check whether this is still needed."
    if kind is Reminder.END:
        body = "Liegt noch Rauch, Nebel oder Staub in der Luft, alarmiert der Melder. / Smoke, fog or dust left will alarm."
    return Notice(title=f"{what}: {de} / {en}", body=body, tag=tag, urgent=False, link=_LINK)


def not_disabled(what: str, *, tag: str) -> Notice:
    """The device was not reached when a booking with fog began."""
    return Notice(
        title=f"{what}: NICHT abgeschaltet, Gerät nicht erreicht / NOT disabled, device not reached",
        body=(
            "Nebel kann jetzt Alarm auslösen. Es wird weiter versucht. / Fog may raise an alarm now. It will be tried again."
        ),
        tag=tag,
        urgent=True,
        link=_LINK,
    )


def refused(what: str, *, tag: str) -> Notice:
    """A device did not take a disablement."""
    return Notice(
        title=f"{what}: NICHT abgeschaltet / NOT disabled",
        body="Das Gerät hat die Abschaltung nicht angenommen. / The device did not take it.",
        tag=tag,
        urgent=True,
        link=_LINK,
    )
