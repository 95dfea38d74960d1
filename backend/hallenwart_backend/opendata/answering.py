"""How data is answered to programs: with its licence, for other sites' pages too, kept by caches only where all may read it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from fastapi import Request
from fastapi.responses import Response

from hallenwart_backend.exchange.teller import LICENSES, USUAL
from hallenwart_backend.opendata.datasets import Dataset
from hallenwart_backend.opendata.reader import Reader
from hallenwart_backend.public.answers import OPEN, answer
from hallenwart_backend.web.parts import Parts

JSON: Final = "application/json"
SHORT: Final = "public, max-age=30"
_EXPOSED: Final = {"Access-Control-Expose-Headers": "ETag, Link, NGSILD-Results-Count"}


async def license_of(dataset: Dataset, parts: Parts) -> tuple[str, str]:
    """Return SPDX identifier and address of a dataset's licence."""
    terms = await parts.exchange.feeds.terms()
    identity = parts.opendata.registry.license(dataset) or terms.license
    identity = identity if identity in LICENSES else USUAL
    return identity, LICENSES[identity][1]


async def in_json(
    request: Request,
    parts: Parts,
    reader: Reader,
    content: Any,
    datasets: Iterable[str],
    *,
    kind: str = JSON,
    links: Iterable[str] = (),
    more: dict[str, str] | None = None,
) -> Response:
    """Return content that holds these datasets, or 304 to who has it. `links` are further values of the Link header."""
    license_url = (await parts.exchange.feeds.teller()).license
    named = {"Link": ", ".join((*links, f'<{license_url}>; rel="license"'))}
    private = reader.headers(*filter(reader.may, datasets))
    cache = private.pop("Cache-Control", SHORT)
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return answer(request, body, kind, OPEN | _EXPOSED | named | private | (more or {}), cache=cache)
