"""When a key that is out is a matter for people, and where its rights go when it is lost. Pure; times in milliseconds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping


def slots_now(slots: Iterable[int], *, lost: Collection[int], spares: Mapping[int, int]) -> list[int]:
    """Return the compartments a right opens: of a lost key the one with its spare, in order.

    Without a spare, or with that lost too, the compartment itself stays: the locker refuses it in words.
    """
    chosen = set()
    for slot in slots:
        spare = spares.get(slot)
        chosen.add(spare if slot in lost and spare is not None and spare not in lost else slot)
    return sorted(chosen)
