"""Updates: fetch a release, verify it, make it, put it on trial, and judge it once it runs.

Nothing is begun while an alarm stands or a door is open. What was asked for outlives a restart; what a power cut leaves half
done is made anew. The launcher beside this (`hallenwart_edge.launch`) takes back what does not even come this far.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from hallenwart_contract.bundles import problem_of, unpack
from hallenwart_contract.clock import Clock
from hallenwart_contract.documents import Command
from hallenwart_contract.errors import ContractError
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.machine import Trial as TrialWord
from hallenwart_contract.machine import TrialOf
from hallenwart_contract.messages import Event, Scalar
from hallenwart_contract.releases import Release, checked_version
from hallenwart_edge.bell import Bell
from hallenwart_edge.command_ports import Outcome
from hallenwart_edge.errors import EdgeError, LinkDownError
from hallenwart_edge.fleet import trial as trials
from hallenwart_edge.fleet.trial import Look, Probation, Step, Trial, Verdict
from hallenwart_edge.launch.store import Releases
from hallenwart_edge.ports import Outbox
from hallenwart_edge.release.venv import MANIFEST_KEPT, ReleaseFailedError, check_release, free_bytes, make_venv
from hallenwart_edge.small_file import SmallFile

LOOK_EVERY_S: Final = 1.0
RETRY_S: Final = 30.0
GIVE_UP_MS: Final = 12 * 3_600_000
"""An update that could not be fetched or begun for so long is told as refused."""
ROOM_FACTOR: Final = 5
ROOM_BYTES: Final = 50_000_000
"""Room that must be left: bundle, wheels and venv beside what is there, and some for everything else."""
_log: Final = logging.getLogger(__name__)


class RefusedUpdateError(EdgeError):
    """Raised when a release will not be taken, however often one tries. `code` is told."""

    def __init__(self, code: str, text: str = "") -> None:
        super().__init__(text or code)
        self.code = code


class Bundles(Protocol):
    """Where bundles come from."""

    async def fetch(self, version: str, to: Path, *, room: Callable[[int], None]) -> None:
        """Write the bundle to `to`, going on where the file ends. `room` is called with its size before it is written.

        Raises LinkDownError when trying again later may help, RefusedUpdateError when the server has none.
        """
        ...


class NoBundles:
    """A device that has no way to a server's HTTPS."""

    async def fetch(self, version: str, to: Path, *, room: Callable[[int], None]) -> None:
        del version, to, room
        raise RefusedUpdateError("no_server")


class _Wanted(msgspec.Struct, frozen=True, kw_only=True):
    version: str = ""
    since_ms: int = 0
    begun: bool = False


@dataclass(frozen=True, slots=True)
class UpdateParts:
    """What updates need of the agent. `look`: how the device is; `busy`: why nothing may begin now, empty when it may."""

    releases: Releases
    version: str
    config: Path
    keys: Mapping[int, Ed25519PublicKey]
    bundles: Bundles
    outbox: Outbox
    clock: Clock
    look: Callable[[], Look]
    worked: Callable[[], tuple[str, ...]]
    busy: Callable[[], str]
    restart: Callable[[], None]
    show: Callable[[TrialWord | None], None] = lambda _: None
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    within_s: int = trials.WITHIN_S
    calm_s: float = trials.CALM_S


