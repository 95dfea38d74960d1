"""Messages taken straight out of the bytes of a connection."""

from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_backend.adapters.mqtt_reading import MALFORMED, take_packets


def packet(head: int, body: bytes) -> bytes:
    length, rest = b"", len(body)
    while True:
        rest, digit = divmod(rest, 128)
        length += bytes([digit | (0x80 if rest else 0)])
        if not rest:
            return bytes([head]) + length + body


def message(head: int, mid: int, topic: str, payload: bytes) -> bytes:
    name = topic.encode()
    return packet(head, len(name).to_bytes(2, "big") + name + mid.to_bytes(2, "big") + payload)


def taken(data: bytes) -> tuple[int, list[tuple]]:
    told: list[tuple] = []
    used = take_packets(data, lambda *message: told.append(("message", *message)), lambda *rest: told.append(("other", *rest)))
    return used, told


messages = st.tuples(
    st.sampled_from([0x32, 0x33, 0x3A, 0x3B]),
    st.integers(1, 65_535),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40),
    st.binary(max_size=40) | st.binary(min_size=120, max_size=130) | st.just(b"x" * 20_000),
)
others = st.tuples(st.sampled_from([0x20, 0x30, 0x34, 0x40, 0x90, 0xD0]), st.binary(max_size=140))


@settings(max_examples=80, deadline=None)
@given(st.lists(messages | others, max_size=5), st.integers(0, 400))
def test_whole_packets_are_handed_over_in_order_and_a_cut_one_waits(told: list[tuple], cut: int):
    parts = [message(*one) if len(one) == 4 else packet(*one) for one in told]
    data = b"".join(parts)
    expected = [("message", *one[1:2], one[3], one[2]) if len(one) == 4 else ("other", *one) for one in told]
    assert taken(data) == (len(data), expected)
    short = data[: max(0, len(data) - cut)]
    used, first = taken(short)
    again, rest = taken(short[used:] + data[len(short) :])
    assert first + rest == expected
    assert used + again == len(data)


def test_what_is_no_sound_message_goes_the_librarys_way_and_a_bad_length_ends_the_connection():
    for body in (b"", b"\x00", b"\x00\x09topic", b"\x00\x00\x00\x01x", b"\x00\x02\xff\xfe\x00\x01x"):
        assert taken(packet(0x32, body)) == (2 + len(body), [("other", 0x32, body)])
    assert taken(b"\x32\xff\xff\xff\xff\x01")[0] == MALFORMED
    assert taken(b"\x32\xff\xff") == (0, [])
    assert taken(b"\x32") == (0, [])
