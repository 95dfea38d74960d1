"""A release goes out in waves and stops at the first device that goes back, refuses or falls silent."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_backend.fleet.rollouts.rules import (
    ASK_AGAIN_MS,
    BAD,
    BEGUN_WITHIN_MS,
    ENDED_WITHIN_MS,
    OVER,
    Rollout,
    RolloutState,
    Target,
    TargetState,
    There,
    asked,
    command_ended,
    step,
    trial_told,
    waves_of,
)

NEW, NOW_MS = "0.2.0", 10 * ASK_AGAIN_MS
READY = There(ready=True, version="0.1.0")


def rollout(**fields) -> Rollout:
    return replace(Rollout("r", NEW, waves=2, pause_ms=60_000, made_ms=0, made_by="Admin"), **fields)


def targets(**states: str) -> dict[str, Target]:
    """`a_0="done"`: device a of wave 0."""
    made = {}
    for key, state in states.items():
        device, wave = key.split("_")
        made[device] = Target(device, int(wave), TargetState(state), since_ms=NOW_MS)
    return made


def all_ready(devices: dict[str, Target]) -> dict[str, There]:
    return dict.fromkeys(devices, READY)


@given(st.integers(1, 40), st.lists(st.integers(1, 99), max_size=4, unique=True), st.booleans(), st.text(max_size=3))
@settings(max_examples=50)
def test_every_device_has_a_wave_the_chosen_one_the_first_alone_and_no_wave_is_empty(count, shares, chosen, seed):
    devices = [f"d{number}" for number in range(count)]
    waves = waves_of(devices, "d0" if chosen else "", [*sorted(shares), 100], seed)
    assert {*waves} == {*devices}
    assert {*waves.values()} == {*range(max(waves.values()) + 1)}
    if chosen:
        assert [device for device, wave in waves.items() if wave == 0] == ["d0"]


def test_shares_are_of_the_rest():
    waves = waves_of([f"d{number}" for number in range(101)], "d7", [10, 50, 100], "seed")
    assert [[*waves.values()].count(wave) for wave in range(4)] == [1, 10, 40, 50]


def test_only_this_wave_is_asked_and_only_who_is_there():
    now = targets(a_0="waiting", b_0="waiting", c_1="waiting")
    plan = step(rollout(), now, {"a": READY, "b": There(ready=False, version=""), "c": READY}, NOW_MS)
    assert (plan.ask, plan.rollout) == (["a"], rollout())


def test_the_next_wave_begins_after_the_pause():
    now = targets(a_0="done", b_0="skipped", c_1="waiting")
    through = step(rollout(), now, all_ready(now), NOW_MS)
    assert (through.rollout.wave_done_ms, through.ask) == (NOW_MS, ())
    early = step(through.rollout, now, all_ready(now), NOW_MS + 59_999)
    assert early.rollout.wave == 0
    late = step(early.rollout, now, all_ready(now), NOW_MS + 60_000)
    assert (late.rollout.wave, late.rollout.wave_done_ms, late.ask) == (1, None, ["c"])


def test_the_last_wave_ends_it():
    now = targets(a_0="done", c_1="done")
    assert step(rollout(wave=1), now, all_ready(now), NOW_MS).rollout.state is RolloutState.DONE


@pytest.mark.parametrize("bad", sorted(BAD))
def test_the_first_that_goes_wrong_stops_it(bad):
    now = targets(a_0=bad, b_0="waiting", c_1="waiting")
    plan = step(rollout(), now, all_ready(now), NOW_MS)
    assert (plan.rollout.state, plan.ask) == (RolloutState.STOPPED, ())
    assert plan.rollout.reason.startswith("a: ")


@pytest.mark.parametrize(("state", "within_ms"), [("asked", BEGUN_WITHIN_MS), ("trying", ENDED_WITHIN_MS)])
def test_silence_stops_it(state, within_ms):
    now = targets(a_0=state, b_0="waiting")
    assert step(rollout(), now, {}, NOW_MS + within_ms).rollout.state is RolloutState.RUNNING
    plan = step(rollout(), now, {}, NOW_MS + within_ms + 1)
    assert (plan.rollout.state, plan.targets["a"].state) == (RolloutState.STOPPED, TargetState.SILENT)


def test_while_it_pauses_nobody_is_asked_and_a_trial_is_followed_all_the_same():
    now = targets(a_0="trying", b_0="waiting")
    plan = step(rollout(state=RolloutState.PAUSED), now, all_ready(now), NOW_MS)
    assert (plan.ask, plan.rollout.state) == ((), RolloutState.PAUSED)
    silent = step(rollout(state=RolloutState.PAUSED), now, {}, NOW_MS + ENDED_WITHIN_MS + 1)
    assert silent.rollout.state is RolloutState.STOPPED


def test_who_has_the_release_already_is_not_asked_and_a_birth_during_the_trial_proves_nothing():
    now = targets(a_0="waiting", b_0="asked", c_0="trying")
    plan = step(rollout(), now, dict.fromkeys(now, There(ready=True, version=NEW)), NOW_MS)
    assert [plan.targets[each].state.value for each in "abc"] == ["done", "asked", "trying"]
    assert plan.ask == []


@pytest.mark.parametrize(
    ("told", "code", "after"),
    [
        ("done", "ok", "asked"),
        ("received", "ok", "asked"),
        ("failed", "busy", "waiting"),
        ("expired", "", "waiting"),
        ("rejected", "stale_conn", "waiting"),
        ("failed", "not_here", "refused"),
        ("rejected", "unknown_op", "refused"),
    ],
)
def test_what_becomes_of_the_command(told, code, after):
    target = command_ended(asked(Target("a", 0), NOW_MS), told, code, NOW_MS + 1)
    assert target.state.value == after
    if after == "waiting":
        assert step(rollout(), {"a": target}, {"a": READY}, NOW_MS + 2).ask == []
        assert step(rollout(), {"a": target}, {"a": READY}, NOW_MS + ASK_AGAIN_MS).ask == ["a"]


@pytest.mark.parametrize(
    ("state", "kind", "why", "after"),
    [
        ("asked", "trial.begun", "", "trying"),
        ("trying", "trial.confirmed", "", "done"),
        ("trying", "trial.back", "no connection", "back"),
        ("asked", "update.refused", "no_room", "refused"),
        ("asked", "update.refused", "same", "done"),
        ("silent", "trial.confirmed", "", "done"),
        ("back", "trial.confirmed", "", "back"),
        ("skipped", "trial.back", "", "skipped"),
        ("asked", "boot", "", "asked"),
    ],
)
def test_what_a_device_tells(state, kind, why, after):
    assert trial_told(Target("a", 0, TargetState(state)), kind, why, NOW_MS).state.value == after


@given(st.lists(st.sampled_from(["trial.begun", "trial.confirmed", "trial.back", "update.refused"]), max_size=6))
@settings(max_examples=40)
def test_what_is_over_and_known_is_never_undone(kinds):
    target = Target("a", 0)
    for kind in kinds:
        after = trial_told(target, kind, "x", NOW_MS)
        if target.state in OVER - {TargetState.SILENT}:
            assert after == target
        target = after
