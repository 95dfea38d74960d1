"""What platforms answer, understood: questions in GraphQL, answers as projects. Pure; strange answers raise `AnswerError`.

Sources: the schemas that Decidim (decidim-participatory_processes, decidim-core), CONSUL Democracy (app/graphql/types) and
adhocracy+ (apps/projects/serializers) publish with their code.
"""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from hallenwart_backend.participation.platforms.model import Read, Told

DECIDIM: Final = (
    "{ participatoryProcesses { id slug startDate endDate title { translations { locale text } }"
    " shortDescription { translations { locale text } } metaScope { translations { locale text } }"
    " localArea { translations { locale text } } } }"
)
CONSUL: Final = (
    "query($after: String) { proposals(first: 25, after: $after) { pageInfo { hasNextPage endCursor }"
    " edges { node { id title summary cached_votes_up public_created_at retired_at geozone { name } } } } }"
)
"""At most 25 of one collection come at once there."""
MOST: Final = 400
"""Projects of one platform; more are left out."""
MOST_PAGES: Final = 16
MAX_TITLE: Final = 160
MAX_TEXT: Final = 400
_TAG: Final = re.compile(r"<[^>]{0,400}>")
_SCRIPT: Final = re.compile(r"<(script|style)\b.*?(</\1>|$)", re.IGNORECASE | re.DOTALL)
_LANGUAGES: Final = ("de", "en")
_REF: Final = re.compile(r"[\w.:-]{1,100}")


class AnswerError(ValueError):
    """Raised when an answer is none of this kind of platform; the text is a code of `words.READING`."""


def plain(text: object, most: int) -> str:
    """Return what people read of a text that may hold marks: one line, shortened at a word."""
    if not isinstance(text, str):
        return ""
    bare = html.unescape(_TAG.sub(" ", _SCRIPT.sub(" ", text[:20_000])))
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in bare).split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    return cut.rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def day_ms(text: object, *, end: bool = False) -> int | None:
    """Return the first or last moment of a day, or a moment, in UTC; None for what is none."""
    if not isinstance(text, str):
        return None
    try:
        found = dt.datetime.fromisoformat(text.strip().replace(" UTC", "+00:00"))
    except ValueError:
        return None
    aware = found if found.tzinfo else found.replace(tzinfo=dt.UTC)
    whole_day = end and len(text.strip()) == len("2026-01-01")
    try:
        return int(aware.timestamp() * 1000) + (86_399_999 if whole_day else 0)
    except (OverflowError, OSError):
        return None


def data_of(body: bytes) -> Mapping[str, Any]:
    """Return what a GraphQL answer carries."""
    told = _json(body)
    data = told.get("data") if isinstance(told, dict) else None
    if not isinstance(data, dict):
        raise AnswerError("no_answer")
    return data


def decidim(data: Mapping[str, Any], base: str) -> Read:
    processes = _list(data.get("participatoryProcesses"))
    told = []
    for one in processes[:MOST]:
        slug, ref = one.get("slug"), _ref(one.get("id"))
        title = plain(_translated(one.get("title")), MAX_TITLE)
        if not ref or not title:
            continue
        areas = (plain(_translated(one.get(name)), 90) for name in ("metaScope", "localArea"))
        link = f"{base}/processes/{quote(slug, safe='')}" if isinstance(slug, str) and slug else base
        text = plain(_translated(one.get("shortDescription")), MAX_TEXT)
        span = day_ms(one.get("startDate")), day_ms(one.get("endDate"), end=True)
        told.append(Told(f"process:{ref}", title, text, link, ", ".join(filter(None, areas)), *span))
    return Read(told, len(processes) <= MOST)


def consul(data: Mapping[str, Any], base: str) -> tuple[list[Told], str]:
    """Return a page of proposals, and where the next one begins, empty after the last."""
    found = data.get("proposals")
    if not isinstance(found, dict):
        raise AnswerError("no_answer")
    told = []
    for edge in _list(found.get("edges")):
        node = edge.get("node")
        if not isinstance(node, dict) or node.get("retired_at"):
            continue
        ref, title = _ref(node.get("id")), plain(node.get("title"), MAX_TITLE)
        if not ref or not title:
            continue
        zone, votes = node.get("geozone"), node.get("cached_votes_up")
        told.append(
            Told(
                f"proposal:{ref}",
                title,
                plain(node.get("summary"), MAX_TEXT),
                f"{base}/proposals/{quote(ref, safe='')}",
                plain(zone.get("name"), 90) if isinstance(zone, dict) else "",
                day_ms(node.get("public_created_at")),
                support=votes if isinstance(votes, int) and not isinstance(votes, bool) and 0 <= votes < 10**9 else None,
            )
        )
    page = found.get("pageInfo")
    more = isinstance(page, dict) and page.get("hasNextPage") is True
    after = page.get("endCursor") if more and isinstance(page, dict) else ""
    return told, after if isinstance(after, str) else ""


def adhocracy(body: bytes, base: str) -> Read:
    """Return the projects of the list for apps: a plain list, or a page of one with `results`."""
    answer = _json(body)
    found = _list(answer.get("results") if isinstance(answer, dict) else answer)
    told = []
    for one in found[:MOST]:
        ref, title = _ref(one.get("pk")), plain(one.get("name"), MAX_TITLE)
        if not ref or not title:
            continue
        text = plain(one.get("description") or one.get("information"), MAX_TEXT)
        told.append(Told(f"project:{ref}", title, text, base, plain(one.get("organisation"), 90)))
    whole = not (isinstance(answer, dict) and answer.get("next"))
    return Read(told, whole and len(found) <= MOST)


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise AnswerError("no_json") from error


def _list(told: object) -> Sequence[Mapping[str, Any]]:
    if not isinstance(told, list):
        raise AnswerError("no_answer")
    return [one for one in told if isinstance(one, dict)]


def _ref(told: object) -> str:
    text = str(told) if isinstance(told, (str, int)) and not isinstance(told, bool) else ""
    return text if _REF.fullmatch(text) else ""


def _translated(told: object) -> str:
    """Return a text in German where there is one, else in English, else in whatever is there."""
    found = told.get("translations") if isinstance(told, dict) else None
    texts = {
        str(one.get("locale")): one["text"]
        for one in (found if isinstance(found, list) else [])
        if isinstance(one, dict) and isinstance(one.get("text"), str) and one["text"].strip()
    }
    return next((texts[lang] for lang in _LANGUAGES if lang in texts), next(iter(texts.values()), ""))
