"""The camera agent with real ffmpeg against the real server, by the rights that this gives: from consent to its withdrawal."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from hallenwart_backend.web.app import create_app
from hallenwart_contract.event_kinds import EventKind
from hallenwart_dashboards import static_root
from support.backends import HOUR_MS, JANA, open_town
from support.camera_world import CameraWorld, needs_ffmpeg
from support.edge_time import until
from support.event_town import CAMERA, START_MS, agree, event, stream_of, told_camera
from support.part_sender import key_of, ticking
from support.real_server import served

pytestmark = needs_ffmpeg
DEVICE = "nordpark-2"


@dataclass
class There:
    url: str
    key_file: Path
    device: str = DEVICE


async def test_a_camera_sends_by_a_right_of_the_server_and_stops_when_consent_is_taken_back(tmp_path):
    async with open_town(tmp_path) as town:
        await told_camera(town)
        made = await event(town)
        stream, room = await stream_of(town, made["id"]), town.backend.events
        key_file = tmp_path / "device.key"
        key = await key_of(town, DEVICE)
        key_file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        town.clock.advance(START_MS + 5_000 - town.clock.now_ms())
        app = create_app(static=static_root())
        app.state.parts = town.backend.parts()

        async def plan(world: CameraWorld) -> None:
            day = (town.clock.now_ms() - HOUR_MS, town.clock.now_ms() + 12 * HOUR_MS)
            rights = await room.rights.rights_of([DEVICE], day)
            world.plan(*rights.get(DEVICE, []))

        async with served(app) as url, ticking(town):
            world = CameraWorld(tmp_path, There(url, key_file), clock=town.clock, camera=CAMERA["camera"])
            await plan(world)
            async with world.living():
                assert (await world.order(stream=stream)).code == "no_right"
                await agree(town, made["id"])
                await plan(world)
                assert (await world.order(stream=stream)).code == "ok"
                await until(lambda: room.streaming.is_live(stream))
                await until(lambda: world.now.late_ms is not None)
                assert world.now.late_ms < 4_000
                line = room.streaming.running[stream].timeline
                await until(lambda: len(line.runs[1].parts) >= 3)
                club = await town.signed_in(JANA)
                taken_back = await club.delete(f"/api/events/{made['id']}/consents/club")
                assert taken_back.status_code < 300, taken_back.text
                await until(lambda: not room.streaming.is_live(stream))
                await plan(world)
                await until(lambda: (EventKind.CAMERA_OFF, "withdrawn") in world.kinds())
                await asyncio.sleep(0.5)
                assert world.now.word == "off"
                assert world.now.waiting == 0
