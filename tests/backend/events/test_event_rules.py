"""Whose consent a stream needs, what holds, and when a camera may run."""

from dataclasses import replace

import pytest

from hallenwart_backend.events.rules import (
    Consent,
    Date,
    Event,
    Hindrance,
    Party,
    Phase,
    hindrance,
    may_record,
    missing,
    phase,
    required,
    standing,
)

NOW = 1_000_000
EVENT = Event("e", "b", "tsv", "Derby", "s", made_ms=0, changed_ms=0, made_by="p", stream=True, device="d", camera="c")
DATE = Date("nordpark", "tsv", "match", "booked", NOW - 10, NOW + 10)


def said(*parties: Party, **other) -> list[Consent]:
    return [Consent(party, True, 5 + index, **other) for index, party in enumerate(parties)]


def why(event: Event = EVENT, date: Date = DATE, ledger=(), now: int = NOW, hall: str | None = None, **other):
    return hindrance(event, date, standing(ledger, event), now, camera_hall=hall, **other)


@pytest.mark.parametrize(
    ("event", "wanted"),
    [
        (EVENT, {Party.CLUB, Party.OFFICE}),
        (replace(EVENT, visitors="BC 04"), {Party.CLUB, Party.OFFICE, Party.VISITORS}),
        (replace(EVENT, minors=True), {Party.CLUB, Party.OFFICE, Party.GUARDIANS}),
        (replace(EVENT, club=None), {Party.OFFICE}),
    ],
)
def test_who_has_to_agree(event, wanted):
    assert set(required(event)) == wanted


def test_only_the_newest_word_counts():
    no = [*said(Party.CLUB, Party.OFFICE), Consent(Party.CLUB, False, 50)]
    assert missing(EVENT, standing(no, EVENT)) == [Party.CLUB]
    assert not missing(EVENT, standing([*no, Consent(Party.CLUB, True, 60)], EVENT))


def test_a_longer_recording_another_team_and_an_event_made_anew_need_a_new_yes():
    yes = said(Party.CLUB, Party.OFFICE, record_days=7)
    assert not missing(replace(EVENT, record_days=7), standing(yes, replace(EVENT, record_days=7)))
    assert missing(replace(EVENT, record_days=8), standing(yes, replace(EVENT, record_days=8)))
    guest = replace(EVENT, visitors="BC 04")
    assert Party.VISITORS in standing([Consent(Party.VISITORS, True, 9, team="BC 04")], guest)
    assert Party.VISITORS not in standing([Consent(Party.VISITORS, True, 9, team="SV Süd")], guest)
    assert not standing(yes, replace(EVENT, made_ms=500))


def test_the_right_lives_and_dies_with_booking_and_consents():
    yes = said(Party.CLUB, Party.OFFICE)
    assert why(ledger=yes, hall="nordpark") is None
    assert why() is Hindrance.CONSENT
    assert why(ledger=yes, hall="sued") is Hindrance.ELSEWHERE
    assert why(ledger=yes, now=NOW - 20) is Hindrance.EARLY
    assert why(ledger=yes, now=NOW - 20, ahead=True) is None
    assert why(ledger=yes, now=NOW + 10) is Hindrance.OVER
    assert why(replace(EVENT, stream=False), ledger=yes) is Hindrance.NOT_WANTED
    assert why(replace(EVENT, camera=""), ledger=yes) is Hindrance.NO_CAMERA
    for other in ({"state": "cancelled"}, {"kind": "training"}, {"holder": "bc-04"}):
        assert why(date=replace(DATE, **other), ledger=yes) is Hindrance.GONE
    assert phase(replace(EVENT, withdrawn_ms=3), DATE, NOW) is Phase.GONE


def test_nobody_agrees_for_others():
    yes = {
        (party, who)
        for party in Party
        for who in ("club", "office")
        if may_record(party, True, club=who == "club", office=who == "office")
    }
    assert yes == {(Party.CLUB, "club"), (Party.GUARDIANS, "club"), (Party.OFFICE, "office")}
    assert may_record(Party.VISITORS, False, club=True, office=False)
    assert not may_record(Party.OFFICE, False, club=True, office=False)
    assert not may_record(Party.CLUB, False, club=False, office=False)
