"""The months (UTC) by which the larger store keeps samples apart. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final, NamedTuple

DAY_MS: Final = 86_400_000


class Month(NamedTuple):
    """From `from_ms` on, up to before `to_ms`."""

    from_ms: int
    to_ms: int
    name: str


def month_of(t_ms: int) -> Month:
    at = datetime.fromtimestamp(t_ms / 1_000, UTC)
    begins = at.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    ends = begins.replace(year=at.year + at.month // 12, month=at.month % 12 + 1)
    return Month(_ms(begins), _ms(ends), f"{begins:%Y_%m}")


def months_of(times_ms: Iterable[int]) -> set[Month]:
    """Return the months of these times, and the one behind each: what comes next finds its place made."""
    here = {month_of(day * DAY_MS) for day in {t_ms // DAY_MS for t_ms in times_ms}}
    return here | {month_of(month.to_ms) for month in here}


def _ms(at: datetime) -> int:
    return int(at.timestamp()) * 1_000
