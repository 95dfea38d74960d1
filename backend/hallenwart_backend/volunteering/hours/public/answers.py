"""How a certificate is sent."""

from __future__ import annotations

from fastapi.responses import Response


def pdf(identity: str, content: bytes) -> Response:
    """Return a file for one person only."""
    headers = {
        "Content-Disposition": f'attachment; filename="nachweis-{identity}.pdf"',
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex",
    }
    return Response(content, media_type="application/pdf", headers=headers)
