"""Updates on the device: fetched, verified, made, put on trial in a calm moment, judged, told; refused where they must be."""

import asyncio
import shutil
import threading
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hallenwart_contract.bundles import seal_bundle
from hallenwart_contract.clock import SystemClock
from hallenwart_contract.documents import Command, CommandFor
from hallenwart_contract.releases import Release
from hallenwart_edge.errors import LinkDownError
from hallenwart_edge.fleet import updating
from hallenwart_edge.fleet.trial import Look, Step, Trial, back, started
from hallenwart_edge.fleet.updating import RefusedUpdateError, UpdateParts, Updates
from hallenwart_edge.launch.launcher import choose
from hallenwart_edge.launch.store import Releases
from hallenwart_edge.release import venv
from hallenwart_edge.release.venv import MANIFEST_KEPT, ReleaseFailedError
from support.rig import until

OLD, NEW = "0.1.0", "0.2.0"
KEY = Ed25519PrivateKey.generate()
WELL, CUT = Look(connected=True, receipted=True), Look(connected=False, receipted=False)


def bundle(
    folder: Path, version: str = NEW, *, least: str = "", key: Ed25519PrivateKey = KEY, name: str = "bundle.tar"
) -> Path:
    wheels = folder / f"wheels-{version}"
    wheels.mkdir(exist_ok=True)
    (wheels / f"hallenwart_edge-{version}-py3-none-any.whl").write_bytes(b"wheel" * 100)
    seal_bundle(wheels, folder / name, Release(version=version, made_ms=1, files=[], least=least), key)
    return folder / name


class Server:
    """Gives one bundle; can be out of reach, or have none."""

    def __init__(self, file: Path | None) -> None:
        self.file, self.cut, self.asked = file, False, 0

    async def fetch(self, version: str, to: Path, *, room) -> None:
        del version
        self.asked += 1
        if self.cut:
            raise LinkDownError("cut")
        if self.file is None:
            raise RefusedUpdateError("no_release")
        room(self.file.stat().st_size)
        shutil.copy(self.file, to)


class Device:
    """A device with one release, on which updates live as in the agent; venvs are a program each."""

    def __init__(self, folder: Path, file: Path | None, monkeypatch: pytest.MonkeyPatch) -> None:
        self.releases, self.server, self.events, self.restarts = Releases(folder / "opt"), Server(file), [], 0
        self.reason, self.seen, self.checked = "", WELL, []
        self._folder = folder
        self.made(OLD)
        self.releases.point(OLD)
        monkeypatch.setattr(updating, "make_venv", lambda _, version, __: self.made(version))
        monkeypatch.setattr(updating, "check_release", lambda _, version, __: self.checked.append(version))
        monkeypatch.setattr("os.sync", lambda: None)

    def made(self, version: str) -> None:
        program = self.releases.program(version)
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text("#!/bin/sh\n")
        if version == OLD:
            self.releases.finish(version, sync=lambda: None)

    async def event(self, event) -> None:
        self.events.append((event.kind, event.a.get("version"), event.a.get("why")))

    def _restart(self) -> None:
        self.restarts += 1

    def updates(self, version: str = OLD, **fields) -> Updates:
        parts = {
            "releases": self.releases,
            "version": version,
            "config": self._folder / "agent.toml",
            "keys": {1: KEY.public_key()},
            "bundles": self.server,
            "outbox": self,
            "clock": SystemClock(),
            "look": lambda: self.seen,
            "worked": lambda: ("smoke",),
            "busy": lambda: self.reason,
            "restart": self._restart,
            "sleep": lambda _: asyncio.sleep(0.002),
            "calm_s": 0.01,
            "within_s": 1,
        }
        return Updates(UpdateParts(**{**parts, **fields}))

    async def asked(self, updates: Updates, version: str = NEW) -> str:
        to = CommandFor(boot="b", conn=1)
        command = Command(id="c", to=to, op="update", arg={"version": version}, iat_ms=0, exp_ms=0, ttl_ms=1)
        return (await updates.handle(command)).code

    async def until_told(self, kind: str, updates: Updates) -> tuple[str, str, str | None]:
        running = asyncio.create_task(updates.run())
        try:
            await until(lambda: running.done() or any(each[0] == kind for each in self.events))
            await asyncio.sleep(0.1)
            if running.done():
                running.result()
        finally:
            running.cancel()
        return next(each for each in self.events if each[0] == kind)

    @property
    def left(self) -> set[str]:
        return {path.name for path in (self.releases.root / "inbox").iterdir()} - {"wanted.json"}


@pytest.fixture
def device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Device:
    return Device(tmp_path, bundle(tmp_path), monkeypatch)


async def test_a_release_is_made_put_on_trial_and_what_was_stands_until_it_is_confirmed(device: Device):
    updates = device.updates()
    assert await device.asked(updates) == "ok"
    assert await device.until_told("trial.begun", updates) == ("trial.begun", NEW, None)
    trial = device.releases.trial()
    assert (trial.name, trial.before, trial.worked, trial.step) == (NEW, OLD, ("smoke",), Step.TRYING)
    assert (device.restarts, device.releases.current(), device.checked, device.left) == (1, OLD, [NEW], set())
    assert choose(device.releases)[0] == NEW

    assert await device.until_told("trial.confirmed", device.updates(NEW)) == ("trial.confirmed", NEW, None)
    assert (device.releases.current(), device.releases.trial().told, device.restarts) == (NEW, True, 1)
    assert choose(device.releases) == (NEW, None)


