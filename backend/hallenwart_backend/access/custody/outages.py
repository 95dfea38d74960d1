"""What a locker's list of rights needs of custody."""

from __future__ import annotations

from sqlalchemy import Connection

from hallenwart_backend.access.custody import marks
from hallenwart_backend.access.grants.locker_list import Outages
from hallenwart_backend.access.responder import store as releases


def outages_of(connection: Connection, device: str, now_ms: int) -> Outages:
    return Outages(
        spares=marks.spares_of(connection, device),
        out_of_service=marks.blocked(connection, device),
        lost=marks.lost(connection, device),
        responder=releases.release_of(connection, device, now_ms=now_ms),
    )
