"""Helpers do anything in any order with shifts that overlap, on both databases: what must hold, holds after each step."""

from __future__ import annotations

import contextlib
from random import Random

import pytest

from hallenwart_backend.errors import RefusedError
from hallenwart_backend.volunteering import rules
from hallenwart_backend.volunteering.model import BUSY, COUNTED, Placed
from hallenwart_backend.volunteering.signing import Guest
from support.backends import HOUR_MS, open_town
from support.help_town import START_MS, offer, with_mail

pytestmark = pytest.mark.usefixtures("each_database")
STEPS, HELPERS, SEED = 90, 6, 2
ACTS = ("cancel", "swap", "keep", "accept", "decline")


class World:
    def __init__(self, town, offers: list[str], shifts: list[str], seed: int) -> None:
        self.town, self.offers, self.shifts, self.random = town, offers, shifts, Random(seed)
        self.room = town.backend.volunteering
        self.tokens: dict[str, str] = {}
        self.known: set[str] = set()
        self.hooked: set[str] = set()

    def on_in(self, _connection, placed, _now_ms):
        assert placed.signup.id not in self.hooked
        self.hooked.add(placed.signup.id)

    def on_out(self, _connection, placed, _now_ms):
        self.hooked.remove(placed.signup.id)

    def on_moved(self, _connection, placed, _now_ms):
        assert placed.signup.id in self.hooked

    def committed(self) -> None: ...

    async def step(self) -> None:
        random, signups = self.random, self.room.signups
        who = f"h{random.randrange(HELPERS)}@beispiel.example"
        what = random.choice(("ask", "ask", "act", "act", "act", "act", "time"))
        with contextlib.suppress(RefusedError):
            if what == "ask":
                placed = await signups.ask([random.choice(self.shifts)], Guest("N", who), of_age=True)
                self.tokens[who] = signups.token(placed[0].helper.id)
                await signups.confirm(self.tokens[who])
            elif what == "act" and who in self.tokens:
                helper, own = await signups.mine(self.tokens[who])
                if own:
                    await signups.act(helper.id, random.choice(own).signup.id, random.choice(ACTS))
            elif what == "time":
                self.town.clock.advance(random.randrange(1, 5) * HOUR_MS // 4)
        await self.room.due.look()

    async def all(self) -> list[Placed]:
        return [one for identity in self.offers for one in await self.room.offers.helpers(identity)]

    async def check(self) -> None:
        every, now = await self.all(), self.town.clock.now_ms()
        by_shift: dict[str, list[Placed]] = {shift: [one for one in every if one.shift.id == shift] for shift in self.shifts}
        for placed in by_shift.values():
            entries = [one.signup for one in placed]
            if placed:
                shift = placed[0].shift
                assert rules.counted(entries) <= shift.wanted
                assert not rules.next_up(entries, shift.wanted, shift.from_ms, now), "somebody was not asked"
                kept = [one.line for one in entries if one.answer_by_ms is not None]
                assert not kept or all(max(kept) < one.line for one in rules.line(entries)), "somebody was passed"
        for helper in {one.helper.id for one in every}:
            spans = [one.shift.span for one in every if one.helper.id == helper and one.signup.state in BUSY]
            assert not any(rules.clashes(span, spans[:at]) for at, span in enumerate(spans)), "in two places at once"
        assert self.known <= {one.signup.id for one in every}, "a sign-up was lost"
        self.known = {one.signup.id for one in every if one.signup.confirmed_ms is not None}
        assert self.hooked == {one.signup.id for one in every if one.signup.state in COUNTED}


async def test_what_must_hold_holds_whatever_people_do(tmp_path):
    async with open_town(tmp_path) as town:
        await with_mail(town)
        spans = ((0, 3, 1), (2, 5, 2), (6, 8, 1))
        shifts = [{"from_ms": START_MS + a * HOUR_MS, "to_ms": START_MS + b * HOUR_MS, "wanted": n} for a, b, n in spans]
        made = [await offer(town, shifts=shifts[:2]), await offer(town, title="Theke", shifts=shifts[2:])]
        world = World(town, [one["id"] for one in made], [shift["id"] for one in made for shift in one["shifts"]], SEED)
        town.backend.volunteering.line.hooks.append(world)
        for _ in range(STEPS):
            await world.step()
            await world.check()
        assert world.known
