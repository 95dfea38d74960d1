"""Times at which a place was used far more, or far less, than usual. Pure, and causal: a slot is judged by its past alone.

A hidden state (usual, more, less) is followed by a forward filter, as in a Markov-modulated Poisson process (Ihler, Hutchins &
Smyth 2006). Counts scatter as a negative binomial about the weekly profile; *more* multiplies it by two to four or adds a
group's worth, *less* leaves a half or a tenth of it. The profile is learnt anew every week from what lay before it.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hallenwart_backend.occupancy.profile.weekly import DAY_MS, WEEK_MS, Clock, Values, learn_placed, placed

WARM_UP_WEEKS: Final = 3
REFIT_MS: Final = WEEK_MS
MORE: Final = (1.5, 2.0, 3.0)
LESS: Final = (0.5, 0.1)
"""Times as many people as usual."""
STEP_MS: Final = 1_800_000
BEGINS, BEGINS_LESS = 0.01, 0.0005
"""Of a hundred half hours one begins something bigger; that a place stays empty is rarer, but goes on for longer."""
LASTS, LASTS_LESS = 0.75, 0.9
"""How likely it goes on for another half hour: for two hours or five on average."""
LEAST_PEOPLE: Final = 5.0
"""A difference of fewer people than this is nobody's business; nor are such counts published."""
MOST: Final = 12.0
APART_MS: Final = 3_600_000
"""What is nearer together than an hour is one report."""
PER_WEEK: Final = 5.0
OF_THEM_MORE: Final = 0.8
"""Four of five reports may be of more people than usual: those are what a caretaker wants to know."""
TOLD_FROM, TOLD_FROM_LESS = math.log(1 / 3), 0.0
"""Something bigger is told from a chance of one in four on, that people stay away only when it is likelier than not."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One slot: what was there, what is usual, and the odds (logarithms) that it is part of something bigger or smaller."""

    t_ms: int
    x: float
    usual: float
    more: float
    less: float


@dataclass(frozen=True, slots=True)
class Report:
    """From the begin of its first slot to the end of its last. `p` is the highest probability, `x` and `usual` are means."""

    from_ms: int
    to_ms: int
    more: bool
    p: float
    x: float
    usual: float


def find(
    values: Values, clock: Clock, *, from_ms: int = 0, left_out: Container[date] = (), per_week: float = PER_WEEK
) -> list[Report]:
    """Return what was unusual from `from_ms` on; values before it are learnt from. `per_week`: how many reports are wanted.

    Days `left_out` (holidays, closures) are neither learnt from nor judged. The first `WARM_UP_WEEKS` of a place only teach.
    A year of half hours takes some 2 s: for what is new it is enough to give the last half year.
    """
    return [each for each in reports(judge(values, clock, left_out=left_out), clock, per_week=per_week) if each.to_ms > from_ms]


def judge(values: Values, clock: Clock, *, left_out: Container[date] = ()) -> list[Judged]:
    """Return every known slot after the warm-up, judged by a profile and a filter that know nothing of what came after it."""
    told = placed(values, clock, left_out)
    if not told:
        return []
    begin_ms = told[0][0] + WARM_UP_WEEKS * WEEK_MS
    weekly, fit_ms, p = None, begin_ms, (BEGINS, BEGINS_LESS)
    found: list[Judged] = []
    last_ms = begin_ms
    for t_ms, _, x in told[bisect.bisect_left(told, (begin_ms,)) :]:
        if weekly is None or t_ms >= fit_ms:
            fit_ms = t_ms - (t_ms - begin_ms) % REFIT_MS + REFIT_MS
            weekly = learn_placed(told, clock, fit_ms - REFIT_MS)
        if weekly is None:
            continue
        p = _gone(p, min(DAY_MS, max(clock.slot_ms, t_ms - last_ms)))
        p = _weighed(p, x, weekly.at(t_ms), weekly.spread)
        last_ms = t_ms
        found.append(Judged(t_ms, x, weekly.at(t_ms), _odds(p[0]), _odds(p[1])))
    return found


