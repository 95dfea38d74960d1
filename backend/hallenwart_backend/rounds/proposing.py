"""Works out proposals in a process of their own, one after the other, and writes them down."""

from __future__ import annotations

import asyncio
import logging
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Final

import msgspec
from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.rounds import solving, store
from hallenwart_backend.rounds.casing import placed_in, read_case
from hallenwart_backend.rounds.desk import RoundDesk, check_office
from hallenwart_backend.rounds.model import Assignment, Book, Deed, RoundState, Source
from hallenwart_backend.rounds.refusals import refused
from hallenwart_backend.rounds.rules import QUARTER_MIN, Case, Spot, score

_log: Final = logging.getLogger(__name__)
LIMIT_S: Final = 25.0
"""So long the solver itself may take; reading, searching and writing come on top."""
KILL_S: Final = 300.0


class Answer(msgspec.Struct, frozen=True):
    """One line of the process."""

    phase: str = ""
    score: int = 0
    placed: int = 0
    places: dict[str, Spot] | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """`state`: idle, running, done, failed. `phase`: waiting, greedy, solved, improved."""

    state: str = "idle"
    phase: str = ""
    score: int = 0
    placed: int = 0
    since_ms: int = 0
    ended_ms: int | None = None


class Solver:
    """Runs the process. One at a time: a server has other things to do."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def run(self, task: solving.Task, hear: Any = lambda _: None) -> dict[str, Spot]:
        """Return a proposal. Raises RefusedError 409 when the process fails."""
        async with self._turn:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                solving.__name__,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                limit=1 << 24,
                cwd="/",
            )
            try:
                async with asyncio.timeout(KILL_S):
                    return await self._talk(process, task, hear)
            except TimeoutError:
                raise refused("solver_failed") from None
            finally:
                if process.returncode is None:
                    process.kill()
                    await process.wait()

    @staticmethod
    async def _talk(process: asyncio.subprocess.Process, task: solving.Task, hear: Any) -> dict[str, Spot]:
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 - asked for above
        with suppress(BrokenPipeError, ConnectionResetError):
            process.stdin.write(msgspec.json.encode(task))
            await process.stdin.drain()
        process.stdin.close()
        found = None
        async for line in process.stdout:
            answer = msgspec.json.decode(line, type=Answer)
            if answer.places is not None:
                found = answer.places
            else:
                hear(answer)
        await process.wait()
        if found is None:
            raise refused("solver_failed")
        return found


class ProposalDesk:
    def __init__(self, desk: RoundDesk, solver: Solver) -> None:
        self._desk = desk
        self._solver = solver
        self._progress: dict[str, Progress] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.limit_s = LIMIT_S

    def progress(self, name: str) -> Progress:
        return self._progress.get(name, Progress())

    def is_running(self, name: str) -> bool:
        return self.progress(name).state == "running"

    async def propose(self, person: Person, name: str, *, keep: bool) -> Progress:
        """Begin to work out a proposal; `keep`: only improve the one there is. Raises RefusedError 403, 404, 409."""
        check_office(person)
        book = await self._desk.any_book(name)
        if book.round.state not in {RoundState.CLOSED, RoundState.PROPOSED}:
            raise refused("wrong_state")
        if not book.stated:
            raise refused("no_wishes")
        if self.is_running(name):
            raise refused("solving")
        begun = Progress("running", "waiting", since_ms=self._desk.clock.now_ms())
        self._progress[name] = begun
        task = asyncio.create_task(self._run(person, book, keep=keep), name=f"proposal {name}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return begun

    async def wait(self) -> None:
        """Return when nothing is being worked out."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def close(self) -> None:
        for task in self._tasks:
            task.cancel()

    async def case_of(self, book: Book) -> Case:
        places = self._desk.places.current
        return await self._desk.records.read(lambda connection: read_case(connection, book, places))

    async def _run(self, person: Person, book: Book, *, keep: bool) -> None:
        name = book.round.id
        try:
            case = await self.case_of(book)
            task = solving.Task(case, placed_in(book, case) if keep else None, search=keep, limit_s=self.limit_s)
            places = await self._solver.run(task, lambda answer: self._hear(name, answer))
            await self._desk.records.write(lambda connection: self._store(connection, person, name, case, places))
            self._end(name, "done", score=score(case, places).total, placed=len(places))
        except asyncio.CancelledError:
            raise
        except Exception:  # noqa: BLE001 - told on the page; the server goes on
            _log.exception("no proposal for round %s", name)
            self._end(name, "failed")

    def _hear(self, name: str, answer: Answer) -> None:
        self._progress[name] = replace(self._progress[name], phase=answer.phase, score=answer.score, placed=answer.placed)

    def _end(self, name: str, state: str, **told: Any) -> None:
        self._progress[name] = replace(self._progress[name], state=state, ended_ms=self._desk.clock.now_ms(), **told)

    def _store(self, connection: Connection, person: Person, name: str, case: Case, places: dict[str, Spot]) -> None:
        found = store.book(connection, name)
        if found is None or found.round.state not in {RoundState.CLOSED, RoundState.PROPOSED}:
            raise refused("wrong_state")
        ids = {one.id for one in found.stated}
        fixed = {one.wish: one for one in found.assignments if one.fixed and one.wish in ids}
        made = [fixed.get(wish) or assigned(name, case, wish, spot) for wish, spot in places.items() if wish in ids]
        kept = [one for one in fixed.values() if one.wish not in places]
        store.replace_assignments(connection, name, [*made, *kept])
        if found.round.state is not RoundState.PROPOSED:
            store.put_round(connection, replace(found.round, state=RoundState.PROPOSED))
        told: dict[str, Any] = {"score": score(case, places).total, "placed": len(places)}
        store.note(connection, self._desk.event(name, Deed.PROPOSED, person, **told))


def assigned(of: str, case: Case, wish: str, spot: Spot, source: Source = Source.SOLVER, *, fixed: bool = False) -> Assignment:
    start, length = spot.start * QUARTER_MIN, case.by_want()[wish].length * QUARTER_MIN
    return Assignment(wish, of, spot.hall, spot.sections, spot.weekday, start, start + length, source, fixed)
