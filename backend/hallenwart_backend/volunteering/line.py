"""Who holds a place in a shift: every change of a sign-up goes through here, inside the caller's transaction."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from hallenwart_backend.accounts.words import Mail
from hallenwart_backend.volunteering import letters, rules, store
from hallenwart_backend.volunteering.letters import Dates
from hallenwart_backend.volunteering.model import BUSY, COMING, Helper, Offer, Placed, Shift, SignState, SignUp
from hallenwart_backend.volunteering.ports import Certificates, Hook, NoCertificates, Post, Vault
from hallenwart_backend.volunteering.tables import signups
from hallenwart_backend.volunteering.words import refusal
from hallenwart_contract import marks


class Line:
    """`hooks` gain and lose something with each place; `certificates` are those of youth shifts. Others set both."""

    def __init__(self, vault: Vault, post: Post, dates: Dates) -> None:
        self._vault = vault
        self._post = post
        self._dates = dates
        self.hooks: list[Hook] = []
        self.certificates: Certificates = NoCertificates()
        self.changed: Callable[[str | None], None] = lambda _club: None
        self._touched: set[str | None] = set()

    def committed(self) -> None:
        """Tell those who wait for the end of the transaction."""
        self._post.wake()
        touched, self._touched = self._touched, set()
        for club in touched:
            self.changed(club)
        for hook in self.hooks:
            hook.committed()

    # --- in ---

    def take(
        self, connection: Connection, offer: Offer, shift: Shift, helper: Helper, now_ms: int, *, confirmed: bool
    ) -> Placed:
        """Sign a helper up: in, waiting or, while not confirmed, asked. Raises RefusedError 409."""
        self.check_open(offer, shift, now_ms)
        before = store.signup_for(connection, shift.id, helper.id)
        if before is not None and before.state not in {SignState.OUT, SignState.ASKED}:
            raise refusal("signed_up")
        signup = SignUp(
            id=before.id if before else secrets.token_hex(8),
            shift=shift.id,
            helper=helper.id,
            state=SignState.ASKED,
            line=store.next_line(connection, shift.id),
            made_ms=now_ms,
            modified_ms=now_ms,
            confirmed_ms=now_ms if confirmed else None,
        )
        store.put_signup(connection, signup)
        placed = Placed(signup, helper, shift, offer)
        return self.enter(connection, placed, now_ms) if confirmed else placed

    def enter(self, connection: Connection, placed: Placed, now_ms: int) -> Placed:
        """Let a confirmed sign-up count: in where there is a place, else at the end of the line."""
        offer, shift, helper = placed.offer, placed.shift, placed.helper
        self.check_open(offer, shift, now_ms)
        self.check_time(connection, helper, shift, but=placed.signup.id)
        confirmed = replace(placed.signup, confirmed_ms=placed.signup.confirmed_ms or now_ms)
        if offer.youth and not self.certificates.seen(connection, offer.club, helper.id, shift.to_ms):
            return self._put(connection, placed, now_ms, **_fields(confirmed, state=SignState.ASKED))
        others = self._entries(connection, shift)
        others = [one for one in others if one.id != placed.signup.id]
        queued = replace(confirmed, line=store.next_line(connection, shift.id), answer_by_ms=None)
        if rules.state_on_entry(others, shift.wanted, shift.from_ms, now_ms) is SignState.IN:
            return self.into(connection, replace(placed, signup=queued), now_ms)
        waiting = self._put(connection, placed, now_ms, **_fields(queued, state=SignState.WAITING))
        self.tell(connection, waiting, letters.waiting(waiting, self._dates), now_ms, "waiting")
        return waiting

    def into(self, connection: Connection, placed: Placed, now_ms: int) -> Placed:
        """Give a place; whoever wanted to pass on theirs is free then."""
        others = [one for one in self._entries(connection, placed.shift) if one.id != placed.signup.id]
        given = rules.giver(others, placed.shift.wanted)
        mark = marks.draw()
        now_in = self._put(
            connection,
            placed,
            now_ms,
            **_fields(placed.signup, state=SignState.IN),
            answer_by_ms=None,
            in_ms=now_ms,
            reminded=rules.stage(placed.shift.from_ms, now_ms),
            mark_digest=marks.digest_of(mark) or "",
            mark=self._vault.seal_bytes(mark.encode(), placed.signup.id),
        )
        if given is not None:
            passed_on = next(iter(store.placed(connection, signups.c.id == given.id)))
            self.out(connection, passed_on, now_ms, letters.passed_on(passed_on, self._dates), "passed")
        for hook in self.hooks:
            hook.on_in(connection, now_in, now_ms)
        self.tell(connection, now_in, letters.signed_up(now_in, self._dates), now_ms, "in")
        return now_in

    # --- out ---

    def out(self, connection: Connection, placed: Placed, now_ms: int, mail: Mail | None = None, why: str = "") -> Placed:
        """Take a sign-up out of its shift, and what hangs on it."""
        self.lose(connection, placed, now_ms)
        gone = self._put(
            connection, placed, now_ms, state=SignState.OUT, answer_by_ms=None, in_ms=None, mark_digest="", mark=b""
        )
        if mail is not None:
            self.tell(connection, gone, mail, now_ms, why)
        return gone

    def lose(self, connection: Connection, placed: Placed, now_ms: int) -> None:
        if placed.signup.state in COMING:
            for hook in self.hooks:
                hook.on_out(connection, placed, now_ms)

    def advance(self, connection: Connection, offer: Offer, shift: Shift, now_ms: int) -> int:
        """Ask who is next in line for each place that is free; return how many were asked."""
        if shift.cancelled_ms is not None or offer.state in {"cancelled", "draft"}:
            return 0
        asked = rules.next_up(self._entries(connection, shift), shift.wanted, shift.from_ms, now_ms)
        by_ms = rules.answer_by(shift.from_ms, now_ms)
        for entry in asked:
            placed = next(iter(store.placed(connection, signups.c.id == entry.id)))
            kept = self._put(connection, placed, now_ms, answer_by_ms=by_ms)
            self.tell(connection, kept, letters.place_free(kept, by_ms, self._dates), now_ms, f"free {by_ms}")
        return len(asked)

    # --- what helpers do with a place ---

    def accept(self, connection: Connection, placed: Placed, now_ms: int) -> Placed:
        """Take the place that is kept. Raises RefusedError 409."""
        signup, shift = placed.signup, placed.shift
        self.check_open(placed.offer, shift, now_ms, open_only=False)
        if signup.state != SignState.WAITING or signup.answer_by_ms is None or now_ms >= signup.answer_by_ms:
            raise refusal("no_place_kept")
        others = [one for one in self._entries(connection, shift) if one.id != signup.id]
        if rules.free(others, shift.wanted) == 0:
            raise refusal("no_place_kept")
        return self.into(connection, placed, now_ms)

    def swap(self, connection: Connection, placed: Placed, now_ms: int, *, on: bool) -> Placed:
        """Offer the place to others, or keep it after all. Raises RefusedError 409."""
        self.check_open(placed.offer, placed.shift, now_ms, open_only=False)
        if placed.signup.state != (SignState.IN if on else SignState.OFFERED_SWAP):
            raise refusal("not_now")
        if not on and rules.free(self._entries(connection, placed.shift), placed.shift.wanted) == 0:
            raise refusal("being_passed_on")
        return self._put(connection, placed, now_ms, state=SignState.OFFERED_SWAP if on else SignState.IN)

    # --- what both stand on ---

    def check_open(self, offer: Offer, shift: Shift, now_ms: int, *, open_only: bool = True) -> None:
        if shift.cancelled_ms is not None or offer.state == "cancelled":
            raise refusal("shift_cancelled")
        if open_only and offer.state != "open":
            raise refusal("not_open")
        if now_ms >= shift.from_ms:
            raise refusal("shift_over")

    def check_time(self, connection: Connection, helper: Helper, shift: Shift, *, but: str = "") -> None:
        """Nobody helps in two places at once. Raises RefusedError 409."""
        others = [
            one.shift.span
            for one in store.of_helper(connection, helper.id)
            if one.signup.state in BUSY and one.shift.id != shift.id and one.signup.id != but
        ]
        if rules.clashes(shift.span, others):
            raise refusal("two_at_once")

    def tell(self, connection: Connection, placed: Placed, mail: Mail, now_ms: int, why: str) -> None:
        once = f"help {placed.signup.id} {why} {placed.signup.modified_ms}"
        self._post.put(connection, placed.helper, placed.offer, mail, now_ms=now_ms, once=once)

    def update(self, connection: Connection, placed: Placed, now_ms: int, **values: Any) -> Placed:
        """Write fields of a sign-up that change nobody's place."""
        return self._put(connection, placed, now_ms, **values)

    def _put(self, connection: Connection, placed: Placed, now_ms: int, **values: Any) -> Placed:
        changed = replace(placed.signup, **{"modified_ms": now_ms, **values})
        store.put_signup(connection, changed)
        store.touch(connection, placed.offer.id, now_ms)
        self._touched.add(placed.offer.club)
        return replace(placed, signup=changed)

    @staticmethod
    def _entries(connection: Connection, shift: Shift) -> Sequence[SignUp]:
        return store.signups_of(connection, [shift.id]).get(shift.id, [])


def _fields(signup: SignUp, *, state: str) -> dict[str, Any]:
    return {"state": state, "line": signup.line, "confirmed_ms": signup.confirmed_ms}
