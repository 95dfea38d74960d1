"""A camera in the network: just enough of RTSP 1.0 (RFC 2326) to be played over TCP, with Basic authentication (RFC 7617)."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import re

_PLAYED = ["-re", "-f", "lavfi", "-i", "testsrc2=size=320x180:rate=10", "-c:v", "libx264", "-preset", "ultrafast"]
_CODED = ["-tune", "zerolatency", "-profile:v", "baseline", "-pix_fmt", "yuv420p", "-g", "10", "-b:v", "200k"]


class RtspCamera:
    """`asked` are the requests that came; whoever does not show user and password is refused."""

    def __init__(self, user="halle", password="p:ä/ss'w@rt"):  # noqa: S107 - of a test
        self.login = f"{user}:{password}"
        self.asked: list[str] = []
        self.refused = 0
        self.port = 0
        self._tasks: list[asyncio.Task[None]] = []
        self._writers: list[asyncio.StreamWriter] = []

    @contextlib.asynccontextmanager
    async def serving(self):
        server = await asyncio.start_server(self._greet, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            for each in self._writers:
                each.close()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _greet(self, reader, writer):
        self._writers.append(writer)
        self._tasks.append(asyncio.create_task(self._serve(reader, writer)))

    async def _serve(self, reader, writer):
        player = None
        try:
            while head := (await reader.readuntil(b"\r\n\r\n")).decode():
                number = re.search(r"CSeq: (\d+)", head)[1]
                method = head.split()[0]
                self.asked.append(method)
                if not self._knows(head):
                    self.refused += 1
                    asks = 'WWW-Authenticate: Basic realm="c"'
                    writer.write(f"RTSP/1.0 401 Unauthorized\r\nCSeq: {number}\r\n{asks}\r\n\r\n".encode())
                    continue
                writer.write(self._answer(method, number))
                if method == "PLAY":
                    player = asyncio.create_task(self._play(writer))
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            if player is not None:
                player.cancel()
                await asyncio.gather(player, return_exceptions=True)
            writer.close()

    def _knows(self, head):
        shown = re.search(r"Authorization: Basic (\S+)", head)
        return shown is not None and base64.b64decode(shown[1]).decode() == self.login

    def _answer(self, method, number):
        body, more = "", "Session: 1\r\n"
        if method == "DESCRIBE":
            lines = (
                "v=0",
                "o=- 0 0 IN IP4 127.0.0.1",
                "s=c",
                "t=0 0",
                "m=video 0 RTP/AVP 96",
                "a=rtpmap:96 H264/90000",
                "a=control:v",
            )
            body = "".join(f"{line}\r\n" for line in lines)
            more = f"Content-Type: application/sdp\r\nContent-Length: {len(body)}\r\n"
        if method == "SETUP":
            more += "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n"
        return f"RTSP/1.0 200 OK\r\nCSeq: {number}\r\nPublic: DESCRIBE, SETUP, PLAY, TEARDOWN\r\n{more}\r\n{body}".encode()

    async def _play(self, writer):
        """Pass on the RTP packets that ffmpeg makes."""
        loop = asyncio.get_running_loop()

        class Ear(asyncio.DatagramProtocol):
            def datagram_received(self, data, _addr):
                writer.write(b"$\0" + len(data).to_bytes(2, "big") + data)

        transport, _ = await loop.create_datagram_endpoint(Ear, local_addr=("127.0.0.1", 0))
        port = transport.get_extra_info("sockname")[1]
        target = f"rtp://127.0.0.1:{port}?pkt_size=1200"
        maker = await asyncio.create_subprocess_exec(
            "ffmpeg", "-loglevel", "error", "-nostdin", *_PLAYED, *_CODED, "-f", "rtp", target,
            stdout=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        try:
            await maker.wait()
        finally:
            with contextlib.suppress(ProcessLookupError):
                maker.kill()
            await maker.wait()
            transport.close()
