"""Two servers that write at the same time: every link is kept, and each builds on the one before."""

import asyncio
from contextlib import closing

import pytest

from hallenwart_backend.evidence import store
from hallenwart_backend.evidence.rules import fault_at
from support.databases import open_at, open_records

pytestmark = pytest.mark.usefixtures("each_database")

EACH = 40


def _adds(about: str):
    return lambda connection: store.append(connection, kind="k", about=about, who="w", said="s", t_ms=1)


def _adds_once(about: str):
    return lambda connection: store.append_once(connection, kind="once", about=about, who="w", said="s", t_ms=1)


async def _one_by_one(records, acts) -> None:
    for act in acts:
        await records.write(act)


async def test_who_writes_at_the_same_time_neither_fails_nor_forks_the_chain(tmp_path):
    async with open_records(tmp_path) as one:
        with closing(open_at(tmp_path)) as other:
            await asyncio.gather(
                *(
                    _one_by_one(records, [_adds(f"{name}{n}") for n in range(EACH)])
                    for name, records in (("a", one), ("b", other))
                )
            )
            await asyncio.gather(*(_one_by_one(records, [_adds_once(str(n)) for n in range(EACH)]) for records in (one, other)))
        chain = await one.read(store.chain)
    assert fault_at(chain) is None
    assert [link.number for link, _ in chain] == list(range(1, 3 * EACH + 1))
    assert {link.about for link, _ in chain if link.kind == "k"} == {f"{name}{n}" for name in "ab" for n in range(EACH)}
