"""Marks of shifts: what is drawn is known again however a reader spells it, everything else is no mark."""

import segno
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_contract import marks


def test_a_mark_is_known_again_and_no_two_are_alike():
    one, other = marks.draw(), marks.draw()
    assert marks.digest_of(one) == marks.digest_of(f" {one.lower()}\r\n")
    assert marks.digest_of(one) != marks.digest_of(other)


def test_the_digest_does_not_tell_the_mark():
    digest = marks.digest_of("HALLE-M1-" + "A" * 26)
    assert digest is not None
    assert len(digest) == 32
    assert int(digest, 16)


def test_a_mark_is_a_symbol_of_version_two_in_its_compact_mode():
    assert segno.make(marks.draw(), error="m", boost_error=False).designator == "2-M"


@given(st.text(max_size=60))
def test_other_texts_are_no_marks(text: str):
    assert text.strip().upper().startswith(marks.PREFIX) or marks.digest_of(text) is None
