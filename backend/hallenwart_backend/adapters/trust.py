"""Whose certificates this machine trusts."""

from __future__ import annotations

import ssl
from functools import cache


@cache
def trusted() -> ssl.SSLContext:
    """Return what servers are held against: read once and at the first call, because it is large; everybody shares it."""
    return ssl.create_default_context()
