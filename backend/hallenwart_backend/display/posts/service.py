"""Makes, changes, decides and takes back posts. Displays and pages hear of it after the commit."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import CLUB_ROLES, MANAGERS, OFFICE_HANDS, Person
from hallenwart_backend.accounts.store import names_of
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.display.posts import rules, store, words
from hallenwart_backend.display.posts.model import Decided, HallPost, State, Where, Wish
from hallenwart_backend.display.posts.ports import Letters, Told
from hallenwart_backend.display.posts.refusals import refused
from hallenwart_backend.display.posts.rules import Span, Trust
from hallenwart_backend.display.posts.store import ClubRule
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Evidence, EvidenceKind
from hallenwart_contract.clock import Clock
from hallenwart_contract.view import PostKind

MOST_LISTED: Final = 200


class Posts:
    def __init__(
        self, records: Records, places: PlaceBook, clock: Clock, letters: Letters, evidence: Evidence, told: Told
    ) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._letters = letters
        self._evidence = evidence
        self._told = told

    # --- what people make ---

    async def make(self, person: Person, club: str | None, wish: Wish, *, draft: bool) -> HallPost:
        """Keep a new post. `club` None: the town's. Raises RefusedError 403, 409, 422."""
        if not rules.posts_for(person, club) or (club is None and not self._may_show(person, wish.where)):
            raise _forbidden()
        now = self._clock.now_ms()
        state = State.DRAFT
        fresh = HallPost(secrets.token_hex(8), self._signed(wish, club), club, person.id, state, now, now)

        def keep(connection: Connection) -> HallPost:
            if not rules.room_left(store.living(connection, club, now), club):
                raise refused("too_many")
            return self._keep(connection, person, fresh, draft=draft, before=None)

        return await self._written(keep)

    async def change(self, person: Person, post_id: str, wish: Wish, *, draft: bool) -> HallPost:
        """Change a post; of a club that is asked about, the office decides anew. Raises RefusedError 403, 404, 409, 422."""
        now = self._clock.now_ms()

        def keep(connection: Connection) -> HallPost:
            before = self._changeable(connection, person, post_id)
            if before.state(now) is State.OVER:
                raise refused("is_past")
            if not rules.may_word(person, before) or (before.club is None and not self._may_show(person, wish.where)):
                raise _forbidden()
            after = replace(before, wish=self._signed(wish, before.club), changed_ms=now)
            return self._keep(connection, person, after, draft=draft, before=before)

        return await self._written(keep)

    async def recall(self, person: Person, post_id: str) -> None:
        """Take a post off every screen at once; a draft is thrown away. Raises RefusedError 403, 404."""
        now = self._clock.now_ms()

        def take(connection: Connection) -> HallPost:
            post = self._changeable(connection, person, post_id)
            if post.stored is State.DRAFT:
                store.remove(connection, post.id)
            elif post.state(now) is not State.OVER:
                ended = replace(post.wish, to_ms=min(post.wish.to_ms, now))
                store.put(connection, replace(post, wish=ended, recalled_ms=now, changed_ms=now))
                self._note(connection, EvidenceKind.POST_RECALLED, post, person)
                if post.club is not None and not person.has_at(rules.POSTERS, post.club):
                    letter = words.taken_back(_title(post))
                    self._letters.author(connection, post.author, post.club, letter, now_ms=now)
            store.keep_pictures(connection, [post.wish.picture])
            return post

        await self._written(take)

    async def decide(self, person: Person, post_id: str, *, accept: bool, why: str) -> HallPost:
        """Accept or decline what a club asks; it is told. Raises RefusedError 403, 404, 409, 422."""
        if not person.has(OFFICE_HANDS):
            raise _forbidden()
        if not accept and not why:
            raise refused("need_why")
        now = self._clock.now_ms()

        def judge(connection: Connection) -> HallPost:
            post = _there(store.one(connection, post_id))
            if post.club is None or post.state(now) is not State.ASKED:
                raise refused("not_asked")
            decided = Decided(person.id, now, why)
            judged = replace(post, stored=State.SHOWN if accept else State.DECLINED, decided=decided, changed_ms=now)
            store.put(connection, judged)
            rule = store.rule_of(connection, post.club)
            store.put_rule(connection, replace(rule, accepted=rules.accepted_after(rule.accepted, accept=accept)))
            self._note(connection, EvidenceKind.POST_DECIDED, judged, person, "accept" if accept else "decline")
            letter = words.accepted(_title(post), why) if accept else words.declined(_title(post), why)
            self._letters.author(connection, post.author, post.club, letter, now_ms=now)
            return judged

        return await self._written(judge)

    def _keep(
        self, connection: Connection, person: Person, post: HallPost, *, draft: bool, before: HallPost | None
    ) -> HallPost:
        """Check a post as a whole and write it."""
        by_staff, now = post.club is None or person.has(OFFICE_HANDS), self._clock.now_ms()
        wish = post.wish if by_staff else replace(post.wish, own_hours=True)
        fault = rules.fault_of(wish, club=post.club, by_staff=by_staff, now_ms=now, places=self._places.current)
        if fault is not None:
            raise refused(fault)
        if wish.picture and not store.has_picture(connection, wish.picture):
            raise refused("picture_gone")
        if (
            wish.own_hours
            and not draft
            and not self.hours(connection, replace(post, wish=wish), wish.where.halls, now, wish.to_ms)
        ):
            raise refused("no_hours")
        rule = store.rule_of(connection, post.club) if post.club is not None else ClubRule("")
        asked_club = None if by_staff else post.club
        state = rules.state_of_new(draft=draft, club=asked_club, trust=rule.trust, accepted=rule.accepted)
        kept = replace(post, wish=wish, stored=state, decided=Decided() if state is State.ASKED else post.decided)
        store.put(connection, kept)
        store.keep_pictures(connection, [wish.picture, before.wish.picture if before else ""])
        if state is State.SHOWN:
            self._note(connection, EvidenceKind.POST_SHOWN, kept, person)
        if state is State.ASKED and kept.club is not None:
            letter = words.waits(self._places.current.clubs.get(kept.club, kept.club), _title(kept))
            self._letters.office(connection, letter, now_ms=now, once=f"post-asked:{kept.id}")
        return kept

    def _signed(self, wish: Wish, club: str | None) -> Wish:
        """Return the wish under the name it stands: a club's is its own."""
        if club is None:
            return wish
        return replace(wish, sender=self._places.current.clubs.get(club, club)[: rules.LONGEST_SENDER])

    def _changeable(self, connection: Connection, person: Person, post_id: str) -> HallPost:
        post = _there(store.one(connection, post_id))
        if not rules.may_see(person, post, self._places.current):
            raise refused("no_such_post")
        if not rules.may_change(person, post, self._places.current):
            raise _forbidden()
        return post

    def _may_show(self, person: Person, where: Where) -> bool:
        return rules.may_show_at(person, where, self._places.current)

    def _note(self, connection: Connection, kind: str, post: HallPost, person: Person, word: str = "") -> None:
        """What concerns everybody's safety, and what the office decided, stands in the evidence log."""
        if post.wish.kind in {PostKind.SAFETY, PostKind.WARNING} or kind == EvidenceKind.POST_DECIDED:
            said = " · ".join(part for part in (word, str(post.wish.kind), _title(post)) if part)
            self._evidence.keep(connection, kind, post.id, person.id, said)

    async def _written(self, act: Callable[[Connection], HallPost]) -> HallPost:
        post = await self._records.write(act)
        self._told("", post.club)
        self._letters.wake()
        return post

    # --- what people read ---

    def hours(self, connection: Connection, post: HallPost, halls: tuple[str, ...], from_ms: int, to_ms: int) -> list[Span]:
        """Return when a post is on in these halls within a time."""
        wish = post.wish
        first, last = max(from_ms, wish.from_ms), min(to_ms, wish.to_ms)
        asked = wish.own_hours and post.club is not None
        own = store.hours_of(connection, post.club or "", halls, first, last) if asked else ()
        return rules.spans_of(wish, own, from_ms=from_ms, to_ms=to_ms)

    async def spans(self, post: HallPost, halls: tuple[str, ...], from_ms: int, to_ms: int) -> list[Span]:
        return await self._records.read(lambda connection: self.hours(connection, post, halls, from_ms, to_ms))

    async def draft(self, person: Person, club: str | None, wish: Wish) -> HallPost:
        """Return a post that is not kept, for its preview. Raises RefusedError 403, 422."""
        if not rules.posts_for(person, club):
            raise _forbidden()
        now, by_staff = self._clock.now_ms(), club is None or person.has(OFFICE_HANDS)
        signed = self._signed(wish if by_staff else replace(wish, own_hours=True), club)
        fault = rules.fault_of(signed, club=club, by_staff=by_staff, now_ms=now, places=self._places.current)
        if fault is not None:
            raise refused(fault)
        return HallPost("draft", signed, club, person.id, State.DRAFT, now, now)

    async def names(self, posts: Iterable[HallPost]) -> dict[str, str]:
        """Return the names of who made and decided posts, by id."""
        wanted = {one for post in posts for one in (post.author, post.decided.by) if one}
        known = await self._records.read(names_of) if wanted else {}
        return {one: known[one] for one in wanted if one in known}

    async def times(self, posts: Iterable[HallPost], until_ms: int) -> dict[str, list[Span]]:
        """Return by post when it is on in its halls from now on, of those that follow their club's hours."""
        now = self._clock.now_ms()
        following = [post for post in posts if post.wish.own_hours and post.state(now) is not State.OVER]

        def read(connection: Connection) -> dict[str, list[Span]]:
            return {post.id: self.hours(connection, post, post.wish.where.halls, now, until_ms) for post in following}

        return await self._records.read(read) if following else {}

    async def listed(self, person: Person) -> list[HallPost]:
        """Return what somebody sees: staff all of their places, people of clubs that of the club they act for."""
        if not person.has(MANAGERS) and not (person.club and person.has_at(CLUB_ROLES, person.club)):
            raise _forbidden()
        clubs = None if person.has(MANAGERS) else [person.club or ""]
        found = await self._records.read(lambda connection: store.newest(connection, clubs=clubs, limit=MOST_LISTED))
        seen = [post for post in found if rules.may_see(person, post, self._places.current)]
        return rules.in_order(seen, self._clock.now_ms())

    async def one(self, person: Person, post_id: str) -> HallPost:
        """Raises RefusedError 404."""
        post = _there(await self._records.read(lambda connection: store.one(connection, post_id)))
        if not rules.may_see(person, post, self._places.current):
            raise refused("no_such_post")
        return post

    # --- whom the office trusts ---

    async def trust(self) -> dict[str, ClubRule]:
        known = await self._records.read(store.rules_of)
        return {club: known.get(club, ClubRule(club)) for club in self._places.current.clubs}

    async def set_trust(self, person: Person, wanted: dict[str, Trust]) -> None:
        """Set which clubs are asked about. Raises RefusedError 403, 404."""
        if not person.has(OFFICE_HANDS):
            raise _forbidden()
        if not set(wanted) <= set(self._places.current.clubs):
            raise refused("no_such_club")
        now = self._clock.now_ms()

        def put(connection: Connection) -> None:
            known = store.rules_of(connection)
            for club, trust in wanted.items():
                rule = known.get(club, ClubRule(club))
                if rule.trust is not trust:
                    store.put_rule(connection, replace(rule, trust=trust, changed_by=person.name, changed_ms=now))
                    self._evidence.keep(connection, EvidenceKind.POST_TRUST, club, person.id, str(trust) or "usual")

        await self._records.write(put)
        for club in wanted:
            self._told("", club)

    async def asks_for(self, club: str) -> bool:
        """Say whether the office must accept a club's next post."""
        rule = await self._records.read(lambda connection: store.rule_of(connection, club))
        return rules.needs_approval(rule.trust, rule.accepted)


def _there(post: HallPost | None) -> HallPost:
    if post is None:
        raise refused("no_such_post")
    return post


def _title(post: HallPost) -> str:
    return post.wish.texts["de"].title


def _forbidden() -> RefusedError:
    return RefusedError("forbidden", "Das darf dieses Konto nicht.", "This account may not do that.", status=403)
