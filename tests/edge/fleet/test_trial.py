"""What a trial does: counts its starts, is confirmed when all is well for long enough, and goes back otherwise."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_edge.fleet.trial import MAX_STARTS, Look, Probation, Step, Trial, Verdict, back, confirmed, dump, parse, started
from hallenwart_edge.fleet.trial_file import read_trial, write_trial

WELL = Look(connected=True, receipted=True)


def trial(**fields) -> Trial:
    return Trial(of="release", name="0.2.0", before="0.1.0", **fields)


def test_a_trial_that_is_started_once_too_often_goes_back():
    now = trial()
    for number in range(1, MAX_STARTS + 1):
        now = started(now)
        assert (now.step, now.starts, now.active) == (Step.TRYING, number, "0.2.0")
    now = started(now)
    assert (now.step, now.active) == (Step.BACK, "0.1.0")
    assert "3 starts" in now.why


def test_what_ended_stays_ended():
    done, gone = confirmed(trial()), back(trial(), "no connection")
    assert started(done) == back(done, "late") == done
    assert started(gone) == confirmed(gone) == gone


@given(st.builds(Trial, of=st.text(), name=st.text(), before=st.text(), worked=st.lists(st.text()).map(tuple)))
@settings(max_examples=25)
def test_it_comes_back_from_its_text(made: Trial):
    assert parse(dump(made)) == made


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"of": 1}', '{"of":"a","name":"b","before":"c","step":"x"}'])
def test_an_unreadable_file_is_no_trial(text: str, tmp_path: Path):
    (tmp_path / "trial.json").write_text(text)
    assert read_trial(tmp_path / "trial.json") is None


def test_a_field_of_a_later_version_is_left_out(tmp_path: Path):
    write_trial(tmp_path / "trial.json", trial())
    row = json.loads((tmp_path / "trial.json").read_text())
    (tmp_path / "trial.json").write_text(json.dumps(row | {"later": 1}))
    assert read_trial(tmp_path / "trial.json") == trial()


def test_it_is_good_after_being_well_without_a_break():
    probation = Probation(trial(), 0)
    assert probation.judge(WELL, 0) is Verdict.WAIT
    assert probation.judge(Look(connected=True, receipted=False), 20_000) is Verdict.WAIT
    assert probation.judge(WELL, 25_000) is Verdict.WAIT
    assert probation.judge(WELL, 54_000) is Verdict.WAIT
    assert probation.judge(WELL, 55_000) is Verdict.GOOD


@pytest.mark.parametrize(
    ("look", "why"),
    [
        (Look(connected=False, receipted=False), "no connection"),
        (Look(connected=True, receipted=False), "no receipt"),
        (Look(connected=True, receipted=True, faults=frozenset({"co2", "smoke"})), "in fault: smoke"),
    ],
)
def test_it_is_bad_when_its_time_is_over(look: Look, why: str):
    probation = Probation(trial(worked=("smoke", "heat")), 0)
    assert probation.judge(look, 299_000) is Verdict.WAIT
    assert probation.judge(look, 300_000) is Verdict.BAD
    assert probation.why == why


def test_what_was_broken_before_holds_nothing_up():
    probation = Probation(trial(worked=("heat",)), 0)
    look = Look(connected=True, receipted=True, faults=frozenset({"smoke"}))
    probation.judge(look, 0)
    assert probation.judge(look, 30_000) is Verdict.GOOD
