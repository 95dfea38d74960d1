"""When a test of the alert path counts as proved."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.alerts.path import rules
from hallenwart_backend.alerts.path.rules import State, TestLetter

LETTER = TestLetter(1, "M. Kern", "apprise", receipt=False, state="handed_over")


one_letter = st.builds(
    TestLetter,
    st.just(1),
    st.just("n"),
    st.just("w"),
    st.booleans(),
    st.sampled_from(["waiting", "retrying", "handed_over", "delivered", "opened", "acked", "failed", "withdrawn"]),
)


@given(st.lists(one_letter, max_size=4), st.integers(0, 2 * rules.LETTERS_MS))
def test_success_needs_every_way_and_its_receipt_where_it_can_give_one(told, since):
    word = rules.verdict(told, waited_ms=since)
    if word in rules.PROVED:
        assert told
        assert all(one.state in {"delivered", "opened", "acked"} or not one.receipt for one in told)
        assert all(one.state not in {"failed", "waiting", "retrying"} for one in told)
    if since >= rules.LETTERS_MS:
        assert word is not State.RUNNING


def test_a_receipt_is_demanded_of_a_way_that_can_give_it():
    assert rules.verdict([LETTER], waited_ms=1) is State.HANDED_OVER
    assert rules.verdict([replace(LETTER, receipt=True)], waited_ms=1) is State.RUNNING
    assert rules.verdict([LETTER, replace(LETTER, state="delivered")], waited_ms=1) is State.OK
