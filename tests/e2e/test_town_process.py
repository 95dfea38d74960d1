"""The town as a process: one clear sentence when it cannot start, an end when it is told to, nothing left behind."""

import socket
import subprocess
from pathlib import Path

import pytest

from support.town import COMMAND, RunningTown, free_base, start_town, until

pytestmark = pytest.mark.slow


def of_this_town(state: Path) -> set[int]:
    """Return the processes that carry this town's folder in their command line."""
    found = set()
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            command, status = (entry / "cmdline").read_bytes(), (entry / "stat").read_text()
        except OSError:
            continue
        if str(state).encode() in command and status.rpartition(")")[2].split()[0] != "Z":
            found.add(int(entry.name))
    return found


def nothing_left(state: Path) -> None:
    until(lambda: not of_this_town(state), what="no process of the town is left")


def test_it_ends_when_told_starts_again_where_it_was_and_leaves_nothing_behind(folder: Path):
    base = free_base()
    town = start_town(folder, base=base)
    assert "shown only now" in town.output.read_text()
    assert len(of_this_town(folder)) >= 6
    before_ms = town.truth()["now_ms"]
    assert town.stop() == 0
    assert not of_this_town(folder)

    again = start_town(folder, base=base)
    assert again.truth()["now_ms"] >= before_ms
    told = again.output.read_text()
    assert "accounts.toml" in told
    assert not any(password in told for password in _passwords(again))
    again.process.kill()
    again.process.wait()
    nothing_left(folder)


def _passwords(town: RunningTown) -> list[str]:
    return [town.password(email) for email in ("jana@tsv-lindenau.example", "kern@stadt.example", "amt@stadt.example")]


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, text=True, timeout=300, check=False)


def test_a_busy_port_is_one_sentence(folder: Path):
    base = free_base()
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", base + 3))
        holder.listen()
        ended = run("town", "--state", folder, "--port-base", base)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert len(ended.stderr.splitlines()) == 1
    assert f"port {base + 3} is in use" in ended.stderr
    assert not of_this_town(folder)


def test_playing_without_a_town_is_one_sentence(folder: Path):
    ended = run("play", "fire", "--state", folder)
    assert (ended.returncode, len(ended.stderr.splitlines())) == (2, 1)


def test_another_folder_s_files_are_not_deleted(folder: Path):
    folder.mkdir()
    (folder / "letters.txt").write_text("dear hall")
    ended = run("town", "--state", folder, "--port-base", free_base(), "--fresh")
    assert (ended.returncode, len(ended.stderr.splitlines())) == (2, 1)
    assert (folder / "letters.txt").exists()
