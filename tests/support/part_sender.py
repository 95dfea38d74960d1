"""ffmpeg's test picture in parts of a second, sent to a server over HTTP with a device's signature."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import insert

from hallenwart_backend.fleet.enrolment.tables import certificates
from hallenwart_contract.device_http import signed_headers
from hallenwart_contract.streams import Part
from support.backends import Town

_PICTURE = "testsrc2=size=320x180:rate=25"
_CODEC = "-c:v libx264 -preset ultrafast -tune zerolatency -g 25 -keyint_min 25 -sc_threshold 0 -pix_fmt yuv420p"
_HLS = "-f hls -hls_time 1 -hls_segment_type fmp4 -hls_list_size 0 -hls_flags independent_segments"


async def key_of(town: Town, device: str) -> EllipticCurvePrivateKey:
    """Give a device a key that the server knows."""
    key = generate_private_key(SECP256R1())
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    now = town.clock.now_ms()
    row = {"serial": device, "device": device, "public_key": public, "pem": "", "from_ms": 0, "until_ms": now + 10**10}
    await town.backend.records.write(
        lambda connection: connection.execute(insert(certificates).values(**row, state="valid", made_ms=now))
    )
    return key


@dataclass
class Sender:
    """`cut`: nothing goes out. `times` are the ends of the parts, by their name."""

    town: Town
    url: str
    key: EllipticCurvePrivateKey
    stream: str
    folder: Path
    device: str = "nordpark-2"
    cut: bool = False
    run: int = 0
    times: dict[str, int] = field(default_factory=dict)
    answers: list[int] = field(default_factory=list)

    @asynccontextmanager
    async def filming(self) -> AsyncIterator[None]:
        """Film and send for as long as the block lasts: a new run of the source."""
        self.run += 1
        place = self.folder / str(self.run)
        place.mkdir()
        command = f"-nostdin -loglevel error -re -f lavfi -i {_PICTURE} {_CODEC} {_HLS}".split()
        names = [
            "-hls_fmp4_init_filename",
            "init.mp4",
            "-hls_segment_filename",
            str(place / "%d.m4s"),
            str(place / "index.m3u8"),
        ]
        process = await asyncio.create_subprocess_exec("ffmpeg", *command, "-start_number", "1", *names)
        sending = asyncio.create_task(self._send(place, self.run))
        try:
            yield
        finally:
            sending.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await sending
            process.kill()
            await process.wait()

    async def _send(self, place: Path, run: int) -> None:
        first_ms, number = 0, 1
        async with httpx.AsyncClient(base_url=self.url) as client:
            while True:
                await asyncio.sleep(0.05)
                listed = place / "index.m3u8"
                if f"{number}.m4s" not in await asyncio.to_thread(_text, listed):
                    continue
                if not first_ms:
                    first_ms = self.town.clock.now_ms() - 1000
                    await self._put(client, Part(self.stream, run, 0), place / "init.mp4")
                part = Part(self.stream, run, number, first_ms + 1000 * (number - 1), 1000)
                await self._put(client, part, place / f"{number}.m4s")
                number += 1

    async def _put(self, client: httpx.AsyncClient, part: Part, path: Path) -> None:
        while self.cut:  # noqa: ASYNC110 - a test sets it
            await asyncio.sleep(0.05)
        body, now = await asyncio.to_thread(path.read_bytes), self.town.clock.now_ms()
        headers = signed_headers("PUT", part.path, body, device=self.device, key=self.key, now_ms=now)
        answer = await client.put(part.path, content=body, headers=headers)
        self.answers.append(answer.status_code)
        self.times[part.name] = part.t_ms + part.dur_ms


def _text(path: Path) -> str:
    return path.read_text() if path.exists() else ""


@asynccontextmanager
async def ticking(town: Town) -> AsyncIterator[None]:
    """Let the town's clock go on by itself."""
    loop = asyncio.get_running_loop()

    async def tick() -> None:
        last = loop.time()
        while True:
            await asyncio.sleep(0.02)
            now = loop.time()
            town.clock.advance(int((now - last) * 1000))
            last += int((now - last) * 1000) / 1000

    task = asyncio.create_task(tick())
    try:
        yield
    finally:
        task.cancel()
