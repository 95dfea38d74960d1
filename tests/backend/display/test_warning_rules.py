"""Official warnings: what a document says, which hold, whom they concern, what a display tells of them."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_backend.display.warnings import cap
from hallenwart_backend.display.warnings.cap import CapError, Entry
from hallenwart_backend.display.warnings.rules import Spot, fits, is_inside, is_real, posts_of, standing
from support.backends import HOUR_MS, MONDAY_NOON_MS
from support.cap_messages import ELSEWHERE, NORDPARK, POLYGON, SENDER, alert, atom, held, info, named, reference, rss

HERE = Spot(NORDPARK)
BASE = "https://warnung.example/feed.xml"


def one(text):
    [message] = cap.read(text, BASE).messages
    return message


def posts(*infos, spot=HERE, **head):
    return posts_of(one(alert("w1", *infos, **head)), spot, "w")


def test_a_message_is_read_and_told_in_both_languages():
    english = info(language="en-GB", headline="Official WARNING of GALE-FORCE GUSTS")
    message = one(alert("w1", info(), english))
    assert (message.identifier, message.sender, message.sent_ms, message.kind) == ("w1", SENDER, MONDAY_NOON_MS, "Alert")
    assert is_real(message)
    [post] = posts_of(message, HERE, "w")
    assert (post.kind, post.level, post.title, post.by) == (
        "warning", "severe", "Amtliche WARNUNG vor STURMBÖEN", "Wetterdienst (konstruiert)",
    )  # fmt: skip
    assert post.text == "Meiden Sie Bäume & Zelte. Es treten Böen bis 80 km/h auf."
    assert post.texts["en"].title == "Official WARNING of GALE-FORCE GUSTS"
    assert (post.from_ms, post.to_ms, post.link) == (
        MONDAY_NOON_MS, MONDAY_NOON_MS + 6 * HOUR_MS, "https://wetter.example/warnungen",
    )  # fmt: skip


@pytest.mark.parametrize("status", ["Test", "Exercise", "System", "Draft", ""])
def test_tests_and_exercises_are_never_taken_for_real(status):
    assert not is_real(one(alert(status=status)))


@pytest.mark.parametrize("head", [{"kind": "Ack"}, {"kind": "Error"}, {"scope": "Restricted"}, {"scope": "Private"}])
def test_what_is_not_for_everybody_is_not_shown(head):
    assert not is_real(one(alert(**head)))


@pytest.mark.parametrize(
    ("where", "codes", "here"),
    [
        (POLYGON, (), True),
        (f"<polygon>{ELSEWHERE}</polygon>", (), False),
        (f"<polygon>{ELSEWHERE}</polygon>{POLYGON}", (), True),
        ("<circle>51.34,12.37 0</circle>", (), True),
        ("<circle>51.40,12.37 6</circle>", (), False),  # 6.67 km
        ("<circle>51.40,12.37 7</circle>", (), True),
        ("<polygon>51.30,12.30 x,y 51.40,12.45 51.30,12.30</polygon>", (), False),
        ("<geocode><valueName>WARNCELLID</valueName><value>114713000</value></geocode>", ("114713000",), True),
        ("<geocode><valueName>WARNCELLID</valueName><value>114713000</value></geocode>", ("SHN=114713000",), False),
        ("<geocode><valueName>ARS</valueName><value>147130000000</value></geocode>", ("ARS=147130000000",), True),
        ("", (), False),
    ],
)
def test_a_warning_concerns_a_site_by_polygon_circle_or_code(where, codes, here):
    assert bool(posts(info(where=where), spot=Spot(NORDPARK, frozenset(codes)))) is here


def test_without_a_position_the_code_alone_decides():
    assert not posts(info(), spot=Spot(None))
    where = "<geocode><valueName>ARS</valueName><value>147130000000</value></geocode>"
    assert posts(info(where=where), spot=Spot(None, frozenset({"147130000000"})))


@pytest.mark.parametrize(
    ("told", "mine", "fit"),
    [
        ("ARS=147130000000", "147130000001", True),
        ("ARS=147130001000", "147130000001", False),
        ("ARS=147000000000", "ARS=147130000001", True),  # the whole district
        ("ARS=140000000000", "147130000001", True),  # the whole land
        ("AGS=14713000", "14713000", True),
        ("AGS=14000000", "14713000", True),
        ("ARS=000000000000", "147130000001", False),
        ("X=1", "1", True),
        ("X=", "", False),
    ],
)
def test_a_key_that_ends_in_zeros_means_all_that_begins_like_it(told, mine, fit):
    assert fits(told, mine) is fit


@settings(max_examples=60, deadline=None)
@given(lat=st.floats(51.0, 52.0), lon=st.floats(12.0, 13.0))
def test_a_point_is_in_a_square_exactly_when_it_is_between_its_sides(lat, lon):
    square = [(51.2, 12.2), (51.2, 12.8), (51.8, 12.8), (51.8, 12.2), (51.2, 12.2)]
    assert is_inside((lat, lon), square) is (51.2 <= lat <= 51.8 and 12.2 <= lon <= 12.8)
    assert is_inside((lat, lon), square[::-1]) is (51.2 <= lat <= 51.8 and 12.2 <= lon <= 12.8)


def test_the_edge_belongs_to_an_area_and_a_dent_does_not():
    dented = [(0.0, 0.0), (0.0, 4.0), (4.0, 4.0), (4.0, 0.0), (2.0, 2.0), (0.0, 0.0)]
    assert [is_inside(point, dented) for point in ((0.0, 2.0), (4.0, 4.0), (2.0, 3.0), (2.0, 1.0))] == [True, True, True, False]


@pytest.mark.parametrize("order", [1, -1])
def test_what_is_cancelled_or_replaced_holds_no_more_whatever_came_first(order):
    first, other = one(alert("w1")), one(alert("w2"))
    update = one(alert("w3", kind="Update", references=reference("w1")))
    cancel = one(alert("w4", kind="Cancel", references=reference("w2")))
    told = [first, other, update, cancel][::order]
    assert [message.identifier for message in standing(told, MONDAY_NOON_MS)] == ["w3"]
    assert standing(told, MONDAY_NOON_MS + 6 * HOUR_MS) == []


def test_nobody_cancels_what_somebody_else_sent():
    foreign = one(alert("x", kind="Cancel", references=reference("w1"), sender="fremd@wetter.example"))
    assert [each.identifier for each in standing([one(alert("w1")), foreign], MONDAY_NOON_MS)] == ["w1"]


def test_an_all_clear_is_no_warning():
    assert posts(info(more="<responseType>AllClear</responseType>")) == []


def test_without_german_it_is_said_in_english_and_long_words_are_cut_between_words():
    [post] = posts(info(language="en-GB", headline="GALE " * 60, severity="Unknown"))
    assert (post.level, len(post.title) <= 120, post.title.endswith("GALE…")) == ("minor", True, True)
    assert post.texts == {}


def test_feeds_hold_messages_or_name_them():
    assert [m.identifier for m in cap.read(atom(held(alert("a")), held(alert("b"))), BASE).messages] == ["a", "b"]
    assert cap.read(atom(named("w/1.xml", "5")), BASE).entries == [Entry("https://warnung.example/w/1.xml", "5")]
    assert [e.url for e in cap.read(rss("https://warnung.example/2.xml"), BASE).entries] == ["https://warnung.example/2.xml"]


@pytest.mark.parametrize("href", ["https://anders.example/1.xml", "http://warnung.example/1.xml", "file:///x", "//x/y"])
def test_a_feed_leads_nowhere_but_to_its_own_server(href):
    assert cap.read(atom(named(href)), BASE).entries == []


BOMB = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>'


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no_xml"),
        ("<alert", "no_xml"),
        (BOMB + alert(), "no_xml"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd">' + alert(), "no_xml"),
        ("<html/>", "no_cap"),
        (alert("").replace("<identifier></identifier>", ""), "no_cap"),
        (alert().replace("<sent>", "<sent>x"), "no_cap"),
        (atom(*[named(f"{number}.xml") for number in range(301)]), "too_many"),
    ],
)
def test_what_is_no_warning_is_told_by_its_fault(text, code):
    with pytest.raises(CapError, match=code):
        cap.read(text, BASE)


@settings(max_examples=40, deadline=None)
@given(at=st.integers(0, 1_000), cut=st.text(max_size=4))
def test_broken_messages_raise_one_error_alone(at, cut):
    whole = alert()
    with contextlib.suppress(CapError):
        cap.read(whole[:at] + cut + whole[at + len(cut) + 1 :], BASE)
