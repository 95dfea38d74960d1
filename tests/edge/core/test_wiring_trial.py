"""A wiring from afar on a real agent process, started anew by something like systemd: it stands, or it goes back."""

import contextlib
import signal
import subprocess
import threading

import pytest

from hallenwart_contract.documents import Config
from hallenwart_contract.wiring import digest, marked
from support.agents import COMMAND, write_agent_toml

CALM = "trial_calm_s = 0.5\ntrial_within_s = 6\n"
GOOD = '[screens]\nport = 0\n\n[[zone]]\nid = "foyer"\nname = "Foyer"\n'
BAD_TOML = "[screens\n"
BAD_MEANING = '[[heat]]\nid = "t1"\nzone = "nowhere"\nrom = "28-000000000001"\n'
CRASHES = GOOD + '\n[pins]\nfactory = "nobody-knows"\n\n[siren]\npin = 5\n'
"""What only shows when it starts: such a pin factory may exist on another machine."""


class Supervised:
    """Starts the agent again whenever it ends, as systemd does. `codes` are its exit codes."""

    def __init__(self, config):
        self._config, self._wanted, self.codes = config, True, []
        self._process = None
        self._thread = threading.Thread(target=self._run, daemon=True)

    def _run(self):
        with self._config.with_suffix(".log").open("ab") as log:
            while self._wanted:
                self._process = subprocess.Popen([COMMAND, "run", "--config", str(self._config)], stdout=log, stderr=log)
                self.codes.append(self._process.wait())

    def kill9(self):
        self._process.send_signal(signal.SIGKILL)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._wanted = False
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGTERM)
        self._thread.join(10)


@pytest.fixture
def agent(mosquitto, tmp_path):
    config = write_agent_toml(tmp_path / "agent", mosquitto)
    config.write_text(config.read_text().replace("[mqtt]", f"{CALM}[mqtt]", 1))
    with Supervised(config) as supervised:
        yield supervised


async def until(backend, condition):
    """Wait for several starts of a process on a machine that others use, too."""
    await backend.until(condition, within_s=180)


def told(backend, kind):
    return [row["a"] for row in backend.rows("e") if row["kind"] == kind]


async def wire(backend, text, rev):
    await backend.publish_document("cfg", Config(rev=rev, site="nordpark", site_name="Nordpark", wiring=text))


async def test_a_wiring_that_does_stands_also_after_a_kill(backend, agent):
    await until(backend, lambda: "boot" in backend.kinds())
    own = backend.conn.wiring
    text = marked(GOOD, 1)
    await wire(backend, text, 1)
    await until(backend, lambda: told(backend, "trial.confirmed"))
    assert told(backend, "trial.begun")[0]["rev"] == 1
    assert agent.codes == [75]
    assert own != backend.conn.wiring == digest(text)
    boots = backend.kinds().count("boot")
    agent.kill9()
    await until(backend, lambda: backend.kinds().count("boot") > boots)
    await until(backend, lambda: backend.conn.online)
    assert backend.conn.wiring == digest(text)
    assert len(told(backend, "trial.begun")) == 1


async def test_what_cannot_be_read_is_refused_without_a_restart(backend, agent):
    await until(backend, lambda: "boot" in backend.kinds())
    for rev, text in enumerate((BAD_TOML, BAD_MEANING), start=1):
        await wire(backend, text, rev)
        await until(backend, lambda rev=rev: len(told(backend, "trial.back")) == rev)
    assert "line 1" in told(backend, "trial.back")[0]["why"]
    assert "nowhere" in told(backend, "trial.back")[1]["why"]
    assert (agent.codes, told(backend, "trial.begun")) == ([], [])


async def test_what_ends_the_agent_at_its_start_goes_back_and_is_not_tried_again(backend, agent):
    await until(backend, lambda: "boot" in backend.kinds())
    own = backend.conn.wiring
    await wire(backend, CRASHES, 1)
    await until(backend, lambda: told(backend, "trial.back"))
    assert "nobody-knows" in told(backend, "trial.back")[0]["why"]
    assert agent.codes == [75, 75]
    await wire(backend, CRASHES, 2)
    await until(backend, lambda: backend.conn.revs.get("cfg") == 2 or any(b.revs.get("cfg") == 2 for b in backend.beats))
    assert len(told(backend, "trial.begun")) == 1
    assert backend.conn.wiring == own


async def test_killed_in_every_start_of_the_trial_it_goes_back(backend, agent):
    await until(backend, lambda: "boot" in backend.kinds())
    own = backend.conn.wiring
    backend.receipting = False  # no receipt: nothing is confirmed
    await wire(backend, marked(GOOD, 1), 1)
    for kills in range(1, 4):
        await until(backend, lambda kills=kills: len(agent.codes) >= kills and starts(agent) == kills)
        agent.kill9()
    await until(backend, lambda: len(agent.codes) == 4)
    backend.receipting = True
    await until(backend, lambda: told(backend, "trial.back"))
    assert "3 starts" in told(backend, "trial.back")[0]["why"]
    await until(backend, lambda: backend.conn.online and backend.conn.wiring == own)


def starts(agent):
    """Return how often the trial was started so far."""
    path = agent._config.parent / "state" / "wiring" / "trial.json"
    return int(path.read_text().partition('"starts": ')[2].partition(",")[0]) if path.exists() else 0


async def test_without_receipts_it_goes_back_by_itself_and_says_so(backend, agent):
    await until(backend, lambda: "boot" in backend.kinds())
    backend.receipting = False
    await wire(backend, marked(GOOD, 1), 1)
    await until(backend, lambda: len(agent.codes) == 2)
    backend.receipting = True
    await until(backend, lambda: told(backend, "trial.back"))
    assert told(backend, "trial.back")[0]["why"] == "no receipt"
