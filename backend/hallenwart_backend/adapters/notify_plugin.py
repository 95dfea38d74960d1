"""One plugin of apprise at a time: all two hundred would stay in the server's memory (15 MB) for the two that a city uses."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import apprise
import apprise.plugins

from hallenwart_backend.alerts.addresses import scheme_of

_PLUGINS: Final = Path(apprise.plugins.__path__[0])


def instantiate(address: str) -> Any:
    """Return what speaks to the gateway of an apprise URL, None for an address that apprise does not know. Blocks.

    A scheme that no plugin is found for by its text is left to apprise, which loads every plugin and looks through them.
    """
    plugin = plugin_of(scheme_of(address))
    if plugin is None:
        return apprise.Apprise.instantiate(address)
    told = plugin.parse_url(address.replace("/#", "/%23"))  # a room of Matrix: no fragment
    if not told:
        return None
    try:
        return plugin(**told | {"tag": set(), "asset": apprise.AppriseAsset()})
    except Exception:  # noqa: BLE001 - as apprise itself does: whatever a plugin says of an address, it is not one of its own
        return None


@lru_cache
def plugin_of(scheme: str) -> Any:
    """Return the class that speaks to such gateways, None where no file says so."""
    for name in _naming(scheme):
        module = importlib.import_module(f"{apprise.plugins.__name__}.{name}")
        classes: list[Any] = [one for one in vars(module).values() if isinstance(one, type) and hasattr(one, "app_id")]
        found = next((one for one in classes if scheme in one.schemas(one)), None)
        if found is not None:
            return found
    return None


def _naming(scheme: str) -> Iterator[str]:
    """Yield the plugins whose text gives this scheme to a class."""
    said = re.compile(rf"^    (?:secure_)?protocol\b[^=]*=[^=]*[\"']{re.escape(scheme)}[\"']", re.MULTILINE)
    for found in pkgutil.iter_modules([str(_PLUGINS)]):
        folder = _PLUGINS / found.name
        files = folder.glob("*.py") if found.ispkg else [folder.with_suffix(".py")]
        if any(said.search(file.read_text(encoding="utf-8")) for file in files):
            yield found.name
