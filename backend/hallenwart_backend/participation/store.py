"""SQL of ideas."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from hallenwart_backend.participation.model import Asker, Handing, Kept, Origin, Passed, Sent, Way
from hallenwart_backend.participation.tables import idea_handing, idea_supports, ideas
from hallenwart_contract.participation import IdeaKind, IdeaState


def _values(idea: Kept) -> dict[str, Any]:
    asker, passed = idea.asker, idea.passed
    return {
        "id": idea.id,
        "kind": str(idea.kind),
        "state": str(idea.state),
        "title": idea.title,
        "text": idea.text,
        "origin": str(idea.origin),
        "hall": idea.hall,
        "site": idea.site,
        "device": idea.device,
        "support": idea.support,
        "answer": idea.answer,
        "answered_ms": idea.answered_ms,
        "answered_by": idea.answered_by,
        "why": idea.why,
        "into": idea.into,
        "email": asker.email,
        "lang": asker.lang,
        "token_hash": asker.token_hash,
        "confirmed_ms": asker.confirmed_ms,
        "passed_way": str(passed.way),
        "passed_to": passed.to,
        "passed_ms": passed.at_ms,
        "passed_ref": passed.ref,
        "passed_sent": str(passed.sent),
        "passed_attempts": passed.attempts,
        "passed_next_ms": passed.next_ms,
        "made_ms": idea.made_ms,
        "changed_ms": idea.changed_ms,
    }


def _idea(row: Row[Any]) -> Kept:
    return Kept(
        id=row.id,
        kind=IdeaKind(row.kind),
        state=IdeaState(row.state),
        title=row.title,
        text=row.text,
        origin=Origin(row.origin),
        made_ms=row.made_ms,
        changed_ms=row.changed_ms,
        hall=row.hall,
        site=row.site,
        device=row.device,
        support=row.support,
        answer=row.answer,
        answered_ms=row.answered_ms,
        answered_by=row.answered_by,
        why=row.why,
        into=row.into,
        asker=Asker(row.email, row.lang, row.token_hash, row.confirmed_ms),
        passed=Passed(
            Way(row.passed_way),
            row.passed_to,
            row.passed_ms,
            row.passed_ref,
            Sent(row.passed_sent),
            row.passed_attempts,
            row.passed_next_ms,
        ),
    )


def add(connection: Connection, idea: Kept) -> bool:
    """Keep a new idea; return False when it is there already."""
    if one(connection, idea.id) is not None:
        return False
    connection.execute(insert(ideas).values(_values(idea)))
    return True


def put(connection: Connection, idea: Kept) -> None:
    """Write an idea anew; its support stays what it is now."""
    values = {name: value for name, value in _values(idea).items() if name != "support"}
    connection.execute(update(ideas).where(ideas.c.id == idea.id).values(values))


def one(connection: Connection, idea: str) -> Kept | None:
    row = connection.execute(select(ideas).where(ideas.c.id == idea)).first()
    return _idea(row) if row else None


def of_token(connection: Connection, token_hash: str) -> Kept | None:
    row = connection.execute(select(ideas).where(ideas.c.token_hash == token_hash)).first()
    return _idea(row) if row and token_hash else None


def every(connection: Connection) -> list[Kept]:
    """Return all ideas, the newest first."""
    return [_idea(row) for row in connection.execute(select(ideas).order_by(ideas.c.made_ms.desc(), ideas.c.id))]


def answered(connection: Connection, from_ms: int, to_ms: int) -> list[tuple[int, int | None]]:
    """Return when ideas were left within a time, and when answered, None: not yet. Hidden ones and the same again are none."""
    within = ideas.c.made_ms >= from_ms, ideas.c.made_ms < to_ms, ideas.c.into == "", ideas.c.state != IdeaState.HIDDEN
    rows = connection.execute(select(ideas.c.made_ms, ideas.c.answered_ms).where(*within))
    return [(made_ms, answered_ms) for made_ms, answered_ms in rows]


def waiting(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(ideas).where(ideas.c.state == str(IdeaState.NEW))) or 0


def left_at(connection: Connection, device: str, since_ms: int) -> int:
    """Count what was left at a kiosk since then."""
    wanted = select(func.count()).select_from(ideas).where(ideas.c.device == device, ideas.c.made_ms >= since_ms)
    return connection.scalar(wanted) or 0


def support(connection: Connection, idea: str, mark: str, now_ms: int) -> bool:
    """Count one more, unless this mark was counted before."""
    known = select(idea_supports.c.idea).where(idea_supports.c.idea == idea, idea_supports.c.mark == mark)
    if connection.execute(known).first() is not None:
        return False
    connection.execute(insert(idea_supports).values(idea=idea, mark=mark, t_ms=now_ms))
    connection.execute(update(ideas).where(ideas.c.id == idea).values(support=ideas.c.support + 1))
    return True


def add_support(connection: Connection, idea: str, more: int) -> None:
    connection.execute(update(ideas).where(ideas.c.id == idea).values(support=ideas.c.support + more))


def calls_due(connection: Connection, now_ms: int) -> list[Kept]:
    """Return the webhooks that are to be sent now, at most 20."""
    waits = ideas.c.passed_sent == str(Sent.WAITING), ideas.c.passed_next_ms <= now_ms
    return [_idea(row) for row in connection.execute(select(ideas).where(*waits).order_by(ideas.c.passed_next_ms).limit(20))]


def handing(connection: Connection) -> Handing:
    row = connection.execute(select(idea_handing)).first()
    return Handing(row.email, row.url, bytes(row.secret)) if row else Handing()


def set_handing(connection: Connection, wanted: Handing) -> None:
    values = {"email": wanted.email, "url": wanted.url, "secret": wanted.secret}
    if not connection.execute(update(idea_handing).values(values)).rowcount:
        connection.execute(insert(idea_handing).values(values | {"id": 1}))
