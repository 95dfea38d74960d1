"""The catalogue of now, in each of its formats."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from hallenwart_backend.exchange.teller import USUAL, Teller
from hallenwart_backend.halls.model import Places
from hallenwart_backend.opendata.catalogue import describing, json_ld, rdf_xml, turtle
from hallenwart_backend.opendata.catalogue.describing import Box, Entry, Who
from hallenwart_backend.opendata.catalogue.graph import Thing
from hallenwart_backend.opendata.catalogue.lists import LICENSES
from hallenwart_backend.opendata.registry import Offered, Registry, nowhere

Write = Callable[[Sequence[Thing]], bytes]
FORMATS: Final[dict[str, tuple[str, Write]]] = {
    "ttl": (turtle.MEDIA_TYPE, turtle.write),
    "rdf": (rdf_xml.MEDIA_TYPE, rdf_xml.write),
    "jsonld": (json_ld.MEDIA_TYPE, json_ld.write),
}
"""By ending: media type, and how it is written."""


def asked(accept: str) -> str:
    """Return the ending of the format an Accept header names first; nothing where it names none of ours."""
    for part in accept.split(","):
        wanted = part.partition(";")[0].strip().lower()
        for ending, (kind, _) in FORMATS.items():
            if wanted == kind:
                return ending
    return ""


class Catalogue:
    """`teller` says who publishes and under which licence; `places` where the halls are."""

    def __init__(self, registry: Registry, teller: Callable[[], Awaitable[Teller]], places: Callable[[], Places]) -> None:
        self._registry = registry
        self._teller = teller
        self._places = places

    async def whole(self, ending: str) -> tuple[bytes, str]:
        """Return the catalogue and its media type. Raises RefusedError 404."""
        kind, write = _format(ending)
        who = await self._who()
        entries = [_entry(one, who) for one in await self._registry.listed()]
        return write(describing.catalogue(entries, who)), kind

    async def one(self, dataset: str, ending: str) -> tuple[bytes, str]:
        """Return what is said of one dataset. Raises RefusedError 404."""
        kind, write = _format(ending)
        who = await self._who()
        found = next((one for one in await self._registry.listed() if one.dataset.id == dataset), None)
        if found is None:
            raise nowhere()
        return write(describing.alone(_entry(found, who), who)), kind

    async def _who(self) -> Who:
        teller, publisher = await self._teller(), await self._registry.publisher()
        license_ = teller.terms.license if teller.terms.license in LICENSES else USUAL
        return Who(teller.base, teller.publisher, license_, publisher, box_of(self._places()))


def _format(ending: str) -> tuple[str, Write]:
    if ending not in FORMATS:
        raise nowhere()
    return FORMATS[ending]


def _entry(one: Offered, who: Who) -> Entry:
    return Entry(one.dataset, one.rights, one.license if one.license in LICENSES else who.license)


def box_of(places: Places) -> Box | None:
    """Return the box around all sites whose place is known."""
    known = [site.position for site in places.sites.values() if site.position is not None]
    if not known:
        return None
    south, north = min(lat for lat, _ in known), max(lat for lat, _ in known)
    west, east = min(lon for _, lon in known), max(lon for _, lon in known)
    return west, south, east, north
