"""Line protocol over HTTP to `/api/v2/write` of InfluxDB 2 and 3 and of VictoriaMetrics, through influxdb-client.

The library is imported when a mirror is made, not before: it is large, and most servers have none.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from hallenwart_backend.telemetry.mirror.ports import TargetAwayError, TargetDeniedError, TargetRefusedError

if TYPE_CHECKING:
    from influxdb_client.client.influxdb_client import InfluxDBClient

CONNECT_MS: Final = 5_000
ANSWER_MS: Final = 30_000
_DENIED: Final = frozenset({401, 403, 404, 405})
_REFUSED: Final = frozenset({400, 413, 422})
_MOST_WORDS: Final = 200
_DROPPED: Final = re.compile(r"dropped=(\d{1,9})")
"""InfluxDB 2 says how many points it left out of a partial write: older than its retention, or of another type."""


class InfluxTarget:
    """Implements mirror.ports.Target. Writes from a thread, gzip, one connection that stays open."""

    def __init__(self, url: str, *, token: str = "", org: str = "", bucket: str = "") -> None:
        from influxdb_client.client.influxdb_client import InfluxDBClient
        from influxdb_client.client.write_api import SYNCHRONOUS

        self._org, self._bucket = org, bucket
        self._client: InfluxDBClient = InfluxDBClient(
            url, token, org=org, timeout=(CONNECT_MS, ANSWER_MS), enable_gzip=True, connection_pool_maxsize=1
        )
        self.connections = 0
        pool: Any = self._client.api_client.rest_client.pool_manager.connection_from_url(url)
        pool.ConnectionCls = self._counting(pool.ConnectionCls)
        self._api = self._client.write_api(write_options=SYNCHRONOUS)

    async def write(self, lines: Sequence[str]) -> None:
        await asyncio.to_thread(self._write, "\n".join(lines).encode())

    def close(self) -> None:
        self._client.close()  # type: ignore[no-untyped-call]  # it says no types

    def _counting(self, kind: Any) -> Any:
        """Return a kind of connection that counts how often one is opened; the pool opens a dropped one anew by itself."""

        def connect(connection: Any) -> None:
            self.connections += 1
            kind.connect(connection)

        return type(kind.__name__, (kind,), {"connect": connect})

    def _write(self, lines: bytes) -> None:
        from influxdb_client.domain.write_precision import WritePrecision
        from influxdb_client.rest import ApiException
        from urllib3.exceptions import HTTPError

        try:
            self._api.write(self._bucket, self._org, lines, write_precision=WritePrecision.MS)  # type: ignore[arg-type]  # bytes do, too
        except ApiException as error:
            raise _told(error) from error
        except (HTTPError, OSError) as error:
            raise TargetAwayError(_reason(error)) from error


def _told(error: Any) -> TargetAwayError | TargetDeniedError | TargetRefusedError:
    """Return what an answer of another status than 2xx means. Its text never holds the token: headers are left out."""
    body = error.body if isinstance(error.body, bytes) else str(error.body or "").encode()
    text = f"{error.status} {' '.join(body.decode(errors='replace').split())[:_MOST_WORDS]}".strip()
    if error.status in _DENIED:
        return TargetDeniedError(text)
    if error.status in _REFUSED:
        dropped = _DROPPED.search(text)
        return TargetRefusedError(text, rest_taken="partial write" in text, dropped=int(dropped[1]) if dropped else 1)
    asked = str((error.headers or {}).get("Retry-After", ""))
    return TargetAwayError(text, float(asked) if asked.isdecimal() else 0.0)


def _reason(error: Exception) -> str:
    """Return the innermost cause, which is what an operator understands."""
    inner: BaseException = getattr(error, "reason", None) or error
    return " ".join(str(inner).split(": ", 1)[-1].split())[:_MOST_WORDS] or type(inner).__name__
