"""The pure rules: windows, keys, rates, pauses, and what counts as having happened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend import bearer
from hallenwart_backend.access.partners import asking, examples, rules
from hallenwart_backend.access.partners.answers import PartnerGrantOut, PartnerUnavailableOut
from hallenwart_backend.access.partners.rules import AtLocker, KeyUse, Spot, Told
from hallenwart_backend.bucket import BURST, RATE_PER_S, Bucket
from hallenwart_backend.webhook_rules import pause_ms
from support.described import described

times = st.none() | st.integers(0, 10**6)
lockers = st.lists(st.builds(AtLocker, st.just("l"), times, times, times), max_size=3)
uses = st.lists(
    st.builds(
        KeyUse, st.builds(Spot, st.just("l"), st.integers(1, 3)), st.integers(0, 10**6), times, times, st.integers(0, 99)
    ),
    max_size=4,
)


@given(lockers, uses, st.integers(0, 10**6), st.integers(0, 10**6))
def test_what_has_happened_stays_so(places, keys, now_ms, later_ms):
    """A second look finds all that the first did, under the same ids, and no id twice."""

    def ids(at_ms):
        found = rules.happened(1, places, keys, now_ms=at_ms)
        return [rules.event_id("c", one.kind, *one.mark) for one in found]

    first = ids(now_ms)
    assert set(first) <= set(ids(now_ms + later_ms))
    known = {(key.spot, key.taken_ms) for key in keys}
    if len(known) == len(keys):
        assert len(first) == len(set(first))


@given(lockers)
def test_a_grant_is_applied_when_every_locker_has_it(places):
    kinds = [one.kind for one in rules.happened(1, places, [], now_ms=0)]
    assert (Told.APPLIED in kinds) == (bool(places) and all(one.applied_ms is not None for one in places))
    assert (Told.DELIVERED in kinds) == (bool(places) and all(one.delivered_ms is not None for one in places))


@given(st.lists(st.integers(0, 5_000), min_size=1, max_size=200))
def test_nobody_asks_more_than_the_rate_allows(pauses):
    bucket, now, taken = Bucket(), 0, 0
    for pause in pauses:
        now += pause
        wait = bucket.take(now)
        taken += wait == 0
        assert taken <= BURST + now / 1000 * RATE_PER_S
        if wait:
            assert Bucket(bucket.tokens, now).take(now + wait) == 0


def test_pauses_double_up_to_an_hour():
    assert [pause_ms(number) for number in (1, 2, 3, 10, 11, 500)] == [
        5_000,
        10_000,
        20_000,
        2_560_000,
        3_600_000,
        3_600_000,
    ]


@pytest.mark.parametrize(
    ("window", "fault"),
    [
        ((10, 10), "bad_window"),
        ((10, 11 + rules.MAX_LENGTH_MS), "too_long"),
        ((1, 5), "over"),
        ((6 + rules.HORIZON_MS, 7 + rules.HORIZON_MS), "too_far"),
        ((1, 6), None),
    ],
)
def test_a_window_has_an_order_a_length_and_a_horizon(window, fault):
    assert rules.fault_of_window(*window, 5) == fault


@given(st.integers(0, 2**41), st.integers(1, 10**7), st.integers(0, 10**7))
def test_windows_that_overlap_share_a_quarter(from_ms, length_ms, shift_ms):
    first = set(rules.quarters(from_ms, from_ms + length_ms))
    second = set(rules.quarters(from_ms + shift_ms, from_ms + shift_ms + length_ms))
    assert first
    if shift_ms < length_ms:
        assert first & second


@given(st.text(), st.text(st.characters(exclude_characters="_"), min_size=1))
def test_only_whole_keys_name_a_system(text, secret):
    assert bearer.id_of("hwp", bearer.key_text("hwp", "3f9a", secret)) == "3f9a"
    if not text.startswith("hwp_"):
        assert bearer.id_of("hwp", text) == ""


def test_what_the_description_shows_as_example_is_what_the_api_takes_and_gives():
    PartnerGrantOut.model_validate(examples.GRANT, strict=False)
    PartnerUnavailableOut.model_validate(examples.UNAVAILABLE)
    bodies = [getattr(asking, name) for name in dir(asking) if name.startswith("Partner") and name.endswith("Body")]
    shown = [
        (body, body.model_config.get("json_schema_extra", {})["examples"])
        for body in bodies
        if "json_schema_extra" in body.model_config
    ]
    assert len(shown) == 4
    for body, several in shown:
        for example in several:
            body.model_validate(example)


def test_every_route_for_booking_systems_says_what_it_needs_and_how_it_refuses():
    for path, methods in described()["paths"].items():
        for operation in methods.values():
            if path.startswith("/partner/"):
                assert operation["tags"] == ["partner"]
                assert operation["security"] == [{"partnerKey": []}]
                assert {"401", "422", "429"} <= set(operation["responses"]), path
