"""What several tell is one thing: our own first, then whoever told it first. Pure.

Two things of one source are never put together: it knows what it tells. What we told ourselves and comes back is left out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from hallenwart_backend.exchange.model import Item

Key = tuple[object, ...]


@dataclass(slots=True)
class Shown:
    """A thing with all who tell it. `own`: it is ours, and these only tell it too."""

    item: Item
    sources: list[str] = field(default_factory=list)
    own: bool = False


def folded(text: str) -> str:
    """Return a text as it is compared: small letters and digits, without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    return "".join(sign for sign in plain if sign.isalnum())


def keys(item: Item) -> Iterator[Key]:
    """Yield what two tellings of one thing have in common: an id, a page at a time, or title, time and place."""
    for url in item.same_as:
        yield "id", item.kind, url
    if item.url:
        yield "page", item.kind, item.url, item.from_ms, folded(item.title)
    starts = item.from_ms if item.from_ms is not None else min((one.from_ms for one in item.shifts), default=None)
    where = folded(item.spot.name) or folded(item.by)
    if item.title and (starts is not None or where):
        yield "what", item.kind, folded(item.title), starts, where


def is_ours(item: Item, base: str) -> bool:
    """Say whether a thing was told by us: it carries an address of ours."""
    return any(url == base or url.startswith(f"{base}/") for url in (*item.same_as, item.url))


def merged(own: Iterable[Item], taken: Sequence[Item], base: str) -> list[Shown]:
    """Return all things, each once. `own` are told by `base`; `taken` carry their source, the first told first."""
    found: list[Shown] = []
    known: dict[Key, Shown] = {}
    for item in own:
        shown = Shown(item, own=True)
        found.append(shown)
        known |= dict.fromkeys((*keys(item), ("id", item.kind, f"{base}/daten/{item.kind}/{item.id}")), shown)
    for item in taken:
        if is_ours(item, base):
            continue
        here = list(keys(item))
        same = next((one for key in here if (one := known.get(key)) and item.source not in one.sources), None)
        if same is None:
            same = Shown(item)
            found.append(same)
        same.sources.append(item.source)
        for key in here:
            known.setdefault(key, same)
    return found
