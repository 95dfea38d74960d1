"""The built web pages of Hallenwart: a folder each, `assets/`, and two scripts at addresses of their own."""

from __future__ import annotations

from pathlib import Path

__all__ = ["PagesMissingError", "static_root"]


class PagesMissingError(RuntimeError):
    """The pages were not built into this installation."""


def static_root() -> Path:
    """The folder of the built pages; every page is `NAME/index.html`.

    Raises:
        PagesMissingError: this installation has no pages (installed with HALLENWART_SKIP_UI=1, or never built).
    """
    root = Path(__file__).resolve().parent / "static"
    if not (root / "manager" / "index.html").is_file():
        raise PagesMissingError("The pages are not built; run 'dashboards/run-npm build' or reinstall hallenwart-dashboards.")
    return root
