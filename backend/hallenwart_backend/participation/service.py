"""Takes ideas from kiosks and the page, lets the office decide and answer, and counts who says "me too"."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.participation import letters, rules, store
from hallenwart_backend.participation.model import Asker, Kept, Origin
from hallenwart_backend.participation.ports import Post, Vault
from hallenwart_backend.participation.refusals import refusal
from hallenwart_backend.participation.telling import idea_told
from hallenwart_backend.ports import Arrival, ListenerBase
from hallenwart_contract.clock import Clock
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event
from hallenwart_contract.participation import MAX_IDEA_CHARS, IdeaState
from hallenwart_contract.view import Idea

LIST: Final = "/ideen"
_PURPOSE: Final = b"idea support"


class Ideas(ListenerBase):
    """A listener of kiosks; routes use the rest. `changed`: kiosks and displays are to show something else."""

    def __init__(
        self, records: Records, places: PlaceBook, clock: Clock, vault: Vault, post: Post, changed: Callable[[], None]
    ) -> None:
        self._records, self._places, self._clock = records, places, clock
        self._vault, self._post, self._changed = vault, post, changed
        self._shown: list[Kept] = []

    async def load(self) -> None:
        """Read what is shown: kiosks are told of it often."""
        self._shown = [one for one in await self.every() if rules.is_shown(one)]

    # --- from the kiosk ---

    async def on_event(self, arrival: Arrival, event: Event) -> None:
        if event.kind == EventKind.IDEA_LEFT:
            await self._from_kiosk(arrival.device, event)
        elif event.kind == EventKind.IDEA_SUPPORTED:
            mark = hashlib.sha256(f"{arrival.device} {event.t_ms}".encode()).hexdigest()
            await self._count(str(event.a.get("idea") or ""), mark)

    async def _from_kiosk(self, device: str, event: Event) -> None:
        identity, text = str(event.a.get("idea") or "")[:32], rules.clean(str(event.a.get("text") or ""))[:MAX_IDEA_CHARS]
        if not identity.isalnum() or rules.fault_of(text) == "too_short":
            return
        told, places = str(event.a.get("hall") or ""), self._places.current
        site, hall = places.site_of_device(device), places.halls.get(told)
        idea = Kept(
            id=identity,
            kind=rules.kind_of(event.a.get("idea_kind")),
            state=IdeaState.NEW,
            title=rules.title_of(text),
            text=text,
            origin=Origin.KIOSK,
            made_ms=event.t_ms,
            changed_ms=self._clock.now_ms(),
            hall=hall.id if hall is not None and site is not None and hall.site.id == site.id else "",
            site=site.id if site else "",
            device=device,
        )
        since_ms = self._clock.now_ms() - rules.DAY_MS

        def write(connection: Connection) -> None:
            if store.left_at(connection, device, since_ms) < rules.MOST_PER_DEVICE:
                store.add(connection, idea)

        await self._records.write(write)

    # --- from the page ---

    async def leave(self, text: str, kind: str, hall: str, *, email: str = "", lang: str = "de") -> Kept:
        """Take an idea; with an address a link goes there first. Raises RefusedError 409, 422, 503."""
        said = rules.clean(text)
        if (fault := rules.fault_of(said)) is not None:
            raise refusal(fault)
        place = self._places.current.halls.get(hall)
        if hall and place is None:
            raise refusal("no_such_hall")
        token, now = secrets.token_urlsafe(24), self._clock.now_ms()
        idea = Kept(
            id=secrets.token_hex(8),
            kind=rules.kind_of(kind),
            state=IdeaState.NEW,
            title=rules.title_of(said),
            text=said,
            origin=Origin.WEB,
            made_ms=now,
            changed_ms=now,
            hall=hall,
            site=place.site.id if place else "",
            asker=Asker(email, lang, _hash(token)) if email else Asker(lang=lang),
        )

        def write(connection: Connection) -> str:
            if store.waiting(connection) >= rules.MOST_WAITING:
                return "full"
            if email and not self._post.ready(connection):
                return "no_mail"
            store.add(connection, idea)
            if email:
                mail = letters.confirm(idea, f"{LIST}/post/{token}")
                self._post.put(connection, email, mail, now_ms=now, once=f"idea-confirm {idea.id}")
            return ""

        if code := await self._records.write(write):
            raise refusal(code)
        if email:
            self._post.wake()
        return idea

    async def of_link(self, token: str) -> Kept | None:
        """Return the idea a mailed link belongs to, as long as the address is kept."""
        return await self._records.read(lambda connection: store.of_token(connection, _hash(token)))

    async def confirm(self, token: str, *, wanted: bool) -> Kept | None:
        """Say by the mailed link that the answer is wanted there, or that the address is to be forgotten at once."""
        now = self._clock.now_ms()

        def write(connection: Connection) -> Kept | None:
            idea = store.of_token(connection, _hash(token))
            if idea is None or rules.forgets_address(idea, now):
                return None
            asker = replace(idea.asker, confirmed_ms=idea.asker.confirmed_ms or now) if wanted else Asker(lang=idea.asker.lang)
            kept = replace(idea, asker=asker)
            store.put(connection, kept)
            if wanted and idea.asker.confirmed_ms is None and idea.answer:
                self._mail_answer(connection, kept, now)
            return kept

        kept = await self._records.write(write)
        self._post.wake()
        return kept

    async def support(self, idea: str, sender: str) -> bool:
        """Count a "me too" from the page: once a day from one address, of which only a keyed hash is kept for two days."""
        day = self._clock.now_ms() // rules.DAY_MS
        mark = self._vault.mac(_PURPOSE, f"{sender}\n{day}\n{idea}".encode()).hex()[:64]
        return await self._count(idea, mark)

    async def _count(self, idea: str, mark: str) -> bool:
        now = self._clock.now_ms()

        def write(connection: Connection) -> bool:
            kept = store.one(connection, idea)
            return kept is not None and rules.is_shown(kept) and store.support(connection, kept.id, mark, now)

        counted = await self._records.write(write)
        if counted:
            await self.told()
        return counted

    # --- what everybody reads ---

    async def every(self) -> list[Kept]:
        return await self._records.read(store.every)

    async def one(self, idea: str) -> Kept:
        """Raises RefusedError 404."""
        found = await self._records.read(lambda connection: store.one(connection, idea))
        if found is None:
            raise refusal("no_such_idea")
        return found

    def shown(self, hall: str = "") -> list[Kept]:
        """Return what everybody may read, of one hall or of all."""
        return [one for one in rules.on_page(self._shown) if not hall or one.hall == hall]

    def at_site(self, site: str) -> list[Idea]:
        """Return what the kiosks of a site show."""
        return [idea_told(one) for one in rules.at_kiosk(self._shown, site, self._clock.now_ms())]

    # --- what the office does ---

    async def moderate(self, idea: str, wanted: Kept) -> Kept:
        """Write words, kind, hall and state of an idea as the office wants them. Raises RefusedError 404, 409, 422."""
        fault = rules.fault_of(rules.clean(wanted.text))
        if fault in {"too_long", "too_short"}:
            raise refusal(fault)
        hall = self._places.current.halls.get(wanted.hall)
        if wanted.hall and hall is None:
            raise refusal("no_such_hall")

        def change(known: Kept) -> Kept:
            if wanted.state is not known.state and not rules.may_become(known.state, wanted.state):
                raise refusal("not_now")
            return replace(
                known,
                kind=wanted.kind,
                state=wanted.state,
                title=wanted.title,
                text=rules.clean(wanted.text),
                hall=wanted.hall,
                site=hall.site.id if hall else known.site,
                why=wanted.why if wanted.state is IdeaState.HIDDEN else "",
            )

        return await self._change(idea, change)

    async def answer(self, idea: str, text: str, *, done: bool, person: str) -> Kept:
        """Answer for everybody to read, and by mail to whoever wanted that. Raises RefusedError 404, 409, 422."""
        said, now = rules.clean(text), self._clock.now_ms()
        if not said:
            raise refusal("no_answer")
        state = IdeaState.DONE if done else IdeaState.ANSWERED

        def change(known: Kept) -> Kept:
            shown = IdeaState.OPEN if known.state is IdeaState.NEW else known.state
            if shown is not state and not rules.may_become(shown, state):
                raise refusal("not_now")
            by = self._vault.pseudonym(person)
            return replace(known, state=state, answer=said[: rules.MAX_ANSWER_CHARS], answered_ms=now, answered_by=by)

        kept = await self._change(idea, change, mail=True)
        self._post.wake()
        return kept

    async def merge(self, idea: str, into: str) -> Kept:
        """Say that an idea says the same as another one: its support goes there. Raises RefusedError 404, 409, 422."""
        if idea == into:
            raise refusal("same")
        now = self._clock.now_ms()

        def write(connection: Connection) -> Kept:
            known, target = store.one(connection, idea), store.one(connection, into)
            if known is None or target is None:
                raise refusal("no_such_idea")
            if known.into or target.into or target.state is IdeaState.HIDDEN:
                raise refusal("same")
            kept = replace(known, into=into, state=IdeaState.HIDDEN, why="", changed_ms=now)
            store.put(connection, kept)
            store.add_support(connection, into, known.support + 1)
            return kept

        kept = await self._records.write(write)
        await self.told()
        return kept

    async def _change(self, idea: str, change: Callable[[Kept], Kept], *, mail: bool = False) -> Kept:
        now = self._clock.now_ms()

        def write(connection: Connection) -> Kept:
            known = store.one(connection, idea)
            if known is None:
                raise refusal("no_such_idea")
            kept = replace(change(known), changed_ms=now)
            store.put(connection, kept)
            if mail and kept.asker.confirmed_ms is not None:
                self._mail_answer(connection, kept, now)
            return kept

        kept = await self._records.write(write)
        await self.told()
        return kept

    def _mail_answer(self, connection: Connection, idea: Kept, now: int) -> None:
        if idea.asker.email and self._post.ready(connection):
            mail = letters.answer(idea, f"{LIST}/{idea.id}")
            once = f"idea-answer {idea.id} {idea.answered_ms}"
            self._post.put(connection, idea.asker.email, mail, now_ms=now, once=once)

    # --- time ---

    async def look(self) -> None:
        """Forget addresses that are of no more use."""
        now = self._clock.now_ms()

        def write(connection: Connection) -> None:
            for idea in store.every(connection):
                if rules.forgets_address(idea, now):
                    store.put(connection, replace(idea, asker=Asker(lang=idea.asker.lang)))

        await self._records.write(write)

    async def told(self) -> None:
        """Read anew what is shown, and let kiosks follow."""
        await self.load()
        self._changed()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
