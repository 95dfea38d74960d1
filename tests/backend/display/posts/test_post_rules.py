"""Who may post what where, whom the office is asked about, and when a post is on a screen."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_backend.accounts.rules import Person, Role
from hallenwart_backend.display.posts import rules
from hallenwart_backend.display.posts.model import HallPost, State, Where, Wish
from hallenwart_backend.display.posts.preview import first_seen_ms, preview
from hallenwart_backend.display.posts.rules import Trust
from hallenwart_backend.display.posts.showing import as_shown
from hallenwart_backend.display.posts_fit import MOST_BYTES, MOST_POSTS, MOST_VIEW_BYTES, fitting, within
from hallenwart_backend.halls.model import Display, Hall, PlacedDevice, Places, Site
from hallenwart_contract.codec import MAX_PAYLOAD_BYTES, encode
from hallenwart_contract.signed import Signed
from hallenwart_contract.view import Post, PostKind, PostText, View, ViewEntry, ViewHall

NOW = 1_795_431_600_000
HOUR, DAY = 3_600_000, 86_400_000
NORD, SUED = Site("nordpark", "Nordpark", "", "Europe/Berlin"), Site("sued", "Süd", "", "Europe/Berlin")
PLACES = Places(
    sites={"nordpark": NORD, "sued": SUED},
    halls={name: Hall(name, site, name, 3, 99) for name, site in (("nordpark", NORD), ("gym", NORD), ("sued", SUED))},
    clubs={"tsv": "TSV Lindenau"},
    devices={"n2": PlacedDevice("n2", "nordpark", ()), "s1": PlacedDevice("s1", "sued", ())},
    displays={"n2": Display("n2", "Nordpark", ("nordpark", "gym")), "s1": Display("s1", "Süd", ("sued",))},
)
WISH = Wish(PostKind.NEWS, {"de": PostText(title="Sommerfest")}, Where(halls=("nordpark",)), NOW, NOW + DAY)


def person(**roles):
    return Person("p", "P", "p@x.example", {Role(role): frozenset({scope}) for role, scope in roles.items()})


def post(wish=WISH, club="tsv", state=State.SHOWN, **more):
    return HallPost("p1", wish, club, "p", state, NOW, NOW, **more)


def fault(wish, club="tsv", by_staff=False):
    return rules.fault_of(wish, club=club, by_staff=by_staff, now_ms=NOW, places=PLACES)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({}, None),
        ({"texts": {"en": PostText(title="Fête")}}, "no_title"),
        ({"texts": {"de": PostText(title="x" * 61)}}, "long_title"),
        ({"texts": {"de": PostText(title="x" * 60, text="y" * 200)}}, None),
        ({"texts": {"de": PostText(title="x"), "en": PostText(title="x", text="y" * 201)}}, "long_text"),
        ({"texts": {"de": PostText(title="x"), "en": PostText(title="", text="y")}}, "half_language"),
        ({"link": "https://tsv.example/" + "a" * 101}, "long_link"),
        *(({"link": link}, "bad_link") for link in ("javascript:alert(1)", "tsv.example", "https://", "https://a@b.example/")),
        ({"link": "https://tsv.example/fest"}, None),
        ({"picture": "ab" * 32}, "no_alt"),
        ({"level": "severe"}, "bad_level"),
        ({"to_ms": NOW - 1, "from_ms": NOW - DAY}, "is_over"),
        ({"from_ms": NOW + DAY}, "ends_before"),
        ({"to_ms": NOW + 63 * DAY}, "too_far"),
        ({"where": Where()}, "nowhere"),
        ({"where": Where(halls=("elsewhere",))}, "no_such_place"),
        ({"where": Where(everywhere=True)}, "halls_only"),
        ({"where": Where(displays=("n2",))}, "halls_only"),
        *(({"kind": kind}, "not_for_clubs") for kind in (PostKind.SAFETY, PostKind.NOTE)),
    ],
)
def test_what_a_club_may_tell(more, code):
    assert fault(replace(WISH, **more)) == code


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("tsv.example/fest", "https://tsv.example/fest"),
        (
            "https://turnverein-grünau.example/Größe?q=ä#ö",
            "https://xn--turnverein-grnau-vzb.example/Gr%C3%B6%C3%9Fe?q=%C3%A4#%C3%B6",
        ),
        ("http://tsv.example:8080/a%20b?c=d&e=f", "http://tsv.example:8080/a%20b?c=d&e=f"),
        ("", ""),
    ],
)
def test_an_address_is_kept_as_a_qr_code_carries_it(typed, kept):
    assert rules.link_of(typed) == kept
    assert not kept or rules.is_link(kept)


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "mailto:a@b.example",
        "https://a:b@c.example/",
        "data:text/html,x",
        "tsv.example:laufen",
        "nur ein Wort",
    ],
)
def test_what_is_no_address_stays_none(typed):
    assert not rules.is_link(rules.link_of(typed))


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=40))
def test_no_address_breaks_the_rules_and_a_kept_one_stays(typed):
    kept = rules.link_of(typed)
    if rules.is_link(kept):
        assert rules.link_of(kept) == kept
        assert kept.isascii()


def test_the_town_may_tell_more():
    where = Where(everywhere=True)
    assert fault(replace(WISH, kind=PostKind.SAFETY, where=where, to_ms=NOW + 300 * DAY), club=None, by_staff=True) is None
    assert fault(replace(WISH, kind=PostKind.WARNING), club=None, by_staff=True) == "bad_level"
    assert fault(replace(WISH, kind=PostKind.WARNING, level="severe"), club=None, by_staff=True) is None
    assert fault(replace(WISH, own_hours=True), club=None, by_staff=True) == "own_hours"
    assert fault(replace(WISH, to_ms=NOW + 401 * DAY), club=None, by_staff=True) == "too_long"


def test_a_caretaker_posts_at_the_own_site_alone():
    kern, amt, jana = person(caretaker="nordpark"), person(office=""), person(trainer="tsv")
    for where, site in ((Where(halls=("gym",)), True), (Where(displays=("n2",)), True), (Where(sites=("nordpark",)), True)):
        assert rules.may_show_at(kern, where, PLACES) is site
    for where in (Where(halls=("gym", "sued")), Where(everywhere=True), Where(displays=("s1",)), Where(halls=("gone",))):
        assert not rules.may_show_at(kern, where, PLACES)
        assert rules.may_show_at(amt, where, PLACES)
        assert not rules.may_show_at(jana, where, PLACES)


def test_a_caretaker_takes_a_clubs_post_off_and_words_none_of_it():
    kern, jana, member, other = person(caretaker="nordpark"), person(trainer="tsv"), person(member="tsv"), person(trainer="bc")
    assert (rules.may_change(kern, post(), PLACES), rules.may_word(kern, post())) == (True, False)
    assert (rules.may_change(jana, post(), PLACES), rules.may_word(jana, post())) == (True, True)
    assert (rules.may_see(member, post(), PLACES), rules.may_change(member, post(), PLACES)) == (True, False)
    assert not rules.may_see(other, post(), PLACES)
    assert not rules.may_see(person(caretaker="sued"), post(), PLACES)


def test_the_first_posts_of_a_club_are_asked_about_and_a_declined_one_begins_anew():
    accepted, seen = 0, []
    for accept in (True, True, False, True, True, True, True):
        seen.append(rules.needs_approval(Trust.USUAL, accepted))
        accepted = rules.accepted_after(accepted, accept=accept)
    assert (seen, rules.needs_approval(Trust.USUAL, accepted)) == ([True] * 6 + [False], False)
    assert not rules.needs_approval(Trust.TRUSTED, 0)
    assert rules.needs_approval(Trust.ASK, 99)


def test_a_display_shows_what_concerns_its_halls():
    shown = [(where, rules.halls_at(post(replace(WISH, where=where)), "n2", PLACES)) for where in (
        Where(everywhere=True), Where(sites=("nordpark",)), Where(displays=("n2",)), Where(halls=("gym", "sued")),
        Where(halls=("sued",)), Where(sites=("sued",)), Where(displays=("s1",)),
    )]  # fmt: skip
    both = ("nordpark", "gym")
    assert [halls for _, halls in shown] == [both, both, both, ("gym",), (), (), ()]
    assert rules.halls_at(post(), "gone", PLACES) == ()


times = st.tuples(st.integers(0, 200), st.integers(-20, 60)).map(lambda one: (NOW + one[0], NOW + one[0] + one[1]))


@settings(max_examples=60, deadline=None)
@given(st.lists(times, max_size=8), times, times)
def test_spans_are_in_order_apart_and_just_where_the_club_is(own, valid, asked):
    wish = replace(WISH, from_ms=valid[0], to_ms=valid[1], own_hours=True)
    spans = rules.spans_of(wish, own, from_ms=asked[0], to_ms=asked[1])
    assert all(start < end for start, end in spans)
    assert all(before[1] < after[0] for before, after in pairwise(spans))
    for moment in range(NOW - 5, NOW + 265):
        there = any(start <= moment < end for start, end in own)
        wanted = there and valid[0] <= moment < valid[1] and asked[0] <= moment < asked[1]
        assert any(start <= moment < end for start, end in spans) is wanted


def test_a_post_is_over_by_the_clock_or_when_it_was_taken_back():
    assert [post().state(at) for at in (NOW, NOW + DAY - 1, NOW + DAY)] == [State.SHOWN, State.SHOWN, State.OVER]
    assert post(recalled_ms=NOW).state(NOW) is State.OVER


def wire(number=1, kind="news", text="", **more):
    return Post(kind=kind, title="t", text=text, id=f"p{number:03}", from_ms=NOW + number, to_ms=NOW + DAY, **more)


def test_the_most_urgent_posts_are_carried_and_what_is_left_out_is_named():
    many = [wire(n) for n in range(MOST_POSTS + 3)] + [wire(900, "safety"), wire(901, "volunteer")]
    fitted = fitting(many, NOW)
    assert (fitted.posts[0].kind, len(fitted.posts)) == ("safety", MOST_POSTS)
    assert set(fitted.left_out) == {one.id for one in many} - {one.id for one in fitted.posts}
    assert "p901" in fitted.left_out
    assert fitting([wire(), wire(2)], NOW + DAY).posts == []
    heavy = fitting([wire(1, text="x" * MOST_BYTES), wire(2)], NOW)
    assert ([one.id for one in heavy.posts], heavy.left_out) == (["p002"], ("p001",))


def test_a_whole_week_with_forty_posts_fits_one_message():
    squares = ["10" * 22] * 44
    posts = fitting([wire(n, text="ü" * 200, qr=squares, texts={"en": PostText(title="t" * 60)}) for n in range(40)], NOW).posts
    line = {"hall": "nordpark", "sections": [1, 2], "title": "TSV Lindenau · E-Jugend " * 2}
    entries = [ViewEntry(id=f"{n:032}", start_ms=NOW + n, end_ms=NOW + n, **line) for n in range(500)]
    whole = View(rev=9, made_ms=NOW, title="N", halls=[], entries=entries, posts=posts, until_ms=NOW + 8 * DAY)
    fitted = within(whole)
    assert 0 < len(fitted.entries) < 500
    assert fitted.until_ms == NOW + len(fitted.entries)
    assert fitted.posts == posts
    assert MOST_VIEW_BYTES - 600 < len(encode(fitted)) <= MOST_VIEW_BYTES
    assert len(encode(Signed(kid=1, p=encode(fitted), sig=b"s" * 64))) <= MAX_PAYLOAD_BYTES
    assert within(fitted) == fitted


HALL = ViewHall(id="nordpark", name="Nordpark", sections=3, capacity=99)
VIEW = View(rev=1, made_ms=NOW, title="Nordpark", halls=[HALL], entries=[])


def test_a_preview_shows_the_moment_the_post_is_first_seen():
    shown = as_shown(post(replace(WISH, own_hours=True)), [(NOW - HOUR, NOW - 1), (NOW + 2 * HOUR, NOW + 3 * HOUR)])
    assert first_seen_ms(shown, NOW) == NOW + 2 * HOUR
    there = ViewEntry(id="b", hall="nordpark", sections=[1], title="TSV", start_ms=NOW + 2 * HOUR, end_ms=NOW + 3 * HOUR)
    display = preview(shown, View(**{**_fields(VIEW), "entries": [there]}), "Europe/Berlin", now_ms=NOW)
    assert (display.now_ms, [row.title for row in display.rows], display.rows[0].now) == (NOW + 2 * HOUR, ["TSV"], True)
    assert [(card.id, card.rung, card.texts["de"].title) for card in display.cards] == [("p1", "post", "Sommerfest")]


def test_a_preview_of_a_danger_stands_over_the_plan_and_has_rows_whatever_is_booked():
    danger = as_shown(post(replace(WISH, kind=PostKind.SAFETY), club=None))
    display = preview(danger, VIEW, "Europe/Berlin", now_ms=NOW)
    assert (display.rung, [card.rung for card in display.above], display.cards) == ("safety", ["safety"], [])
    assert len(display.rows) == 3


def _fields(view):
    return {name: getattr(view, name) for name in view.__struct_fields__}


def test_what_goes_to_a_display_names_nobody():
    wish = replace(WISH, link="https://tsv.example/", sender="TSV Lindenau", alt="left over")
    shown = as_shown(post(wish))
    assert (shown.by, shown.alt, len(shown.qr), len(shown.qr[0])) == ("TSV Lindenau", "", 25, 25)
    assert b'"p"' not in encode(shown)
