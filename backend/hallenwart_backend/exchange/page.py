"""`/openactive`: the dataset of halls, free hours and trainings, with licence, a call and who checks it."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.exchange import openactive
from hallenwart_backend.exchange.teller import LICENSES, Teller
from hallenwart_backend.exchange.words import WORDS
from hallenwart_backend.public.frame import Frame, linked_data, render

_PACKAGE: Final = "hallenwart_backend.exchange"
_VALIDATOR: Final = "@openactive/data-model-validator"
_FREE: Final = {"CC0-1.0", "DL-DE-ZERO-2.0"}


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
        rpde=[
            {"href": f"/openactive/feeds/{name}", "name": feed.kind, "checked": _VALIDATOR}
            for name, feed in openactive.FEEDS.items()
        ],
        license=_license(frame, teller),
        base=teller.base,
    )


def _license(frame: Frame, teller: Teller) -> dict[str, str]:
    words = WORDS[frame.lang]
    said = words["free"] if teller.terms.license in _FREE else words["license_text"].format(publisher=teller.publisher)
    return {"text": said, "name": LICENSES.get(teller.terms.license, LICENSES["CC-BY-4.0"])[0], "href": teller.license}
