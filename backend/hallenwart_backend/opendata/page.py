"""`/daten`: each dataset in plain words, with who may read it, its licence, all ways to read it, and a call to try."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from hallenwart_backend.exchange.teller import LICENSES, USUAL, Teller
from hallenwart_backend.opendata.catalogue.lists import NAMING
from hallenwart_backend.opendata.datasets import Dataset, Distribution, FileType, Rights
from hallenwart_backend.opendata.registry import Offered
from hallenwart_backend.opendata.words import OFTEN, RIGHTS, WORDS
from hallenwart_backend.public import frame as frames
from hallenwart_backend.public.frame import Feed, Frame
from hallenwart_contract.clock import utc

HERE: Final = "/daten"
FORMATS: Final = {"ttl": "Turtle", "rdf": "RDF/XML", "jsonld": "JSON-LD"}
_FOLLOWED: Final = frozenset({FileType.ATOM, FileType.ICS})


def style() -> str:
    return frames.style(__package__ or "", "page.css")


def csp() -> str:
    return frames.csp(style())


def page(frame: Frame, offered: Sequence[Offered], teller: Teller) -> str:
    t = WORDS[frame.lang]
    feeds = [
        Feed(way.media_type, way.path, _words(one.dataset, frame.lang).title)
        for one in offered
        for way in one.dataset.distributions
        if way.format in _FOLLOWED
    ]
    keyed = next((way.path for one in offered if one.rights is Rights.KEY for way in one.dataset.distributions), "")
    return frames.render(
        frame,
        t["title"],
        package=__package__ or "",
        template="page.html",
        here=HERE,
        sub=t["sub"],
        feeds=feeds,
        own_style=style(),
        t=t,
        base=teller.base,
        datasets=[_dataset(one, frame, teller) for one in offered],
        keyed=keyed,
        catalogue=[{"href": f"/daten/katalog.{ending}", "name": f"{name} (DCAT-AP.de)"} for ending, name in FORMATS.items()],
    )


def _words(dataset: Dataset, lang: str) -> Any:
    return dataset.en if lang == "en" else dataset.de


def _dataset(one: Offered, frame: Frame, teller: Teller) -> dict[str, Any]:
    of, words = one.dataset, _words(one.dataset, frame.lang)
    example = next((way.example for way in of.distributions if way.example), "") or of.distributions[0].path
    return {
        "id": of.id,
        "title": words.title,
        "text": words.text,
        "notes": words.notes,
        "who": RIGHTS[frame.lang][one.rights],
        "often": OFTEN[frame.lang][of.often],
        "license": _license(one.license or teller.terms.license, frame, teller),
        "span": _span(of, frame),
        "ways": [_way(way, frame) for way in of.distributions],
        "older": [{"href": path, "name": path.rpartition("/")[2]} for path in of.older],
        "example": f"{teller.base}{example}" if example.startswith("/") else "",
    }


def _license(license_: str, frame: Frame, teller: Teller) -> dict[str, str]:
    t, (name, href) = WORDS[frame.lang], LICENSES.get(license_, LICENSES[USUAL])
    said = t["naming"].format(publisher=teller.publisher) if license_ in NAMING else t["free"]
    return {"name": name, "href": href, "text": said}


def _span(dataset: Dataset, frame: Frame) -> str:
    if dataset.from_ms is None or dataset.to_ms is None:
        return ""
    first, last = (f"{utc(ms).astimezone(frame.zone):%d.%m.%Y}" for ms in (dataset.from_ms, dataset.to_ms - 1))
    return WORDS[frame.lang]["from_to"].format(first=first, last=last)


def _way(way: Distribution, frame: Frame) -> dict[str, str]:
    size = "" if way.bytes is None else WORDS[frame.lang]["size"].format(n=max(1, round(way.bytes / 1000)))
    return {
        "name": way.en if frame.lang == "en" else way.de,
        "address": way.path,
        "href": (way.example or way.path) if way.path.startswith("/") else "",
        "columns": way.columns,
        "size": size,
    }
