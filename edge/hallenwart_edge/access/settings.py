"""What a locker is told about itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hallenwart_edge.access.secrets import Secrets


@dataclass(frozen=True, slots=True)
class AccessSettings:
    """`state_file` keeps wrong codes and custody; `screen`: a page shows the kiosk, so there is one to ask on."""

    state_file: Path
    secrets: Secrets
    site_name: str = ""
    zone: str = "Europe/Berlin"
    readers: tuple[str, ...] = ()
    screen: bool = True
