"""What requests about posts carry, and what they get."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from hallenwart_backend.display.posts import rules
from hallenwart_backend.display.posts.model import HallPost, Where, Wish
from hallenwart_backend.display.posts.rules import Span
from hallenwart_backend.display.posts.store import ClubRule
from hallenwart_backend.halls.model import Places
from hallenwart_backend.web.fields import Body, Id, Ms, Shape, Words
from hallenwart_contract.view import PostKind, PostText

_LONGEST = 1_000
"""What the rules refuse in words; more is refused by the form of the request."""


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    if not line.isprintable():
        raise ValueError("with characters nobody can read")
    return line


Text = Annotated[str, StringConstraints(max_length=_LONGEST), AfterValidator(_one_line)]
Places64 = Annotated[list[Id], Field(max_length=200)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")]


class TextBody(Body):
    """Title and text in one language; a title of at most 60 characters, a text of at most 200."""

    title: Text
    text: Text = ""


class TextsBody(Body):
    """`easy` is German that is easy to read."""

    de: TextBody
    en: TextBody | None = None
    easy: TextBody | None = None


class PostBody(Body):
    """What somebody wants to tell. `club` null: for the town; left out: for whom the person acts.

    `all`, or `sites`, `halls` and `displays` (device ids) together; clubs name halls. `picture` is the `sha256` that the
    upload returned, `alt` says what is on it. `own_hours`: only while the club has a place there; for clubs it always is.
    `draft`: kept without being shown or asked about. `level` of a warning alone.
    """

    kind: PostKind
    texts: TextsBody
    link: Text = ""
    picture: Sha256 = ""
    alt: Text = ""
    by: Annotated[Text, StringConstraints(max_length=rules.LONGEST_SENDER)] = ""
    level: Literal["", "minor", "moderate", "severe", "extreme"] = ""
    club: Id | None = None
    all: bool = False
    sites: Places64 = Field(default_factory=list)
    halls: Places64 = Field(default_factory=list)
    displays: Places64 = Field(default_factory=list)
    from_ms: Ms
    to_ms: Ms
    own_hours: bool = False
    draft: bool = False


class DecisionBody(Body):
    """`reason` is told to the club; to decline needs one."""

    decision: Literal["accept", "decline"]
    reason: Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)] = ""


class TrustBody(Body):
    """By club: trusted (never asked about), ask (always), or empty: its first posts are."""

    clubs: Annotated[dict[Id, Literal["", "trusted", "ask"]], Field(min_length=1, max_length=500)]


class TextOut(Shape):
    title: str
    text: str


class SpanOut(Shape):
    from_ms: int
    to_ms: int


class PostOut(Shape):
    """A post. `state`: draft, asked, shown, declined, over. `times`: when it is on next, where it follows its club's hours.

    `author` and `decided_by` are names, for staff and the club alone; empty once the person is gone. `on` says whether it
    stands on displays now; `may_change`, `may_recall` and `may_decide` what whoever asks may do.
    """

    id: str
    kind: PostKind
    texts: dict[str, TextOut]
    link: str
    picture: str
    alt: str
    by: str
    level: str
    club: str | None
    club_name: str
    all: bool
    sites: list[str]
    halls: list[str]
    displays: list[str]
    from_ms: int
    to_ms: int
    own_hours: bool
    times: list[SpanOut]
    on: bool
    state: str
    author: str
    made_ms: int
    changed_ms: int
    decided_by: str
    decided_ms: int | None
    reason: str
    recalled_ms: int | None
    may_change: bool
    may_recall: bool
    may_decide: bool


class PostsOut(Shape):
    """`asks`: the office accepts the next post of the club this person acts for, before it is shown; null for the town.

    `waiting`: how many wait for the office. The longest title, text and link are told for the page's counters.
    """

    posts: list[PostOut]
    asks: bool | None
    waiting: int
    longest_title: int = rules.LONGEST_TITLE
    longest_text: int = rules.LONGEST_TEXT
    longest_link: int = rules.LONGEST_LINK


class PictureOut(Shape):
    """`width` and `height` in pixels, of what was kept."""

    sha256: str
    width: int
    height: int


class ClubTrustOut(Shape):
    """`accepted`: posts in a row; `asked`: its next post is asked about. `changed_by` is a name."""

    club: str
    name: str
    trust: str
    accepted: int
    asked: bool
    changed_by: str
    changed_ms: int


class TrustOut(Shape):
    """`first`: so many posts of a club are asked about, as usual."""

    clubs: list[ClubTrustOut]
    first: int = rules.FIRST_POSTS
    words: Words = Words(
        de=f"Die ersten {rules.FIRST_POSTS} Beiträge eines Vereins prüft das Sportamt.",
        en=f"The sports office looks at the first {rules.FIRST_POSTS} posts of a club.",
    )


def wish_of(body: PostBody) -> Wish:
    texts = {
        language: PostText(title=text.title, text=text.text)
        for language, text in (("de", body.texts.de), ("en", body.texts.en), ("easy", body.texts.easy))
        if text is not None and (text.title or text.text)
    }
    return Wish(
        kind=body.kind,
        texts=texts,
        where=Where(body.all, _once(body.sites), _once(body.halls), _once(body.displays)),
        from_ms=body.from_ms,
        to_ms=body.to_ms,
        link=rules.link_of(body.link),
        picture=body.picture,
        alt=body.alt,
        sender=body.by,
        level=body.level,
        own_hours=body.own_hours,
    )


def _once(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def post_out(
    post: HallPost,
    places: Places,
    *,
    now_ms: int,
    names: Mapping[str, str],
    times: Sequence[Span],
    may_change: bool,
    may_recall: bool,
    may_decide: bool,
) -> PostOut:
    wish, where, state = post.wish, post.wish.where, post.state(now_ms)
    spans = times if wish.own_hours else [(wish.from_ms, wish.to_ms)]
    return PostOut(
        id=post.id,
        kind=wish.kind,
        texts={language: TextOut(title=text.title, text=text.text) for language, text in wish.texts.items()},
        link=wish.link,
        picture=wish.picture,
        alt=wish.alt,
        by=wish.sender,
        level=wish.level,
        club=post.club,
        club_name=places.clubs.get(post.club or "", ""),
        all=where.everywhere,
        sites=list(where.sites),
        halls=list(where.halls),
        displays=list(where.displays),
        from_ms=wish.from_ms,
        to_ms=wish.to_ms,
        own_hours=wish.own_hours,
        times=[SpanOut(from_ms=start, to_ms=end) for start, end in times[:20]],
        on=state == "shown" and any(start <= now_ms < end for start, end in spans),
        state=state,
        author=names.get(post.author or "", ""),
        made_ms=post.made_ms,
        changed_ms=post.changed_ms,
        decided_by=names.get(post.decided.by or "", ""),
        decided_ms=post.decided.at_ms,
        reason=post.decided.why,
        recalled_ms=post.recalled_ms,
        may_change=may_change,
        may_recall=may_recall,
        may_decide=may_decide,
    )


def trust_out(found: Mapping[str, ClubRule], places: Places) -> TrustOut:
    clubs = [
        ClubTrustOut(
            club=club,
            name=places.clubs.get(club, ""),
            trust=rule.trust,
            accepted=rule.accepted,
            asked=rules.needs_approval(rule.trust, rule.accepted),
            changed_by=rule.changed_by,
            changed_ms=rule.changed_ms,
        )
        for club, rule in found.items()
    ]
    return TrustOut(clubs=sorted(clubs, key=lambda one: (one.name.casefold(), one.club)))
