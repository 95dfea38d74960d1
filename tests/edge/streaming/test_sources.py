"""What films: the programs of each source, a camera in the network with a password, a pipe of two programs."""

import asyncio
import contextlib
import os
from itertools import pairwise
from pathlib import Path

import pytest

from hallenwart_contract.clock import SystemClock
from hallenwart_edge.config_outputs import RelayPin
from hallenwart_edge.config_streaming import Camera, camera_problems
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.streaming.commands import Call, push_call, source_call
from hallenwart_edge.streaming.password import password_of
from hallenwart_edge.streaming.source import CaptureClock, filmed
from support.camera_world import SMALL, needs_ffmpeg
from support.rtsp_camera import RtspCamera

PASSWORD = "p:ä/ss'w@rt"
RPICAM = """#!/bin/sh
exec ffmpeg -loglevel error -nostdin -re -f lavfi -i testsrc2=size=320x180:rate=10 -c:v libx264 -preset ultrafast \\
  -tune zerolatency -g 10 -bf 0 -f h264 pipe:1
"""


def table(**how):
    return Camera(**{"id": "k", "hall": "h", "source": "test", **SMALL, **how})


async def parts_of(call, count, **how):
    found, patient = [], {"first_within_s": 60, "stalled_after_s": 60}
    async with contextlib.aclosing(filmed("k", call, SystemClock(), **(patient | how))) as parts:
        async with asyncio.timeout(180):
            async for part in parts:
                found.append(part)
                if len(found) >= count:
                    return found
    raise AssertionError


def word_after(call, option):
    program = call.programs[-1]
    return program[program.index(option) + 1]


@needs_ffmpeg
@pytest.mark.parametrize("passthrough", [False, True])
async def test_a_camera_in_the_network_plays_and_nobody_sees_its_password(passthrough):
    async with RtspCamera(password=PASSWORD).serving() as camera:
        wired = table(
            source="rtsp", url=f"rtsp://127.0.0.1:{camera.port}/v", user="halle", password_file="x", passthrough=passthrough
        )
        call = source_call(wired, height=720, password=PASSWORD)
        init, *parts = await parts_of(call, 3)
    assert init.init
    assert [part.dur_ms for part in parts] == [1000, 1000]
    assert "PLAY" in camera.asked
    assert PASSWORD not in repr(call)
    assert not any(PASSWORD in word or "p%3A" in word for program in call.programs for word in program)


@needs_ffmpeg
async def test_a_wrong_password_is_a_fault_that_does_not_name_it():
    async with RtspCamera(password="right").serving() as camera:
        wired = table(source="rtsp", url=f"rtsp://127.0.0.1:{camera.port}/v", user="halle", password_file="x")
        with pytest.raises(DriverFault) as fault:
            await parts_of(source_call(wired, height=720, password=PASSWORD), 1)
    assert fault.value.reason
    assert "p%3A" not in fault.value.reason
    assert PASSWORD not in fault.value.reason


@needs_ffmpeg
async def test_the_camera_of_the_pi_comes_through_a_pipe_of_two_programs(tmp_path, monkeypatch):
    fake = tmp_path / "rpicam-vid"
    fake.write_text(RPICAM)
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    init, *parts = await parts_of(source_call(table(source="libcamera"), height=720), 4)
    assert init.init
    assert sum(part.dur_ms for part in parts) >= 2_400  # by the clock of arrival: on a busy machine one is long, the next short


@needs_ffmpeg
async def test_sound_goes_with_the_picture_where_it_is_wanted():
    init, part = await parts_of(source_call(table(audio="sine"), height=720), 2)
    assert b"mp4a" in init.body
    assert 900 <= part.dur_ms <= 1100
    init, _ = await parts_of(source_call(table(), height=90), 2)
    assert b"mp4a" not in init.body


