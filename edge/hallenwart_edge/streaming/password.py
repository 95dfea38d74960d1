"""The password of a camera in the network: in a file of its own, in no wiring and no log."""

from __future__ import annotations

from pathlib import Path

from hallenwart_edge.config_streaming import Camera
from hallenwart_edge.errors import DriverFault


def password_of(camera: Camera) -> str:
    """Return the password of a camera in the network. Raises DriverFault that names the file, never what is in it."""
    if not camera.password_file:
        return ""
    try:
        return Path(camera.password_file).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise DriverFault(camera.id, f"password_file {camera.password_file}: {type(error).__name__}") from error
