"""Why something about a display is refused, in both languages."""

from __future__ import annotations

from hallenwart_backend.errors import RefusedError


def no_display() -> RefusedError:
    return RefusedError("no_display", "Dieses Gerät hat keine Anzeige.", "This device has no display.", status=404)


def no_picture() -> RefusedError:
    return RefusedError("no_picture", "Von dieser Anzeige gibt es noch kein Bild.", "There is no picture yet.", status=404)


def not_reached() -> RefusedError:
    return RefusedError(
        "device_offline",
        "Die Anzeige ist gerade nicht verbunden. Ihr letztes Bild bleibt hier stehen.",
        "The display is not connected right now. Its last picture stays here.",
        status=409,
    )


def odd_proof(detail: str) -> RefusedError:
    return RefusedError(
        "odd_proof", "Dieses Bild ist nicht brauchbar.", "This picture is not usable.", status=422, detail=detail
    )
