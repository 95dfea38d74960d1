"""Every struct and everything that opens a seal, fed with what nobody would send: the contract's error or a message.

`make fuzz SEED=7 EXAMPLES=20` asks more; the structs are found, so a new one is in here by itself.
"""

import base64
import importlib
import json
import os
import pkgutil
from contextlib import suppress

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

import hallenwart_contract
from hallenwart_contract import device_http, documents, keeper, passes, releases, sealed, signed, site_link
from hallenwart_contract.codec import decode, encode
from hallenwart_contract.errors import ContractError

SEED = int(os.environ.get("HALLENWART_SEED", "6"))
MANY = int(os.environ.get("HALLENWART_EXAMPLES", "1"))
TOPIC = "hall/v1/nordpark-1/cmd"
KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
KEYS = {1: KEY.public_key()}
scalars = st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=20) | st.binary(max_size=9)
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4), max_leaves=10
)


def structs():
    """Return every message the contract knows, in whatever file it stands."""
    for found in pkgutil.iter_modules(hallenwart_contract.__path__):
        module = importlib.import_module(f"hallenwart_contract.{found.name}")
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, msgspec.Struct) and value.__module__ == module.__name__:
                yield value


STRUCTS = sorted(structs(), key=lambda kind: (kind.__module__, kind.__name__))


def some(value):
    """Make JSON of it as far as JSON goes: what is binary or not finite becomes text that looks like it."""
    return json.dumps(value, default=lambda one: base64.b64encode(one).decode()).encode()


@pytest.mark.parametrize("kind", STRUCTS, ids=lambda kind: f"{kind.__module__.rpartition('.')[2]}.{kind.__name__}")
def test_a_struct_takes_what_fits_and_refuses_the_rest(kind):
    names = [field.encode_name for field in msgspec.structs.fields(kind)]
    told = st.dictionaries(st.sampled_from(names), anything, max_size=len(names)) if names else st.just({})

    @seed(SEED)
    @settings(max_examples=20 * MANY, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.binary(max_size=80) | told.map(some) | anything.map(some))
    def feed(payload):
        with suppress(ContractError):
            message = decode(payload, kind)
            with suppress(ContractError):
                assert decode(encode(message), kind) == message

    feed()


def openers():
    secret, key = b"s" * 32, b"y" * 32
    command = documents.Command(
        id="c", to=documents.CommandFor(boot="b", conn=1), op="silence", iat_ms=1, exp_ms=2, ttl_ms=1_000
    )
    envelope = encode(signed.sign(command, topic=TOPIC, key=KEY))
    said = site_link.seal(site_link.Said(site="a", dev="b", boot=1, seq=1), key=key)
    yield (
        "signed",
        envelope,
        lambda raw: signed.open_signed(decode(raw, signed.Signed), documents.Command, topic=TOPIC, keys=KEYS),
    )
    yield (
        "sealed",
        sealed.seal(b"x" * 16, device_secret=secret, about="a"),
        lambda raw: sealed.unseal(raw, device_secret=secret, about="a"),
    )
    yield "site link", said, lambda raw: site_link.unseal(raw, key=key)
    yield "ask of the keeper", b'{"type":"status"}\n', keeper.read_ask
    yield "answer of the keeper", b'{"type":"done"}\n', keeper.read_answer
    yield "manifest", b'{"kid":1,"p":"e30=","sig":"AA=="}', lambda raw: releases.open_manifest(raw, KEYS)
    yield "pass", b"HW1.AAAA", lambda raw: passes.read(raw.decode("latin-1"), keys=KEYS)
    yield (
        "request of a device",
        b"x",
        lambda raw: device_http.asked_of(
            "POST", "/device/v1/logs", dict.fromkeys(device_headers(), raw.decode("latin-1")), raw
        ),
    )


def device_headers():
    return [value for name, value in vars(device_http).items() if name.isupper() and isinstance(value, str)]


@pytest.mark.parametrize(("good", "opens"), [pytest.param(good, opens, id=name) for name, good, opens in openers()])
def test_a_seal_that_was_touched_opens_nothing_and_breaks_nothing(good, opens):
    @seed(SEED)
    @settings(max_examples=60 * MANY, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def touch(data):
        raw = bytearray(good)
        for _ in range(data.draw(st.integers(1, 4))):
            at = data.draw(st.integers(0, max(0, len(raw) - 1)))
            raw[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
        with suppress(ContractError):
            opens(bytes(raw))

    touch()
