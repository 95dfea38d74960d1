"""Hands ideas on to whoever decides: by e-mail to the city's own office, as a file, or by webhook to its platform."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend import webhook_rules
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.participation import letters, rules, store
from hallenwart_backend.participation.model import Handing, Kept, Passed, Sent, Way
from hallenwart_backend.participation.ports import Call, Post, Vault
from hallenwart_backend.participation.refusals import refusal
from hallenwart_backend.participation.service import Ideas
from hallenwart_contract.clock import Clock
from hallenwart_contract.participation import IdeaState

_OWNER: Final = "idea webhook"
_TAKEN: Final = range(200, 300)


class HandDesk:
    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        clock: Clock,
        vault: Vault,
        post: Post,
        call: Call,
        ideas: Ideas,
        base: str,
    ) -> None:
        self._records, self._places, self._clock, self._vault = records, places, clock, vault
        self._post, self._call, self._ideas, self._base = post, call, ideas, base

    async def settings(self) -> Handing:
        return await self._records.read(store.handing)

    async def set(self, email: str, url: str) -> str:
        """Say where ideas go; return the new secret of the webhook, told once, empty where nothing changed."""
        known = await self.settings()
        secret = webhook_rules.new_secret() if url and url != known.url else ""
        sealed = self._vault.seal_bytes(secret.encode(), _OWNER) if secret else known.secret if url else b""
        await self._records.write(lambda connection: store.set_handing(connection, Handing(email, url, sealed)))
        return secret

    async def hand_on(self, idea: str, way: Way) -> Kept:
        """Hand an idea on. Raises RefusedError 404, 409."""
        now, to = self._clock.now_ms(), await self.settings()
        target = {Way.MAIL: to.email, Way.CALL: to.url, Way.FILE: "CSV"}.get(way, "")
        if not target:
            raise refusal("no_way")

        def write(connection: Connection) -> Kept:
            known = store.one(connection, idea)
            if known is None:
                raise refusal("no_such_idea")
            if known.state is not IdeaState.PASSED_ON and not rules.may_become(known.state, IdeaState.PASSED_ON):
                raise refusal("not_now")
            if way is Way.MAIL:
                if not self._post.ready(connection):
                    raise refusal("no_mail")
                hall = self._places.current.halls.get(known.hall)
                mail = letters.handed_on(known, hall.name if hall else "", f"/ideen/{known.id}")
                self._post.put(connection, to.email, mail, now_ms=now, once=f"idea-on {known.id} {now}")
            waits = way is Way.CALL
            passed = Passed(way, target, now, "", Sent.WAITING if waits else Sent.NOTHING, 0, now if waits else None)
            kept = replace(known, state=IdeaState.PASSED_ON, passed=passed, changed_ms=now)
            store.put(connection, kept)
            return kept

        kept = await self._records.write(write)
        self._post.wake()
        await self._ideas.told()
        return kept

    async def look(self) -> None:
        """Send the webhooks that are due; one that is not taken for three days is given up."""
        now = self._clock.now_ms()
        due = await self._records.read(lambda connection: store.calls_due(connection, now))
        if not due:
            return
        to = await self.settings()
        secret = self._vault.open_bytes(to.secret, _OWNER).decode() if to.secret else ""
        for idea in due:
            await self._send(idea, to.url, secret, now)

    async def _send(self, idea: Kept, url: str, secret: str, now: int) -> None:
        body = json.dumps(body_of(idea, self._places, self._base), ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json"}
        headers["Hallenwart-Signature"] = webhook_rules.signature([secret], now // 1000, body)
        try:
            taken = bool(url) and await self._call(url, body, headers) in _TAKEN
        except OSError:
            taken = False
        passed, attempts = idea.passed, idea.passed.attempts + 1
        over = not taken and now - (passed.at_ms or now) > webhook_rules.GIVE_UP_MS
        sent = Sent.TAKEN if taken else Sent.FAILED if over else Sent.WAITING
        following = None if taken or over else now + webhook_rules.pause_ms(attempts)
        changed = replace(idea, passed=replace(passed, sent=sent, attempts=attempts, next_ms=following))
        await self._records.write(lambda connection: store.put(connection, changed))


def body_of(idea: Kept, places: PlaceBook, base: str) -> dict[str, object]:
    """Return what a platform gets of an idea: what everybody may read, and nobody's address."""
    hall = places.current.halls.get(idea.hall)
    return {
        "type": "idea.passed_on",
        "id": idea.id,
        "kind": str(idea.kind),
        "title": idea.title,
        "text": idea.text,
        "hall": idea.hall,
        "hall_name": hall.name if hall else "",
        "support": idea.support,
        "made_ms": idea.made_ms,
        "url": f"{base}/ideen/{idea.id}",
    }
