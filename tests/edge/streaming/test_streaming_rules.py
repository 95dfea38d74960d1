"""Whether a camera may film: never without a right, outside its window, or once the right is gone."""

from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_contract.view import StreamRight
from hallenwart_edge.streaming import rules
from hallenwart_edge.streaming.rules import Situation, Why

NOW = 1_000_000


def right(**how):
    usual = {"id": "s", "camera": "k", "hall": "h", "booking": "b", "title": "T", "from_ms": NOW - 10, "to_ms": NOW + 10}
    return StreamRight(**{**usual, **how})


def test_every_reason_has_its_word():
    good = Situation("k", [right()])
    assert rules.refusal(good, "s", NOW) is None
    assert rules.refusal(good, "other", NOW) is Why.NO_RIGHT
    assert rules.refusal(Situation("other", [right()]), "s", NOW) is Why.NO_RIGHT
    assert rules.refusal(good, "s", NOW - 11) is Why.EARLY
    assert rules.refusal(good, "s", NOW + 10) is Why.OVER
    for against, word in (
        ({"clock_ok": False}, Why.CLOCK),
        ({"alarm": True}, Why.ALARM),
        ({"shut": True}, Why.SHUTTER),
        ({"lamp_ok": False}, Why.LAMP),
    ):
        assert rules.refusal(Situation("k", [right()], **against), "s", NOW) is word
    assert rules.refusal(Situation("k", [right()], shut=False), "s", NOW) is None


def test_a_right_that_goes_is_withdrawn_before_its_end_and_over_after_it():
    assert rules.stops(Situation("k", [right()]), right(), NOW) is None
    assert rules.stops(Situation("k"), right(), NOW) is Why.WITHDRAWN
    assert rules.stops(Situation("k"), right(), NOW + 10) is Why.OVER
    assert rules.stops(Situation("k", [right(from_ms=NOW + 5)]), right(), NOW) is Why.WITHDRAWN
    assert rules.stops(Situation("k", [right(to_ms=NOW)]), right(), NOW) is Why.OVER


def test_the_panel_offers_the_match_that_is_on_and_only_to_whoever_has_its_booking():
    later = right(id="later", from_ms=NOW + 100, to_ms=NOW + 200)
    past = right(id="past", from_ms=1, to_ms=NOW)
    assert rules.offered(Situation("k", [later, past, right()]), NOW).id == "s"
    assert rules.offered(Situation("k", [later, past]), NOW).id == "later"
    assert rules.offered(Situation("k", [past]), NOW) is None
    assert rules.may_start(right(), "b")
    assert not rules.may_start(right(), "other")
    assert not rules.may_start(right(booking=""), "")


times = st.integers(0, 50)
rights = st.lists(
    st.builds(
        right,
        id=st.sampled_from("st"),
        camera=st.sampled_from("kl"),
        from_ms=times,
        to_ms=times,
    ),
    max_size=3,
)
situations = st.builds(
    Situation,
    camera=st.just("k"),
    rights=rights,
    clock_ok=st.booleans(),
    alarm=st.booleans(),
    shut=st.sampled_from([None, True, False]),
    lamp_ok=st.booleans(),
)


@given(situations, rights, times)
@settings(max_examples=150)
def test_nothing_films_without_all_that_is_needed(now, held_before, now_ms):
    """A camera runs on exactly where it could be started: by a right of its own, in its window, with nothing against it."""
    could = rules.refusal(now, "s", now_ms) is None
    mine = next((each for each in now.rights if each.id == "s" and each.camera == "k"), None)
    assert could == (
        mine is not None
        and mine.from_ms <= now_ms < mine.to_ms
        and now.clock_ok
        and not now.alarm
        and not now.shut
        and now.lamp_ok
    )
    for had in held_before:
        if had.id == "s":
            assert (rules.stops(now, had, now_ms) is None) == could
