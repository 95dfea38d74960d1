"""Work at imports that takes seconds: one at a time, off the event loop, with a progress anybody may ask for."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from hallenwart_backend.booking.imports.model import Plan
from hallenwart_backend.errors import RefusedError, StoreUnavailableError

_log: Final = logging.getLogger(__name__)
_PLANS_KEPT: Final = 3


class Phase(StrEnum):
    WAITING = "waiting"
    MATCHING = "matching"
    CHECKING = "checking"
    WRITING = "writing"
    UNDOING = "undoing"
    DONE = "done"


@dataclass(slots=True)
class Job:
    """`done` of `total`: rows, halls or dates, as the phase says. `fault` is told when it could not go on."""

    phase: Phase = Phase.WAITING
    done: int = 0
    total: int = 0
    stop: bool = False
    fault: RefusedError | None = None
    task: asyncio.Task[None] | None = field(default=None, repr=False)

    @property
    def runs(self) -> bool:
        return self.phase is not Phase.DONE

    def begin(self, phase: Phase, total: int) -> None:
        self.phase, self.done, self.total = phase, 0, total


def _broken() -> RefusedError:
    return RefusedError(
        "import_failed",
        "Das hat nicht ganz geklappt. Was eingetragen ist, bleibt; bitte starten Sie noch einmal, dann geht es weiter.",
        "That did not work to the end. What was entered stays; please start again, and it goes on.",
        status=503,
    )


class Jobs:
    """Jobs by import, and the plans worked out last."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._plans: OrderedDict[str, Plan] = OrderedDict()
        self._turn = asyncio.Lock()

    def of(self, one: str) -> Job | None:
        return self._jobs.get(one)

    def runs(self, one: str) -> bool:
        job = self._jobs.get(one)
        return job is not None and job.runs

    def plan(self, one: str) -> Plan | None:
        return self._plans.get(one)

    def keep(self, one: str, plan: Plan) -> None:
        self._plans[one] = plan
        self._plans.move_to_end(one)
        while len(self._plans) > _PLANS_KEPT:
            self._plans.popitem(last=False)

    def forget(self, one: str) -> None:
        self._plans.pop(one, None)

    def drop(self, one: str) -> None:
        self.forget(one)
        self._jobs.pop(one, None)

    def start(self, one: str, work: Callable[[Job], Awaitable[None]]) -> Job:
        """Begin work at an import; what runs at another one is waited for."""
        job = self._jobs[one] = Job()
        job.task = asyncio.create_task(self._run(job, work), name=f"import-{one}")
        return job

    async def _run(self, job: Job, work: Callable[[Job], Awaitable[None]]) -> None:
        try:
            async with self._turn:
                if not job.stop:
                    await work(job)
        except RefusedError as error:
            job.fault = error
        except StoreUnavailableError as error:
            _log.warning("import: %s", error)
            job.fault = _broken()
        except Exception:  # noqa: BLE001 - whoever waits must hear of it
            _log.exception("import failed")
            job.fault = _broken()
        finally:
            job.phase = Phase.DONE

    async def settled(self, one: str) -> None:
        """Return when nothing runs at an import."""
        job = self._jobs.get(one)
        if job is not None and job.task is not None:
            await asyncio.gather(job.task, return_exceptions=True)

    async def close(self) -> None:
        """Stop between two transactions."""
        tasks = [job.task for job in self._jobs.values() if job.task is not None]
        for job in self._jobs.values():
            job.stop = True
        await asyncio.gather(*tasks, return_exceptions=True)
