"""The launcher: starts what stands, tries what is on trial, takes back what does not do, whatever was cut short before."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from hallenwart_edge.fleet.trial import MAX_STARTS, Step, Trial, confirmed, started
from hallenwart_edge.fleet.trial_file import write_trial
from hallenwart_edge.launch import launcher, store
from hallenwart_edge.launch.archive import launcher_archive
from hallenwart_edge.launch.launcher import MAX_PAUSE_S, Launcher, choose, pause_s
from hallenwart_edge.launch.store import Releases

OLD, NEW = "0.1.0", "0.2.0"


def made(releases: Releases, version: str, script: str = "exit 0") -> None:
    program = releases.program(version)
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    releases.finish(version, sync=lambda: None)


@pytest.fixture
def releases(tmp_path: Path) -> Releases:
    releases = Releases(tmp_path / "opt")
    made(releases, OLD)
    releases.point(OLD)
    return releases


def on_trial(**fields) -> Trial:
    return replace(Trial(of="release", name=NEW, before=OLD), **fields)


def test_what_stands_is_started_and_nothing_is_written(releases: Releases):
    before = {path: path.lstat().st_mtime_ns for path in releases.root.rglob("*")}
    assert choose(releases) == (OLD, None)
    assert {path: path.lstat().st_mtime_ns for path in releases.root.rglob("*")} == before


def test_every_start_of_a_trial_is_counted_before_it_begins_and_the_last_word_is_the_old_one(releases: Releases):
    made(releases, NEW)
    releases.note(on_trial())
    for number in range(1, MAX_STARTS + 1):
        version, trial = choose(releases)
        assert (version, trial.starts, releases.trial().starts, releases.current()) == (NEW, number, number, OLD)
    assert choose(releases) == (OLD, None)
    assert releases.trial().step is Step.BACK
    assert choose(releases) == (OLD, None)


def test_a_confirmed_trial_becomes_what_stands(releases: Releases):
    made(releases, NEW)
    releases.note(confirmed(started(on_trial())))
    assert choose(releases) == (NEW, None)
    assert releases.current() == NEW


def test_a_release_that_is_not_whole_is_never_started(releases: Releases):
    releases.program(NEW).parent.mkdir(parents=True)
    releases.program(NEW).touch()
    releases.note(on_trial())
    assert choose(releases) == (OLD, None)
    assert "not whole" in releases.trial().why
    releases.note(confirmed(on_trial()))
    assert choose(releases) == (OLD, None)


def test_on_a_full_card_the_old_one_runs(releases: Releases, monkeypatch: pytest.MonkeyPatch):
    made(releases, NEW)
    releases.note(on_trial())

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "write_trial", full)
    assert choose(releases) == (OLD, None)


def test_without_a_link_the_newest_whole_release_runs(releases: Releases):
    made(releases, "0.1.10")
    releases.current_link.unlink()
    releases.trial_file.write_text("nonsense")
    assert choose(releases) == ("0.1.10", None)


def test_two_releases_are_kept_and_never_the_one_that_runs(releases: Releases):
    for version in ("0.1.2", "0.1.10", NEW):
        made(releases, version)
    (releases.folder("0.9.0")).mkdir()
    assert releases.prune() == ["0.1.2", "0.1.10", "0.9.0"]
    assert releases.versions() == [OLD, NEW]


def test_what_went_back_is_removed_and_what_one_could_go_back_to_is_kept(releases: Releases):
    made(releases, "0.1.5")
    made(releases, NEW)
    releases.point("0.1.5")
    releases.note(replace(on_trial(before="0.1.5"), step=Step.BACK))
    assert releases.prune() == [NEW]
    assert releases.versions() == [OLD, "0.1.5"]


# --- power cuts: the process is killed before each line of the whole life of an update ----------------------------------


WRITES = {"finish", "drop", "point", "prune", "write_trial", "flush_folder"}
FILES = {store.__file__, write_trial.__code__.co_filename}


def life(releases: Releases) -> None:
    """What agent and launcher do from a finished download to the end of a good trial."""
    made(releases, NEW)
    releases.note(on_trial())
    choose(releases)
    releases.note(confirmed(releases.trial()))
    choose(releases)
    releases.prune()


def killed_before_line(number: int, releases: Releases) -> bool:
    """Live in a child of our own until a line that touches the card; False when life was over before."""
    child = os.fork()
    if not child:
        left = number

        def trace(frame, event, _):
            nonlocal left
            if frame.f_code.co_name in WRITES and frame.f_code.co_filename in FILES:
                left -= event == "line"
                if left <= 0:
                    os.kill(os.getpid(), signal.SIGKILL)
            return trace

        sys.settrace(trace)
        life(releases)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def test_whatever_line_a_power_cut_meets_a_whole_release_runs_and_the_update_can_be_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(os, "fsync", lambda _: None)
    number, cuts = 0, {OLD: 0, NEW: 0}
    while True:
        number += 1
        releases = Releases(tmp_path / str(number))
        made(releases, OLD)
        releases.point(OLD)
        if not killed_before_line(number, releases):
            break
        version, _ = choose(releases)
        assert releases.whole(version), number
        cuts[version] += 1
        standing = releases.current()
        assert releases.whole(standing), number
        if standing == OLD:
            life(releases)
        assert choose(releases) == (NEW, None), number
    assert cuts[OLD] > 5
    assert cuts[NEW] > 20


# --- real processes -------------------------------------------------------------------------------------------------------


@pytest.fixture
def launch(releases: Releases, tmp_path: Path):
    """The launcher as one file, on the Python of the system; the old release says that it runs and stays."""
    file = tmp_path / "hallenwart-launch"
    file.write_bytes(launcher_archive())
    made(releases, OLD, 'echo old "$@"; exec sleep 60')
    running: list[subprocess.Popen] = []

    def start() -> subprocess.Popen:
        words = [sys.executable, "-I", "-S", str(file), "--root", str(releases.root), "--", "run", "--config", "x"]
        running.append(subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
        return running[-1]

    yield start
    for process in running:
        process.kill()
        process.communicate()


def test_the_launcher_makes_room_for_what_it_starts(launch):
    process = launch()
    assert process.stdout.readline() == "old run --config x\n"
    process.terminate()
    assert process.wait(5) == -signal.SIGTERM  # it is the release itself by now


def test_a_release_that_ends_at_once_goes_back_by_itself(launch, releases: Releases):
    made(releases, NEW, "echo new; exit 3")
    releases.note(on_trial())
    process = launch()
    assert [process.stdout.readline() for _ in range(MAX_STARTS + 1)] == ["new\n"] * MAX_STARTS + ["old run --config x\n"]
    assert releases.trial().step is Step.BACK


def test_a_release_that_is_never_confirmed_goes_back_in_its_time(releases: Releases, monkeypatch: pytest.MonkeyPatch):
    made(releases, NEW, "trap '' TERM; sleep 60 & wait; wait")
    releases.note(on_trial(within_s=0))
    monkeypatch.setattr(launcher, "END_WITHIN_S", 0.3)
    became: list[str] = []

    class Became(Exception):  # noqa: N818 - it stands for the release that takes this process's place
        pass

    def become(command, words, environment):
        became.append(environment["HALLENWART_RELEASES"])
        raise Became(command)

    monkeypatch.setattr(os, "execve", become)
    with pytest.raises(Became, match=OLD):
        Launcher(releases, ["run"], say=lambda _: None, grace_s=0.3, pause_s=0).run()
    assert (releases.trial().step, releases.trial().why) == (Step.BACK, "not confirmed in time")
    assert became == [str(releases.root)]


def test_a_stop_of_the_service_reaches_the_release_on_trial(launch, releases: Releases):
    made(releases, NEW, "echo new; exec sleep 60")
    releases.note(on_trial())
    process = launch()
    assert process.stdout.readline() == "new\n"
    time.sleep(0.2)  # the handlers are set right after the child began
    process.terminate()
    assert process.wait(5) != 0
    assert releases.trial().step is Step.TRYING  # a start was spent, nothing was judged


def test_a_confirmed_trial_runs_on_under_its_launcher(launch, releases: Releases):
    made(releases, NEW, "echo new; read _ < fifo; echo done; exit 0".replace("fifo", str(releases.root / "fifo")))
    os.mkfifo(releases.root / "fifo")
    releases.note(on_trial())
    process = launch()
    assert process.stdout.readline() == "new\n"
    releases.note(confirmed(releases.trial()))
    (releases.root / "fifo").write_text("go\n")
    assert [process.stdout.readline() for _ in range(2)] == ["done\n", "new\n"]  # ended: started again, by now what stands
    assert releases.current() == NEW


def test_quick_restarts_come_ever_later_and_never_later_than_half_a_minute(tmp_path: Path):
    now_s, pauses = 1000.0, []
    for _ in range(10):
        pauses.append(pause_s(str(tmp_path), now_s))
        now_s += pauses[-1] + 2
    assert pauses == [0, 0, 1, 2, 4, 8, 16, MAX_PAUSE_S, MAX_PAUSE_S, MAX_PAUSE_S]
    assert pause_s(str(tmp_path), now_s + 3600) == 0
    assert pause_s("", now_s) == 0
