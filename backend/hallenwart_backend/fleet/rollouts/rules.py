"""How a release goes out: in waves, with a pause between them, and not a step further after the first that went wrong. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

MINUTE_MS: Final = 60_000
BEGUN_WITHIN_MS: Final = 13 * 60 * MINUTE_MS
"""Fetching, and waiting for a moment without alarm and open door, takes a device 12 h at most."""
ENDED_WITHIN_MS: Final = 25 * MINUTE_MS
"""A trial lasts three starts of five minutes at most, and then the old release has to be heard."""
ASK_AGAIN_MS: Final = 5 * MINUTE_MS
"""A command that a device did not take is sent anew after so long."""


class RolloutState(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"


class TargetState(StrEnum):
    """`waiting` for its wave or for the device to be there; `asked`: the device fetches; `skipped` by a person."""

    WAITING = "waiting"
    ASKED = "asked"
    TRYING = "trying"
    DONE = "done"
    BACK = "back"
    REFUSED = "refused"
    SILENT = "silent"
    SKIPPED = "skipped"


BAD: Final = frozenset({TargetState.BACK, TargetState.REFUSED, TargetState.SILENT})
OVER: Final = BAD | {TargetState.DONE, TargetState.SKIPPED}
LIVE: Final = frozenset({RolloutState.RUNNING, RolloutState.PAUSED})


@dataclass(frozen=True, slots=True)
class Rollout:
    """`wave` is the one that goes out now; `wave_done_ms` when it was through, while the pause lasts."""

    id: str
    version: str
    waves: int
    pause_ms: int
    made_ms: int
    made_by: str
    state: RolloutState = RolloutState.RUNNING
    wave: int = 0
    wave_done_ms: int | None = None
    ended_ms: int | None = None
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    device: str
    wave: int
    state: TargetState = TargetState.WAITING
    since_ms: int = 0
    asked_ms: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class There:
    """What is known of a device now. `ready`: it can be given a command."""

    ready: bool
    version: str


def waves_of(devices: Sequence[str], first: str, shares: Sequence[int], seed: str) -> dict[str, int]:
    """Return the wave of every device: the chosen one alone, then shares in per cent of all, rising to 100.

    Which devices come early is drawn by `seed`, so that it is not always the same schools that go first.
    """
    rest = sorted(
        (each for each in devices if each != first), key=lambda each: hashlib.sha256(f"{seed}:{each}".encode()).digest()
    )
    waves = {first: 0} if first else {}
    for place, device in enumerate(rest):
        done = (place + 1) * 100 / len(rest)
        waves[device] = next((number for number, share in enumerate(shares, start=1) if done <= share), len(shares))
    used = {wave: number for number, wave in enumerate(sorted({*waves.values()}))}
    return {device: used[wave] for device, wave in waves.items()}


@dataclass(frozen=True, slots=True)
class Plan:
    """What comes next: the rollout and its targets as they are now, and who is to be asked."""

    rollout: Rollout
    targets: Mapping[str, Target]
    ask: Sequence[str] = ()


def step(rollout: Rollout, targets: Mapping[str, Target], there: Mapping[str, There], now_ms: int) -> Plan:
    """Look at time and devices. A trial that goes on is followed to its end also when the rollout was stopped or paused."""
    now = {device: _aged(target, there.get(device), rollout.version, now_ms) for device, target in targets.items()}
    if rollout.state not in LIVE:
        return Plan(rollout, now)
    bad = next((target for target in now.values() if target.state in BAD), None)
    if bad is not None:
        reason = f"{bad.device}: {bad.state.value} {bad.why}".strip()
        return Plan(replace(rollout, state=RolloutState.STOPPED, ended_ms=now_ms, reason=reason[:200]), now)
    if rollout.state is RolloutState.PAUSED:
        return Plan(rollout, now)
    rollout = _advanced(rollout, now, now_ms)
    if rollout.state is not RolloutState.RUNNING or rollout.wave_done_ms is not None:
        return Plan(rollout, now)
    ask = [device for device, target in now.items() if _due(target, rollout, there.get(device), now_ms)]
    return Plan(rollout, now, sorted(ask))


def _aged(target: Target, there: There | None, version: str, now_ms: int) -> Target:
    if target.state in OVER:
        return target
    if target.state is TargetState.WAITING and there is not None and there.ready and there.version == version:
        return replace(target, state=TargetState.DONE, since_ms=now_ms, why="")
    if target.state is TargetState.ASKED and now_ms - target.since_ms > BEGUN_WITHIN_MS:
        return replace(target, state=TargetState.SILENT, since_ms=now_ms, why="never began")
    if target.state is TargetState.TRYING and now_ms - target.since_ms > ENDED_WITHIN_MS:
        return replace(target, state=TargetState.SILENT, since_ms=now_ms, why="not heard after its trial began")
    return target


def _advanced(rollout: Rollout, targets: Mapping[str, Target], now_ms: int) -> Rollout:
    """Go on to the next wave once this one is through and the pause is over."""
    if any(target.state not in OVER for target in targets.values() if target.wave <= rollout.wave):
        return rollout
    if rollout.wave + 1 >= rollout.waves:
        return replace(rollout, state=RolloutState.DONE, ended_ms=now_ms, wave_done_ms=None)
    if rollout.wave_done_ms is None:
        return replace(rollout, wave_done_ms=now_ms)
    if now_ms - rollout.wave_done_ms >= rollout.pause_ms:
        return replace(rollout, wave=rollout.wave + 1, wave_done_ms=None)
    return rollout


def _due(target: Target, rollout: Rollout, there: There | None, now_ms: int) -> bool:
    if target.wave > rollout.wave or there is None or not there.ready:
        return False
    return target.state is TargetState.WAITING and now_ms - target.asked_ms >= ASK_AGAIN_MS


def asked(target: Target, now_ms: int) -> Target:
    """Note that the command went out; the device takes it or says why not."""
    return replace(target, state=TargetState.ASKED, since_ms=now_ms, asked_ms=now_ms, why="")


def command_ended(target: Target, told: str, code: str, now_ms: int) -> Target:
    """Take in what became of the command. One that came too late is sent again, one that was refused is a refusal."""
    if target.state is not TargetState.ASKED or (told == "done" and code == "ok") or told in ("created", "sent", "received"):
        return target
    if code == "busy" or told == "expired" or code in ("stale_conn", "expired", "no_broker", "no_answer"):
        return replace(target, state=TargetState.WAITING, since_ms=now_ms, why=code)
    return replace(target, state=TargetState.REFUSED, since_ms=now_ms, why=code)


def trial_told(target: Target, kind: str, why: str, now_ms: int) -> Target:
    """Take in an event of the device about this version. What a person skipped stays so; a late success corrects silence."""
    after = {
        "trial.begun": TargetState.TRYING,
        "trial.confirmed": TargetState.DONE,
        "trial.back": TargetState.BACK,
        "update.refused": TargetState.DONE if why == "same" else TargetState.REFUSED,
    }.get(kind)
    if (
        after is None
        or target.state is TargetState.SKIPPED
        or (target.state in OVER and target.state is not TargetState.SILENT)
    ):
        return target
    return replace(target, state=after, since_ms=now_ms, why=why if after in BAD else "")
