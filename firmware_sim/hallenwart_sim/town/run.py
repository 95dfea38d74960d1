"""Runs the town in the foreground until Ctrl-C: starts it, serves the director, says where to click, ends all of it."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, aclosing, asynccontextmanager, contextmanager, suppress
from socket import create_server
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from hallenwart_dashboards import PagesMissingError, static_root
from hallenwart_sim.director.app import app
from hallenwart_sim.director.by_hand import locker_route
from hallenwart_sim.director.direction import Direction
from hallenwart_sim.director.scene import Scene
from hallenwart_sim.director.stage import Stage
from hallenwart_sim.director.truth import truth_route
from hallenwart_sim.phones.phones import Phones
from hallenwart_sim.phones.texts import Outside
from hallenwart_sim.town import greeting, mitreden, neighbour, timetable
from hallenwart_sim.town.folder import StateError
from hallenwart_sim.town.ports import BusyPortError
from hallenwart_sim.town.processes import ChildFailedError
from hallenwart_sim.town.season import Season
from hallenwart_sim.town.seed_file import MAILBOXES, PHONES
from hallenwart_sim.town.setup import SetupError
from hallenwart_sim.town.town import Options, Town

_PAGE_CLOSES_WITHIN_S: Final = 1
_REASONS: Final = (PagesMissingError, BusyPortError, StateError, SetupError, ChildFailedError, FileNotFoundError)


def run(options: Options) -> int:
    """Return 0 after Ctrl-C or SIGTERM, 2 when the town could not live; the reason is one sentence on stderr."""
    reasons: list[BaseException] = []
    try:
        asyncio.run(_until_told(options))
    except* _REASONS as group:
        reasons = _leaves(group)
    for reason in reasons:
        sys.stderr.write(f"hallenwart-sim: {reason}\n")
    return 2 if reasons else 0


async def _until_told(options: Options) -> None:
    """Live until SIGINT or SIGTERM, which also interrupt the start."""
    living = asyncio.create_task(_live(options), name="town")
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, living.cancel)
    with suppress(asyncio.CancelledError):
        await living


async def _live(options: Options) -> None:
    static = static_root()
    async with Town(options) as town:
        phones = Phones(town.clock, PHONES, town.voice_secret, MAILBOXES)
        scene = Scene(town, Stage(town.clock), phones)
        direction, outside = Direction(town, scene), Outside(scene.stage.note)
        origins = _origins(options.ports.director)
        extra = [*(phone.route() for phone in scene.phones), *phones.routes(origins=origins), outside.route()]
        extra += mitreden.routes(town.clock)
        extra += [town.portal.route(town.clock), truth_route(town), locker_route(town, origins=origins)]
        page = app(direction, static=static, origins=origins, extra=extra)
        async with AsyncExitStack() as open_now, asyncio.TaskGroup() as group:
            await open_now.enter_async_context(phones.mails.serving(options.ports.mail))
            await open_now.enter_async_context(aclosing(phones))
            await open_now.enter_async_context(_served(page, options.ports.director))
            group.create_task(town.live(), name="town lives")
            group.create_task(scene.watch(), name="director watches")
            group.create_task(direction.live(), name="director acts")
            group.create_task(outside.watch(), name="somebody outside")
            if town.is_new:
                season = Season(
                    town.signed_in,
                    timetable.local_date(town.clock.now_ms()),
                    scene.stage.note,
                    portal=town.director_url + neighbour.PATH,
                    mitreden=town.director_url + mitreden.PATH,
                )
                await season.play()
                group.create_task(season.sign_up(phones.inbox, town.backend_url), name="a club signs up")
            town.folder.director.write_text(town.director_url)
            sys.stdout.write(greeting.text(town))
            sys.stdout.flush()


def _origins(port: int) -> frozenset[str]:
    return frozenset({f"http://127.0.0.1:{port}", f"http://localhost:{port}"})


@asynccontextmanager
async def _served(page: ASGIApp, port: int) -> AsyncIterator[None]:
    """Serve the page; who asks before the server is up waits for its answer instead of being refused."""
    config = uvicorn.Config(page, log_level="warning", timeout_graceful_shutdown=_PAGE_CLOSES_WITHIN_S, lifespan="off")
    server = _QuietServer(config)
    with create_server(("127.0.0.1", port)) as listener:
        serving = asyncio.create_task(server.serve(sockets=[listener]), name="director page")
        try:
            yield
        finally:
            server.should_exit = True
            await serving


class _QuietServer(uvicorn.Server):
    """Leaves the signals to the town."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _leaves(group: BaseExceptionGroup[BaseException]) -> list[BaseException]:
    return [leaf for each in group.exceptions for leaf in (_leaves(each) if isinstance(each, BaseExceptionGroup) else [each])]
