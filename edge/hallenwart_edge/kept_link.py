"""One connection to the server that stays open: for what is sent every second."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import socket
import threading
from typing import Final

from hallenwart_edge.device_client import DeviceClient, ServerRefusedError, Told, connected, taken, told_by
from hallenwart_edge.errors import LinkDownError

PATIENCE_S: Final = 10.0
CLOSES_WITHIN_S: Final = 2.0


class KeptLink:
    """Signed requests one after another over one connection, opened anew when it breaks. `opened` counts how often."""

    def __init__(self, client: DeviceClient, *, patience_s: float = PATIENCE_S) -> None:
        self._client, self._patience_s = client, patience_s
        self._link: http.client.HTTPConnection | None = None
        self._one = threading.Lock()
        self._closed = False
        self.opened = 0

    async def ask(self, method: str, path: str, body: bytes, *, kind: str = "application/json") -> bytes:
        """Return the answer's body. Raises LinkDownError, ServerRefusedError."""
        return await asyncio.to_thread(self._ask, method, path, body, kind)

    def close(self) -> None:
        """Hang up, also on a request that is under way. May be called twice."""
        self._closed, link = True, self._link
        if link is not None and link.sock is not None:
            with contextlib.suppress(OSError):
                link.sock.shutdown(socket.SHUT_RDWR)
        if self._one.acquire(timeout=CLOSES_WITHIN_S):
            self._hang_up()
            self._one.release()

    def _ask(self, method: str, path: str, body: bytes, kind: str) -> bytes:
        with self._one:
            told = self._once(method, path, body, kind)
            try:
                return taken(told)
            except ServerRefusedError as refusal:
                if refusal.code != "clock" or not self._client.learn_time(told):
                    raise
            return taken(self._once(method, path, body, kind))

    def _once(self, method: str, path: str, body: bytes, kind: str) -> Told:
        """Ask; a connection that the server let go of meanwhile is opened anew once. The same part twice does no harm."""
        used = self._link is not None
        try:
            return self._over(method, path, body, kind)
        except LinkDownError:
            if not used or self._closed:
                raise
        return self._over(method, path, body, kind)

    def _over(self, method: str, path: str, body: bytes, kind: str) -> Told:
        headers = {**self._client.sign(method, path, body), "Content-Type": kind}
        server = self._client.server
        if self._closed:
            raise LinkDownError("hung up")
        if self._link is None:
            self._link = connected(server, self._client.context(), self._patience_s)
            self.opened += 1
        try:
            return told_by(self._link, method, path, body, headers)
        except (OSError, http.client.HTTPException, ValueError) as error:
            self._hang_up()
            raise LinkDownError(f"{server.netloc}: {type(error).__name__} {error}") from error

    def _hang_up(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            link.close()
