"""Whatever happens to the store, rows are receipted, skipped or still there, each number once."""

import contextlib
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from hallenwart_edge.uplink.store import Store

STREAMS = ("a", "e", "t")


class OutboxMachine(RuleBasedStateMachine):
    """Compares the store with a plain model of every row ever handed in."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = self.reopened()
        self.last = dict.fromkeys(STREAMS, 0)
        self.wm = dict.fromkeys(STREAMS, 0)
        self.rows = {stream: {} for stream in STREAMS}
        self.skipped = {stream: set() for stream in STREAMS}
        self.epoch = self.store.epoch()
        self.made = 0

    def reopened(self):
        store = Store(Path(self.folder.name) / "outbox.db", streams=STREAMS, durable=False)
        store.open()
        return store

    def teardown(self):
        self.store.close()
        self.folder.cleanup()

    @rule(stream=st.sampled_from(STREAMS), count=st.integers(1, 5))
    def append(self, stream, count):
        bodies = [f"{self.made + n}".encode() for n in range(count)]
        self.made += count
        assert self.store.append(stream, bodies, stored_ms=self.made) == self.last[stream] + count
        self.rows[stream].update(enumerate(bodies, start=self.last[stream] + 1))
        self.last[stream] += count

    @rule(stream=st.sampled_from(STREAMS), wm=st.integers(-2, 40))
    def receipt(self, stream, wm):
        mark = self.store.forget(stream, wm)
        if self.wm[stream] < wm <= self.last[stream]:
            self.wm[stream] = wm
        assert (mark.last, mark.wm) == (self.last[stream], self.wm[stream])
        self.rows[stream] = {seq: body for seq, body in self.rows[stream].items() if seq > self.wm[stream]}
        self.skipped[stream] = {seq for seq in self.skipped[stream] if seq > self.wm[stream]}

    @rule(stream=st.sampled_from(STREAMS), count=st.integers(0, 4))
    def overflow(self, stream, count):
        oldest = sorted(self.rows[stream])[:count]
        self.store.drop_oldest(stream, count)
        for seq in oldest:
            del self.rows[stream][seq]
        self.skipped[stream].update(oldest)

    @rule(stream=st.sampled_from(STREAMS), seq=st.integers(1, 40))
    def quarantine(self, stream, seq):
        self.store.quarantine(stream, seq)
        if self.rows[stream].pop(seq, None) is not None:
            self.skipped[stream].add(seq)

    @rule()
    def restart(self):
        self.store.close()
        self.store = self.reopened()

    @rule()
    def begin_epoch(self):
        self.epoch = f"epoch-{self.made}"
        self.store.begin_epoch(self.epoch)
        for stream in STREAMS:
            waiting = [body for _, body in sorted(self.rows[stream].items())]
            self.rows[stream] = dict(enumerate(waiting, start=1))
            self.last[stream], self.wm[stream], self.skipped[stream] = len(waiting), 0, set()

    @invariant()
    def books_agree(self):
        assert self.store.epoch() == self.epoch
        marks = self.store.marks()
        for stream in STREAMS:
            assert (marks[stream].last, marks[stream].wm) == (self.last[stream], self.wm[stream])
            stored = self.store.rows(stream, 1, 1_000)
            assert {row.seq: row.body for row in stored} == self.rows[stream]

    @invariant()
    def every_number_above_the_watermark_is_a_row_or_declared_skipped(self):
        for stream in STREAMS:
            declared = {seq for first, last, _ in self.store.skips(stream) for seq in range(first, last + 1)}
            open_numbers = set(range(self.wm[stream] + 1, self.last[stream] + 1))
            assert open_numbers == (declared & open_numbers) | set(self.rows[stream])
            assert not declared & set(self.rows[stream])


TestOutboxMachine = OutboxMachine.TestCase
TestOutboxMachine.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


def test_a_file_that_is_no_database_is_put_aside(tmp_path):
    path = tmp_path / "outbox.db"
    path.write_bytes(b"not a database" * 1000)
    with contextlib.closing(Store(path, streams=("e",), durable=True)) as store:
        store.open()
        assert store.append("e", [b"{}"], stored_ms=1) == 1
    assert path.with_suffix(".broken").exists()
