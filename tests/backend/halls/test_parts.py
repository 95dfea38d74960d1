"""Parts are sets of sections: whatever the nesting, two are in each other's way exactly when they share one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.booking.rules import Taken, free_sections
from hallenwart_backend.halls.parts import Part, fault_of_parts, free_parts, names_of, words_of

SIX = (
    Part("nord", "Hälfte Nord", (1, 2, 3)),
    Part("sued", "Hälfte Süd", (4, 5, 6)),
    Part("d1", "Drittel 1", (1, 2), ""),
    Part("d2", "Drittel 2", (3, 4), ""),
    Part("d3", "Drittel 3", (5, 6), ""),
    Part("buehne", "Bühne", (6,), "d3"),
)


@pytest.mark.parametrize(
    ("sections", "words"),
    [
        ([1, 2, 3, 4, 5, 6], "ganze Halle"),
        ([1, 2, 3], "Hälfte Nord"),
        ([3, 4], "Drittel 2"),
        ([1, 2, 5, 6], "Drittel 1 und Drittel 3"),
        ([6], "Bühne"),
        ([1], "Teil 1"),
        ([1, 2, 4], "Drittel 1 und Teil 4"),
        ([1, 3, 5], "Teile 1, 3 und 5"),
        ([1, 2, 3, 5], "Hälfte Nord und Teil 5"),
    ],
)
def test_sections_have_the_names_people_use(sections, words):
    assert words_of(sections, 6, SIX) == words


def test_a_hall_of_one_needs_no_words_and_english_has_its_own():
    assert words_of([1], 1) == ""
    assert words_of([1, 2], 2, (), "en") == "whole hall"
    assert words_of([2, 3], 4, (), "en") == "sections 2 and 3"


def test_a_part_is_free_when_all_of_it_is():
    assert free_parts([1, 2, 3, 6], SIX) == ["nord", "d1", "buehne"]


@pytest.mark.parametrize(
    ("fault", "parts"),
    [
        (None, SIX),
        (("twice", "Bühne"), (*SIX, Part("b2", "bühne", (1,)))),
        (("twice", "Anders"), (Part("a", "Anders", (1,)), Part("a", "Eins", (1,)))),
        (("empty", "Nichts"), (Part("n", "Nichts", ()),)),
        (("no_such_section", "Sieben"), (Part("s", "Sieben", (7,)),)),
        (("no_such_parent", "Kind"), (Part("k", "Kind", (1,), "weg"),)),
        (("circle", "A"), (Part("a", "A", (1,), "b"), Part("b", "B", (1,), "a"))),
        (("not_within", "Kind"), (Part("k", "Kind", (1, 2), "e"), Part("e", "Eltern", (1,)))),
    ],
)
def test_what_parts_can_be(fault, parts):
    assert fault_of_parts(parts, 6) == fault


cells = st.integers(1, 16)


@st.composite
def _nesting(draw):
    """A hall cut into ever smaller parts, and some that lie across."""
    count = draw(cells)
    pieces, todo = [], [tuple(range(1, count + 1))]
    while todo and len(pieces) < 12:
        piece = todo.pop()
        pieces.append(piece)
        if len(piece) > 1:
            cut = draw(st.integers(1, len(piece) - 1))
            todo += [piece[:cut], piece[cut:]]
    across = draw(st.lists(st.sets(st.integers(1, count), min_size=1), max_size=3))
    pieces += [tuple(sorted(one)) for one in across]
    return count, [Part(f"p{n}", f"Teil {chr(65 + n)}", piece) for n, piece in enumerate(pieces)]


@given(_nesting(), st.data())
def test_two_parts_conflict_exactly_when_their_sections_meet(nesting, data):
    count, parts = nesting
    one, other = data.draw(st.sampled_from(parts)), data.draw(st.sampled_from(parts))
    free = free_sections(0, 10, [Taken(5, 15, frozenset(one.sections))], count)
    assert set(other.sections).issubset(free) == (not set(one.sections) & set(other.sections))
    assert (other.id in free_parts(free, parts)) == set(other.sections).issubset(free)


@given(_nesting(), st.data())
def test_names_tell_every_section_once(nesting, data):
    count, parts = nesting
    wanted = data.draw(st.sets(st.integers(1, count), min_size=1))
    names = names_of(wanted, count, parts)
    by_name = {part.name: set(part.sections) for part in parts}
    told = [by_name[name] for name in names if name in by_name]
    assert (count == 1) == (names == [])
    assert sum(map(len, told)) == len(set().union(*told))
    assert set().union(*told) <= wanted
