"""The language of questions: what expressions say of one thing, and what is no expression."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_backend.opendata.sensorthings.meaning import holds
from hallenwart_backend.opendata.sensorthings.model import Entity, Kind, Row, Span, World
from hallenwart_backend.opendata.sensorthings.narrowing import narrowed
from hallenwart_backend.opendata.sensorthings.options import address_of, options_of, pairs_of, split
from hallenwart_backend.opendata.sensorthings.refusals import QueryError
from hallenwart_backend.opendata.sensorthings.syntax import parse

NOW_MS = 1_795_431_600_000  # 2026-11-23T11:00:00Z
HOUR_MS = 3_600_000
HALL = Entity(
    Kind.THING,
    "hall-a",
    {"name": "Halle A", "description": "O'Hara", "properties": {"sections": 3}},
    {"Datastreams": ("t", "h")},
)
WARM = Entity(Kind.STREAM, "t", {"name": "Wärme", "phenomenonTime": Span(0, NOW_MS)}, {"Thing": ("hall-a",)})
HUMID = Entity(Kind.STREAM, "h", {"name": "Feuchte", "phenomenonTime": Span(0, NOW_MS)}, {"Thing": ("hall-a",)})
WORLD = World({Kind.THING: {"hall-a": HALL}, Kind.STREAM: {"h": HUMID, "t": WARM}})
TEN = Row(WARM, NOW_MS - HOUR_MS, NOW_MS, NOW_MS, 21.5)
"""From 10 to 11 o'clock."""


def says(text, item=TEN):
    kind = Kind.OBSERVATION if isinstance(item, Row) else item.kind
    return holds(parse(text), kind, WORLD, NOW_MS)(item)


def refusal(doing):
    """Return why something is refused, None where it is not."""
    try:
        doing()
    except QueryError as error:
        return error
    return None


@pytest.mark.parametrize(
    "text",
    [
        "result eq 21.5",
        "result gt 2 mul 10",
        "result add 1 sub 0.5 eq 22",
        "-result lt -21",
        "result mod 2 eq 1.5",
        "21.5 le result",
        "floor(result) eq 21 and ceiling(result) eq 22 and round(result) eq 22",
        "not (result lt 5) and not (result gt 50 or result eq null)",
        "phenomenonTime eq 2026-11-23T10:00:00Z",
        "phenomenonTime eq 2026-11-23T11:00:00+01:00",
        "phenomenonTime eq 2026-11-23T10:00:00Z/2026-11-23T11:00:00Z",
        "phenomenonTime ge 2026-11-23T10:00:00Z and phenomenonTime lt 2026-11-23T10:00:01Z",
        "resultTime eq 2026-11-23T11:00:00Z",
        "before(phenomenonTime,resultTime) and after(resultTime,phenomenonTime)",
        "during(phenomenonTime,2026-11-23T00:00:00Z/2026-11-24T00:00:00Z)",
        "overlaps(phenomenonTime,2026-11-23T10:30:00Z/2026-11-23T12:00:00Z)",
        "not overlaps(phenomenonTime,2026-11-23T11:00:00Z/2026-11-23T12:00:00Z)",
        "meets(phenomenonTime,2026-11-23T11:00:00Z/2026-11-23T12:00:00Z)",
        "starts(phenomenonTime,2026-11-23T10:00:00Z) and finishes(phenomenonTime,resultTime)",
        "year(resultTime) eq 2026 and month(resultTime) eq 11 and day(resultTime) eq 23 and hour(phenomenonTime) eq 10",
        "date(phenomenonTime) eq 2026-11-23 and time(phenomenonTime) eq 10:00:00",
        "resultTime sub duration'PT1H' lt now() and resultTime sub phenomenonTime eq duration'PT1H'",
        "resultTime lt maxdatetime() and resultTime gt mindatetime()",
        "Datastream/name eq 'Wärme' and Datastream/Thing/properties/sections gt 2",
        "Datastream/Thing/properties/nothing eq null",
        "parameters/anything eq null",
        "result ne 'warm'",
    ],
)
def test_it_is_true_of_a_mean_of_21_and_a_half_from_ten_to_eleven(text):
    assert says(text)


@pytest.mark.parametrize(
    "text",
    [
        "result lt 'warm'",
        "result div 0 gt 1",
        "length(result) gt 0",
        "phenomenonTime gt 2026-11-23T10:00:00Z",
        "after(phenomenonTime,2026-11-23T10:00:00Z)",
        "Datastream/Thing/properties/nothing gt 1",
        "true and null",
        "substringof(result,'a')",
    ],
)
def test_it_is_not_true(text):
    assert not says(text)


