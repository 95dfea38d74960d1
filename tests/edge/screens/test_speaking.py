"""What a display says, when, and by which recordings."""

import asyncio
import wave
from contextlib import asynccontextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from hallenwart_contract.clock import to_ms
from hallenwart_contract.display import BoardCard, BoardRow, CardText, Display, DisplayMode, Panel
from hallenwart_edge.screens.recording import Recorder
from hallenwart_edge.screens.sentences import alarm_sentences, plan_sentences, prepared, speeches
from hallenwart_edge.screens.speaking import Speaking
from support.edge_time import ManualClock, until
from support.screen_world import Wall


def at(text: str) -> int:
    return to_ms(datetime.fromisoformat(f"2026-09-22T{text}").replace(tzinfo=ZoneInfo("Europe/Berlin")))


def row(title: str, start: str, end: str, *, now: bool = False, sections: tuple[int, ...] = (1, 2, 3), **more) -> BoardRow:
    return BoardRow(
        hall="Nordpark",
        sections=[*sections],
        section_count=3,
        title=title,
        start_ms=at(start),
        end_ms=at(end),
        now=now,
        **more,
    )


ROWS = [
    row("Reha-Sport", "17:30", "19:00", now=True, sections=(1,)),
    row("TSV Volleyball", "18:00", "20:00", now=True, sections=(2, 3)),
    row("Judo", "20:00", "21:30"),
    row("Tanz", "21:30", "22:00"),
    row("Chor", "19:00", "20:00", mark="moved", new_start_ms=at("21:00")),
    row("Turnen", "20:00", "21:00", mark="cancelled"),
]
BOARD = Display(now_ms=at("18:30"), zone="Europe/Berlin", mode=DisplayMode.BOARD, title="Nordpark", rows=ROWS, plan_ms=1)


def said(display: Display) -> list[str]:
    return [each.text for each in plan_sentences(display)]


def test_now_and_next_are_said_in_german_and_english():
    german, english = said(BOARD)[:5], said(BOARD)[5:]
    assert german == [
        "Jetzt in Nordpark, Drittel 1: Reha-Sport, bis 19 Uhr.",
        "Jetzt in Nordpark, Drittel 2 und 3: TSV Volleyball, bis 20 Uhr.",
        "Danach ab 20 Uhr in Nordpark: Judo.",
        "Neue Zeit: Chor beginnt um 21 Uhr in Nordpark.",
        "Fällt aus: Turnen, 20 Uhr, Nordpark.",
    ]
    assert english[0] == "Now in Nordpark, third 1: Reha-Sport, until 7:00 p.m.."
    assert english[2] == "Next, from 8:00 p.m., in Nordpark: Judo."


def test_easy_german_safety_first_and_an_empty_day():
    easy = replace(BOARD, panel=Panel(easy=True, languages=("de",)))
    assert said(easy)[0] == "Jetzt ist in Nordpark, Teil 1: Reha-Sport. Das geht bis 19 Uhr."
    assert all(each.voice == "de" and each.words_per_minute < 145 for each in plan_sentences(easy))
    card = BoardCard(
        id="1", rung="safety", kind="safety", texts={"de": CardText(title="Glas am Boden", text="Drittel 2 ist zu.")}
    )
    assert said(replace(BOARD, above=[card]))[0] == "Glas am Boden. Drittel 2 ist zu."
    assert said(replace(BOARD, rows=[], panel=Panel(languages=("en",)))) == ["Nothing more is booked today."]
    assert said(replace(BOARD, rows=[], plan_ms=None))[0] == "Der Plan ist noch nicht geladen."
    assert speeches(replace(BOARD, panel=Panel(languages=("xx",)))) == ("de",)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"mode": DisplayMode.SMOKE, "address": "Am Nordpark 7"}, ("Rauch gemeldet", "Am Nordpark 7")),
        ({"mode": DisplayMode.EVACUATE, "assembly_point": "Parkplatz"}, ("Feueralarm", "Parkplatz")),
        ({"mode": DisplayMode.EVACUATE, "drill": True}, ("Das ist eine Übung",)),
        ({"mode": DisplayMode.SAFETY, "alarm_kind": "co"}, ("Kohlenmonoxid",)),
        ({"mode": DisplayMode.SAFETY}, ("Gefahr gemeldet",)),
    ],
)
def test_each_alarm_has_its_words_and_all_of_them_are_recorded_before_it_comes(changes, words):
    alarm = replace(BOARD, **changes)
    text = " ".join(each.text for each in alarm_sentences(alarm))
    assert all(word in text for word in words)
    before = {each.file for each in prepared(replace(alarm, mode=DisplayMode.BOARD, drill=False, alarm_kind=""))}
    assert {each.file for each in alarm_sentences(alarm)} <= before
    assert ("Übung" in text) == bool(changes.get("drill"))


