"""Formats and conditions over any input."""

import contextlib
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_backend.opendata.ngsi.query import QueryError, parse
from hallenwart_backend.opendata.parkapi import parkapi
from hallenwart_backend.opendata.parkapi.model import SpaceKind
from support.open_town import CAR_PARK

SCHEMA = json.loads((Path(__file__).parent / "parkapi.schema.json").read_text(encoding="utf-8"))
kinds = st.sampled_from([SpaceKind.NORMAL, SpaceKind.DISABLED, SpaceKind.CHARGING, SpaceKind.BUS, SpaceKind.BIKE])


@settings(max_examples=60)
@given(st.dictionaries(kinds, st.integers(0, 500)), st.dictionaries(kinds, st.integers(0, 500)))
def test_free_is_told_of_all_or_not_at_all(spaces, free):
    site = replace(CAR_PARK, spaces=spaces, now=replace(CAR_PARK.now, free=free))
    for one in parkapi.combined([site], "https://x.example", "Stadt"):
        jsonschema.validate(one, SCHEMA | {"$ref": "#/$defs/static"})
        bike = one["purpose"] == "BIKE"
        mine = {kind for kind in spaces if (kind is SpaceKind.BIKE) is bike}
        if "realtime_free_capacity" in one:
            assert mine <= free.keys()
            assert one["realtime_free_capacity"] == sum(free[kind] for kind in mine)


@pytest.mark.parametrize(
    ("q", "fits"),
    [
        ("a", True),
        ("b", False),
        ("a==5", True),
        ("a!=5", False),
        ("a==4..6", True),
        ("a==1,5", True),
        ("a>5", False),
        ('a>=5;c=="x;y"', True),
        ("a>5|c", True),
        ("c==x;y", False),
        ("on==true", True),
        ("on==1", False),
        ("d.e==7", True),
        ("d[e]>6", True),
        ("list==two", True),
        ("list==three", False),
        ("c>1", False),
    ],
)
def test_conditions(q, fits):
    entity = {"a": 5, "c": "x;y", "on": True, "d": {"e": 7}, "list": ["one", "two"]}
    assert parse(q)(entity) is fits


@settings(max_examples=80)
@given(st.text(max_size=40))
def test_any_condition_is_answered_or_refused(text):
    with contextlib.suppress(QueryError):
        parse(text)({"a": 1})
