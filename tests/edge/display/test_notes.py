"""What a locker's own display says of its keys, with the network cut."""

import dataclasses

from msgspec.structs import replace

from hallenwart_contract.display import NoteWord
from hallenwart_contract.view import Rung
from hallenwart_edge.display.sources import KeyOut, Sources
from support.display_plans import at, entry, grant, grants, plan, post, remembered, shown

OUT = KeyOut(3, "first", at("17:20"), "Drittel 1")
NEXT = entry("b-2", "19:30", "21:00", title="BC 04")
FOYER = Sources(
    view=plan(NEXT),
    grants=grants(grant("first", "17:30", "19:00"), grant("second", "19:30", "21:00", booking="b-2")),
    keys=(OUT,),
    device="nordpark-1",
    slots=frozenset({3}),
)


def replace_sources(**changes):
    return dataclasses.replace(FOYER, **changes)


def notes(sources, time, memory=None):
    return [(card.word, card.values) for card in shown(sources, at(time), memory).above]


def test_a_key_is_told_from_the_end_of_its_window_and_who_waits_for_it():
    about = {"slot": "3", "label": "Drittel 1", "until": "19:00"}
    follows = about | {"next": "BC 04", "at": "19:30"}
    assert notes(FOYER, "18:55") == []
    assert notes(FOYER, "19:00") == [(NoteWord.KEY_NEXT, follows)]
    assert notes(FOYER, "20:59") == [(NoteWord.KEY_NEXT, follows)]
    assert notes(FOYER, "21:00") == [(NoteWord.KEY_DUE, about)]
    assert notes(replace_sources(keys=()), "20:00") == []
    card = shown(FOYER, at("19:05")).above[0]
    assert (card.rung, card.id) == (Rung.NOTE, f"key.nordpark-1.3.{OUT.out_ms}")


def test_nobody_waits_until_half_an_hour_before():
    late = grants(grant("first", "17:30", "19:00"), grant("second", "20:30", "21:00", booking="b-2"))
    assert [word for word, _ in notes(replace_sources(grants=late), "19:30")] == [NoteWord.KEY_DUE]
    assert [word for word, _ in notes(replace_sources(grants=late), "20:00")] == [NoteWord.KEY_NEXT]


def test_a_hand_over_is_told_ten_minutes_before_when_another_group_follows_at_once():
    close = grants(grant("first", "17:30", "19:00"), grant("second", "19:00", "21:00"))
    assert notes(replace_sources(grants=close), "18:49") == []
    assert [word for word, _ in notes(replace_sources(grants=close), "18:50")] == [NoteWord.HANDOVER]
    assert [word for word, _ in notes(replace_sources(grants=close), "19:00")] == [NoteWord.KEY_NEXT]


def test_a_right_that_left_the_list_is_remembered_and_one_never_known_says_nothing():
    memory = remembered(FOYER, at("18:00"))
    gone = replace_sources(grants=grants())
    assert [word for word, _ in notes(gone, "19:10", memory)] == [NoteWord.KEY_DUE]
    assert notes(gone, "19:10") == []
    staff = grants(replace(grant("first", "17:30", "19:00"), staff=True))
    assert notes(replace_sources(grants=staff), "19:10") == []


def test_a_clock_that_may_be_wrong_accuses_nobody():
    assert notes(replace_sources(trusted=False), "20:00") == []


def test_what_the_server_says_of_a_key_of_this_locker_is_not_shown_beside_ones_own_word():
    told = [post("note", "key.nordpark-1.3.17"), post("note", "key.nordpark-2.3.17"), post("note", "key.nordpark-1.9.17")]
    both = replace_sources(view=plan(NEXT, posts=told), keys=())
    assert [card.id for card in shown(both, at("19:10")).above] == ["key.nordpark-1.9.17", "key.nordpark-2.3.17"]
