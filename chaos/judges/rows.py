"""Every row an agent stored is on the server exactly once, and nothing is there that nobody made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from chaos.black_box import Row, Witness
from chaos.house import Agent
from chaos.lab import Lab
from chaos.registry import JUDGES, Finding, Judge
from chaos.rows import as_stored, by_series, stored

_MOST = 4
Samples = Counter[tuple[int, float | None]]


async def look(lab: Lab) -> Finding:
    wrong: list[str] = []
    figures: Counter[str] = Counter()
    for agent in lab.house.agents.values():
        wrong += _of_agent(lab, agent, figures)
    return Finding(wrong, dict(figures))


def _of_agent(lab: Lab, agent: Agent, figures: Counter[str]) -> list[str]:
    before = agent.witness()
    there = stored(lab.house, agent.name)
    after = agent.witness()
    excused = Counter(lab.given_up.get(agent.name, Counter()))
    excused.update({as_stored(row): count for row, count in after.given_up.items()})
    made, most = _counted(before, sure=True), _counted(after, sure=False)
    twice = 2 if agent.name in lab.again else 1
    figures["rows made"] += sum(made.values())
    figures["rows stored"] += sum(there.values())
    kinds = (("a", "alarms"), ("e", "events"), ("t", "readings"))
    for stream, name in kinds:
        figures[name] += sum(count for row, count in made.items() if row[0] == stream)
    lost, doubled, strange = _numbered(made, most, there, excused, twice)
    more_lost, more_strange = _read(made, most, there, excused, lenient=twice > 1)
    lost, strange = [*lost, *more_lost], [*strange, *more_strange]
    figures["rows lost"] += len(lost)
    figures["rows doubled"] += len(doubled)
    figures["rows nobody made"] += len(strange)
    figures["rows excused"] += sum((Counter(made) - there).values()) - len(lost)
    return [
        f"{agent.name}: {len(rows)} rows {what}, such as {_some(rows)}"
        for what, rows in (("lost", lost), ("doubled", doubled), ("nobody made", strange))
        if rows
    ]


def _counted(witness: Witness, *, sure: bool) -> Counter[Row]:
    rows = witness.stored if sure else witness.stored + witness.maybe
    found: Counter[Row] = Counter()
    for row, count in rows.items():
        found[as_stored(row)] += count
    return found


def _numbered(
    made: Counter[Row], most: Counter[Row], there: Counter[Row], excused: Counter[Row], twice: int
) -> tuple[list[str], list[str], list[str]]:
    """Compare alarms and events body by body."""
    lost = [body for (s, body), count in made.items() if s != "t" and there[s, body] < count - excused[s, body]]
    doubled = [body for (s, body), count in there.items() if s != "t" and 0 < most[s, body] * twice < count]
    strange = [body for (s, body), _ in there.items() if s != "t" and not most[s, body]]
    return lost, doubled, strange


def _read(
    made: Counter[Row], most: Counter[Row], there: Counter[Row], excused: Counter[Row], *, lenient: bool
) -> tuple[list[str], list[str]]:
    """Compare readings: by time and value, and those the server dated itself by their value.

    What a restored server lost is excused as the server had it: under the time it gave, where the device's was no good.
    """
    lost: list[str] = []
    strange: list[str] = []
    made_by, most_by, there_by, excused_by = by_series(made), by_series(most), by_series(there), by_series(excused)
    for series in {*made_by, *there_by}:
        left_made, left_there = made_by[series] - there_by[series], there_by[series] - most_by[series]
        dated = Counter(set(excused_by[series] - made_by[series]))
        missing = _without_time(left_made) - _without_time(left_there)
        missing -= _without_time(excused_by[series] & left_made) + _without_time(dated)
        extra = _without_time(left_there) - _without_time(most_by[series] - there_by[series])
        if lenient:
            extra = Counter({x: n for x, n in extra.items() if x not in _without_time(most_by[series])})
        lost += [f"{series} = {x}" for x in missing.elements()]
        strange += [f"{series} = {x}" for x in extra.elements()]
    return lost, strange


def _without_time(samples: Samples) -> Counter[float | None]:
    found: Counter[float | None] = Counter()
    for (_, x), count in samples.items():
        found[x] += count
    return found


def _some(rows: Iterable[str]) -> str:
    return "; ".join(sorted(rows)[:_MOST])


JUDGES["rows"] = Judge("rows", look)
