"""How rows become one message."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from hallenwart_contract.codec import encode
from hallenwart_contract.messages import Batch, Columns
from hallenwart_edge.uplink.outbox import SqliteOutbox
from hallenwart_edge.uplink.packing import packed
from hallenwart_edge.uplink.stamp import Stamp
from hallenwart_edge.uplink.store import Skip

MAX_SKIPS: Final = 100


class Batches:
    """Builds batches of one stream."""

    def __init__(self, stream: str, *, outbox: SqliteOutbox, stamp: Stamp) -> None:
        self._stream = stream
        self._outbox = outbox
        self._stamp = stamp

    def of(self, rows: Sequence[tuple[int, bytes]], *, hist: bool = False, unstored: bool = False, cols: bool = False) -> bytes:
        """Return rows as one batch, with the skips before or after them that the backend has not passed; `cols` by columns."""
        bodies = [body for _, body in rows]
        columns = packed(bodies) if cols else None
        return self._encoded(rows[0][0], bodies, self._outbox.skips[self._stream], hist, unstored, columns)

    def skipping(self, skips: Sequence[Skip]) -> bytes:
        """Return a batch without rows."""
        return self._encoded(skips[0][0], [], skips, hist=False, unstored=False)

    def _encoded(
        self,
        seq: int,
        bodies: Sequence[bytes],
        skips: Sequence[Skip],
        hist: bool,
        unstored: bool,
        cols: Columns | None = None,
    ) -> bytes:
        return encode(
            Batch(
                **self._stamp.head(self._outbox.epoch),
                s=self._stream,
                seq=seq,
                n=len(bodies),
                r=[msgspec.Raw(body) for body in bodies] if cols is None else [],
                cols=cols,
                skip=[*skips[:MAX_SKIPS]],
                hist=hist,
                unstored=unstored,
            )
        )
