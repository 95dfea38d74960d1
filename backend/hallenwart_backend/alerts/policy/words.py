"""The policy in sentences, German and English: what each order does, as a person would say it. Pure."""

from __future__ import annotations

from typing import Final, assert_never

from hallenwart_backend.alerts.policy.rules import Cell, Order, Situation, Urgency, Whom

Said = tuple[str, str]
"""German, English."""

SITUATIONS: Final[dict[Situation, Said]] = {
    Situation.ALARM: ("Feueralarm", "Fire alarm"),
    Situation.PRE_ALARM: ("Voralarm", "Pre-alarm"),
    Situation.CO: ("Kohlenmonoxid", "Carbon monoxide"),
    Situation.HELP: ("Hilferuf oder Bedrohung", "Call for help or duress"),
    Situation.DRILL: ("Probe-Alarm", "Drill"),
    Situation.PANEL_FAULT: ("Störung der Brandmeldeanlage des Gebäudes", "Fault of the building's fire panel"),
    Situation.SENSOR_FAULT: ("Melder gestört oder abgeschaltet", "Detector faulty or disabled"),
    Situation.BATTERY: ("Batterie eines Melders", "Battery of a detector"),
    Situation.DEVICE_SILENT: ("Gerät meldet sich nicht", "Device silent"),
    Situation.ALERT_PATH: ("Alarmweg gestört", "Way of alarms disturbed"),
    Situation.CROWD: ("Zu viele Menschen in der Halle", "Too many people in the hall"),
    Situation.ACCESS: ("Schlüsselkasten, dringend", "Key locker, urgent"),
    Situation.LOCKER: ("Schlüsselkasten, Hinweise", "Key locker, warnings"),
    Situation.KEY_OVERDUE: ("Schlüssel überfällig", "Key overdue"),
    Situation.DAMAGE: ("Schaden gemeldet", "Damage reported"),
}

_EACH: Final[dict[int, Said]] = {60: ("jede Minute", "every minute"), 3_600: ("jede Stunde", "every hour")}


def sentence(situation: Situation, cell: Cell, order: Order) -> Said:
    """Return "Voralarm, nachts, Halle leer: weckt sofort die Bereitschaft; nach 15 Sekunden …" and the same in English."""
    de, en = SITUATIONS[situation]
    when_de = f"{'nachts' if cell.night else 'tags'}, Halle {'belegt' if cell.occupied else 'leer'}"
    when_en = f"{'at night' if cell.night else 'by day'}, hall {'occupied' if cell.occupied else 'empty'}"
    parts = [_first(order), _next(order), _remind(order)]
    said_de, said_en = ("; ".join(part[n] for part in parts if part[n]) for n in (0, 1))
    return f"{de}, {when_de}: {said_de}.", f"{en}, {when_en}: {said_en}."


def _first(order: Order) -> Said:
    if order.whom is Whom.PAGE or order.urgency is Urgency.PAGE:
        return "steht auf der Seite und ruft niemanden", "stands on the page and calls nobody"
    who_de, who_en = _who(order.whom)
    match order.urgency:
        case Urgency.WAKE:
            return f"weckt sofort {who_de}", f"wakes {who_en} at once"
        case Urgency.TELL:
            return (
                f"benachrichtigt {who_de}, in Ruhezeiten erst danach",
                f"tells {who_en}, after quiet hours where there are any",
            )
        case _:
            assert_never(order.urgency)


def _who(whom: Whom) -> Said:
    match whom:
        case Whom.DUTY:
            return "die Bereitschaft", "who is on call"
        case Whom.ALL:
            return "alle, die Bereitschaft haben, zugleich", "everybody on call together"
        case Whom.CARETAKERS:
            return "die Hausmeister des Standorts", "the caretakers of the site"
        case Whom.PAGE:
            return "niemanden", "nobody"
        case _:
            assert_never(whom)


def _next(order: Order) -> Said:
    if order.whom is not Whom.DUTY or order.urgency is Urgency.PAGE:
        return "", ""
    if not order.escalate_s:
        return "danach niemand weiter", "then nobody else"
    de, en = _span(order.escalate_s)
    return (
        f"nimmt niemand an, nach {de} die nächste Person, nach der letzten alle zugleich",
        f"if nobody acknowledges, after {en} the next person, after the last one all together",
    )


def _remind(order: Order) -> Said:
    if order.whom is Whom.PAGE or order.urgency is Urgency.PAGE:
        return "", ""
    if not order.remind_s:
        return "erinnert nicht", "does not remind"
    de, en = _span(order.remind_s)
    often_de, often_en = _EACH.get(order.remind_s, (f"alle {de}", f"every {en}"))
    return f"erinnert {often_de}, bis jemand annimmt", f"reminds {often_en} until somebody acknowledges"


def _span(seconds: int) -> Said:
    for size, one_de, many_de, one_en, many_en in (
        (3_600, "Stunde", "Stunden", "hour", "hours"),
        (60, "Minute", "Minuten", "minute", "minutes"),
        (1, "Sekunde", "Sekunden", "second", "seconds"),
    ):
        if seconds >= size and seconds % size == 0:
            count = seconds // size
            return f"{count} {one_de if count == 1 else many_de}", f"{count} {one_en if count == 1 else many_en}"
    return f"{seconds} Sekunden", f"{seconds} seconds"
