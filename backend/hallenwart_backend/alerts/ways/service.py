"""The ways of a person: entered by the person, proved by a code that comes back, worth being put on the roster."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, replace
from typing import TypeVar

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import ADMINS, Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts import letters, traces
from hallenwart_backend.alerts.letters import Letter
from hallenwart_backend.alerts.links.signer import Links
from hallenwart_backend.alerts.ways import refusals, rules, store, words
from hallenwart_backend.alerts.ways.rules import Kind, Way
from hallenwart_backend.alerts.ways.store import Proof, Quiet
from hallenwart_backend.ports import Evidence, EvidenceKind, Notice
from hallenwart_contract.clock import Clock

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mine:
    """Everything about one person's ways. `ready` are the kinds this server can carry now."""

    ways: list[Way]
    quiet: Quiet | None
    ready: frozenset[Kind]

    @property
    def waking(self) -> int:
        return rules.waking(self.ways)

    @property
    def paths(self) -> int:
        return rules.independent(self.ways)


class WayDesk:
    """`filled` wakes the queue; `carried` are the notifiers there are."""

    def __init__(
        self,
        records: Records,
        clock: Clock,
        links: Links,
        evidence: Evidence,
        *,
        filled: Callable[[], None],
        carried: Collection[str],
    ) -> None:
        self._records = records
        self._clock = clock
        self._links = links
        self._filled = filled
        self._carried = carried
        self._evidence = evidence

    async def of(self, person: Person) -> Mine:
        def read(connection: Connection) -> tuple[list[Way], Quiet | None, dict[str, str]]:
            theirs = store.of_person(connection, person.id)
            return theirs, store.quiet_of(connection, person.id), store.gateways(connection)

        theirs, quiet, templates = await self._records.read(read)
        ready = (kind for kind in Kind if self._is_ready(kind, templates))
        return Mine(theirs, quiet, frozenset(kind for kind in ready if kind is not Kind.OTHER or person.has(ADMINS)))

    def _is_ready(self, kind: Kind, templates: dict[str, str]) -> bool:
        if rules.needs_gateway(kind):
            return kind in templates
        return kind is Kind.OTHER or kind in self._carried

    async def add(self, person: Person, kind: Kind, text: str, name: str) -> Way:
        """Enter a way and send its code. Raises RefusedError 403, 409, 422."""
        if kind is Kind.OTHER and not person.has(ADMINS):
            raise refusals.only_admins()
        address = rules.normal(kind, text)
        if address is None:
            raise refusals.bad_address(kind)
        way = Way(secrets.token_hex(8), person.id, kind, address, name, self._clock.now_ms())

        def enter(connection: Connection) -> Way:
            templates, theirs = store.gateways(connection), store.of_person(connection, person.id)
            if not self._is_ready(kind, templates):
                raise refusals.not_ready(kind)
            if any((one.kind, one.address) == (kind, address) for one in theirs):
                raise refusals.known()
            if len(theirs) >= rules.MOST_WAYS:
                raise refusals.too_many()
            store.add(connection, way)
            self._keep(connection, person, way.id, f"{words.KINDS[kind][0]} eingetragen")
            entered = replace(way, gateway=templates.get(kind, ""))
            self._send_code(connection, entered)
            return entered

        return await self._write_and_send(enter)

    async def subscribe(self, person: Person, endpoint: str, *, p256dh: str, auth: str) -> Way:
        """Enter a browser for push. It is proved by the receipt of the message this sends."""
        way = Way(secrets.token_hex(8), person.id, Kind.WEBPUSH, endpoint, "", self._clock.now_ms())

        def enter(connection: Connection) -> Way:
            entered = store.subscribe(connection, way, p256dh=p256dh, auth=auth)
            if entered.verified_ms is None:
                self._send(connection, entered, words.push_proof())
            return entered

        return await self._write_and_send(enter)

    async def send_code(self, person: Person, identity: str) -> Way:
        """Send a new code by a way. Raises RefusedError 404, 429."""

        def again(connection: Connection) -> Way:
            way, proof = self._own(connection, person, identity)
            wait_ms = proof.sent_ms + rules.CODE_PAUSE_MS - self._clock.now_ms()
            if wait_ms > 0:
                raise refusals.wait(wait_ms)
            self._send_code(connection, way)
            return way

        return await self._write_and_send(again)

    async def verify(self, person: Person, identity: str, code: str) -> Way:
        """Take the code that came by this way. Raises RefusedError 400, 404, 409."""
        now, digits = self._clock.now_ms(), "".join(filter(str.isdigit, code))

        def check(connection: Connection) -> Way | None:
            way, proof = self._own(connection, person, identity)
            if not proof.mark or now >= proof.until_ms or proof.tries >= rules.CODE_TRIES:
                raise refusals.code_over()
            if not secrets.compare_digest(proof.mark, self._links.mark(f"{identity}:{digits}")):
                store.set_proof(connection, identity, replace(proof, tries=proof.tries + 1))
                return None
            store.mark_verified(connection, identity, now_ms=now)
            self._keep(connection, person, identity, f"{words.KINDS[way.kind][0]} geprüft")
            return replace(way, verified_ms=now, last_delivered_ms=now, failing="", failing_ms=None)

        proved = await self._records.write(check)
        if proved is None:  # outside of the transaction: the try must stay counted
            raise refusals.wrong_code()
        return proved

    async def drop(self, person: Person, identity: str) -> None:
        """Forget a way. Raises RefusedError 404."""

        def forget(connection: Connection) -> None:
            way, _ = self._own(connection, person, identity)
            store.drop(connection, identity)
            self._keep(connection, person, identity, f"{words.KINDS[way.kind][0]} gelöscht")

        await self._records.write(forget)

    async def unsubscribe(self, person: Person, endpoint: str) -> None:
        await self._records.write(lambda connection: store.unsubscribe(connection, endpoint, person.id))

    async def set_quiet(self, person: Person, wanted: Quiet) -> None:
        def put(connection: Connection) -> None:
            store.set_quiet(connection, person.id, wanted)
            self._keep(connection, person, "quiet", "Ruhezeiten geändert")

        await self._records.write(put)

    async def set_gateway(self, kind: Kind, template: str, *, by: Person) -> None:
        """Say what carries a kind, or with an empty template that nothing does. Raises RefusedError 422."""
        if template and (not rules.needs_gateway(kind) or template.count("{to}") != 1 or not rules.carries(template)):
            raise refusals.bad_gateway()
        now = self._clock.now_ms()

        def put(connection: Connection) -> None:
            store.set_gateway(connection, kind, template, by=by.name, now_ms=now)
            self._keep(connection, by, "gateway", f"{words.KINDS[kind][0]}: {'Zugang gesetzt' if template else 'kein Zugang'}")

        await self._records.write(put)

    async def gateways(self) -> dict[str, str]:
        return await self._records.read(store.gateways)

    def _keep(self, connection: Connection, by: Person, about: str, said: str) -> None:
        """Note in the evidence log what changed; addresses stand nowhere in it."""
        self._evidence.keep(connection, EvidenceKind.WAYS, about, by.id, said)

    # --- sending ---

    def _own(self, connection: Connection, person: Person, identity: str) -> tuple[Way, Proof]:
        way, proof = store.one(connection, identity), store.proof_of(connection, identity)
        if way is None or proof is None or way.person != person.id:
            raise refusals.unknown()
        return way, proof

    def _send_code(self, connection: Connection, way: Way) -> None:
        if way.kind is Kind.WEBPUSH:
            self._send(connection, way, words.push_proof())
            return
        code = f"{secrets.randbelow(10**rules.CODE_DIGITS):0{rules.CODE_DIGITS}d}"
        now = self._clock.now_ms()
        store.set_proof(connection, way.id, Proof(self._links.mark(f"{way.id}:{code}"), now + rules.CODE_MS, now, 0))
        self._send(connection, way, words.proof(code))

    def _send(self, connection: Connection, way: Way, notice: Notice) -> None:
        letters.enqueue(
            connection,
            incident=None,
            person=way.person,
            step=0,
            notice=asdict(notice),
            since_ms=0,
            now_ms=self._clock.now_ms(),
            only=store.hop_of(way),
        )

    async def _write_and_send(self, act: Callable[[Connection], T]) -> T:
        done = await self._records.write(act)
        self._filled()
        return done

    async def received(self, token: str) -> Letter | None:
        """Take a receipt of somebody's device: the message came, and the way is proved. None for a token that is not ours."""
        claim, now = self._links.read(token), self._clock.now_ms()
        if claim is None:
            return None

        def note(connection: Connection) -> Letter | None:
            letter = letters.one(connection, claim.letter)
            if letter is None or letter.person != claim.person:
                return None
            store.note_received(connection, letter.way_id, now_ms=now)
            known = letters.times(connection, letter.id)
            if known is not None and known.delivered_ms is None:
                letters.mark(connection, letter.id, delivered_ms=now)
                traces.delivered(connection, letter, now_ms=now)
            return letter

        return await self._records.write(note)
