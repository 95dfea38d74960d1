"""What the office's pages send and get about ideas."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from hallenwart_backend.participation import rules
from hallenwart_backend.participation.model import Kept, Origin, Sent, Way
from hallenwart_backend.web.fields import Body, Id, Shape
from hallenwart_backend.web.parts import Parts
from hallenwart_contract.participation import MAX_IDEA_CHARS, IdeaKind, IdeaState

Text = Annotated[str, StringConstraints(max_length=MAX_IDEA_CHARS, strip_whitespace=True)]
Answer = Annotated[str, StringConstraints(max_length=rules.MAX_ANSWER_CHARS, strip_whitespace=True)]


class IdeaOut(Shape):
    """`wants_mail`: whoever left it gave an address and confirmed it; the address itself is told to nobody."""

    id: str
    kind: IdeaKind
    state: IdeaState
    title: str
    text: str
    origin: Origin
    hall: str
    hall_name: str
    site: str
    site_name: str
    support: int
    answer: str
    answered_ms: int | None
    why: str
    into: str
    wants_mail: bool
    passed_way: Way
    passed_to: str
    passed_ms: int | None
    passed_ref: str
    passed_sent: Sent
    made_ms: int
    changed_ms: int


class IdeasOut(Shape):
    """`may`: whether who asks may decide, and not only read."""

    ideas: list[IdeaOut]
    may: bool


class IdeaBody(Body):
    """The words as everybody is to read them: names that were written in are taken out here."""

    kind: IdeaKind
    state: IdeaState
    title: Annotated[str, StringConstraints(min_length=1, max_length=rules.MAX_TITLE_CHARS, strip_whitespace=True)]
    text: Text
    hall: Annotated[str, StringConstraints(max_length=64)] = ""
    why: Annotated[str, StringConstraints(max_length=400, strip_whitespace=True)] = ""


class IdeaAnswerBody(Body):
    answer: Answer
    done: bool = False


class IdeaMergeBody(Body):
    into: Id


class IdeaPassBody(Body):
    """`mail` and `call` go where the office set it; `file`: somebody took the list along."""

    way: Literal["mail", "file", "call"]


class HandingBody(Body):
    """Where ideas are handed on: an address of an office, and a webhook."""

    email: Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)] = ""
    url: Annotated[str, StringConstraints(max_length=300, strip_whitespace=True)] = ""


class HandingOut(Shape):
    """`secret` signs the webhook; it is told once, when its address was set."""

    email: str
    url: str
    secret: str = ""


def idea_out(idea: Kept, parts: Parts) -> IdeaOut:
    places = parts.places.current
    hall, site = places.halls.get(idea.hall), places.sites.get(idea.site)
    passed = idea.passed
    return IdeaOut(
        id=idea.id,
        kind=idea.kind,
        state=idea.state,
        title=idea.title,
        text=idea.text,
        origin=idea.origin,
        hall=idea.hall,
        hall_name=hall.name if hall else "",
        site=idea.site,
        site_name=site.name if site else "",
        support=idea.support,
        answer=idea.answer,
        answered_ms=idea.answered_ms,
        why=idea.why,
        into=idea.into,
        wants_mail=bool(idea.asker.email) and idea.asker.confirmed_ms is not None,
        passed_way=passed.way,
        passed_to=passed.to,
        passed_ms=passed.at_ms,
        passed_ref=passed.ref,
        passed_sent=passed.sent,
        made_ms=idea.made_ms,
        changed_ms=idea.changed_ms,
    )
