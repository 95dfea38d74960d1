"""Connections that never come to their end, and proxies whose word does not count."""

import asyncio
import socket
from contextlib import asynccontextmanager

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from hallenwart_backend.errors import ConfigError
from hallenwart_backend.web import serving
from hallenwart_backend.web.errors import install
from hallenwart_backend.web.serving import config_of, proxies

PATIENCE_S = 0.3
HEAD = b"POST /read HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n"


async def _read(request):
    return JSONResponse({"read": len(await request.body()), "client": request.client.host, "scheme": request.url.scheme})


@asynccontextmanager
async def served(trusted=()):
    app = Starlette(routes=[Route("/read", _read, methods=["GET", "POST"])])
    install(app)
    server = uvicorn.Server(config_of(app, trusted=trusted, lifespan="off"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        running = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            await running


@pytest.fixture
def hasty(monkeypatch):
    monkeypatch.setattr(serving, "HEAD_S", PATIENCE_S)
    monkeypatch.setattr(serving, "BODY_S", PATIENCE_S)


@pytest.mark.parametrize("begun", [b"", b"GET /re", HEAD, HEAD + b"abc", b"GET /read HTTP/1.1\r\nHost: a\r\n\r\nGET /re"])
async def test_who_never_ends_a_request_is_let_go(hasty, begun):
    async with served() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        dripping = asyncio.create_task(_drip(writer, begun))
        async with asyncio.timeout(180):
            answered = b""
            try:
                while chunk := await reader.read(4096):
                    answered += chunk
            except ConnectionResetError:
                pass
        assert answered.count(b"HTTP/1.1 200") == begun.count(b"\r\n\r\nGET")
        dripping.cancel()
        writer.close()


async def _drip(writer, begun):
    """Send the beginning, then a byte of a header now and then: no pause is long, and there is no end."""
    writer.write(begun)
    while begun and not begun.startswith(b"POST"):
        await asyncio.sleep(PATIENCE_S / 6)
        writer.write(b"x")


async def test_who_is_not_slow_stays_and_asks_again(hasty):
    async with served() as port, httpx.AsyncClient() as client:
        for _ in range(3):
            answer = await client.post(f"http://127.0.0.1:{port}/read", content=b"x" * 10)
            assert answer.json()["read"] == 10
            await asyncio.sleep(PATIENCE_S * 1.5)


@pytest.mark.parametrize(
    ("trusted", "said", "client"),
    [
        ((), "203.0.113.9", "127.0.0.1"),
        (("127.0.0.1",), "203.0.113.9", "203.0.113.9"),
        (("127.0.0.0/8",), "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (("10.0.0.1",), "203.0.113.9", "127.0.0.1"),
    ],
)
async def test_only_a_trusted_proxy_says_who_sends(trusted, said, client):
    """What the sender itself wrote in front of it does not count."""
    async with served(trusted) as port, httpx.AsyncClient() as asking:
        headers = {"X-Forwarded-For": said, "X-Forwarded-Proto": "https"}
        told = (await asking.get(f"http://127.0.0.1:{port}/read", headers=headers)).json()
    assert (told["client"], told["scheme"]) == (client, "http" if client == "127.0.0.1" else "https")


def test_a_proxy_is_an_address():
    with pytest.raises(ConfigError, match="trusted-proxy"):
        proxies(["proxy.stadt.example"])