async def test_a_release_that_never_connects_ends_itself_and_the_old_one_tells_why(device: Device):
    device.made(NEW)
    device.releases.finish(NEW)
    device.releases.note(Trial("release", NEW, OLD, within_s=1))
    choose(device.releases)
    device.seen = CUT
    running = asyncio.create_task(device.updates(NEW).run())
    await until(lambda: device.restarts == 1)
    running.cancel()
    assert device.events == []
    assert choose(device.releases) == (OLD, None)
    device.seen = WELL
    assert await device.until_told("trial.back", device.updates(OLD)) == ("trial.back", NEW, "no connection")
    assert device.releases.trial().told
    assert device.restarts == 1


async def test_while_an_alarm_stands_or_a_door_is_open_nothing_begins(device: Device):
    device.reason = "alarm"
    updates = device.updates()
    await device.asked(updates)
    running = asyncio.create_task(updates.run())
    await until(lambda: bool(device.checked))
    await asyncio.sleep(0.05)
    assert (device.events, device.releases.trial(), await device.asked(updates, "0.3.0")) == ([], None, "busy")
    device.reason = ""
    await until(lambda: device.restarts == 1)
    running.cancel()


@pytest.mark.parametrize(
    ("made", "running", "why"),
    [
        ({"key": Ed25519PrivateKey.generate()}, OLD, "bad_bundle"),
        ({"version": "0.9.0"}, OLD, "bad_bundle"),
        ({"least": "0.1.5"}, OLD, "too_old"),
    ],
)
async def test_what_is_not_signed_not_asked_for_or_too_far_ahead_is_refused(
    made: dict, running: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    device = Device(tmp_path, bundle(tmp_path, **made), monkeypatch)
    updates = device.updates(running)
    await device.asked(updates)
    assert await device.until_told("update.refused", updates) == ("update.refused", NEW, why)
    assert (device.releases.trial(), device.left, device.releases.versions()) == (None, set(), [OLD])


async def test_nobody_goes_back_further_than_the_release_that_runs_allows(device: Device, tmp_path: Path):
    (device.releases.folder(OLD) / MANIFEST_KEPT).write_bytes(
        b'{"version":"0.1.0","made_ms":1,"files":[],"notes":"","least":"0.0.9"}'
    )
    device.server.file = bundle(tmp_path, "0.0.8")
    updates = device.updates()
    await device.asked(updates, "0.0.8")
    assert (await device.until_told("update.refused", updates))[2] == "downgrade"


async def test_a_bundle_with_one_changed_byte_is_refused(device: Device):
    content = bytearray(device.server.file.read_bytes())
    content[-1500] ^= 1
    device.server.file.write_bytes(content)
    at = content.rfind(b"wheel")
    assert at > 0
    content[at] ^= 1
    device.server.file.write_bytes(content)
    updates = device.updates()
    await device.asked(updates)
    assert (await device.until_told("update.refused", updates))[2] == "bad_bundle"


async def test_a_release_whose_own_check_says_no_is_refused_and_removed(device: Device, monkeypatch: pytest.MonkeyPatch):
    def no(releases, version, config):
        raise ReleaseFailedError("check_failed", "says no")

    monkeypatch.setattr(updating, "check_release", no)
    updates = device.updates()
    await device.asked(updates)
    assert (await device.until_told("update.refused", updates))[2] == "check_failed"
    assert not device.releases.folder(NEW).exists()


async def test_without_room_nothing_is_written(device: Device, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(updating, "free_bytes", lambda _: 1000)
    updates = device.updates()
    await device.asked(updates)
    assert (await device.until_told("update.refused", updates))[2] == "no_room"
    assert device.left == set()


async def test_a_wish_outlives_a_restart_and_a_cut_line(device: Device):
    device.server.cut = True
    first = device.updates()
    await device.asked(first)
    running = asyncio.create_task(first.run())
    await until(lambda: device.server.asked > 2)
    running.cancel()
    device.server.cut = False
    await device.until_told("trial.begun", device.updates())


async def test_a_wish_that_comes_while_the_card_is_read_is_not_overwritten(device: Device, monkeypatch: pytest.MonkeyPatch):
    updates, read, go_on = device.updates(), threading.Event(), threading.Event()
    load = updates._file.load

    def slow():
        kept = load()
        read.set()
        go_on.wait(10)
        return kept

    monkeypatch.setattr(updates._file, "load", slow)
    begun = asyncio.create_task(device.until_told("trial.begun", updates))
    await until(read.is_set)
    assert await device.asked(updates) == "ok"
    go_on.set()
    assert (await begun)[1] == NEW


async def test_a_wish_whose_trial_went_back_is_not_tried_again(device: Device):
    updates = device.updates()
    await device.asked(updates)
    await device.until_told("trial.begun", updates)
    device.releases.note(back(started(device.releases.trial()), "no connection"))
    (device.releases.root / "inbox/wanted.json").write_text(f'{{"version":"{NEW}","since_ms":1,"begun":true}}')
    await device.until_told("trial.back", device.updates())
    assert device.server.asked == 1


@pytest.mark.parametrize("version", ["", "1.0", "../../etc", "0.2.0 "])
async def test_an_odd_version_is_refused_at_once(device: Device, version: str):
    assert await device.asked(device.updates(), version) == "bad_arg"


def test_a_program_that_fails_is_told_in_its_own_words(tmp_path: Path):
    with pytest.raises(ReleaseFailedError, match="No module named nothing_here"):
        venv._run([venv.system_python(), "-m", "nothing_here"], "no_venv", within_s=20)
