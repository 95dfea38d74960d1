"""What is done with the rows of a group, whatever they are stored in."""

from collections.abc import Sequence

import msgspec
import pytest

from hallenwart_backend.ingest.ports import Entry, Incoming, Letter, StreamKey
from hallenwart_backend.ingest.posting import post
from hallenwart_backend.ingest.rules import Progress
from hallenwart_contract.codec import encode
from hallenwart_contract.messages import Alarm, Batch, Event, Reading
from support.scripted import alarm, event, reading

NOW_MS = 1_800_000_000_000


class Page:
    """A store that has all rows already, under an epoch before."""

    def __init__(self) -> None:
        self.put_rows: list[Alarm | Event | Reading] = []
        self.moved: dict[StreamKey, Progress] = {}

    def progress(self, key: StreamKey) -> Progress:
        return self.moved.get(key, Progress())

    def advance(self, key: StreamKey, progress: Progress) -> None:
        self.moved[key] = progress

    def matches(self, _: Entry) -> bool:
        return False

    def stands_elsewhere(self, _: Entry) -> bool:
        return True

    def put(self, entry: Entry) -> int:
        self.put_rows.append(entry.row)
        return len(self.put_rows)

    def put_readings(self, _: StreamKey, __: Sequence[Reading]) -> bool:
        return False

    def put_copy(self, entry: Entry) -> int | None:
        return self.put(entry)

    def bury(self, letter: Letter) -> None:
        raise AssertionError(letter)


@pytest.mark.parametrize(
    ("channel", "stream", "row", "stored"),
    [
        pytest.param("evt", "e", event(t_ms=NOW_MS), False, id="an event is known"),
        pytest.param("alarm", "a", alarm(t_ms=NOW_MS), True, id="an alarm was raised anew"),
        pytest.param("t", "t", reading(t_ms=NOW_MS), True, id="a reading has no epoch"),
    ],
)
def test_what_an_epoch_before_brought_is_stored_once_unless_it_is_an_alarm(channel, stream, row, stored):
    page = Page()
    batch = Batch(dev="nordpark-1", epoch="e2", clk="ntp", sent_ms=NOW_MS, s=stream, seq=1, n=1, r=[msgspec.Raw(encode(row))])
    posted = post([Incoming(f"hall/v1/nordpark-1/{channel}", encode(batch), NOW_MS)], page)
    assert page.put_rows == [row] * stored
    assert [told.row for told in posted.told] == [row] * (stored and stream == "a")
    assert posted.progress[StreamKey("nordpark-1", "e2", stream)].wm == 1  # the device hears that all of it is here
