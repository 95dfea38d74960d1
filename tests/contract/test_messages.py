"""Messages across versions and against garbage: old peers, new peers, unknown words, arbitrary bytes."""

import json
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_contract import artefacts
from hallenwart_contract.codec import MAX_PAYLOAD_BYTES, decode, encode
from hallenwart_contract.errors import ContractError, OversizeError, UndecodableError
from hallenwart_contract.live import Beat, ClubChanged, Live, ManagerView
from hallenwart_contract.messages import MAX_ROWS, ROW_TYPES, STREAMS, Alarm, Batch, Event, Heartbeat, Reading, State
from hallenwart_contract.whole import MAX_WHOLE

GOLDEN = Path(__file__).parent / "golden"
KINDS = {kind.__name__: kind for kind in artefacts.MESSAGES}
TAG = "type"
names = st.sampled_from(sorted(KINDS))
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4), max_leaves=12
)


def golden(name: str, age: str = "") -> dict[str, object]:
    loaded: dict[str, object] = json.loads((GOLDEN / age / f"{name}.json").read_text())
    return loaded


def assert_kept(old: object, said_back: object) -> None:
    """Everything the old peer said is there; what came later may stand beside it."""
    if isinstance(old, dict) and isinstance(said_back, dict):
        for key, value in old.items():
            assert_kept(value, said_back[key])
    elif isinstance(old, list) and isinstance(said_back, list):
        assert len(old) == len(said_back)
        for one, other in zip(old, said_back, strict=True):
            assert_kept(one, other)
    else:
        assert old == said_back


@pytest.mark.parametrize("name", KINDS)
def test_golden_messages_survive_decoding_and_encoding(name: str):
    message = decode((GOLDEN / f"{name}.json").read_bytes(), KINDS[name])
    assert json.loads(encode(message)) == golden(name)
    assert encode(decode(encode(message), KINDS[name])) == encode(message)


@pytest.mark.parametrize("name", KINDS)
def test_golden_messages_show_every_field_with_a_value_of_its_own(name: str):
    shown = golden(name)
    fields = msgspec.structs.fields(KINDS[name])
    assert {field.encode_name for field in fields} == shown.keys() - ({TAG} if KINDS[name].__struct_config__.tag else set())


@pytest.mark.parametrize("name", KINDS)
def test_an_old_peer_that_knows_only_what_is_required_is_understood(name: str):
    old = golden(name, "old")
    message = decode((GOLDEN / "old" / f"{name}.json").read_bytes(), KINDS[name])
    said_back = json.loads(encode(message))
    assert_kept(old, said_back)
    for field in old.keys() - {TAG}:
        with pytest.raises(UndecodableError):
            decode(json.dumps({key: value for key, value in old.items() if key != field}).encode(), KINDS[name])


@pytest.mark.parametrize("name", KINDS)
def test_fields_of_a_newer_peer_are_ignored(name: str):
    newer = golden(name) | {"unheard_of": {"deep": [1]}, "x_new": None}
    assert json.loads(encode(decode(json.dumps(newer).encode(), KINDS[name]))) == golden(name)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Conn", "clk"),
        ("Alarm", "type"),
        ("Alarm", "phase"),
        ("Alarm", "sev"),
        ("Event", "kind"),
        ("Reading", "q"),
        ("Reading", "k"),
        ("Ack", "st"),
        ("Ack", "code"),
        ("Command", "op"),
        ("Batch", "s"),
        ("KioskAction", "do"),
        ("Do", "what"),
    ],
)
def test_unknown_words_are_kept_not_refused(name: str, field: str):
    message = decode(json.dumps(golden(name) | {field: "word of tomorrow"}).encode(), KINDS[name])
    assert getattr(message, field) == "word of tomorrow"


def test_a_heartbeat_is_a_conn_and_more():
    assert decode(encode(Heartbeat(dev="sued-1")), KINDS["Conn"]).online is True


