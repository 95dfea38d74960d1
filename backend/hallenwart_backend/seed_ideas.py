"""Ideas of a seed file.

    [[idea]]    kind = "barrier", text, hall, days_ago = 5, support = 3, state = "open", answer

An idea that is there stays as people left it.
"""

from __future__ import annotations

import hashlib

import msgspec
from sqlalchemy import Connection

from hallenwart_backend.errors import ConfigError
from hallenwart_backend.halls.loading import load_places
from hallenwart_backend.participation import rules, store
from hallenwart_backend.participation.model import Kept, Origin
from hallenwart_contract.participation import IdeaKind, IdeaState


class SeedIdea(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    kind: IdeaKind
    text: str
    hall: str = ""
    days_ago: int = 1
    support: int = 0
    state: IdeaState = IdeaState.NEW
    answer: str = ""


def plant_ideas(connection: Connection, wishes: list[SeedIdea], *, now_ms: int) -> None:
    """Write the ideas that are not there. Raises ConfigError for a hall that does not exist and for what is no idea."""
    places = load_places(connection) if wishes else None
    for seed in wishes:
        hall = places.halls.get(seed.hall) if places else None
        if (seed.hall and hall is None) or rules.fault_of(seed.text):
            raise ConfigError(f"idea {seed.text[:40]!r}: {rules.fault_of(seed.text) or 'no such hall'}")
        made_ms = now_ms - seed.days_ago * rules.DAY_MS
        store.add(
            connection,
            Kept(
                id=hashlib.sha256(f"{seed.hall}\n{seed.text}".encode()).hexdigest()[:16],
                kind=seed.kind,
                state=seed.state,
                title=rules.title_of(seed.text),
                text=seed.text,
                origin=Origin.WEB,
                made_ms=made_ms,
                changed_ms=made_ms,
                hall=seed.hall,
                site=hall.site.id if hall else "",
                support=seed.support,
                answer=seed.answer,
                answered_ms=now_ms - seed.days_ago * rules.DAY_MS // 2 if seed.answer else None,
            ),
        )