def test_texts_and_links_to_many():
    assert says("description eq 'O''Hara' and length(name) eq 7 and indexof(name,'A') eq 6", HALL)
    assert says("concat(tolower(name),'!') eq 'halle a!' and substring(name,6) eq 'A' and substring(name,0,5) eq 'Halle'", HALL)
    assert says("Datastreams/name eq 'Feuchte' and Datastreams/name eq 'Wärme'", HALL), "one of them each"
    assert not says("Datastreams/name eq 'Licht'", HALL)
    assert says("trim(' a ') eq 'a' and toupper('a') eq 'A' and contains(name,'all')", HALL)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "result",
        "result eq",
        "eq 1",
        "(result eq 1",
        "result eq 1)",
        "result eq 'a",
        "result ~ 1",
        "hour() eq 1",
        "a/b/c eq 1",
    ],
)
def test_what_is_no_expression_is_refused_or_says_nothing(text):
    error = refusal(lambda: says(text))
    assert error is None or (error.status == 400 and error.de != error.en)
    assert error is not None or not says(text)


@settings(max_examples=150)
@given(st.text("()'$/,; aeqrsult012.:-TZ", max_size=30))
def test_no_text_breaks_the_parser(text):
    for doing in (
        lambda: says(text),
        lambda: address_of(text + "x"),
        lambda: options_of(pairs_of(f"$expand={text}"), Kind.THING),
    ):
        error = refusal(doing)
        assert error is None or error.status in (400, 404, 501)


@settings(max_examples=60)
@given(
    st.lists(st.integers(-30, 5), min_size=1, max_size=3),
    st.sampled_from(["gt", "ge", "lt", "le", "eq"]),
    st.sampled_from(["{path} {word} {time}", "{time} {word} {path}"]),
)
def test_what_the_store_is_asked_is_never_less_than_what_is_true(hours, word, form):
    """Bounds may let more rows through than the filter wants, which asks the rest itself; never fewer."""
    rows = [
        Row(WARM, NOW_MS + at * HOUR_MS, NOW_MS + (at + 1) * HOUR_MS, NOW_MS + (at + 1) * HOUR_MS, float(at)) for at in hours
    ]
    for path, value in (("phenomenonTime", "2026-11-23T01:00:00Z"), ("resultTime", "2026-11-22T22:00:00Z"), ("result", "-10")):
        text = form.format(path=path, word=word, time=value)
        narrow = narrowed(parse(text), WORLD, NOW_MS)
        check, bounds = narrow.check(WORLD, NOW_MS), narrow.bounds
        for row in rows:
            within = bounds.from_ms <= row.ms < bounds.to_ms and bounds.least <= row.x <= bounds.most
            assert (within and (check is None or check(row))) == says(text, row), (text, row)


def test_no_number_and_no_time_is_too_large():
    large = " mul ".join(["9" * 30] * 60)
    for text in (f"result lt {large}", "result lt 1e300", f"result gt -({large})"):
        bounds = narrowed(parse(text), WORLD, NOW_MS).bounds
        assert says(text)
        assert not bounds.is_empty
    far = " add ".join(["now()", *["duration'P999999D'"] * 150])
    assert narrowed(parse(f"phenomenonTime gt {far}"), WORLD, NOW_MS).bounds.is_empty
    assert refusal(lambda: says(f"year({far}) gt 1")) is None
    for endless in ("9" * 31, " add ".join(["1"] * 600), "-" * 3_000 + "1", "not " * 900 + "-" * 300, "(" * 50, "length(" * 50):
        assert refusal(lambda text=endless: parse(text)).status == 400, endless
    assert says(" or ".join([*["result eq 1"] * 95, "result eq 21.5"]))
    assert refusal(lambda: address_of("//")).status == 404


def test_one_thing_is_not_looked_at_more_often_than_there_is_time_for():
    streams = {str(n): Entity(Kind.STREAM, str(n), {"name": "a"}, {"ObservedProperty": ("t",)}) for n in range(200)}
    quantity = Entity(Kind.PROPERTY, "t", {"name": "T"}, {"Datastreams": tuple(streams)})
    many = World({Kind.PROPERTY: {"t": quantity}, Kind.STREAM: streams})
    for text in (
        "Datastreams/name eq Datastreams/id",
        "concat(Datastreams/name,Datastreams/id) eq 'x'",
        "Datastreams/ObservedProperty/Datastreams/ObservedProperty/Datastreams/name eq 'x'",
        "/".join(["Datastreams/ObservedProperty"] * 5) + "/name eq 'x'",
    ):
        assert refusal(lambda text=text: holds(parse(text), Kind.PROPERTY, many, NOW_MS)(quantity)).status == 400, text
    assert holds(parse("Datastreams/name eq 'a'"), Kind.PROPERTY, many, NOW_MS)(quantity)


def test_options_are_split_where_they_stand_in_no_brackets_and_quotes():
    assert split("a(b,c),d('x,y'),e", ",") == ["a(b,c)", "d('x,y')", "e"]
    options = options_of(
        pairs_of("$expand=Datastreams($filter=name%20eq%20'a;b';$top=1)&$orderby=name%20desc,id&x=1"), Kind.THING
    )
    assert options.expand[0].options.top == 1
    assert [one.descending for one in options.orderby] == [True, False]