def test_defaults_are_not_shared():
    one, other = State(dev="aaa"), State(dev="bbb")
    one.people["nordpark"] = 3
    one.doors.append(None)
    assert (other.people, other.doors) == ({}, [])


@pytest.mark.parametrize("stream", STREAMS)
def test_one_bad_row_costs_one_row(stream: str):
    good = {"a": golden("Alarm"), "e": golden("Event"), "t": golden("Reading")}[stream]
    rows = [good, {"t_ms": "yesterday"}, 7, good | {"t_ms": MAX_WHOLE + 1}, good]
    batch = decode(json.dumps({"dev": "sued-1", "s": stream, "seq": 1, "n": 5, "r": rows}).encode(), Batch)
    decoded = []
    for row in batch.r:
        try:
            decoded.append(decode(row, ROW_TYPES[stream]))
        except UndecodableError:
            decoded.append(None)
    assert [row is not None for row in decoded] == [True, False, False, False, True]


def test_a_full_batch_fits_into_a_payload():
    row = encode(Reading(c="c" * 32, k="k" * 24, t_ms=MAX_WHOLE, x=-1.2345678901234567e-100, q="suspect"))
    encode(Batch(dev="d" * 32, s="t", seq=MAX_WHOLE - 1000, n=MAX_ROWS, r=[msgspec.Raw(row)] * MAX_ROWS))


@pytest.mark.parametrize("number", [MAX_WHOLE + 1, -MAX_WHOLE - 1, 10**40])
def test_numbers_that_no_database_holds_are_refused(number: int):
    with pytest.raises(UndecodableError):
        decode(f'{{"c":"c","k":"k","t_ms":{number}}}'.encode(), Reading)
    with pytest.raises(UndecodableError):
        decode(f'{{"kind":"k","t_ms":1,"a":{{"n":{number}}}}}'.encode(), Event)
    with pytest.raises(UndecodableError):
        decode(f'{{"dev":"aaa","s":"t","seq":{number},"n":1,"r":[]}}'.encode(), Batch)


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity", "1e999", "nan"])
def test_numbers_that_are_none_are_refused(word: str):
    with pytest.raises(UndecodableError):
        decode(f'{{"c":"c","k":"k","t_ms":1,"x":{word}}}'.encode(), Reading)


def test_oversize_is_refused_both_ways():
    with pytest.raises(OversizeError):
        decode(b" " * (MAX_PAYLOAD_BYTES + 1), Alarm)
    with pytest.raises(OversizeError):
        encode(Event(kind="x" * MAX_PAYLOAD_BYTES, t_ms=1))
    with pytest.raises(UndecodableError):
        decode(b" " * MAX_PAYLOAD_BYTES, Alarm)


def test_a_union_of_messages_is_told_apart_by_its_type():
    for kind in (ManagerView, Beat, ClubChanged):
        assert type(decode((GOLDEN / f"{kind.__name__}.json").read_bytes(), Live)) is kind
    with pytest.raises(UndecodableError):
        decode(b'{"type":"other"}', Live)


@given(names, st.binary(max_size=200))
def test_arbitrary_bytes_raise_nothing_but_contract_errors(name: str, payload: bytes):
    with suppress(ContractError):
        decode(payload, KINDS[name])


@given(names, anything)
def test_arbitrary_json_raises_nothing_but_contract_errors(name: str, value: object):
    with suppress(ContractError):
        decode(json.dumps(value).encode(), KINDS[name])


@given(st.data())
def test_golden_messages_with_one_foreign_value_raise_nothing_but_contract_errors(data):
    name = data.draw(names)
    message = golden(name)
    message[data.draw(st.sampled_from(sorted(message)))] = data.draw(anything)
    with suppress(ContractError):
        assert isinstance(decode(json.dumps(message).encode(), KINDS[name]), KINDS[name])


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'{"r":['])
def test_nesting_without_end_is_refused(opening: bytes):
    with pytest.raises(UndecodableError):
        decode(opening * 20_000, Event)
