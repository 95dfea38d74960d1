"""What ffmpeg and rpicam-vid are called with. Pure. Sources: ffmpeg 5.1 documentation (formats, protocols, codecs, muxers),
rpicam-apps documentation of Raspberry Pi OS (Bookworm).

The picture comes as fragmented MP4 on ffmpeg's standard output: one fragment a second, each beginning with a key frame. So
nothing is written anywhere by ffmpeg, and it ends with whoever reads it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, quote, urlsplit

from hallenwart_edge.config_streaming import Camera

FFMPEG: Final = ("ffmpeg", "-hide_banner", "-nostdin", "-loglevel", "error")
_SILENCE_US: Final = 5_000_000
"""How long a camera in the network may say nothing."""
_QUICK: Final = ("-fflags", "nobuffer", "-flags", "low_delay", "-analyzeduration", "1000000", "-probesize", "500000")
_FRAGMENTS: Final = (
    "-f",
    "mp4",
    "-movflags",
    "+frag_keyframe+empty_moov+default_base_moof+skip_trailer",
    "-flush_packets",
    "1",
)
HIDDEN: Final = "{hidden}"
"""Stands in a program for the path of what is hidden."""
_PROTOCOLS: Final = "pipe,file,crypto,data,rtsp,rtsps,rtp,srtp,tcp,udp,tls"


@dataclass(frozen=True, slots=True)
class Call:
    """Programs to start, each reading what the one before it writes; `fed` is what the first is told on its input.

    What must not be seen in the list of processes goes there or into `hidden`, a file without a name, and once more into
    `secrets` for whoever writes logs.
    """

    programs: Sequence[Sequence[str]]
    fed: bytes = field(default=b"", repr=False)
    hidden: bytes = field(default=b"", repr=False)
    secrets: Sequence[str] = field(default=(), repr=False)


def source_call(camera: Camera, *, height: int, password: str = "") -> Call:
    """Return what films. `height` in px is the most that is wanted."""
    if camera.source == "libcamera":
        return Call([_rpicam(camera, height), [*FFMPEG, *_raw(camera), "-c:v", "copy", "-an", *_FRAGMENTS, "pipe:1"]])
    given, fed, secrets = _input(camera, password)
    coded = ("-c:v", "copy") if camera.passthrough else _coded(camera, height)
    return Call([[*FFMPEG, *given, *coded, *_sound(camera), *_FRAGMENTS, "pipe:1"]], fed, secrets=secrets)


def picture_call(camera: Camera, *, password: str = "", width: int = 64, height: int = 36) -> Call:
    """Return what takes one grey picture, a byte a point, for somebody who wants to know whether it sees."""
    small = ("-an", "-frames:v", "1", "-vf", f"scale={width}:{height}", "-pix_fmt", "gray", "-f", "rawvideo", "pipe:1")
    if camera.source == "libcamera":
        return Call([_rpicam(camera, camera.height), [*FFMPEG, *_raw(camera), *small]])
    given, fed, secrets = _input(camera, password)
    return Call([[*FFMPEG, *given, *small]], fed, secrets=secrets)


def push_call(target: str) -> Call:
    """Return what sends parts from its input to an address outside.

    The key of a stream (the last piece of an RTMP path, what follows the question mark of an SRT address) is in `hidden`, the
    options of its output, which it reads from a file that only it has open.
    """
    parts = urlsplit(target)
    if parts.scheme == "srt":
        form, told = "mpegts", parse_qsl(parts.query, keep_blank_values=True)
        open_part = parts._replace(query="", fragment="").geturl()
    else:
        app, _, key = parts.path.strip("/").rpartition("/")
        form, told = "flv", [("rtmp_app", app), ("rtmp_playpath", f"{key}?{parts.query}" if parts.query else key)]
        open_part = parts._replace(path=f"/{app}", query="", fragment="").geturl()
    given = ("-analyzeduration", "100000", "-probesize", "50000", "-f", "mp4", "-i", "pipe:0")
    program = [*FFMPEG, *given, "-c", "copy", "-fpre", HIDDEN, "-f", form, open_part]
    hidden = "".join(f"{name}={value}\n" for name, value in told).encode()
    return Call([program], hidden=hidden, secrets=[value for name, value in told if name != "rtmp_app"])


def _rpicam(camera: Camera, height: int) -> list[str]:
    wide, high = _size(camera, height)
    rate, bits = str(camera.fps), str(camera.kbit_s * 1000)
    size = ["--width", str(wide), "--height", str(high), "--framerate", rate, "--bitrate", bits]
    return ["rpicam-vid", "--nopreview", "--timeout", "0", *size, "--codec", "h264", "--profile", "high", *_rhythm(rate)]


def _rhythm(rate: str) -> list[str]:
    return ["--intra", rate, "--inline", "--flush", "--output", "-"]


def _raw(camera: Camera) -> tuple[str, ...]:
    """The times of a bare H.264 stream are those at which it comes."""
    return ("-use_wallclock_as_timestamps", "1", "-f", "h264", "-framerate", str(camera.fps), "-i", "pipe:0")


def _size(camera: Camera, height: int) -> tuple[int, int]:
    if height >= camera.height:
        return camera.width, camera.height
    return camera.width * height // camera.height // 2 * 2, height // 2 * 2


def _input(camera: Camera, password: str) -> tuple[list[str], bytes, tuple[str, ...]]:
    rate, size = str(camera.fps), f"{camera.width}x{camera.height}"
    if camera.source == "test":
        drawn = ["-re", "-f", "lavfi", "-i", f"testsrc2=size={size}:rate={rate}"]
        return ([*drawn, "-f", "lavfi", "-i", "sine=frequency=440"] if camera.audio else drawn), b"", ()
    if camera.source == "v4l2":
        form = ["-input_format", camera.format] if camera.format else []
        heard = ["-f", "alsa", "-i", camera.audio] if camera.audio else []
        wanted = ["-f", "v4l2", "-framerate", rate, "-video_size", size, *form]
        return [*wanted, "-i", camera.device, *heard], b"", ()
    if urlsplit(camera.url).scheme == "tcp":
        return [*_QUICK, "-f", "mpegts", "-i", f"{camera.url}?timeout={_SILENCE_US}"], b"", ()
    wanted = ["-rtsp_transport", "tcp", "-timeout", str(_SILENCE_US)]
    if not camera.user:
        return [*_QUICK, *wanted, "-i", camera.url], b"", ()
    return _sealed_input(camera, password)


def _sealed_input(camera: Camera, password: str) -> tuple[list[str], bytes, tuple[str, ...]]:
    """The address with its password goes in by a list on ffmpeg's input, so that no list of processes shows it."""
    parts, spoken = urlsplit(camera.url), quote(password, safe="")
    address = parts._replace(netloc=f"{quote(camera.user, safe='')}:{spoken}@{parts.netloc}").geturl()
    listed = f"ffconcat version 1.0\nfile '{address}'\noption rtsp_transport tcp\noption timeout {_SILENCE_US}\n"
    given = [*_QUICK, "-f", "concat", "-safe", "0", "-protocol_whitelist", _PROTOCOLS, "-i", "pipe:0"]
    return given, listed.encode(), (password, spoken)


def _coded(camera: Camera, height: int) -> list[str]:
    rate, bits = str(camera.fps), f"{camera.kbit_s}k"
    smaller = ["-vf", f"scale=-2:{height // 2 * 2}"] if height < camera.height else []
    how = ["-c:v", "libx264", "-preset", "superfast", "-tune", "zerolatency", "-profile:v", "high", "-pix_fmt", "yuv420p"]
    rhythm = ["-g", rate, "-keyint_min", rate, "-sc_threshold", "0", "-force_key_frames", "expr:gte(t,n_forced)"]
    return [*smaller, *how, *rhythm, "-b:v", bits, "-maxrate", bits, "-bufsize", bits]


def _sound(camera: Camera) -> tuple[str, ...]:
    return ("-c:a", "aac", "-b:a", "96k", "-ac", "2") if camera.audio else ("-an",)
