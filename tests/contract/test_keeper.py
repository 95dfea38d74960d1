"""The lines between server and keeper: every message survives, strangers and garbage are refused."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_contract import keeper
from hallenwart_contract.errors import ContractError, OversizeError, UndecodableError

ASKS = [
    keeper.Issue(device="nordpark-1", csr_pem="-----BEGIN CERTIFICATE REQUEST-----\n…"),
    keeper.Revoke(device="nordpark-1"),
    keeper.Revoke(device="nordpark-1", serials=["1f"], reason="stolen"),
    keeper.Status(),
]
ANSWERS = [
    keeper.Issued(device="nordpark-1", serial="1f", cert_pem="a\nb", ca_pem="c\nd", from_ms=1, until_ms=2),
    keeper.Revoked(device="nordpark-1", serials=["1f"], kicked=False, reason="the broker was not reached"),
    keeper.Standing(
        ca_until_ms=1, ca_fingerprint="ab", crl_until_ms=2, crl_made_ms=3, broker_reloaded=True, issued=4, revoked=5
    ),
    keeper.Refused(code="bad_id", text="not a device id"),
]


@pytest.mark.parametrize("ask", ASKS)
def test_an_ask_is_one_line_and_comes_back(ask: keeper.Ask):
    line = keeper.line(ask)
    assert line.count(b"\n") == 1
    assert keeper.read_ask(line) == ask


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_is_one_line_and_comes_back(answer: keeper.Answer):
    line = keeper.line(answer)
    assert line.count(b"\n") == 1
    assert keeper.read_answer(line) == answer


def test_an_answer_is_no_ask_and_the_newer_field_is_ignored():
    with pytest.raises(UndecodableError):
        keeper.read_ask(keeper.line(ANSWERS[0]))
    assert keeper.read_ask(b'{"type":"status","later":[1]}\n') == keeper.Status()
    assert keeper.read_ask(b'{"type":"revoke","device":"aaa"}') == keeper.Revoke(device="aaa")


def test_a_line_without_end_is_refused():
    with pytest.raises(OversizeError):
        keeper.read_ask(b" " * (keeper.MAX_LINE_BYTES + 1))
    with pytest.raises(OversizeError):
        keeper.line(keeper.Issue(device="nordpark-1", csr_pem="x" * keeper.MAX_LINE_BYTES))


@settings(max_examples=50)
@given(st.binary(max_size=200) | st.recursive(st.none() | st.text(), st.lists).map(msgspec.json.encode))
def test_garbage_raises_only_the_contracts_errors(text: bytes):
    with pytest.raises(ContractError):
        keeper.read_ask(text)
