"""What is told together, when, and in which words."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.booking.letters import rules, times, words
from hallenwart_backend.booking.letters.rules import Channel, Choices, Group, Kind, Row
from hallenwart_backend.booking.news import NewsKind

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE_MS, HOUR_MS = 60_000, 3_600_000


def row(number, kind, t_ms=0, person="jana", **detail):
    return Row(number, kind, t_ms, "b1", None, "tsv", person, detail)


def told(*rows):
    return [(one.kind, one.code) for one in rules.folded(rows)]


@pytest.mark.parametrize(
    ("kinds", "messages"),
    [
        (["booked"], [("booked", None)]),
        (["booked", "code_ready"], [("booked", "code_ready")]),
        (["booked", "code_ready", "code_at_locker"], [("booked", "code_at_locker")]),
        (["booked", "moved", "moved"], [("booked", None)]),
        (["booked", "cancelled"], []),
        (["asked", "cancelled"], []),
        (["asked", "approved"], [("approved", None)]),
        (["asked", "declined"], [("declined", None)]),
        (["booked", "displaced"], [("displaced", None)]),
        (["moved", "code_at_locker"], [("moved", "code_at_locker")]),
        (["moved", "cancelled", "code_at_locker"], [("cancelled", "code_at_locker")]),
        (["code_ready", "code_at_locker"], [("code_at_locker", None)]),
        (["offered", "lent"], [("lent", None)]),
        (["lent", "lending_ended"], []),
        (["lending_ended"], [("lending_ended", None)]),
        (["offered", "cancelled"], [("cancelled", None)]),
        (["booked", "asked_to_lend"], [("booked", None), ("asked_to_lend", None)]),
    ],
)
def test_what_belongs_together_is_one_message(kinds, messages):
    assert told(*(row(number, kind) for number, kind in enumerate(kinds))) == messages


def test_what_another_took_away_is_told_though_it_was_booked_a_moment_ago():
    assert told(row(1, "booked"), row(2, "cancelled", person="amt")) == [("cancelled", None)]


def test_moved_twice_it_moved_from_where_it_was_at_first():
    (one,) = rules.folded([row(1, "moved", was="erst"), row(2, "moved", was="dann")])
    assert one.row.detail["was"] == "erst"


KINDS = st.sampled_from([str(kind) for kind in NewsKind if kind not in {NewsKind.REMINDER, NewsKind.OVERDUE}])


@given(st.lists(st.tuples(KINDS, st.sampled_from(["jana", "amt"])), max_size=8))
def test_nobody_gets_more_messages_than_things_happened_and_never_two_of_a_date(happened):
    rows = [row(number, kind, person=person) for number, (kind, person) in enumerate(happened)]
    messages = rules.folded(rows)
    assert len(messages) <= len(rows)
    begins = rules.BY_HAND | rules.ESSENTIAL | {Kind.APPROVED, Kind.WAITING_FILLED, Kind.CODE_READY}
    heads = [one for one in messages if one.kind in begins - {Kind.OFFERED, Kind.LENDING_ENDED}]
    heads = [one for one in heads if one.kind not in {Kind.SERIES_BOOKED, Kind.SERIES_CHANGED}]
    assert len(heads) <= 1
    assert len({(one.kind, one.row.number) for one in messages}) == len(messages)
    last_end = max((one.number for one in rows if one.kind in {"cancelled", "declined", "displaced"}), default=-1)
    gone = [one for one in messages if one.row.number < last_end and one.kind in {Kind.BOOKED, Kind.MOVED, Kind.APPROVED}]
    assert not gone  # nobody is told of a date that is no more


@given(st.lists(st.tuples(KINDS, st.integers(0, 120_000)), min_size=1, max_size=6), st.integers(0, 300_000))
def test_nothing_waits_longer_than_a_minute_and_quiet_comes_first(happened, now_ms):
    rows = [row(number, kind, t_ms) for number, (kind, t_ms) in enumerate(happened)]
    ready = rules.is_ready(rows, now_ms)
    if now_ms >= min(one.t_ms for one in rows) + rules.LONGEST_MS:
        assert ready
    elif now_ms < max(one.t_ms for one in rows) + rules.QUIET_MS:
        assert not ready


def test_a_booking_waits_for_its_code_a_minute():
    rows = [row(1, "booked"), row(2, "code_ready")]
    assert not rules.is_ready(rows, 59_999)
    assert rules.is_ready(rows, 60_000)
    assert rules.is_ready([*rows, row(3, "code_at_locker", 3_000)], 13_000)
    assert rules.is_ready([row(1, "booked")], 10_000)


def ms(*at):
    return int(datetime(*at, tzinfo=BERLIN).timestamp() * 1000)


@pytest.mark.parametrize(
    ("start", "lead_min", "due"),
    [
        ((2026, 11, 24, 18, 0), 1440, (2026, 11, 23, 18, 0)),
        ((2026, 11, 24, 18, 0), 120, (2026, 11, 24, 16, 0)),
        ((2026, 11, 24, 1, 0), 120, (2026, 11, 23, 23, 0)),
        ((2026, 10, 25, 18, 0), 1440, (2026, 10, 24, 18, 0)),  # the clock went back in between
        ((2027, 3, 28, 18, 0), 1440, (2027, 3, 27, 18, 0)),  # and forth
        ((2028, 3, 1, 9, 0), 1440, (2028, 2, 29, 9, 0)),
        ((2026, 11, 30, 18, 0), 7 * 1440, (2026, 11, 23, 18, 0)),
    ],
)
def test_reminders_come_by_the_clock_on_the_wall(start, lead_min, due):
    assert rules.reminded_ms(ms(*start), lead_min, BERLIN) == ms(*due)


def test_who_booked_after_the_reminder_was_due_is_not_reminded():
    assert rules.is_due(1_000, 999, 1_000)
    assert not rules.is_due(1_000, 1_001, 2_000)
    assert not rules.is_due(1_000, 0, 999)
    assert not rules.is_due(1_000, 0, 1_000 + rules.REMIND_FOR_MS)


def test_collected_mails_come_at_the_next_such_time():
    assert rules.digest_ms(18 * 60, BERLIN, ms(2026, 11, 23, 17, 59)) == ms(2026, 11, 23, 18, 0)
    assert rules.digest_ms(18 * 60, BERLIN, ms(2026, 11, 23, 18, 0)) == ms(2026, 11, 24, 18, 0)
    assert rules.digest_ms(18 * 60, BERLIN, ms(2026, 10, 24, 20, 0)) == ms(2026, 10, 25, 18, 0)


# --- words -----------------------------------------------------------------------------------------------------------

VALUES = {name: f"<{name}>" for name in ("when", "place", "was", "label", "other", "count", "rule", "until")}
VALUES |= {name: f"<{name}>" for name in ("days", "empty", "of", "proposed", "minutes")}


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_kind_has_words_in_each_language(kind, language):
    said = words.saying(kind, language, VALUES)
    assert said.title
    assert said.body
    assert said.title[0].isupper() or said.title.startswith("<")
    assert not re.search(r"[{}]", said.title + said.body)
    assert len(said.title) < 120


@pytest.mark.parametrize("kind", Kind)
def test_both_languages_tell_the_same_facts(kind):
    names = [set(re.findall(r"{(\w+)}", said.title + said.body)) for said in words.SAYINGS[kind]]
    assert names[0] == names[1]
    assert kind in rules.GROUPS


def test_times_have_weekday_and_the_halls_own_clock():
    start = int(datetime(2026, 11, 23, 17, 0, tzinfo=UTC).timestamp() * 1000)
    assert times.when_words(start, start + 90 * MINUTE_MS, BERLIN, "de") == "Montag, 23.11.2026, 18:00\N{EN DASH}19:30 Uhr"
    assert times.when_words(start, start + 90 * MINUTE_MS, BERLIN, "en") == "Monday, 23 Nov 2026, 18:00\N{EN DASH}19:30"
    assert times.day_words(date(2026, 11, 3), "de", short=True) == "03.11."
    rule = {"weekday": 0, "start": "18:00", "end": "19:30", "every_weeks": 2}
    assert times.rule_words(rule, "de") == "alle 2 Wochen Montag 18:00\N{EN DASH}19:30 Uhr"
    assert times.rule_words(rule | {"every_weeks": 1}, "en") == "Monday 18:00\N{EN DASH}19:30"


def test_what_keeps_people_from_a_closed_door_cannot_be_switched_off_everywhere():
    silent = Choices(channels=dict.fromkeys(Group, frozenset()))
    for kind in Kind:
        assert silent.by(kind) == (frozenset({Channel.EMAIL}) if kind in rules.ESSENTIAL else frozenset())
    only_push = Choices(channels=dict.fromkeys(Group, frozenset({Channel.PUSH})))
    assert only_push.by(Kind.DISPLACED) == {Channel.PUSH}
