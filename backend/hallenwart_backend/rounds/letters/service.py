"""Makes the letters of a round, and puts them into the queue in the transaction that decides."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Final

import msgspec
from sqlalchemy import Connection

from hallenwart_backend import pdf_font
from hallenwart_backend.accounts import store as people
from hallenwart_backend.accounts.rules import CLUB_ADMINS, Person, Role
from hallenwart_backend.alerts import letters as queue
from hallenwart_backend.alerts.addresses import way_of
from hallenwart_backend.alerts.ways import store as ways
from hallenwart_backend.alerts.ways.rules import Kind, url_for
from hallenwart_backend.alerts.ways.store import Hop
from hallenwart_backend.booking.letters import choices
from hallenwart_backend.booking.public import store as public
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.halls.parts import Language
from hallenwart_backend.mail import Button, Enclosed, Mail, Part
from hallenwart_backend.ports import Notice
from hallenwart_backend.rounds import store
from hallenwart_backend.rounds.desk import READERS, RoundDesk, is_office
from hallenwart_backend.rounds.editing import EditDesk, Proposal
from hallenwart_backend.rounds.letters.rules import Answered, Given, Letter, Refused, file_name
from hallenwart_backend.rounds.letters.words import WORDS
from hallenwart_backend.rounds.model import Assignment, Book, ObjectionState, Round, RoundState, Wish
from hallenwart_backend.rounds.refusals import refused
from hallenwart_contract.clock import utc

MAKER: Final = "round"
CLUB_PAGE: Final = "/club/#/wuensche"
PUBLIC_PAGE: Final = "/vergabe"
_TRAINERS: Final = frozenset({Role.TRAINER})


class LetterDesk:
    """`absolute` makes an address of a path; `filled` wakes the queue of messages."""

    def __init__(self, desk: RoundDesk, edits: EditDesk, absolute: Callable[[str], str], filled: Callable[[], None]) -> None:
        self._desk = desk
        self._edits = edits
        self._absolute = absolute
        self._filled = filled

    # --- on paper ---

    async def pdf(self, person: Person, name: str, club: str, language: Language) -> bytes:
        """Return the letter to a club. The office reads it before the club does. Raises RefusedError 403, 404, 409."""
        if not (is_office(person) or person.has_at(READERS, club)):
            raise refused("forbidden")
        book = await self._desk.any_book(name)
        if not (book.round.announced or (is_office(person) and book.round.state is RoundState.PROPOSED)):
            raise refused("not_yet")
        return await self._made(book, club, language)

    async def enclosed(self, of: str) -> bytes:
        """Return what an e-mail carries; nothing when the round went back since. `of`: round, club, language."""
        name, club, language = of.split()
        try:
            book = await self._desk.any_book(name)
        except RefusedError:
            return b""
        return await self._made(book, club, "en" if language == "en" else "de") if book.round.announced else b""

    async def _made(self, book: Book, club: str, language: Language) -> bytes:
        from hallenwart_backend.rounds.letters import pdf  # fpdf2 takes 40 MB; who prints loads it

        if club not in self._desk.places.current.clubs:
            raise refused("no_such_club")
        found = await self._edits.proposal(book, {club})
        contact = await self._desk.records.read(public.contact)
        letter = self._letter(found, club, language, contact)
        return await asyncio.to_thread(pdf.rendered, letter, self._desk.clock.now_ms(), pdf_font.font_files())

    def _letter(self, found: Proposal, club: str, language: Language, contact: str) -> Letter:
        book, english = found.book, language == "en"
        wishes = {one.id: one for one in book.stated if one.club == club}
        mine = [one for one in book.assignments if one.wish in wishes and one.wish in found.places]
        reasons = [(wishes[wish], reason) for wish, reason in found.refusals.items() if wish in wishes]
        answered = [
            Answered(one.text, str(one.state), one.answer)
            for one in book.objections
            if one.club == club and one.state is not ObjectionState.OPEN
        ]
        final = book.round.state is RoundState.PUBLISHED
        return Letter(
            language=language,
            club=self._desk.places.current.clubs[club],
            round=book.round.title,
            from_date=book.round.from_date,
            to_date=book.round.to_date,
            final=final,
            until="" if final else self._until(book.round, language),
            today=f"{self._local(self._desk.clock.now_ms(), book.round):%d.%m.%Y}",
            given=[self._given(wishes[one.wish], one, language) for one in mine],
            refused=[Refused(wish.group, reason.en if english else reason.de) for wish, reason in reasons],
            answered=answered,
            contact=contact,
            page=self._absolute(f"{PUBLIC_PAGE}/{book.round.id}"),
        )

    def _given(self, wish: Wish, one: Assignment, language: Language) -> Given:
        hall = self._desk.places.current.halls[one.hall or ""]
        part = hall.words_of(one.sections, language)
        return Given(wish.group, hall.name, hall.site.address, part, one.weekday, one.start_min, one.end_min)

    def _until(self, of: Round, language: Language) -> str:
        if of.objections_until_ms is None:
            return ""
        return WORDS[language]["moment"].format(at=self._local(of.objections_until_ms, of))

    def _local(self, t_ms: int, of: Round) -> datetime:
        halls = self._desk.places.current.halls
        zone = next((halls[one].zone for one in of.halls if one in halls), None)
        return utc(t_ms).astimezone(zone)

    # --- by e-mail ---

    def tell(self, connection: Connection, of: Round) -> None:
        """Write to every club that wishes: to its leads, else to its trainers."""
        template = ways.gateways(connection).get(Kind.EMAIL, "")
        book = store.book(connection, of.id)
        if book is None or not template:
            return
        for club in sorted({one.club for one in book.stated}):
            told = people.people_with(connection, CLUB_ADMINS, club) or people.people_with(connection, _TRAINERS, club)
            for person in told:
                known = people.one(connection, person)
                if known is None:
                    continue
                language: Language = "en" if choices.of_person(connection, person).language == "en" else "de"
                url = url_for(Kind.EMAIL, known.person.email, template)
                now = self._desk.clock.now_ms()
                queue.put(
                    connection,
                    Hop("", way_of(url), url),
                    now_ms=now,
                    incident=None,
                    person=person,
                    step=0,
                    notice=asdict(self._notice(book, club, language)),
                    since_ms=0,
                    urgency=queue.TELL,
                    once=f"round:{of.id}:{of.state}:{of.objections_until_ms or 0}:{club}",
                )
        self._filled()

    def _notice(self, book: Book, club: str, language: Language) -> Notice:
        words, of = WORDS[language], book.round
        places = {one.wish: one for one in book.assignments if one.hall is not None}
        mine = [one for one in book.stated if one.club == club]
        given = [self._given(one, places[one.id], language) for one in mine if one.id in places]
        final = of.state is RoundState.PUBLISHED
        letter = Letter(
            language=language,
            club=self._desk.places.current.clubs.get(club, club),
            round=of.title,
            from_date=of.from_date,
            to_date=of.to_date,
            final=final,
            until="" if final else self._until(of, language),
            today="",
            given=given,
            refused=[Refused(one.group, "") for one in mine if one.id not in places],
            answered=(),
            contact="",
            page="",
        )
        part = Part(
            heading=letter.title,
            lines=[*letter.lead(), words["attached"]],
            facts=[(one.group, f"{letter.when(one)}, {letter.where(one)}") for one in given],
            buttons=[
                Button(label=words["open_page"], link=f"{CLUB_PAGE}/{of.id}"),
                Button(label=words["public_page"], link=f"{PUBLIC_PAGE}/{of.id}?lang={language}"),
            ],
        )
        paper = Enclosed(name=file_name(language), media="application/pdf", maker=MAKER, of=f"{of.id} {club} {language}")
        mail = Mail(language=language, parts=[part], enclosed=[paper])
        body = " ".join(letter.lead())
        return Notice(letter.title, body, tag=f"round:{of.id}", urgent=False, link=CLUB_PAGE, mail=msgspec.to_builtins(mail))
