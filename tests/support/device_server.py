"""A server for one device, with its signed requests checked; it can be out of reach and refuse."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hallenwart_contract.codec import decode
from hallenwart_contract.device_http import ScreenProof, asked_of, check_signature
from hallenwart_edge.device_client import DeviceClient
from hallenwart_edge.errors import LinkDownError
from support.edge_time import START_MS
from support.screen_world import running


class DeviceServer:
    """`files` by path; `proofs` that came. `status` other than 200 refuses, `down` is no answer at all."""

    def __init__(self, key: ec.EllipticCurvePrivateKey) -> None:
        self._key = key
        self.files: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.proofs: list[ScreenProof] = []
        self.status, self.down = 200, False

    def app(self) -> Starlette:
        return Starlette(routes=[Route("/{path:path}", self._answer, methods=["GET", "POST"])])

    async def _answer(self, request: Request) -> Response:
        body = await request.body()
        asked, signature = asked_of(request.method, request.url.path, request.headers, body)
        check_signature(asked, signature, self._key.public_key())
        self.asked.append(request.url.path)
        if self.status != 200:
            return Response(status_code=self.status)
        if request.method == "POST":
            self.proofs.append(decode(body, ScreenProof))
            return Response(status_code=204)
        content = self.files.get(request.url.path)
        return Response(status_code=404) if content is None else Response(content)


class Client:
    """The device's own client; without a network while the server is down."""

    def __init__(self, client: DeviceClient, server: DeviceServer) -> None:
        self._client, self._server = client, server

    async def get(self, path: str) -> bytes:
        self._reach()
        return await self._client.get(path)

    async def post(self, path: str, body: bytes) -> bytes:
        self._reach()
        return await self._client.post(path, body)

    def _reach(self) -> None:
        if self._server.down:
            raise LinkDownError("no network")


@contextlib.asynccontextmanager
async def device_server(folder: Path) -> AsyncIterator[tuple[DeviceServer, Client]]:
    """Serve until the block ends; gives the server and the device's client."""
    key = ec.generate_private_key(ec.SECP256R1())
    file = folder / "device.key"
    file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    server = DeviceServer(key)
    async with running(server.app()) as port:
        url = f"http://127.0.0.1:{port}"
        client = DeviceClient(url, device="nordpark-1", ca=folder / "ca.crt", key=file, now_ms=lambda: START_MS)
        yield server, Client(client, server)