async def test_a_program_that_is_not_there_or_says_nonsense_is_a_fault():
    with pytest.raises(DriverFault):
        await parts_of(Call([["/no/such/program"]]), 1)
    with pytest.raises(DriverFault, match="understand"):
        await parts_of(Call([["sh", "-c", "yes nonsense"]]), 1)
    with pytest.raises(DriverFault, match="no picture"):
        await parts_of(Call([["sleep", "60"]]), 1, first_within_s=0.2)
    with pytest.raises(DriverFault, match=r"fails with \*\*\*"):
        await parts_of(Call([["sh", "-c", "echo fails with hush >&2"]], secrets=["hush"]), 1)


def test_each_source_is_called_as_it_must():
    usb = source_call(table(source="v4l2", device="/dev/video0", format="mjpeg", audio="hw:1"), height=90)
    assert word_after(usb, "-input_format") == "mjpeg"
    assert word_after(usb, "-vf") == "scale=-2:90"
    assert word_after(usb, "-c:a") == "aac"
    assert "copy" in source_call(table(source="rtsp", url="rtsp://c/v", passthrough=True), height=720).programs[0]
    pi, joined = source_call(table(source="libcamera"), height=90).programs
    assert pi[:3] == ["rpicam-vid", "--nopreview", "--timeout"]
    assert pi[pi.index("--width") + 1] == "160"
    assert "copy" in joined
    for call in (usb, source_call(table(), height=720)):
        assert word_after(call, "-g") == "10"
        assert word_after(call, "-tune") == "zerolatency"
        assert "-an" in call.programs[0] or "aac" in call.programs[0]


def test_the_key_of_a_target_stands_in_no_program():
    call = push_call("rtmps://live.example:443/app/one/k-1?auth=2")
    assert call.programs[0][-1] == "rtmps://live.example:443/app/one"
    assert call.hidden == b"rtmp_app=app/one\nrtmp_playpath=k-1?auth=2\n"
    assert push_call("srt://h.example:9000?streamid=publish:a&latency=200000").hidden == b"streamid=publish:a\nlatency=200000\n"


def test_the_time_of_a_part_is_that_of_its_first_picture():
    clock = CaptureClock()
    came = [10_300, 11_180, 12_190, 13_210, 16_400, 16_410]
    told = [clock.taken_ms(index * 1000, 1000, at) for index, at in enumerate(came)]
    assert told[0] == 9_300
    assert all(later - before == 1000 for before, later in pairwise(told))
    assert all(moment + 1000 <= at + 250 for moment, at in zip(told[1:], came[1:], strict=True))


def problems(*tables, server="https://s.example"):
    return " ".join(camera_problems(tables, server=server))


def test_mistakes_in_the_wiring_say_what_to_write():
    assert not problems(table(power=RelayPin(pin=5)), table(id="l", source="rtsp", url="rtsp://10.0.0.2/v"))
    assert "[server] url" in problems(table(), server="")
    assert "hall is empty" in problems(table(hall=""))
    assert "even numbers" in problems(table(width=321))
    assert "/dev/v4l/by-id/" in problems(table(source="v4l2"))
    for url in ("", "http://x/y", "rtsp://u:p@h/x", "rtsp:///x", "rtsp://h/'"):
        assert "write rtsp://HOST/PATH" in problems(table(source="rtsp", url=url)), url
    assert "belong together" in problems(table(source="rtsp", url="rtsp://h/v", user="u"))
    assert "remove them" in problems(table(url="rtsp://h/v"))
    assert "passthrough" in problems(table(passthrough=True))
    assert "no sound" in problems(table(source="libcamera", audio="hw:0"))
    usb = {"source": "v4l2", "device": "/dev/video0"}
    assert "stands twice" in problems(table(**usb), table(id="l", **usb))


def test_no_password_file_is_a_fault_that_names_it(tmp_path):
    wired = table(source="rtsp", url="rtsp://h/v", user="u", password_file=str(tmp_path / "none"))
    with pytest.raises(DriverFault, match="none: FileNotFoundError"):
        password_of(wired)
    (tmp_path / "none").write_text("geheim\n")
    assert password_of(wired) == "geheim"
    assert not password_of(table())
    assert Path(wired.password_file).exists()
