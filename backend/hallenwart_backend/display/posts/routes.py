"""`/api/posts`: what clubs and the town tell on displays; who decides, and how it will look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Final

from fastapi import Depends, Path, Query, Request, Response

from hallenwart_backend.accounts.rules import MANAGERS, OFFICE_HANDS, Person
from hallenwart_backend.display.posts import rules
from hallenwart_backend.display.posts.bodies import (
    DecisionBody,
    PictureOut,
    PostBody,
    PostOut,
    PostsOut,
    TrustBody,
    TrustOut,
    post_out,
    trust_out,
    wish_of,
)
from hallenwart_backend.display.posts.model import HallPost, State
from hallenwart_backend.display.posts.rules import Trust
from hallenwart_backend.web.fields import Id
from hallenwart_backend.web.parts import Parts, PartsOf, SignedIn, forbidden
from hallenwart_backend.web.routing import Router
from hallenwart_contract.codec import encode

router = Router(prefix="/api/posts", tags=["posts"])
PostId = Annotated[Id, Path()]
Sha = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]
_AHEAD_MS: Final = 62 * 86_400_000
_JPEG: Final[dict[int | str, dict[str, Any]]] = {200: {"content": {"image/jpeg": {}}}}
_DISPLAY: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "`Display` of the contract", "content": {"application/json": {"schema": {"type": "object"}}}}
}
_PICTURE: Final = {
    "requestBody": {
        "required": True,
        "content": {
            kind: {"schema": {"type": "string", "format": "binary"}} for kind in ("image/jpeg", "image/png", "image/webp")
        },
    }
}


async def office(person: SignedIn) -> Person:
    """Return who asks, when it is the office. Raises RefusedError 401, 403."""
    if not person.has(OFFICE_HANDS):
        raise forbidden()
    return person


Office = Annotated[Person, Depends(office)]


@router.get("")
async def posts(person: SignedIn, parts: PartsOf) -> PostsOut:
    """Return the newest 200 posts: of their places for staff, of their club for others; what waits comes first."""
    room, now = parts.posts.posts, parts.clock.now_ms()
    found = await room.listed(person)
    asks = await room.asks_for(person.club) if person.club and not person.has(MANAGERS) else None
    waiting = sum(post.state(now) is State.ASKED for post in found)
    return PostsOut(posts=await _out(found, person, parts), asks=asks, waiting=waiting)


@router.post("", status_code=201)
async def make(body: PostBody, person: SignedIn, parts: PartsOf) -> PostOut:
    """Make a post: shown at once by staff and trusted clubs, else asked about."""
    made = await parts.posts.posts.make(person, _club(body, person), wish_of(body), draft=body.draft)
    return await _one(made, person, parts)


@router.put("/pictures", openapi_extra=_PICTURE)
async def upload(request: Request, person: SignedIn, parts: PartsOf) -> PictureOut:
    """Take a picture (JPEG, PNG or WebP, at most 8 MB); it is made smaller, and what it knows of place and time is dropped."""
    kept = await parts.posts.pictures.take(person, await request.body())
    return PictureOut(sha256=kept.sha256, width=kept.width, height=kept.height)


@router.get("/pictures/{sha256}", responses=_JPEG, response_class=Response)
async def picture(sha256: Sha, person: SignedIn, parts: PartsOf) -> Response:
    jpeg = await parts.posts.pictures.one(person, sha256)
    return Response(jpeg, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=86400, immutable"})


@router.get("/rules")
async def trust(_person: Office, parts: PartsOf) -> TrustOut:
    """Return which clubs are asked about their posts."""
    return trust_out(await parts.posts.posts.trust(), parts.places.current)


@router.put("/rules")
async def set_trust(body: TrustBody, person: Office, parts: PartsOf) -> TrustOut:
    """Set it for the clubs named; the others stay."""
    await parts.posts.posts.set_trust(person, {club: Trust(word) for club, word in body.clubs.items()})
    return await trust(person, parts)


@router.post("/preview", responses=_DISPLAY, response_class=Response)
async def preview_draft(body: PostBody, person: SignedIn, parts: PartsOf, device: Annotated[Id, Query()] = "") -> Response:
    """Return a display as it would show a post that nobody kept yet; without `device` the first it would stand on."""
    draft = await parts.posts.posts.draft(person, _club(body, person), wish_of(body))
    return Response(encode(await parts.posts.preview(draft, device)), media_type="application/json")


@router.get("/{post}")
async def one(post: PostId, person: SignedIn, parts: PartsOf) -> PostOut:
    return await _one(await parts.posts.posts.one(person, post), person, parts)


@router.put("/{post}")
async def change(post: PostId, body: PostBody, person: SignedIn, parts: PartsOf) -> PostOut:
    """Change a post; one of a club that is asked about waits for the office anew."""
    changed = await parts.posts.posts.change(person, post, wish_of(body), draft=body.draft)
    return await _one(changed, person, parts)


@router.delete("/{post}", status_code=204)
async def recall(post: PostId, person: SignedIn, parts: PartsOf) -> None:
    """Take a post off every display at once."""
    await parts.posts.posts.recall(person, post)


@router.post("/{post}/decision")
async def decide(post: PostId, body: DecisionBody, person: Office, parts: PartsOf) -> PostOut:
    """Accept or decline what a club asks; it is told."""
    judged = await parts.posts.posts.decide(person, post, accept=body.decision == "accept", why=body.reason)
    return await _one(judged, person, parts)


@router.get("/{post}/preview", responses=_DISPLAY, response_class=Response)
async def preview(post: PostId, person: SignedIn, parts: PartsOf, device: Annotated[Id, Query()] = "") -> Response:
    """Return a display as it shows this post; without `device` the first it stands on."""
    found = await parts.posts.posts.one(person, post)
    return Response(encode(await parts.posts.preview(found, device)), media_type="application/json")


def _club(body: PostBody, person: Person) -> str | None:
    """Return for whom a post is made: staff speak for the town unless they name a club, others for theirs."""
    if "club" in body.model_fields_set or person.has(MANAGERS):
        return body.club
    return person.club or ""


async def _one(post: HallPost, person: Person, parts: Parts) -> PostOut:
    (made,) = await _out([post], person, parts)
    return made


async def _out(found: Sequence[HallPost], person: Person, parts: Parts) -> list[PostOut]:
    room, places, now = parts.posts.posts, parts.places.current, parts.clock.now_ms()
    names, times = await room.names(found), await room.times(found, now + _AHEAD_MS)
    made = []
    for post in found:
        living = post.state(now) is not State.OVER
        may = rules.may_change(person, post, places) and living
        made.append(
            post_out(
                post,
                places,
                now_ms=now,
                names=names,
                times=times.get(post.id, ()),
                may_change=may and rules.may_word(person, post),
                may_recall=may,
                may_decide=person.has(OFFICE_HANDS) and post.state(now) is State.ASKED,
            )
        )
    return made
