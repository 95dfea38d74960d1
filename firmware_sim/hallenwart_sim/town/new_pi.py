"""A Pi that whoever tries the town adds: the real enrolment into a fresh folder, then the real agent."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

from hallenwart_sim.town import plan, setup, toml
from hallenwart_sim.town.processes import Child, ChildFailedError, Command, script


class NewPi:
    """One at a time. Its folder is its SD card: another one is put in by the next enrolment, and only while it is unplugged."""

    def __init__(self, folder: Path, *, screens: int, log: Path, clock: Callable[[], str]) -> None:
        self._folder, self._screens, self._clock = folder, screens, clock
        self._config, self._unplugged = folder / "agent.toml", folder / "unplugged"
        self.child = Child("new-pi", [script("hallenwart-edge"), "run", "--config", self._config], log=log)
        self.busy = False
        self.said = ""
        """What the last enrolment said in failing, or why the agent does not run any more."""

    @property
    def device(self) -> str:
        """Its id, empty before it was enrolled."""
        return str(tomllib.loads(self._config.read_text())["agent"]["device"]) if self._config.exists() else ""

    @property
    def plugged(self) -> bool:
        return self._config.exists() and not self._unplugged.exists()

    @property
    def screens_url(self) -> str:
        return f"http://127.0.0.1:{self._screens}"

    async def enrol(self, ticket: str) -> bool:
        """Enrol with the text of a QR code and start the agent; False when that was refused: `said` has the words."""
        self.said, self.busy = "", True
        try:
            if self._config.exists():
                shutil.rmtree(self._folder)
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            where: Command = ["--out", self._folder, "--state-dir", self._folder / "state"]
            await setup.run(script("hallenwart-edge"), "enrol", ticket, *where)
            await self.plug()
        except setup.SetupError as error:
            self.said = str(error)
            return False
        finally:
            self.busy = False
        return True

    async def plug(self) -> None:
        """Start the agent by the town's clock, with its pages."""
        self._unplugged.unlink(missing_ok=True)
        config = tomllib.loads(self._config.read_text())
        config["agent"]["clock"] = self._clock()
        plan.write_private(self._config, toml.dumps(config | {"screens": {"port": self._screens}}))
        await self.child.start()

    async def unplug(self) -> None:
        """Let it go without a word, as a pulled plug does. It stays so over a restart of the town."""
        self._unplugged.touch()
        self.child.kill()
        await self.child.killed()

    async def supervise(self) -> None:
        """Start the agent again whenever it ends. One that keeps ending is unplugged; the town lives on."""
        while True:
            try:
                await self.child.supervise()
            except ChildFailedError as error:
                self.said = str(error)
                await self.unplug()