class Updates:
    """Handles `update`, and judges the release that runs when it is on trial."""

    def __init__(self, parts: UpdateParts) -> None:
        self._parts = parts
        self._inbox = parts.releases.root / "inbox"
        self._file = SmallFile(self._inbox / "wanted.json", _Wanted)
        self._asked = Bell()
        self._wanted = _Wanted()

    async def handle(self, command: Command) -> Outcome:
        """Take the wish down; the work goes on for minutes. Codes: bad_arg, busy while another one is under way."""
        try:
            version = checked_version(str(command.arg.get("version", "")))
        except ContractError:
            return Outcome("bad_arg")
        trial = self._parts.releases.trial()
        if (self._wanted.version and self._wanted.version != version) or (trial is not None and trial.step is Step.TRYING):
            return Outcome("busy")
        self._wanted = _Wanted(version=version, since_ms=self._parts.clock.now_ms())
        try:
            await asyncio.to_thread(self._file.save, self._wanted)
        except OSError:
            self._wanted = _Wanted()
            return Outcome("storage")
        self._asked.ring()
        return Outcome()

    async def run(self) -> None:
        """Judge a trial, tell what came of one, then wait for wishes; until cancelled."""
        await self._judge()
        await self._remember()
        while True:
            while not self._wanted.version:
                await self._asked.wait()
            await self._follow()

    async def _remember(self) -> None:
        """Take up a wish from before the restart, unless its trial was begun by then, or a newer one has come meanwhile."""
        kept = await asyncio.to_thread(self._file.load)
        if self._wanted.version:
            return
        self._wanted = kept
        trial = self._parts.releases.trial()
        if self._wanted.begun and trial is not None and trial.name == self._wanted.version:
            await self._forget()

    # --- a trial that runs ---------------------------------------------------------------------------------------------

    async def _judge(self) -> None:
        parts = self._parts
        trial = parts.releases.trial()
        if trial is None or trial.of != TrialOf.RELEASE:
            return
        if trial.step is Step.TRYING and trial.name == parts.version:
            trial = await self._watched(trial)
        if trial.step is not Step.TRYING and not trial.told:
            await self._tell_end(trial)
        if trial.step is Step.BACK and trial.name == parts.version:
            parts.restart()

    async def _watched(self, trial: Trial) -> Trial:
        """Look at the device until it is clear whether this release does."""
        parts = self._parts
        probation = Probation(trial, parts.clock.mono_ms(), calm_s=parts.calm_s)
        left_ms = probation.until_ms - parts.clock.mono_ms()
        until_ms = parts.clock.now_ms() + left_ms
        parts.show(TrialWord(of=TrialOf.RELEASE, version=trial.name, until_ms=until_ms))
        while (verdict := probation.judge(parts.look(), parts.clock.mono_ms())) is Verdict.WAIT:
            await parts.sleep(LOOK_EVERY_S)
        parts.show(None)
        if verdict is Verdict.BAD:
            return await self._noted(trials.back(trial, probation.why))
        after = await self._noted(trials.confirmed(trial))
        await asyncio.to_thread(parts.releases.point, trial.name)
        await asyncio.to_thread(parts.releases.prune)
        return after

    async def _noted(self, trial: Trial) -> Trial:
        await asyncio.to_thread(self._parts.releases.note, trial)
        return trial

    async def _tell_end(self, trial: Trial) -> None:
        """Tell it once; a release that goes back leaves the telling to the one that comes after it."""
        if trial.active != self._parts.version:
            return
        kind = EventKind.TRIAL_CONFIRMED if trial.step is Step.CONFIRMED else EventKind.TRIAL_BACK
        a: dict[str, Scalar] = {"of": trial.of, "version": trial.name}
        await self._tell(kind, a if trial.step is Step.CONFIRMED else {**a, "why": trial.why})
        await self._noted(trials.told(trial))
        await asyncio.to_thread(self._parts.releases.prune)

    # --- a wish ----------------------------------------------------------------------------------------------------------

    async def _follow(self) -> None:
        """Try to bring a wish to its trial. What cannot be is told; what may be later is tried again."""
        version = self._wanted.version
        try:
            await self._prepare(version)
            await self._begin(version)
        except (RefusedUpdateError, ReleaseFailedError) as error:
            await self._refuse(error.code, str(error))
        except (LinkDownError, OSError) as error:
            _log.warning("update to %s waits: %s", version, error)
            if self._parts.clock.now_ms() - self._wanted.since_ms > GIVE_UP_MS:
                await self._refuse("storage" if not isinstance(error, LinkDownError) else "no_download", str(error))
            else:
                await self._parts.sleep(RETRY_S)

    async def _prepare(self, version: str) -> None:
        """Fetch, verify and make a release. Raises RefusedUpdateError, ReleaseFailedError, LinkDownError, OSError."""
        parts = self._parts
        if version == parts.version:
            raise RefusedUpdateError("same")
        if not parts.keys:
            raise RefusedUpdateError("no_key")
        self._inbox.mkdir(parents=True, exist_ok=True)
        bundle, wheels = self._inbox / f"{version}.tar", self._inbox / version
        await parts.bundles.fetch(version, bundle, room=self._room)
        await asyncio.to_thread(shutil.rmtree, wheels, ignore_errors=True)
        try:
            release = await asyncio.to_thread(unpack, bundle, wheels, parts.keys)
        except ContractError as error:
            bundle.unlink(missing_ok=True)
            raise RefusedUpdateError("bad_bundle", str(error)) from error
        self._fits(release, version)
        await asyncio.to_thread(self._make, release, wheels)
        bundle.unlink(missing_ok=True)
        await asyncio.to_thread(shutil.rmtree, wheels, ignore_errors=True)

    def _room(self, size: int) -> None:
        if free_bytes(self._inbox) < size * ROOM_FACTOR + ROOM_BYTES:
            raise RefusedUpdateError("no_room", f"{size} bytes times {ROOM_FACTOR} do not fit on the card")

    def _fits(self, release: Release, version: str) -> None:
        if release.version != version:
            raise RefusedUpdateError("bad_bundle", f"asked for {version}, got {release.version}")
        problem = problem_of(release, self._parts.version, self._least())
        if problem:
            raise RefusedUpdateError(problem)

    def _least(self) -> str:
        """Return how far one may go back from the release that runs."""
        try:
            kept = (self._parts.releases.folder(self._parts.version) / MANIFEST_KEPT).read_bytes()
            return msgspec.json.decode(kept, type=Release).least
        except (OSError, ValueError, msgspec.MsgspecError):
            return ""

    def _make(self, release: Release, wheels: Path) -> None:
        releases = self._parts.releases
        make_venv(releases, release.version, wheels)
        (releases.folder(release.version) / MANIFEST_KEPT).write_bytes(msgspec.json.encode(release))
        check_release(releases, release.version, self._parts.config)
        releases.finish(release.version)

    async def _begin(self, version: str) -> None:
        """Wait for a calm moment, then put the release on trial and end, so that the launcher starts it."""
        parts = self._parts
        while reason := parts.busy():
            _log.info("update to %s waits: %s", version, reason)
            if parts.clock.now_ms() - self._wanted.since_ms > GIVE_UP_MS:
                raise RefusedUpdateError("busy", reason)
            await parts.sleep(LOOK_EVERY_S)
        trial = Trial(TrialOf.RELEASE, version, before=parts.version, worked=parts.worked(), within_s=parts.within_s)
        until_ms = parts.clock.now_ms() + trial.within_s * 1_000
        a: dict[str, Scalar] = {"of": trial.of, "version": version, "until_ms": until_ms}
        self._wanted = msgspec.structs.replace(self._wanted, begun=True)
        await asyncio.to_thread(self._file.save, self._wanted)
        await self._noted(trial)
        await self._tell(EventKind.TRIAL_BEGUN, a)
        await self._forget()
        parts.restart()

    async def _refuse(self, code: str, text: str) -> None:
        _log.warning("update to %s refused: %s: %s", self._wanted.version, code, text)
        await self._tell(EventKind.UPDATE_REFUSED, {"version": self._wanted.version, "why": code})
        version = self._wanted.version
        await self._forget()
        await asyncio.to_thread(self._clean, version)

    async def _forget(self) -> None:
        self._wanted = _Wanted()
        await asyncio.to_thread(self._file.save, self._wanted)

    def _clean(self, version: str) -> None:
        shutil.rmtree(self._inbox / version, ignore_errors=True)
        (self._inbox / f"{version}.tar").unlink(missing_ok=True)
        if version != self._parts.version and version != self._parts.releases.current():
            self._parts.releases.drop(version)

    async def _tell(self, kind: str, a: dict[str, Scalar]) -> None:
        clock = self._parts.clock
        await self._parts.outbox.event(Event(kind=kind, t_ms=clock.now_ms(), mono_ms=clock.mono_ms(), c="release", a=a))
