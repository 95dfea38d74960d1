"""The chain holds as it was made, and breaks wherever it is touched."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.evidence.rules import GENESIS, Link, Said, commitment_of, fault_at, hash_of

words = st.text(max_size=12)
acts = st.lists(st.tuples(words, words, words, words, st.binary(min_size=32, max_size=32)), min_size=1, max_size=6)


def _chain(made):
    links, prev = [], GENESIS
    for number, (kind, about, who, said, salt) in enumerate(made, start=1):
        kept = Said(salt, said)
        link = Link(number, 1_000 * number, kind, about, who, commitment_of(kept), prev)
        link = replace(link, hash=hash_of(link))
        links.append((link, kept))
        prev = link.hash
    return links


@given(acts, st.data())
def test_a_chain_holds_with_or_without_what_was_said(made, data):
    erased = data.draw(st.sets(st.integers(0, len(made) - 1)))
    chain = [(link, None if at in erased else said) for at, (link, said) in enumerate(_chain(made))]
    assert fault_at(chain) is None


@given(acts, st.data())
def test_any_change_of_a_link_is_found_at_that_link_or_the_next(made, data):
    chain = _chain(made)
    at = data.draw(st.integers(0, len(chain) - 1))
    name = data.draw(st.sampled_from(["t_ms", "kind", "about", "who", "commitment", "prev", "hash"]))
    link, said = chain[at]
    value = getattr(link, name)
    other = value + 1 if isinstance(value, int) else value + "x" if isinstance(value, str) else bytes(value[::-1]) + b"x"
    chain[at] = (replace(link, **{name: other}), said)
    assert fault_at(chain) == at + 1


@given(acts.filter(lambda made: len(made) > 1), st.data())
def test_a_link_left_out_or_swapped_is_found(made, data):
    chain = _chain(made)
    at = data.draw(st.integers(0, len(chain) - 2))
    assert fault_at([*chain[:at], *chain[at + 1 :]]) == at + 1
    swapped = [*chain]
    swapped[at], swapped[at + 1] = swapped[at + 1], swapped[at]
    assert fault_at(swapped) == at + 1


@given(acts)
def test_what_was_said_cannot_be_exchanged_unseen(made):
    (link, said), *rest = _chain(made)
    assert fault_at([(link, replace(said, said=said.said + "x")), *rest]) == 1
