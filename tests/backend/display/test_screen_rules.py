"""How a display may be set, what it shows in words, and what counts as a picture."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_backend.display.posts_fit import MOST_BYTES, MOST_POSTS, fitting
from hallenwart_backend.display.screens.jpeg import size_of
from hallenwart_backend.display.screens.rules import farthest_m, fault_of, why
from hallenwart_contract.view import OnTime, Post, Screen, ScreenNow
from support.display_town import jpeg

EVENING = OnTime(days=[0, 1, 2, 3, 4], from_min=480, to_min=1320, brightness_pct=80)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, None),
        ({"on": [EVENING, OnTime(days=[5, 6], from_min=0, to_min=1440)]}, None),
        ({"languages": ("de",)}, None),
        ({"inches": 5.0}, "inches"),
        ({"distance_m": 0.1}, "distance"),
        ({"turned": 45}, "turned"),
        ({"inches": 24.0, "distance_m": 12.0}, "too_far"),
        ({"languages": ("en",)}, "languages"),
        ({"languages": ("de", "de")}, "languages"),
        ({"on": [OnTime(days=[], from_min=0, to_min=60)]}, "days"),
        ({"on": [OnTime(days=[7], from_min=0, to_min=60)]}, "days"),
        ({"on": [OnTime(days=[0], from_min=600, to_min=600)]}, "times"),
        ({"on": [OnTime(days=[0], from_min=0, to_min=1441)]}, "times"),
        ({"on": [OnTime(days=[0], from_min=0, to_min=60, brightness_pct=0)]}, "brightness"),
        ({"on": [EVENING, OnTime(days=[4], from_min=1319, to_min=1320)]}, "overlap"),
    ],
)
def test_what_cannot_be_read_or_shown_is_refused_by_its_name(changes, code):
    fault = fault_of(msgspec.structs.replace(Screen(), **changes))
    assert (fault.code if fault else None) == code


def test_a_screen_is_read_from_as_far_as_its_letters_reach():
    assert farthest_m(55, 0) == pytest.approx(18.3, abs=0.1)  # 685 mm high, four lines, 215 times a capital letter
    assert farthest_m(55, 90) > farthest_m(55, 0)


@pytest.mark.parametrize(
    ("now", "online", "said"),
    [
        (None, True, "noch nie"),
        (ScreenNow(mode="board", rung="plan", since_ms=1), True, "Der Belegungsplan."),
        (ScreenNow(mode="board", rung="warning", since_ms=1), True, "Amtliche Warnung"),
        (ScreenNow(mode="evacuate", rung="fire", since_ms=1), True, "Feuer-Alarm"),
        (ScreenNow(mode="board", rung="plan", since_ms=1, page=False), True, "Kein Browser"),
        (ScreenNow(mode="board", rung="plan", since_ms=1, on=False), True, "jetzt aus"),
        (ScreenNow(mode="board", rung="plan", since_ms=1), False, "Zuletzt, bevor die Verbindung abriss: Der Belegungsplan."),
        (ScreenNow(mode="later", rung="later", since_ms=1), True, "later"),
    ],
)
def test_what_a_display_shows_is_said_in_words(now, online, said):
    assert said in why(now, "", online=online)[0]


def test_the_post_beside_the_plan_is_named():
    de, en = why(ScreenNow(mode="board", rung="plan", since_ms=1, card="p"), "Sommerfest", online=True)
    assert (de, en) == ("Der Belegungsplan; dazu „Sommerfest“.", "The plan of bookings; beside it “Sommerfest”.")


def test_a_warning_is_named_as_what_stands_above():
    de, _ = why(ScreenNow(mode="board", rung="warning", since_ms=1, card="w"), "Sturm", online=True)
    assert de == "Amtliche Warnung über dem Plan: „Sturm“."


def test_a_jpeg_is_known_by_its_markers():
    assert size_of(jpeg(320, 180)) == (320, 180)
    assert [size_of(one) for one in (b"", b"\x89PNG\r\n", jpeg()[:-2], jpeg()[2:], b"\xff\xd8\xff\xd9")] == [None] * 5


@settings(max_examples=60, deadline=None)
@given(at=st.integers(2, 200), cut=st.binary(min_size=1, max_size=6))
def test_broken_pictures_never_make_it_fall_over(at, cut):
    whole = jpeg(8, 8)
    size_of(whole[:at] + cut + whole[at + len(cut) :])


def test_of_too_many_posts_the_most_urgent_stay_and_what_is_over_goes():
    posts = [Post(kind="news", title="N" * 900, id=f"n{number:03}", from_ms=number) for number in range(60)]
    posts += [Post(kind="safety", title="Glas", id="s", from_ms=99), Post(kind="safety", title="vorbei", id="o", to_ms=10)]
    kept = fitting(posts, now_ms=10).posts
    assert (kept[0].id, kept[1].id) == ("s", "n000")
    assert "o" not in {one.id for one in kept}
    assert len(kept) <= MOST_POSTS
    assert sum(len(msgspec.json.encode(one)) for one in kept) <= MOST_BYTES
