"""What must outlive a restart, on cards that tear, fill up and forget."""

import contextlib
import json
import os
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hallenwart_edge.access import lockout
from hallenwart_edge.access.ledger import SPACE_BYTES, Ledger, LedgerFile
from hallenwart_edge.access.lockout import Lockout
from hallenwart_edge.access.rules import Holding

KEY = Holding("g1", "who", "booking", "cred", b"h" * 16, 5, (b"h" * 16, b"l" * 16, b"d" * 16), b"d" * 16, b"salt")
FULL = Ledger(
    lockout=Lockout((1_000, 2_000), row=2, cards_full_ms=90_000),
    held={3: KEY},
    uses={"g1": 2},
    passes={"0a": 7},
    counters={"chip": 41},
)


def loaded(path, now_ms=2_000):
    return LedgerFile(path).load(now_ms)


def saved(path, *ledgers):
    file = LedgerFile(path)
    file.load(2_000)
    for each in ledgers:
        file.save(each, 2_000)


def test_everything_comes_back(tmp_path):
    path = tmp_path / "access.json"
    saved(path, FULL)
    ledger, readable = loaded(path)
    assert readable
    assert (ledger.held, ledger.uses, ledger.passes, ledger.counters) == (FULL.held, FULL.uses, FULL.passes, FULL.counters)
    assert (ledger.lockout.wrong_ms, ledger.lockout.row, ledger.lockout.cards_full_ms) == ((1_000, 2_000), 2, 90_000)
    assert LedgerFile(path).held() == FULL.held


def test_a_new_device_starts_with_nothing(tmp_path):
    ledger, readable = loaded(tmp_path / "deep" / "access.json")
    assert (ledger, readable) == (Ledger(), True)


def test_codes_are_kept_as_hashes_for_the_agent_alone(tmp_path):
    path = tmp_path / "access.json"
    saved(path, FULL, FULL)
    assert [each.stat().st_mode & 0o777 for each in (path, path.with_suffix(".twin"))] == [0o600, 0o600]
    assert json.loads(path.read_bytes())["body"]["held"]["3"]["grant"] == "g1"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(torn_at=st.integers(0, SPACE_BYTES - 1), junk=st.binary(max_size=300))
def test_a_write_that_tears_anywhere_leaves_the_one_before(tmp_path, torn_at, junk):
    path = tmp_path / "access.json"
    for each in (path, path.with_suffix(".twin")):
        each.unlink(missing_ok=True)
    before = Ledger(counters={"chip": 1})
    saved(path, Ledger(), before, FULL)
    newest = max((path, path.with_suffix(".twin")), key=lambda each: json.loads(each.read_bytes())["seq"])
    whole = newest.read_bytes()
    newest.write_bytes((whole[:torn_at] + junk + whole[torn_at + len(junk) :])[:SPACE_BYTES])
    ledger, readable = loaded(path)
    assert readable
    assert ledger.counters in ({"chip": 1}, {"chip": 41})


def test_when_both_are_damaged_a_day_of_wrong_codes_is_assumed(tmp_path):
    path = tmp_path / "access.json"
    saved(path, FULL, FULL)
    for each in (path, path.with_suffix(".twin")):
        each.write_bytes(each.read_bytes()[:40])
    ledger, readable = loaded(path)
    assert not readable
    assert lockout.capped(ledger.lockout, 2_000)
    assert lockout.card_wait_ms(ledger.lockout, 2_000) > 0
    assert {each.name for each in tmp_path.glob("*.broken")} == {"access.json.broken", "access.twin.broken"}
    saved(path, FULL)
    assert loaded(path)[1]


@pytest.mark.parametrize(
    "content", [b"[]", b"\xff\xfe", b'{"v":3,"seq":1,"crc":0,"body":{}}', b'{"v":2,"seq":9,"crc":1,"body":{}}']
)
def test_what_is_no_ledger_of_this_version_is_not_believed(tmp_path, content):
    path = tmp_path / "access.json"
    path.write_bytes(content)
    ledger, readable = loaded(path)
    assert not readable
    assert lockout.capped(ledger.lockout, 2_000)


def test_the_file_of_the_first_version_is_taken_over(tmp_path):
    path = tmp_path / "access.json"
    path.write_bytes(b'{"wrong_ages_ms":[1000,0],"row":2,"held":{"3":["g1","aGhoaGhoaGhoaGhoaGhoaA=="]}}')
    ledger, readable = loaded(path)
    assert readable
    assert (ledger.lockout.wrong_ms, ledger.lockout.row) == ((1_000, 2_000), 2)
    assert (ledger.held[3].grant, len(ledger.held[3].code_hash)) == ("g1", 16)
    saved(path, FULL, FULL)
    assert loaded(path)[0].held == FULL.held


def test_more_than_a_block_is_kept_as_well(tmp_path):
    path = tmp_path / "access.json"
    big = Ledger(counters={f"card-{number:060d}": number for number in range(2_000)})
    saved(path, big, big, Ledger())
    assert loaded(path)[0].counters == {}
    saved(path, big)
    assert loaded(path)[0].counters == big.counters


@pytest.fixture
def small_card(tmp_path):
    """A card of 1 MB."""
    card = tmp_path / "card"
    card.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(card)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounting a small file system needs root")
    try:
        yield card
    finally:
        subprocess.run(["umount", str(card)], check=True)


def fill(card):
    with (card / "filler").open("wb", buffering=0) as filler, contextlib.suppress(OSError):
        while True:
            filler.write(b"x" * 4096)


def test_a_full_card_stops_nothing(small_card):
    path = small_card / "access.json"
    file = LedgerFile(path)
    file.load(0)
    fill(small_card)
    for _ in range(4):
        file.save(FULL, 2_000)
    assert loaded(path)[0].counters == FULL.counters


def test_a_card_that_was_full_from_the_start_says_so(small_card):
    fill(small_card)
    file = LedgerFile(small_card / "access.json")
    file.load(0)
    with pytest.raises(OSError, match="No space"):
        file.save(FULL, 2_000)
