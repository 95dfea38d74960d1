"""An alarm is put aside only when it was refused often and for long: a store that is slow receipts nothing new either."""

from hallenwart_edge.uplink.rules import ALARM_GIVEN_UP_MS, QUARANTINE_AFTER, SUSPECT_AFTER, AlarmBook


def sent_often(book: AlarmBook, key: int) -> None:
    for number in range(SUSPECT_AFTER + 1):
        book.sent(key, now_mono_ms=number)


def test_many_receipts_without_it_in_a_short_time_do_not_count():
    book = AlarmBook()
    sent_often(book, 7)
    assert not any(book.refused(7, now_mono_ms=ALARM_GIVEN_UP_MS - 1) for _ in range(1_000))
    assert book.refused(7, now_mono_ms=ALARM_GIVEN_UP_MS)


def test_long_without_receipts_does_not_count_either():
    book = AlarmBook()
    sent_often(book, 7)
    refused = [book.refused(7, now_mono_ms=2 * ALARM_GIVEN_UP_MS) for _ in range(QUARANTINE_AFTER)]
    assert refused == [False] * (QUARANTINE_AFTER - 1) + [True]


def test_one_that_was_just_sent_is_not_refused_yet():
    book = AlarmBook()
    book.sent(7, now_mono_ms=0)
    assert not any(book.refused(7, now_mono_ms=2 * ALARM_GIVEN_UP_MS) for _ in range(1_000))


def test_what_no_longer_waits_is_forgotten():
    book = AlarmBook()
    sent_often(book, 7)
    book.keep([8])
    assert (book.sends, book.first_mono_ms) == ({}, {})
