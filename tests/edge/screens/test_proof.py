"""Proofs: on request, around alarms, kept while the server is away."""

import asyncio
import hashlib
from contextlib import asynccontextmanager

import msgspec

from hallenwart_contract.device_http import ProofWhy
from hallenwart_contract.display import BoardCard, DisplayMode
from hallenwart_contract.documents import Command, CommandFor
from hallenwart_contract.event_kinds import EventKind
from hallenwart_edge.screen_ports import ScreenLook
from hallenwart_edge.screens import proof as proof_module
from hallenwart_edge.screens.browser import BrowserError, Shot
from hallenwart_edge.screens.proof import MOST, ProofQueue, Proofs
from support.device_server import device_server
from support.edge_time import KeptOutbox, ManualClock, settle, until
from support.screen_world import Wall


class Camera:
    """Draws another picture each time; `broken` it does not answer."""

    def __init__(self) -> None:
        self.taken, self.broken = 0, False

    async def shot(self) -> Shot:
        if self.broken:
            raise BrowserError("it did not answer within 8 s")
        self.taken += 1
        return Shot(hashlib.sha256(b"%d" % self.taken).hexdigest(), 1920, 1080, b"\xff\xd8small")

    async def answers(self, *, draws: bool) -> None: ...

    async def reload(self) -> None: ...


class Board:
    screen_look = ScreenLook(page=True)
    set_screen = None

    def set_screen_look(self, look):
        self.screen_look = look


class Place:
    def __init__(self, tmp_path, client, camera=None) -> None:
        self.camera, self.wall, self.clock, self.outbox, self.board = Camera(), Wall(), ManualClock(), KeptOutbox(), Board()
        self.alarm, self.queue = "", ProofQueue(tmp_path / "proofs")
        self.proofs = Proofs(
            self.camera if camera is None else None,
            self.queue,
            display=self.wall.display,
            changed=self.wall.changed,
            alarm=lambda: self.alarm,
            post=client.post if client is not None else None,
            outbox=self.outbox,
            board=self.board,
            clock=self.clock,
            sleep=self.clock.sleep,
        )


@asynccontextmanager
async def place_of(tmp_path, client, **more):
    place = Place(tmp_path, client, **more)
    task = asyncio.create_task(place.proofs.run())
    await settle()
    try:
        yield place
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def asked(ref: object = "r-1") -> Command:
    to = CommandFor(boot="b", conn=1)
    return Command(id="c-1", to=to, op="proof", arg={"ref": ref}, iat_ms=0, exp_ms=1, ttl_ms=1)


async def test_on_request_the_picture_is_told_and_sent_with_what_was_shown(tmp_path):
    async with device_server(tmp_path) as (server, client), place_of(tmp_path, client) as place:
        place.wall.show(DisplayMode.BOARD, rung="post", cards=[BoardCard(id="p-7", rung="post", kind="news")])
        outcome = await place.proofs.handle(asked())
        await until(lambda: server.proofs and not place.queue.files())
    sha = hashlib.sha256(b"1").hexdigest()
    assert (outcome.code, outcome.res) == ("ok", {"sha256": sha})
    told, event = server.proofs[0], place.outbox.events[0]
    assert (told.ref, told.why, told.sha256, told.card, told.rung, told.width) == ("r-1", "asked", sha, "p-7", "post", 1920)
    assert (event.kind, event.a) == (EventKind.SCREEN_PROOF, {"ref": "r-1", "why": "asked", "mode": "board", "sha256": sha})
    assert place.board.screen_look == ScreenLook(page=True, sha256=sha, proof_ms=event.t_ms)


async def test_two_seconds_after_an_alarm_begins_and_ends_there_is_a_proof_of_it(tmp_path):
    async with device_server(tmp_path) as (server, client), place_of(tmp_path, client) as place:
        place.alarm = "a-5"
        place.wall.show(DisplayMode.SMOKE)
        await place.clock.advance(1.9)
        assert not place.camera.taken
        await place.clock.advance(0.2)
        await until(lambda: len(server.proofs) == 1)
        place.wall.show(DisplayMode.SMOKE, address="Am Nordpark 7")
        await place.clock.advance(5)
        place.alarm = ""
        place.wall.show(DisplayMode.BOARD)
        await place.clock.advance(2.1)
        await until(lambda: len(server.proofs) == 2)
        place.wall.show(DisplayMode.SETUP)
        await place.clock.advance(5)
    assert [(each.why, each.ref, each.mode) for each in server.proofs] == [
        (ProofWhy.ALARM, "a-5", "smoke"),
        (ProofWhy.CLEAR, "a-5", "board"),
    ]


async def test_without_a_network_the_last_twenty_wait_on_the_card_also_over_a_restart(tmp_path, monkeypatch):
    monkeypatch.setattr(proof_module, "AGAIN_S", 0.05)
    async with device_server(tmp_path) as (server, client):
        server.down = True
        async with place_of(tmp_path, client) as place:
            for _ in range(MOST + 3):
                place.clock.jump(1_000)
                await place.proofs.take("r", ProofWhy.ASKED)
            assert len(place.queue.files()) == MOST
        server.down, server.status = False, 503
        async with place_of(tmp_path, client) as place:
            await until(lambda: len(server.asked) >= 2)
            assert len(place.queue.files()) == MOST
            server.status = 200
            await until(lambda: not place.queue.files())
    shas = [each.sha256 for each in server.proofs]
    assert shas == [hashlib.sha256(b"%d" % number).hexdigest() for number in range(4, MOST + 4)]


async def test_what_no_server_will_ever_take_does_not_stand_in_the_way(tmp_path):
    async with device_server(tmp_path) as (server, client):
        (tmp_path / "proofs").mkdir()
        (tmp_path / "proofs" / "000000000000001-x.json").write_bytes(b"half a pro")
        server.status = 413
        async with place_of(tmp_path, client) as place:
            await place.proofs.take("r", ProofWhy.ASKED)
            await until(lambda: not place.queue.files())
    assert len(server.asked) == 1


async def test_a_browser_that_does_not_answer_a_wrong_command_and_none_at_all_are_said(tmp_path):
    async with place_of(tmp_path, None) as place:
        place.camera.broken = True
        assert (await place.proofs.handle(asked())).code == "no_picture"
        assert (await place.proofs.handle(asked(7))).code == "bad_arg"
        assert (await place.proofs.handle(asked("x" * 65))).code == "bad_arg"
        place.wall.show(DisplayMode.SMOKE)
        await place.clock.advance(3)
        place.camera.broken = False
        assert (await place.proofs.handle(asked())).code == "ok"
    async with place_of(tmp_path, None, camera=False) as place:
        assert (await place.proofs.handle(asked())).code == "no_browser"


async def test_a_full_card_loses_the_picture_and_never_the_event(tmp_path):
    (tmp_path / "proofs").write_text("a file where the folder should be")
    async with place_of(tmp_path, None) as place:
        proof = await place.proofs.take("r", ProofWhy.ASKED)
        assert msgspec.to_builtins(place.outbox.events[0].a)["sha256"] == proof.sha256