def test_what_will_be_said_once_a_booking_begins_is_recorded_before():
    files = {each.file for each in prepared(BOARD)}
    later = replace(BOARD, rows=[replace(ROWS[2], now=True), ROWS[3]])
    assert {each.file for each in plan_sentences(later)} <= files
    assert len(files) < 60


class Foyer:
    def __init__(self, tmp_path, program: str = "espeak-ng") -> None:
        self.wall, self.clock, self.siren, self.may = Wall(), ManualClock(), False, True
        self.wall.fields = {"plan_ms": 1, "panel": Panel(languages=("de",))}
        self.speaking = Speaking(
            Recorder(tmp_path / "speech", program=program),
            self.wall.display,
            self.wall.changed,
            clock=self.clock,
            siren=lambda: self.siren,
            may=lambda: self.may,
            sleep=self.clock.sleep,
        )

    def show(self, mode: DisplayMode, **fields) -> None:
        self.wall.show(mode, plan_ms=1, panel=Panel(languages=("de",)), **fields)

    @property
    def files(self) -> set[str]:
        return {file.name for file in self.speaking.recorder.folder.glob("*.wav")}


@asynccontextmanager
async def foyer(tmp_path, **more):
    place = Foyer(tmp_path, **more)
    task = asyncio.create_task(place.speaking.run())
    try:
        yield place
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_recordings_are_real_bounded_and_swept(tmp_path):
    async with foyer(tmp_path) as place:
        await until(lambda: any(name.startswith("de-clear") for name in place.files))
        place.show(DisplayMode.BOARD, rows=ROWS[:2])
        await until(lambda: sum(name.startswith("de-now") for name in place.files) == 2)
        old = {name for name in place.files if name.startswith("de-now")}
        place.speaking.speak()
        assert set(place.speaking.say) == old
        with wave.open(str(place.speaking.recorder.folder / place.speaking.say[0])) as heard:
            assert heard.getnframes() / heard.getframerate() > 1
        place.speaking.say = []
        place.show(DisplayMode.BOARD, rows=ROWS[2:3])
        await until(lambda: not old & place.files)


async def test_an_alarm_is_spoken_at_once_and_every_thirty_seconds_until_it_ends_and_the_siren_goes_first(tmp_path):
    async with foyer(tmp_path) as place:
        await until(lambda: any(name.startswith("de-nothing") for name in place.files))
        begun, place.siren = place.speaking.say_no, True
        place.show(DisplayMode.SMOKE)
        await place.clock.advance(10)
        assert place.speaking.say_no == begun
        place.siren = False
        await place.clock.advance(1)
        assert place.speaking.say_no == begun + 1
        assert place.speaking.say[0].startswith("de-smoke")
        await place.clock.advance(60)
        assert place.speaking.say_no == begun + 3
        place.show(DisplayMode.EVACUATE)
        await place.clock.advance(1)
        assert (place.speaking.say_no, place.speaking.say[0][:11]) == (begun + 4, "de-evacuate")
        place.show(DisplayMode.BOARD, alarm_ended_ms=place.clock.now_ms())
        await place.clock.advance(90)
        assert (place.speaking.say_no, place.speaking.say[0][:8]) == (begun + 5, "de-clear")


async def test_a_button_that_is_held_says_it_once_and_a_hall_that_wants_silence_speaks_only_in_alarms(tmp_path):
    async with foyer(tmp_path) as place:
        await until(lambda: any(name.startswith("de-nothing") for name in place.files))
        begun = place.speaking.say_no
        for _ in range(5):
            place.speaking.speak()
        assert place.speaking.say_no == begun + 1
        place.may = False
        await place.clock.advance(10)
        place.speaking.speak()
        assert place.speaking.say_no == begun + 1
        place.show(DisplayMode.SAFETY)
        await place.clock.advance(1)
        assert place.speaking.say_no == begun + 2


@pytest.mark.parametrize("program", ["no-such-program", "false"])
async def test_without_a_voice_nothing_is_said_and_nothing_ends(tmp_path, program):
    async with foyer(tmp_path, program=program) as place:
        place.show(DisplayMode.EVACUATE)
        await place.clock.advance(40)
        assert place.speaking.say == []
