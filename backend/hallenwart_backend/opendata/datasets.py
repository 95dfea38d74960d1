"""What is offered as data, in plain words that no catalogue owns. Rooms hand in their datasets by a `Source`. Pure.

A dataset has an `id` that never changes and never names another one. Several rooms may offer one dataset in ways of their own:
each hands in the same `Dataset` (see `subjects`) with its own distributions, and the registry puts them together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol


class Rights(StrEnum):
    """Who may read a dataset: everybody, programs with a key, nobody."""

    PUBLIC = "public"
    KEY = "key"
    OFF = "off"


class Often(StrEnum):
    """How often it changes, as the EU's list of frequencies names it."""

    CONT = "CONT"
    """All the time."""
    HOURLY = "HOURLY"
    DAILY = "DAILY"
    MONTHLY = "MONTHLY"
    IRREG = "IRREG"


class FileType(StrEnum):
    """The EU's list of file types, as far as it is needed here."""

    CSV = "CSV"
    PARQUET = "PARQUET"
    JSON = "JSON"
    JSON_LD = "JSON_LD"
    XML = "XML"
    HTML = "HTML"
    ICS = "ICS"
    ATOM = "ATOM"
    RDF_XML = "RDF_XML"
    RDF_TURTLE = "RDF_TURTLE"


@dataclass(frozen=True, slots=True)
class Words:
    """What a dataset is called and is about: a line, some short sentences, words to find it by, what readers must know."""

    title: str
    text: str
    keywords: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Distribution:
    """One way to read a dataset. `id` is unique in its dataset and never changes.

    `path` begins with a slash and stands below the server's address; anything else is a whole address (mqtts://…).
    `api`: a service that is asked, not a file. `standard` is the address of what it conforms to. `example` is a path to try.
    `columns` is the path of the file's description for machines (CSVW). `bytes`, `sha256` and `modified_ms` are known of files.
    """

    id: str
    path: str
    format: FileType
    media_type: str
    de: str
    en: str
    api: bool = False
    standard: str = ""
    example: str = ""
    columns: str = ""
    bytes: int | None = None
    sha256: str = ""
    modified_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Dataset:
    """`themes` are codes of the EU's data themes. `usual` rights and an empty `license` hold until the office says otherwise.

    `from_ms` and `to_ms` say which time the data is about, None: the present. `older` are paths of files of earlier years.
    """

    id: str
    de: Words
    en: Words
    themes: tuple[str, ...]
    often: Often
    usual: Rights = Rights.PUBLIC
    license: str = ""
    distributions: tuple[Distribution, ...] = ()
    from_ms: int | None = None
    to_ms: int | None = None
    modified_ms: int | None = None
    older: tuple[str, ...] = ()

    def by(self, *distributions: Distribution) -> Dataset:
        """Return the same dataset, offered in these ways."""
        return replace(self, distributions=distributions)


class Source(Protocol):
    """A room that offers datasets."""

    async def datasets(self) -> Sequence[Dataset]:
        """Return what is offered now. Called for the catalogue, the pages, and at most once a minute beside."""
        ...


def together(offered: Sequence[Dataset]) -> list[Dataset]:
    """Return each dataset once, with the distributions of all who offer it and the time that all of them cover."""
    found: dict[str, Dataset] = {}
    for one in offered:
        had = found.get(one.id)
        found[one.id] = one if had is None else _joined(had, one)
    return list(found.values())


def _joined(had: Dataset, more: Dataset) -> Dataset:
    known = {one.id for one in had.distributions}
    added = tuple(one for one in more.distributions if one.id not in known)
    times = [one for one in (had.from_ms, more.from_ms) if one is not None]
    ends = [one for one in (had.to_ms, more.to_ms) if one is not None]
    changed = [one for one in (had.modified_ms, more.modified_ms) if one is not None]
    return replace(
        had,
        distributions=had.distributions + added,
        from_ms=min(times, default=None),
        to_ms=max(ends, default=None),
        modified_ms=max(changed, default=None),
        older=had.older + more.older,
    )
