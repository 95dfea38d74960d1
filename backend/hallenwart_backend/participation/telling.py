"""What a kiosk is told of an idea."""

from __future__ import annotations

from hallenwart_backend.participation.model import Kept
from hallenwart_contract.view import Idea


def idea_told(idea: Kept) -> Idea:
    return Idea(
        id=idea.id,
        hall=idea.hall,
        kind=str(idea.kind),
        title=idea.title,
        text=idea.text,
        state=str(idea.state),
        support=idea.support,
        answer=idea.answer,
        answered_ms=idea.answered_ms,
        made_ms=idea.made_ms,
    )
