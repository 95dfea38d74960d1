"""What is told anew of a kind: what is new or changed, once, and what is gone."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.exchange.keeping import changes
from hallenwart_backend.exchange.model import Item, ItemKind

TITLES = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(["Turnen", "Judo", "Tanz"]))


def items(titles: dict[str, str]) -> list[Item]:
    return [Item(identity, ItemKind.SLOT, 7, title=title) for identity, title in titles.items()]


def stored(titles: dict[str, str]) -> dict[str, bytes | None]:
    return {row.id: bytes.fromhex(row.digest) for row in changes(ItemKind.SLOT, {}, items(titles), 1)}


@given(TITLES, TITLES)
def test_exactly_what_differs_is_told(before, after):
    rows = {row.id: row for row in changes(ItemKind.SLOT, stored(before), items(after), 2)}
    assert {one for one, row in rows.items() if row.deleted} == before.keys() - after.keys()
    told = {one for one, row in rows.items() if not row.deleted}
    assert told == {one for one, title in after.items() if before.get(one) != title}


def test_a_thing_that_two_offer_is_told_once_as_the_first_says_it():
    first, again = items({"a": "Turnen"})[0], items({"a": "Judo"})[0]
    (row,) = changes(ItemKind.SLOT, {}, [first, again], 3)
    assert (row.id, "Turnen" in row.body) == ("a", True)


def test_what_its_subject_calls_gone_is_gone_and_what_was_never_told_is_not_mentioned():
    gone = [replace(one, deleted=True) for one in items({"a": "Turnen", "b": "Judo"})]
    assert [(row.id, row.deleted) for row in changes(ItemKind.SLOT, stored({"a": "Turnen"}), gone, 4)] == [("a", True)]


def test_other_terms_tell_everything_anew():
    known = stored({"a": "Turnen"})
    assert [row.id for row in changes(ItemKind.SLOT, known, items({"a": "Turnen"}), 5, "another licence")] == ["a"]
