"""One picture at the commissioning: does it see? It is never kept."""

import pytest

from hallenwart_edge.check_camera import HEIGHT, WIDTH, camera_look, judged
from hallenwart_edge.config_streaming import Camera
from hallenwart_edge.errors import DriverFault
from support.camera_world import SMALL, Cover, needs_ffmpeg

SIZE = WIDTH * HEIGHT


def test_a_picture_is_judged_by_its_light_and_shade():
    assert "sees" in judged(bytes(range(256)) * (SIZE // 256 + 1))
    for grey, words in (
        (bytes(SIZE), "black"),
        (b"\x80" * SIZE, "shows nothing"),
        (b"", "no picture"),
        (b"\x90" * 9, "no picture"),
    ):
        with pytest.raises(ValueError, match=words):
            judged(grey)
    assert "sees" in judged(bytes(SIZE // 2) + b"\x30" * (SIZE // 2))


@needs_ffmpeg
async def test_the_check_takes_one_picture_and_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "sees" in await camera_look(Camera(id="k", hall="h", source="test", **SMALL), Cover())()
    assert not [*tmp_path.iterdir()]
    covered = Cover()
    covered.shut = True
    assert "covered" in await camera_look(Camera(id="k", hall="h", source="test", **SMALL), covered)()
    with pytest.raises(DriverFault):
        await camera_look(Camera(id="k", hall="h", source="v4l2", device="/dev/video-none", **SMALL), None)()
