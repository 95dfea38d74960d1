"""Addresses that people typed, taken apart. Pure."""

from __future__ import annotations

from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

_NOTHING: Final = SplitResult("", "", "", "", "")


def parts_of(url: str) -> SplitResult:
    """Return the parts of an address; of one that cannot be taken apart, as `https://[x`, empty ones."""
    try:
        return urlsplit(url)
    except ValueError:
        return _NOTHING


def joined(base: str, url: str) -> str:
    """Return an address that a document gives relative to its own, empty when it is none."""
    try:
        return urljoin(base, url)
    except ValueError:
        return ""


def leads_somewhere(url: str) -> bool:
    """Say whether an address names a host, and a port there is, if it names one."""
    parts = parts_of(url)
    try:
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
