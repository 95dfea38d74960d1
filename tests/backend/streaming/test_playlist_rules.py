"""Playlists: every part keeps its place, whatever comes late, twice or never."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_backend.streaming.rules import Piece, Timeline, live, recording
from hallenwart_contract.streams import Part

T = 1_795_431_600_000


def part(number: int, run: int = 1, at: int | None = None) -> Part:
    return Part("s1", run, number, T + 1000 * (number if at is None else at), 1000 if number else 0)


def filled(*runs: range) -> Timeline:
    timeline = Timeline()
    for run, numbers in enumerate(runs, 1):
        timeline.add(part(0, run))
        for number in numbers:
            timeline.add(part(number, run))
    return timeline


def places(text: str) -> dict[int, str]:
    """Return what stands at which media sequence number, gaps as such."""
    first = int(re.search(r"MEDIA-SEQUENCE:(\d+)", text)[1])
    found = re.findall(r"(#EXT-X-GAP\n)?(?:#EXT-X-PROGRAM-DATE-TIME:\S+\n)?#EXTINF:[\d.]+,\n(\S+)", text)
    return {first + index: "gap" if gap else name for index, (gap, name) in enumerate(found)}


def test_a_playlist_names_the_beginning_the_time_and_every_part():
    text = live(filled(range(1, 4)))
    assert text.splitlines() == [
        "#EXTM3U",
        "#EXT-X-VERSION:8",
        "#EXT-X-TARGETDURATION:1",
        "#EXT-X-MEDIA-SEQUENCE:0",
        "#EXT-X-DISCONTINUITY-SEQUENCE:0",
        '#EXT-X-MAP:URI="1/0.m4s"',
        "#EXT-X-PROGRAM-DATE-TIME:2026-11-23T11:00:01.000Z",
        "#EXTINF:1.000,",
        "1/1.m4s",
        "#EXT-X-PROGRAM-DATE-TIME:2026-11-23T11:00:02.000Z",
        "#EXTINF:1.000,",
        "1/2.m4s",
        "#EXT-X-PROGRAM-DATE-TIME:2026-11-23T11:00:03.000Z",
        "#EXTINF:1.000,",
        "1/3.m4s",
    ]


def test_a_new_run_is_a_discontinuity_with_a_beginning_of_its_own():
    text = live(filled(range(1, 3), range(1, 3)))
    assert '1/2.m4s\n#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI="2/0.m4s"\n' in text
    assert list(places(text)) == [0, 1, 2, 3]


def test_what_never_came_is_a_gap_until_it_comes():
    timeline = filled(range(1, 6))
    timeline.runs[1].parts.pop(3)
    assert places(live(timeline))[2] == "gap"
    assert timeline.add(part(3))
    assert places(live(timeline))[2] == "1/3.m4s"


def test_a_run_that_was_followed_grows_no_more_but_its_holes_are_filled():
    timeline = filled(range(1, 6), range(1, 3))
    timeline.runs[1].parts.pop(2)
    assert not timeline.add(part(6, 1))
    assert timeline.add(part(2, 1))
    assert not timeline.add(part(0, 1))
    assert not timeline.takes(part(1, 3))


def test_numbers_stay_when_old_parts_go_and_the_run_counts_on():
    timeline = filled(range(1, 4), range(1, 4))
    timeline.forget([part(number, 1) for number in range(1, 4)])
    text = live(timeline)
    assert places(text)[3] == "2/1.m4s"
    assert "#EXT-X-DISCONTINUITY-SEQUENCE:1" in text
    assert not timeline.add(part(2, 1)), "what viewers were told is over comes no more"


def test_the_end_is_told():
    timeline = filled(range(1, 3))
    timeline.ended = True
    assert live(timeline).endswith("#EXT-X-ENDLIST\n")


def test_a_recording_is_one_file_a_run():
    pieces = {1: [Piece(part(1), 700, 10), Piece(part(2), 710, 20)], 2: [Piece(part(1, 2), 650, 5)]}
    text = recording(pieces, {1: 700, 2: 650})
    assert '#EXT-X-MAP:URI="1.mp4",BYTERANGE="700@0"' in text
    assert "#EXT-X-BYTERANGE:20@710\n1.mp4" in text
    assert '#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI="2.mp4",BYTERANGE="650@0"' in text
    assert text.endswith("#EXT-X-ENDLIST\n")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 12)), max_size=60), st.integers(0, 40))
def test_no_part_ever_changes_its_place(told, forgotten):
    timeline, known = Timeline(), {}
    for index, (run, number) in enumerate(told):
        timeline.add(part(number, run))
        if index == forgotten:
            timeline.forget(timeline.before(T + 4000))
        for at, name in places(live(timeline)).items() if timeline.runs else ():
            if name != "gap":
                assert known.setdefault(name, at) == at
