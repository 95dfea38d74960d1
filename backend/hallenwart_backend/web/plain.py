"""What pages without script have in common: their one style, and what they may load: nothing else."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import Literal

from fastapi.responses import HTMLResponse


@cache
def style() -> str:
    return files(__package__).joinpath("plain.css").read_text(encoding="utf-8")


def csp_of(style: str, *, forms: Literal["self", "none"] = "none") -> str:
    """Return a Content-Security-Policy that lets a page load nothing; `forms` says where its forms may go."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action '{forms}'; frame-ancestors 'none'"


@cache
def csp() -> str:
    """Return the page's Content-Security-Policy: its one style by hash, its form to this server, nothing else."""
    return csp_of(style(), forms="self")


def answer(text: str, status: int = 200) -> HTMLResponse:
    """Return the page with headers that keep its address, which is a secret, to itself."""
    headers = {"Content-Security-Policy": csp(), "Cache-Control": "no-store", "Referrer-Policy": "same-origin"}
    return HTMLResponse(text, status, headers=headers)
