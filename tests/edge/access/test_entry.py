"""The digits being typed, and what each step says in lamps."""

import pytest

from hallenwart_contract.kiosk import KioskStep
from hallenwart_edge.access import entry, face
from hallenwart_edge.access.face import Face
from hallenwart_edge.ports import Signal


def typed(keys):
    given = entry.Entry()
    for key in keys:
        given = entry.digit(given, key, 1_000)
    return given


def test_digits_are_masked_and_forgotten():
    given = typed("12a3456789012345")
    assert (given.count, given.complete, given.long) == (12, True, True)
    assert "1234" not in repr(given)
    assert entry.erase(given, 2_000).count == 11
    assert entry.expired(given, 46_000).count == 0


@pytest.mark.parametrize(("count", "complete"), [(7, False), (8, True), (9, True), (10, False), (11, False), (12, True)])
def test_a_code_has_eight_nine_or_twelve_digits(count, complete):
    assert typed("1" * count).complete is complete


def test_only_what_may_be_tried_now_fits():
    assert entry.lengths(long_only=False, dark=False) == (8, 12)
    assert entry.lengths(long_only=False, dark=True) == (8, 9, 12)
    assert entry.lengths(long_only=True, dark=True) == (12,)
    assert not typed("12345678").fits((12,))


@pytest.mark.parametrize("text", ["4711 0815", " 123456789\n", "471108151234"])
def test_a_reader_that_types_digits_types_a_code(text):
    assert entry.typed(text, 5).digits == "".join(text.split())


@pytest.mark.parametrize("text", ["4711081", "A" * 149, "", "٤٧١١٠٨١٥", "https://hall.example"])
def test_other_texts_are_no_code(text):
    assert entry.typed(text, 5) is None


def test_every_step_has_a_signal():
    for step in KioskStep:
        assert face.signal(Face(step), typing=False, reminding=False) in Signal


def test_keys_are_acknowledged_and_an_open_door_reminds():
    assert face.signal(Face(KioskStep.PIN), typing=True, reminding=False) is Signal.KEY
    assert face.signal(Face(KioskStep.OPEN), typing=False, reminding=True) is Signal.CLOSE_DOOR
    assert face.signal(Face(KioskStep.LOCKED_OUT), typing=True, reminding=False) is Signal.WAIT
