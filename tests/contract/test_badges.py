"""Badges and tickets: the digits of RFC 6238, what a photograph is worth, and what is no badge."""

import base64

import segno
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_contract import badges, tickets

RFC_6238_KEY = b"12345678901234567890123456789012"
RFC_6238 = {
    59: "46119246",
    1_111_111_109: "68084774",
    1_111_111_111: "67062674",
    1_234_567_890: "91819424",
    2_000_000_000: "90698825",
}
"""Appendix B of RFC 6238, SHA-256: seconds since the epoch and the eight digits."""
KEY, NOW_MS = bytes(range(20)), 1_790_000_000_000


def test_the_digits_are_those_of_the_standard():
    assert {at_s: badges.totp(RFC_6238_KEY, badges.step_of(at_s * 1000)) for at_s in RFC_6238} == RFC_6238


def test_what_a_phone_draws_is_read_and_proves_itself():
    handle = badges.draw_handle()
    shown = badges.read(f" {badges.text_of(handle, KEY, NOW_MS).lower()}\r\n")
    assert shown is not None
    assert shown[0] == handle
    assert badges.proven_step(shown[1], KEY, NOW_MS) == badges.step_of(NOW_MS)
    assert badges.proven_step(shown[1], KEY, NOW_MS + badges.STEP_MS) is not None, "a clock that is 30 s ahead"


def test_a_photograph_is_worth_nothing_after_its_use_nor_after_its_time():
    code = badges.totp(KEY, badges.step_of(NOW_MS))
    used = badges.proven_step(code, KEY, NOW_MS)
    assert used is not None
    assert badges.proven_step(code, KEY, NOW_MS + 1000, after=used) is None
    assert badges.proven_step(code, KEY, NOW_MS + 3 * badges.STEP_MS) is None
    assert badges.proven_step(code, bytes(20), NOW_MS) is None


def test_a_sheet_is_known_by_its_digest_alone():
    sheet = badges.draw_paper()
    assert badges.paper_hash(sheet) == badges.paper_hash(sheet.lower())
    assert badges.paper_hash(sheet) != badges.paper_hash(badges.draw_paper())
    assert base64.b32encode(badges.paper_hash(sheet) or b"").decode()[:26] not in sheet


def test_a_door_knows_its_tickets_and_the_badges_that_hold_one():
    mine, other = tickets.draw(), tickets.draw()
    handle = badges.draw_handle()
    digest = tickets.digest_of(mine)
    assert digest is not None
    admits = tickets.split(tickets.joined([digest, tickets.badge_digest("e1", handle)]))
    assert digest in admits
    assert tickets.digest_of(other) not in admits
    assert tickets.badge_digest("e1", handle.upper()) in admits
    assert tickets.badge_digest("e2", handle) not in admits


def test_both_are_small_symbols_in_their_compact_mode():
    assert segno.make(badges.text_of(badges.draw_handle(), KEY, NOW_MS), error="m", boost_error=False).designator == "2-M"
    assert segno.make(tickets.draw(), error="m", boost_error=False).designator == "2-M"


@given(st.text(max_size=60), st.binary(max_size=60))
def test_other_texts_are_neither(text: str, junk: bytes):
    tidy = text.strip().upper()
    assert tidy.startswith(badges.PREFIX) or badges.read(text) is None
    assert tidy.startswith(badges.PAPER_PREFIX) or badges.paper_hash(text) is None
    assert tidy.startswith(tickets.PREFIX) or tickets.digest_of(text) is None
    assert len(tickets.split(junk)) <= len(junk) // tickets.DIGEST_BYTES
