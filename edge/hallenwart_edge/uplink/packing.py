"""Readings by columns, as a server that says `cols` takes them. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from hallenwart_contract.codec import decode
from hallenwart_contract.errors import ContractError
from hallenwart_contract.messages import Columns, Quality, Reading


def packed(bodies: Sequence[bytes]) -> Columns | None:
    """Return rows of stream `t` by columns; None when one of them is no reading and must travel as it is."""
    try:
        rows = [decode(body, Reading) for body in bodies]
    except ContractError:
        return None
    if not rows:
        return None
    places: dict[tuple[str, str], int] = {}
    name = [places.setdefault((row.c, row.k), len(places)) for row in rows]
    from_ms = rows[0].t_ms
    return Columns(
        names=[*places],
        name=name,
        from_ms=from_ms,
        t_ms=[row.t_ms - from_ms for row in rows],
        x=[row.x for row in rows],
        q={str(at): row.q for at, row in enumerate(rows) if row.q != Quality.OK},
    )
