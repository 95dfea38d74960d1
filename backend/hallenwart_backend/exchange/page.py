"""`/daten` and `/openactive`: each feed explained, with licence, columns, a call and who checks it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hallenwart_backend.exchange import openactive, table
from hallenwart_backend.exchange.catalog import SUBJECTS
from hallenwart_backend.exchange.teller import LICENSES, Teller
from hallenwart_backend.exchange.words import WORDS
from hallenwart_backend.public.frame import Feed, Frame, linked_data, render

_PACKAGE: Final = "hallenwart_backend.exchange"
_VALIDATOR: Final = "@openactive/data-model-validator"
_FREE: Final = {"CC0-1.0", "DL-DE-ZERO-2.0"}


def data_page(frame: Frame, teller: Teller, counts: Mapping[str, int]) -> str:
    """Return the page of all feeds; `counts` are the entries now, by kind."""
    words, english = WORDS[frame.lang], frame.lang == "en"
    subjects = [
        {
            "name": subject.en if english else subject.de,
            "count": counts.get(subject.kind, 0),
            "forms": [
                {"href": f"/daten/{name}.{form.ending}", "name": form.name, "checked": form.checked} for form in subject.forms
            ],
        }
        for name, subject in SUBJECTS.items()
    ]
    feeds = [
        Feed(form.type.partition(";")[0], f"/daten/{name}.{form.ending}", subject.en if english else subject.de)
        for name, subject in SUBJECTS.items()
        for form in subject.forms
        if form.ending in {"atom", "ics"}
    ]
    return render(
        frame,
        words["title"],
        package=_PACKAGE,
        template="page.html",
        here="/daten",
        sub=words["sub"],
        feeds=feeds,
        t=words,
        subjects=subjects,
        columns=table.COLUMNS,
        rpde=_rpde(counts),
        license=_license(frame, teller),
        base=teller.base,
        all=True,
    )


def dataset_page(frame: Frame, teller: Teller) -> str:
    words = WORDS[frame.lang]
    return render(
        frame,
        words["dataset"],
        package=_PACKAGE,
        template="page.html",
        here="/daten",
        sub=words["dataset_sub"],
        data=[linked_data(openactive.dataset(teller, frame.now_ms))],
        t=words,
        subjects=[],
        columns=(),
        rpde=_rpde({}),
        license=_license(frame, teller),
        base=teller.base,
        all=False,
    )


def _rpde(counts: Mapping[str, int]) -> list[dict[str, object]]:
    return [
        {"href": f"/openactive/feeds/{name}", "name": feed.kind, "checked": _VALIDATOR, "count": counts.get(feed.of)}
        for name, feed in openactive.FEEDS.items()
    ]


def _license(frame: Frame, teller: Teller) -> dict[str, str]:
    words = WORDS[frame.lang]
    said = words["free"] if teller.terms.license in _FREE else words["license_text"].format(publisher=teller.publisher)
    return {"text": said, "name": LICENSES.get(teller.terms.license, LICENSES["CC-BY-4.0"])[0], "href": teller.license}
