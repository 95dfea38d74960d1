"""A camera in the hall's network, as its plug shows it: H.264 in MPEG-TS over TCP, drawn by ffmpeg while somebody looks.

It knows the contact of its cover and the "on air" lamp at the Pi's pins. It can die, freeze, and come back.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from typing import Final

from hallenwart_sim.devices.contact import EmulatedContact
from hallenwart_sim.devices.relay_load import EmulatedRelayLoad
from hallenwart_sim.pins_server import PinsServer

WIDTH: Final = 640
HEIGHT: Final = 360
FPS: Final = 15
KBIT_S: Final = 600
_CHUNK_BYTES: Final = 1 << 14


def can_film() -> bool:
    """Say whether this machine has what draws the picture."""
    return shutil.which("ffmpeg") is not None


def _drawing() -> list[str]:
    drawn = ["-re", "-f", "lavfi", "-i", f"testsrc2=size={WIDTH}x{HEIGHT}:rate={FPS}"]
    how = ["-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-profile:v", "baseline", "-pix_fmt", "yuv420p"]
    rate = ["-g", str(FPS), "-keyint_min", str(FPS), "-sc_threshold", "0", "-b:v", f"{KBIT_S}k"]
    form = ["-f", "mpegts", "-muxdelay", "0", "-flush_packets", "1", "pipe:1"]
    return ["ffmpeg", "-hide_banner", "-nostdin", "-loglevel", "error", *drawn, *how, *rate, *form]


class EmulatedCamera:
    """`looked_at` is how many look now; `began` counts how often somebody began to. The cover is built open."""

    def __init__(self, pins: PinsServer, *, port: int, shutter_pin: int, lamp_pin: int) -> None:
        self.port = port
        self.cover = EmulatedContact(pins, shutter_pin, closed=True)
        self.lamp = EmulatedRelayLoad(pins, lamp_pin, active_high=True)
        self.looked_at = self.began = 0
        self._dead = False
        self._moving = asyncio.Event()
        self._moving.set()
        self._server: asyncio.Server | None = None
        self._lines: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Plug it into the network."""
        self._server = await asyncio.start_server(self._greet, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Pull the plug."""
        if self._server is not None:
            self._server.close()
        await self._hang_up()

    def shut(self, *, shut: bool = True) -> None:
        """Cover its lens, or uncover it. The contact is closed while it is open."""
        self.cover.move(closed=not shut)

    async def die(self, *, dead: bool = True) -> None:
        """Lose its power, or get it back."""
        self._dead = dead
        if dead:
            await self._hang_up()

    def freeze(self, *, frozen: bool = True) -> None:
        """Say nothing more on a line that stands, or go on."""
        if frozen:
            self._moving.clear()
        else:
            self._moving.set()

    def _greet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer), name="camera line")
        self._lines.add(task)
        task.add_done_callback(self._lines.discard)

    async def _hang_up(self) -> None:
        lines = [*self._lines]
        for each in lines:
            each.cancel()
        await asyncio.gather(*lines, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        del reader
        if self._dead:
            writer.close()
            return
        self.began += 1
        self.looked_at += 1
        pipe = asyncio.subprocess.PIPE
        drawing = await asyncio.create_subprocess_exec(*_drawing(), stdout=pipe, stderr=asyncio.subprocess.DEVNULL)
        try:
            while drawing.stdout is not None and (chunk := await drawing.stdout.read(_CHUNK_BYTES)):
                await self._moving.wait()
                writer.write(chunk)
                await writer.drain()
        except ConnectionError:
            pass  # nobody looks any more
        finally:
            self.looked_at -= 1
            writer.close()
            with contextlib.suppress(ProcessLookupError):
                drawing.kill()
            await drawing.communicate()  # it counts as ended only once its pipe is empty
