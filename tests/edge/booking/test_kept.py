"""What outputs know after a restart, also when the clock is another one then."""

import pytest

from hallenwart_contract.documents import MAX_MANUAL_MS
from hallenwart_edge.booking.kept import OutputBook
from hallenwart_edge.booking.rules import Manual
from support.edge_time import START_MS

DAY_MS = 86_400_000


@pytest.mark.parametrize(
    ("now_ms", "holds"),
    [
        (START_MS, True),
        (START_MS + MAX_MANUAL_MS - 1, True),
        (START_MS + MAX_MANUAL_MS, False),
        (START_MS - 1_000, True),  # a time server corrects a little
        (START_MS - DAY_MS, False),  # a clock that was set back must not make four hours a day
    ],
)
def test_what_a_person_wanted_ends_whatever_the_clock_does(now_ms, holds):
    book = OutputBook(None)
    book.want("licht", Manual(on=True, until_ms=START_MS + MAX_MANUAL_MS))
    assert (book.manual("licht", now_ms) is not None) is holds
    assert (book.manual("licht", START_MS) is not None) is holds  # what was forgotten stays so


def test_a_broken_file_is_set_aside(tmp_path):
    kept = tmp_path / "outputs.json"
    kept.write_bytes(b"{")
    assert OutputBook(kept).was_on("licht") is None
    assert kept.with_suffix(".broken").exists()
