"""The tables of cameras that may send a match, and what they must be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Final, Literal
from urllib.parse import urlsplit

import msgspec

from hallenwart_edge.config_devices import Device
from hallenwart_edge.config_outputs import RelayPin

URL_SCHEMES: Final = ("rtsp", "rtsps", "tcp")
_EVEN: Final = 2


class Camera(Device, frozen=True, kw_only=True):
    """A camera. It films only while a right of the server holds and a person started it; otherwise nothing runs.

    `source`: `libcamera` is a camera at the Pi's own connector, by rpicam-vid; `v4l2` one at `device` (USB), `format` its
    pixel format where the usual one is too slow (mjpeg); `rtsp` one in the network at `url`, which may also be tcp://HOST:PORT
    with MPEG-TS; `test` a picture that ffmpeg draws. `user` and `password_file` belong to `rtsp`; no password stands in here.
    `passthrough`: an `rtsp` camera's own H.264 is sent as it comes; set it to a key frame a second.

    `audio` is an ALSA device (`v4l2`), or any word where the source itself has sound (`rtsp`, `test`); empty: no sound.
    `shutter_pin`: a contact to ground that says whether the lens is covered; `shutter_active_high`: high means covered.
    `lamp_pin`: "on air", lit while the camera films; without its light it does not film. `power`: a relay that opens a cover
    or feeds the camera, pulled in only while it films.
    """

    hall: str
    source: Literal["libcamera", "v4l2", "rtsp", "test"]
    device: str = ""
    format: str = ""
    url: str = ""
    user: str = ""
    password_file: str = ""
    passthrough: bool = False
    width: Annotated[int, msgspec.Meta(ge=64, le=3840)] = 1280
    height: Annotated[int, msgspec.Meta(ge=64, le=2160)] = 720
    fps: Annotated[int, msgspec.Meta(ge=1, le=60)] = 25
    kbit_s: Annotated[int, msgspec.Meta(ge=50, le=12_000)] = 2_500
    audio: str = ""
    shutter_pin: int | None = None
    shutter_active_high: bool = True
    lamp_pin: int | None = None
    lamp_active_high: bool = True
    power: RelayPin | None = None


def camera_problems(cameras: Sequence[Camera], *, server: str) -> Iterator[str]:
    """Yield every mistake in the cameras, as sentences that say what to write instead."""
    for camera in cameras:
        if not camera.hall:
            yield f"{camera.id}: hall is empty; write the id of the hall that it films"
        if camera.width % _EVEN or camera.height % _EVEN:
            yield f"{camera.id}: width {camera.width} and height {camera.height}; write even numbers"
        yield from _source(camera)
    if cameras and not server:
        yield "[[camera]]: there is no server to send to; write [server] url"
    devices = [camera.device for camera in cameras if camera.source == "v4l2"]
    yield from (f"[[camera]] device {each!r} stands twice; each once" for each in set(devices) if devices.count(each) > 1)
    if sum(camera.source == "libcamera" for camera in cameras) > 1:
        yield "[[camera]]: source 'libcamera' stands twice; one camera at the Pi's own connector"


def _source(camera: Camera) -> Iterator[str]:
    networked = camera.source == "rtsp"
    if camera.source == "v4l2" and not camera.device:
        yield f"{camera.id}: device is missing; write a path under /dev/v4l/by-id/"
    if networked and not _is_address(camera.url):
        yield f"{camera.id}: url {camera.url!r}; write rtsp://HOST/PATH, without user and password"
    if not networked and (camera.url or camera.user or camera.password_file):
        yield f"{camera.id}: url, user and password_file belong to source 'rtsp'; remove them"
    if not networked and camera.passthrough:
        yield f"{camera.id}: passthrough belongs to source 'rtsp'; remove it"
    if bool(camera.user) != bool(camera.password_file):
        yield f"{camera.id}: user and password_file belong together"
    if camera.source == "libcamera" and camera.audio:
        yield f"{camera.id}: source 'libcamera' has no sound; remove audio"


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in URL_SCHEMES and bool(parts.hostname) and "@" not in parts.netloc and not set(url) & set("'\n")
    except ValueError:
        return False
