"""Answers the telephony gateway: what to read out, what a pressed key means, how a call ended."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts import follow, letters
from hallenwart_backend.alerts.follow import Answered
from hallenwart_backend.alerts.letters import Letter
from hallenwart_backend.alerts.tables import incidents
from hallenwart_backend.alerts.voice import rules, store
from hallenwart_backend.alerts.voice.rules import CallState, Key, Lang
from hallenwart_backend.alerts.voice.store import Call
from hallenwart_backend.ports import Became
from hallenwart_contract.clock import Clock
from hallenwart_contract.live_incidents import IncidentState

_HUNG_UP: Final = frozenset({CallState.MISSED, CallState.DONE})
HEADER: Final = "X-Twilio-Signature"
PassOn = Callable[[Letter], Awaitable[None]]
"""Whoever was called cannot go: the next person is to be told now."""


@dataclass(frozen=True, slots=True)
class Secret:
    """How callbacks are proved: the gateway's shared secret, and the address it knows this server by."""

    key: str
    public_url: str


class Voice:
    """`secret` is None where no gateway is set up: then every callback is refused."""

    def __init__(self, records: Records, clock: Clock, secret: Secret | None, *, answered: Answered, pass_on: PassOn) -> None:
        self._records = records
        self._clock = clock
        self._secret = secret
        self._answered = answered
        self._pass_on = pass_on

    def is_genuine(self, target: str, form: Mapping[str, str], given: str) -> bool:
        """Say whether the gateway sent this. `target` is path and query as they were called."""
        return self._secret is not None and rules.is_signed(self._secret.key, f"{self._secret.public_url}{target}", form, given)

    async def say(self, token: str, *, digits: str, lang: Lang, turn: int) -> str | None:
        """Return the XML to go on with, None for a call nobody made."""
        call, letter, over = await self._records.read(lambda connection: self._look(connection, token))
        if call is None or letter is None:
            return None
        if call.state in _HUNG_UP:  # played again by whoever overheard it
            return rules.thanks("bye", lang)
        await self._note(call, letter, Became.DELIVERED, CallState.TALKING)
        return rules.thanks("over", lang) if over else await self._take(call, letter, digits, lang, turn)

    async def _take(self, call: Call, letter: Letter, digits: str, lang: Lang, turn: int) -> str:
        """Do what the pressed key means."""
        if (key := digits[:1]) in rules.WORDS:
            return await self._acknowledge(call, letter, rules.WORDS[Key(key)], lang)
        if key == Key.NEXT:
            await self._pass_on(letter)
            return rules.thanks("next", lang)
        if turn >= rules.ROUNDS and key != Key.AGAIN:
            return rules.thanks("bye", lang)
        return self._read_out(letter, call.token, Lang.EN if key == Key.ENGLISH else lang, turn)

    def _read_out(self, letter: Letter, token: str, lang: Lang, turn: int) -> str:
        text = rules.spoken(str(letter.notice["title"]), str(letter.notice["body"]))
        base = self._secret.public_url if self._secret else ""
        here = f"{base}/voice/{token}?lang={lang}&turn={turn}"
        return rules.read_out(text, lang, here=here, again=f"{base}/voice/{token}?lang={lang}&turn={turn + 1}")

    async def _acknowledge(self, call: Call, letter: Letter, word: str, lang: Lang) -> str:
        counts = letter.incident is None or await self._answered(letter, word)
        await self._note(call, letter, Became.ACKED, CallState.TALKING, word=word)
        if not counts:
            return rules.thanks("grown", lang)
        return rules.thanks(word if letter.incident is not None else "seen", lang)

    async def ended(self, token: str, word: str) -> bool:
        """Take the gateway's word of how a call stands; return False for a call nobody made."""
        call, letter, _ = await self._records.read(lambda connection: self._look(connection, token))
        if call is None or letter is None:
            return False
        state = rules.state_of(word)
        if state is CallState.MISSED and call.state == CallState.RINGING:
            await self._note(call, letter, Became.MISSED, state)
        elif state is CallState.DONE and call.state != CallState.DONE:
            await self._note(call, letter, Became.ENDED, state)
        return True

    def _look(self, connection: Connection, token: str) -> tuple[Call | None, Letter | None, bool]:
        call = store.one(connection, token)
        letter = letters.one(connection, call.letter) if call else None
        over = False
        if letter is not None and letter.incident is not None:
            state = connection.scalar(select(incidents.c.state).where(incidents.c.id == letter.incident))
            over = state == IncidentState.RESOLVED
        return call, letter, over

    async def _note(self, call: Call, letter: Letter, became: Became, state: CallState, *, word: str = "") -> None:
        now = self._clock.now_ms()

        def write(connection: Connection) -> None:
            ended = now if state in {CallState.MISSED, CallState.DONE} else None
            store.note(connection, call.token, state, word=word, ended_ms=ended)
            follow.note(connection, letter, became, now_ms=now)

        await self._records.write(write)
