"""How a booking system's request is refused, in both languages."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.errors import RefusedError

_WORDS: Final = {
    "bad_window": (422, "Der Beginn muss vor dem Ende liegen.", "The start must be before the end."),
    "too_long": (422, "Ein Schlüssel wird höchstens 7 Tage ausgegeben.", "A key is given out for 7 days at most."),
    "over": (409, "Diese Zeit ist schon vorbei.", "This time is over."),
    "too_far": (422, "Mehr als 400 Tage voraus geht nicht.", "No more than 400 days ahead."),
    "nothing_asked": (
        422,
        "Bitte Fächer oder Halle mit Teilen nennen, nicht beides.",
        "Please name compartments, or a hall with sections, not both.",
    ),
    "hold_or_wish": (
        422,
        "Bitte entweder eine Vormerkung nennen oder Fächer und Zeit.",
        "Please name either a hold, or compartments and times.",
    ),
    "no_window": (422, "Bitte Beginn und Ende nennen.", "Please name start and end."),
    "bad_sections": (422, "Diese Hallenteile gibt es nicht.", "There are no such sections."),
    "no_such_compartment": (
        404,
        "Dieses Fach gibt es für diesen Schlüssel nicht.",
        "There is no such compartment for this key.",
    ),
    "no_such_hall": (404, "Diese Halle gibt es für diesen Schlüssel nicht.", "There is no such hall for this key."),
    "no_locker": (422, "Für diese Hallenteile hängt kein Schlüssel.", "No key hangs for these sections."),
    "locker_not_set_up": (409, "Dieser Schlüsselkasten ist noch nicht eingerichtet.", "This locker is not set up yet."),
    "no_such_hold": (404, "Diese Vormerkung gibt es nicht.", "There is no such hold."),
    "no_such_grant": (404, "Diese Berechtigung gibt es nicht.", "There is no such grant."),
    "hold_lapsed": (409, "Diese Vormerkung ist abgelaufen.", "This hold has lapsed."),
    "hold_used": (409, "Aus dieser Vormerkung wurde schon eine Berechtigung.", "This hold has become a grant already."),
    "revoked": (409, "Diese Berechtigung wurde zurückgenommen.", "This grant was revoked."),
    "reference_used": (
        422,
        "Diese Referenz wurde schon mit anderen Angaben benutzt.",
        "This reference was used before, with another request.",
    ),
    "key_reused": (
        422,
        "Dieser Idempotency-Key wurde schon mit anderen Angaben benutzt.",
        "This Idempotency-Key was used before, with another request.",
    ),
    "bad_key": (401, "Dieser Schlüssel gilt nicht.", "This key is not valid."),
    "bad_cursor": (422, "Diese Stelle in der Liste gibt es nicht.", "There is no such place in the list."),
    "bad_url": (422, "Das ist keine brauchbare Adresse.", "This is no usable address."),
    "no_https": (422, "Die Adresse muss mit https:// beginnen.", "The address must begin with https://."),
    "private_address": (
        422,
        "Diese Adresse liegt in einem privaten Netz. Dorthin wird nichts gesendet.",
        "This address is in a private network. Nothing is sent there.",
    ),
    "no_webhook": (409, "Es ist keine Adresse für Webhooks eingetragen.", "No address for webhooks is entered."),
    "no_such_event": (404, "Dieses Ereignis gibt es nicht.", "There is no such event."),
    "no_such_partner": (404, "Dieses Buchungssystem gibt es nicht.", "There is no such booking system."),
    "busy": (409, "Daran wird gerade geändert. Bitte gleich noch einmal.", "This is being changed. Please try again soon."),
    "no_such_site": (422, "Diesen Standort gibt es nicht.", "There is no such site."),
}


def refused(code: str, **extra: object) -> RefusedError:
    status, de, en = _WORDS[code]
    return RefusedError(code, de, en, status=status, **extra)


def unavailable(conflicts: list[dict[str, object]]) -> RefusedError:
    return RefusedError(
        "compartments_unavailable",
        "In dieser Zeit ist das schon vergeben.",
        "This is taken at that time.",
        status=409,
        conflicts=conflicts,
    )


def too_fast(wait_ms: int) -> RefusedError:
    seconds = -(-wait_ms // 1000)
    return RefusedError(
        "too_fast",
        f"Zu viele Anfragen. Bitte {seconds} s warten.",
        f"Too many requests. Please wait {seconds} s.",
        status=429,
        wait_s=seconds,
    )
