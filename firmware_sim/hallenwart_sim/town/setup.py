"""Makes the files the town's processes start from: credentials, agents' configuration, the seed of the records."""

from __future__ import annotations

import asyncio
import tomllib
from datetime import date
from pathlib import Path
from typing import Final

from hallenwart_sim.town import api, history, plan, seed_file, toml
from hallenwart_sim.town.folder import Folder
from hallenwart_sim.town.ports import Ports
from hallenwart_sim.town.processes import Child, Command, script

CLUB_SPEAKERS: Final = tuple(person.email for person in seed_file.PEOPLE if person.speaks)


class SetupError(RuntimeError):
    """Raised when a step of the set-up fails; the message holds what the command said."""


async def provision(folder: Folder, ports: Ports, *, tls: bool) -> None:
    plan.write_private(folder.fleet, plan.fleet_toml())
    where: Command = ["--fleet", folder.fleet, "--state", folder.root, "--port", str(ports.broker)]
    certificates = ["--tls-port", str(ports.broker_tls)] if tls else []
    await run(script("hallenwart-broker"), "provision", *where, *certificates)


async def seed(folder: Folder, today: date, outside: seed_file.Outside, *, season: bool) -> None:
    """Bring the records up to date: places and people at every start, the season at the first one."""
    await run(script("hallenwart"), "migrate", "--state", folder.backend)
    plan.write_private(folder.seed, seed_file.render(today, outside, season=season))
    where: Command = ["--state", folder.backend, "--accounts-out", folder.accounts]
    await run(script("hallenwart"), "admin", "seed", folder.seed, *where)


async def enter(folder: Folder, booking: toml.Table) -> None:
    """Enter one booking as the office does. Raises SetupError."""
    file = folder.root / f"entered-{booking['hall']}-{booking['title']}.toml"  # two may be on their way
    plan.write_private(file, toml.dumps({"booking": [booking]}))
    await run(script("hallenwart"), "admin", "seed", file, "--state", folder.backend)


async def tell_past(folder: Folder, now_ms: int, *, seed: int) -> None:
    """Let the records begin with what the counters saw before the town began."""
    plan.write_private(folder.history, history.render(now_ms, seed=seed))
    await run(script("hallenwart"), "admin", "import-series", folder.history, "--state", folder.backend)


def read_accounts(folder: Folder) -> dict[str, str]:
    """Return the password by e-mail address."""
    accounts = tomllib.loads(folder.accounts.read_text())
    return {account["email"]: account["password"] for account in accounts["account"]}


async def listening(port: int, child: Child, *, within_s: float) -> None:
    """Wait until a child listens on a port. Raises SetupError with its last words."""
    try:
        async with asyncio.timeout(within_s):
            while True:
                if await _listens(port):
                    return
                _must_run(child)
                await asyncio.sleep(0.05)
    except TimeoutError as error:
        raise SetupError(f"{child.name} wird nicht bereit / does not get ready; {child.log}:\n{child.tail()}") from error


async def answering(url: str, child: Child, *, within_s: float) -> None:
    """Wait until a child answers on `url`. Raises SetupError with its last words."""
    waiting = asyncio.create_task(api.wait_until_up(url, within_s=within_s), name=f"wait: {url}")
    try:
        while not waiting.done():
            _must_run(child)
            await asyncio.wait({waiting}, timeout=0.2)
        await waiting
    except TimeoutError as error:
        raise SetupError(f"{child.name} antwortet nicht / does not answer; {child.log}:\n{child.tail()}") from error
    finally:
        waiting.cancel()


def _must_run(child: Child) -> None:
    if not child.running:
        raise SetupError(f"{child.name} startet nicht / does not start; {child.log}:\n{child.tail()}")


async def _listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


async def run(*command: str | Path) -> None:
    """Run a command to its end. Raises SetupError with what it said."""
    process = await asyncio.create_subprocess_exec(
        *(str(part) for part in command), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    try:
        said, _ = await process.communicate()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
    if process.returncode != 0:
        raise SetupError(f"{Path(command[0]).name} {command[1]}: {said.decode(errors='replace').strip()}")
