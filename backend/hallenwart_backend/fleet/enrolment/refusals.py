"""What enrolment refuses, in words."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.errors import RefusedError

_WORDS: Final = {
    "not_signed": (
        401,
        "Diese Anfrage ist nicht mit dem Schlüssel eines Geräts unterschrieben.",
        "This request is not signed with the key of a device.",
    ),
    "bad_signature": (
        401,
        "Die Unterschrift passt nicht zu diesem Gerät.",
        "The signature does not fit this device.",
    ),
    "clock": (
        401,
        "Die Uhr des Geräts geht falsch. Es soll mit der Zeit des Servers noch einmal fragen.",
        "The device's clock is wrong. It shall ask once more by the server's time.",
    ),
    "replayed": (409, "Diese Anfrage ist schon einmal gekommen.", "This request has come before."),
    "device_revoked": (403, "Diesem Gerät ist der Zugang entzogen.", "This device's access was revoked."),
    "certificate_ended": (
        403,
        "Das Zertifikat dieses Geräts ist abgelaufen. Es muss erneuert werden.",
        "The certificate of this device has ended. It has to be renewed.",
    ),
    "enrol_anew": (
        403,
        "Das Zertifikat ist zu lange abgelaufen. Das Gerät muss neu aufgenommen werden.",
        "The certificate ended too long ago. The device has to be enrolled anew.",
    ),
    "too_many": (
        429,
        "Zu viele Versuche. Bitte warten Sie einen Augenblick.",
        "Too many attempts. Please wait a moment.",
    ),
    "bad_body": (422, "Diese Angaben stimmen nicht.", "This is not right."),
    "bad_token": (
        403,
        "Dieser Einmal-Schlüssel gilt nicht (mehr). Auf der Flottenseite gibt es einen neuen.",
        "This one-time token is not valid (any more). The fleet page makes a new one.",
    ),
    "bad_csr": (
        422,
        "Der Zertifikatsantrag ist nicht brauchbar: er braucht einen Schlüssel auf P-256 und seine eigene Unterschrift.",
        "The certificate request cannot be used: it needs a key on P-256 and its own signature.",
    ),
    "keeper_away": (
        503,
        "Die Zertifikatsstelle antwortet gerade nicht. Es ist nichts geschehen; bitte gleich noch einmal.",
        "The certificate authority does not answer now. Nothing was done; please try again soon.",
    ),
    "no_authority": (
        409,
        "Dieser Server hat keine Zertifikatsstelle. Bitte starten mit: hallenwart-broker keep.",
        "This server has no certificate authority. Please start it with: hallenwart-broker keep.",
    ),
    "no_certificates": (
        409,
        "Hier kann kein Gerät aufgenommen werden: Der Broker dieses Servers kennt keine Zertifikate. Nötig ist Mosquitto.",
        "No device can be enrolled here: this server's broker knows no certificates. It takes Mosquitto.",
    ),
    "no_such_device": (404, "Dieses Gerät gibt es nicht.", "There is no such device."),
    "no_such_site": (404, "Diesen Standort gibt es nicht.", "There is no such site."),
    "no_such_ticket": (404, "Diesen Einmal-Schlüssel gibt es nicht.", "There is no such one-time token."),
    "no_renewal": (404, "Dieses Gerät wartet auf keine Erneuerung.", "This device waits for no renewal."),
    "bad_device_id": (
        422,
        "Eine Kennung hat 3 bis 32 Kleinbuchstaben, Ziffern und Bindestriche und beginnt nicht mit svc-, lora- oder feed-.",
        "An id is 3 to 32 lower-case letters, digits and hyphens, and does not begin with svc-, lora- or feed-.",
    ),
    "device_exists": (409, "Diese Kennung ist schon vergeben.", "This id is taken."),
    "revoke_first": (
        409,
        "Dieses Gerät ist im Dienst. Bitte zuerst seinen Zugang entziehen, dann neu aufnehmen.",
        "This device is in service. Please revoke its access first, then enrol it anew.",
    ),
    "still_connected": (
        409,
        "Dieses Gerät ist noch verbunden. Erst wenn es fort ist, kann die Kennung neu vergeben werden.",
        "This device is still connected. Its id can be given anew once it is gone.",
    ),
    "revoked_already": (409, "Der Zugang ist schon entzogen.", "The access was revoked already."),
}


def refused(code: str, **extra: object) -> RefusedError:
    """Return the refusal of this code, to be raised."""
    status, de, en = _WORDS[code]
    return RefusedError(code, de, en, status=status, **extra)