def reports(judged: Sequence[Judged], clock: Clock, *, per_week: float = PER_WEEK) -> list[Report]:
    """Return what is likely something unusual; only the likeliest where the past had more than `per_week` of it."""
    bigger = [_report(run, clock, more=True) for run in _runs(judged, clock, more=True, per_week=OF_THEM_MORE * per_week)]
    smaller = [
        _report(run, clock, more=False) for run in _runs(judged, clock, more=False, per_week=(1 - OF_THEM_MORE) * per_week)
    ]
    return sorted([*bigger, *smaller], key=lambda each: each.from_ms)


def _gone(p: tuple[float, float], gone_ms: int) -> tuple[float, float]:
    """Let the states go on for a while, at most a day."""
    more, less = p
    while gone_ms > 0:
        share = min(1.0, gone_ms / STEP_MS)
        usual = 1 - more - less
        more, less = more * LASTS**share + usual * BEGINS * share, less * LASTS_LESS**share + usual * BEGINS_LESS * share
        gone_ms -= STEP_MS
    return more, less


def _weighed(p: tuple[float, float], x: float, usual: float, spread: float) -> tuple[float, float]:
    here = log_chance(x, usual, spread)
    more, less = (
        prior * sum(math.exp(min(300.0, log_chance(x, usual * by, spread) - here)) for by in of) / len(of)
        for prior, of in ((p[0], MORE), (p[1], LESS))
    )
    whole = more + less + 1 - p[0] - p[1]
    return more / whole, less / whole


def log_chance(x: float, mean: float, spread: float) -> float:
    """Return the logarithm of a negative binomial's chance of `x`, by the gamma function also between whole numbers."""
    size = 1 / spread
    fact = math.lgamma(x + size) - math.lgamma(size) - math.lgamma(x + 1)
    return fact + size * math.log(size / (size + mean)) + x * math.log(mean / (size + mean))


def _odds(p: float) -> float:
    return max(-MOST, min(MOST, math.log(max(p, 1e-9) / max(1 - p, 1e-9))))


def _runs(judged: Sequence[Judged], clock: Clock, *, more: bool, per_week: float) -> Iterator[list[Judged]]:
    """Yield the slots of each report. The bar is set anew every week, by what was judged before."""
    least = TOLD_FROM if more else TOLD_FROM_LESS
    run: list[Judged] = []
    tops: list[float] = []
    bar, set_ms, last_ms = least, 0, -WEEK_MS
    for each in judged:
        if each.t_ms >= set_ms:
            bar, set_ms = _bar(tops, least, each.t_ms - judged[0].t_ms, per_week), each.t_ms + REFIT_MS
        odds = each.more if more else each.less
        if odds <= least or abs(each.x - each.usual) < LEAST_PEOPLE:
            continue
        if each.t_ms - last_ms - clock.slot_ms > APART_MS:
            tops.append(odds)
        tops[-1], last_ms = max(odds, tops[-1]), each.t_ms
        if odds <= bar:
            continue
        if run and each.t_ms - run[-1].t_ms - clock.slot_ms > APART_MS:
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _bar(tops: Sequence[float], least: float, watched_ms: int, per_week: float) -> float:
    """Return the odds that at most `per_week` a week went over so far, but not less than `least`."""
    wanted = round(per_week * watched_ms / WEEK_MS)
    return sorted(tops, reverse=True)[wanted] if 0 < wanted < len(tops) else least


def _report(run: Sequence[Judged], clock: Clock, *, more: bool) -> Report:
    odds = max(each.more if more else each.less for each in run)
    p = 1 / (1 + math.exp(-odds))
    x, usual = (sum(values) / len(run) for values in ([each.x for each in run], [each.usual for each in run]))
    return Report(run[0].t_ms, run[-1].t_ms + clock.slot_ms, more, p, x, usual)
