"""The menu beside the keys: what it leads to, and that a code, a card and an alarm end it at once."""

import asyncio
import contextlib

import msgspec
import pytest

from hallenwart_contract.documents import Config
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.kiosk import KioskAction, KioskStep
from hallenwart_contract.participation import MAX_IDEA_CHARS
from hallenwart_contract.view import Idea, Post, Project, View
from hallenwart_edge.participation import rules
from hallenwart_edge.participation.menu import KioskMenu
from hallenwart_edge.participation.rules import Menu
from support.locker import CODE, Locker, settle

IDEA = Idea(id="idea1", hall="nordpark", kind="barrier", title="Die Tür ist schwer", support=2)
TEXT = "Der Spiegel im Flur hängt zu hoch."


def plan(**changes):
    held = View(rev=1, made_ms=5, title="", halls=[], entries=[], ideas=[IDEA], projects=[Project(id="p", title="Neubau")])
    return msgspec.structs.replace(held, **changes)


class Kiosk:
    """A locker with its menu."""

    def __init__(self, locker):
        self.locker = locker
        self.menu = KioskMenu(
            locker.agent, documents=locker.papers, outbox=locker.outbox, clock=locker.clock, sleep=locker.clock.sleep
        )

    @property
    def shown(self):
        return self.menu.kiosk()

    async def act(self, do, **more):
        await self.menu.act(KioskAction(do=do, **more))
        await settle()

    def told(self, kind):
        return self.locker.told(kind)


@pytest.fixture
async def kiosk(tmp_path):
    locker = Locker(tmp_path)
    locker.papers.view = plan()
    locker.papers.config = Config(
        rev=1, site="nordpark", site_name="Nordpark", zone="Europe/Berlin", halls={"nordpark": "Halle"}
    )
    await locker.start()
    made = Kiosk(locker)
    running = asyncio.create_task(made.menu.run())
    await settle()
    try:
        yield made
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
        await locker.stop()


async def test_an_idea_is_left_as_an_event_and_thanked_for_without_network(kiosk):
    assert (kiosk.shown.step, kiosk.shown.more.idea_count, kiosk.shown.more.ideas) == (KioskStep.PIN, 1, [])
    await kiosk.act("more")
    await kiosk.act("ideas")
    assert (kiosk.shown.step, kiosk.shown.more.ideas) == (KioskStep.IDEAS, [IDEA])
    await kiosk.act("idea_write")
    assert kiosk.shown.more.halls == {"nordpark": "Halle"}
    await kiosk.act("idea", text="hm", word="barrier")
    assert (kiosk.shown.step, kiosk.shown.fault) == (KioskStep.IDEA_WRITE, rules.TOO_SHORT)
    await kiosk.act("idea", text=f"  {TEXT}\u202e\n", word="barrier", of="nordpark")
    assert (kiosk.shown.step, kiosk.shown.online) == (KioskStep.IDEA_DONE, False)
    told = kiosk.told(EventKind.IDEA_LEFT)
    assert [(one["hall"], one["idea_kind"], one["text"]) for one in told] == [("nordpark", "barrier", TEXT)]
    assert len(told[0]["idea"]) == 32
    await kiosk.act("idea", text=TEXT)  # touched twice
    await kiosk.locker.clock.advance(20)
    assert kiosk.shown.step is KioskStep.PIN


async def test_what_is_not_known_is_left_without_it(kiosk):
    await kiosk.act("more")
    await kiosk.act("idea", text=TEXT, word="nonsense", of="elsewhere")
    await kiosk.act("support", of="no-such-idea")
    assert [(one["hall"], one["idea_kind"]) for one in kiosk.told(EventKind.IDEA_LEFT)] == [("", "other")]
    assert kiosk.told(EventKind.IDEA_SUPPORTED) == []


async def test_nothing_is_left_or_supported_outside_the_menu(kiosk):
    for do, more in (("idea", {"text": TEXT}), ("support", {"of": "idea1"}), ("ideas", {}), ("back", {})):
        await kiosk.act(do, **more)
    assert kiosk.shown.step is KioskStep.PIN
    assert kiosk.told(EventKind.IDEA_LEFT) == kiosk.told(EventKind.IDEA_SUPPORTED) == []


async def test_support_counts_once_a_minute(kiosk):
    await kiosk.act("more")
    for _ in range(3):
        await kiosk.act("support", of="idea1")
    assert kiosk.told(EventKind.IDEA_SUPPORTED) == [{"idea": "idea1"}]
    assert kiosk.shown.more.counted == ["idea1"]
    await kiosk.locker.clock.advance(61)
    assert kiosk.shown.more.counted == []
    await kiosk.act("support", of="idea1")
    assert len(kiosk.told(EventKind.IDEA_SUPPORTED)) == 2


async def test_more_than_five_ideas_in_ten_minutes_are_a_game(kiosk):
    for turn in range(7):
        await kiosk.act("more")
        await kiosk.act("idea_write")
        await kiosk.act("idea", text=f"{TEXT} {turn}")
    assert len(kiosk.told(EventKind.IDEA_LEFT)) == rules.MOST_IDEAS
    assert kiosk.shown.fault == rules.TOO_MANY
    await kiosk.locker.clock.advance(170)
    await kiosk.act("here")
    assert kiosk.shown.step is KioskStep.IDEA_WRITE, "somebody still types"


async def test_digits_end_the_menu_and_open(kiosk):
    await kiosk.act("more")
    await kiosk.locker.press(CODE[0])
    assert (kiosk.shown.step, kiosk.shown.digits) == (KioskStep.PIN, 1)
    await kiosk.locker.type(CODE[1:])
    assert kiosk.shown.step is KioskStep.OPEN
    await kiosk.act("more")
    assert kiosk.shown.step is KioskStep.OPEN, "no menu over an open door"


async def test_a_code_of_the_screen_and_a_card_end_the_menu(kiosk):
    await kiosk.act("more")
    await kiosk.act("digit", digit=4)
    assert (kiosk.shown.step, kiosk.shown.digits) == (KioskStep.PIN, 1)
    await kiosk.act("clear")
    await kiosk.act("more")
    await kiosk.locker.tap(bytes.fromhex("0badcafe"))
    assert kiosk.shown.step is KioskStep.WRONG
    await kiosk.locker.clock.advance(10)
    assert kiosk.shown.step is KioskStep.PIN, "nobody comes back into the menu of somebody else"


async def test_an_alarm_ends_the_menu_while_somebody_writes(kiosk):
    await kiosk.act("more")
    await kiosk.act("idea_write")
    kiosk.locker.alarmed = True
    assert kiosk.shown.step is KioskStep.LEAVE
    await kiosk.act("idea", text=TEXT)
    assert kiosk.told(EventKind.IDEA_LEFT) == []


async def test_nobody_touches_it_any_more(kiosk):
    await kiosk.act("more")
    await kiosk.act("projects")
    assert [one.id for one in kiosk.shown.more.projects] == ["p"]
    await kiosk.act("back")
    assert kiosk.shown.step is KioskStep.MORE
    await kiosk.locker.clock.advance(rules.ENDS_AFTER_MS / 1000 + 1)
    assert kiosk.shown.step is KioskStep.PIN


async def test_help_is_asked_for_from_the_menu_too(kiosk):
    await kiosk.act("more")
    await kiosk.act("help")
    assert (kiosk.shown.step, kiosk.shown.help) == (KioskStep.MORE, "asked")
    await kiosk.act("done")
    assert kiosk.shown.step is KioskStep.PIN


async def test_a_locker_that_was_never_told_a_plan_takes_ideas_all_the_same(kiosk):
    kiosk.locker.papers.view = kiosk.locker.papers.config = None
    await kiosk.act("more")
    assert (kiosk.shown.more.idea_count, kiosk.shown.more.plan_ms) == (0, None)
    await kiosk.act("idea", text=TEXT, of="nordpark")
    assert kiosk.told(EventKind.IDEA_LEFT)[0]["hall"] == ""


def test_only_help_that_is_wanted_now_is_offered():
    now = 1_000
    posts = [
        Post(kind="volunteer", id="late", title="Theke", from_ms=0, to_ms=9_000),
        Post(kind="volunteer", id="soon", title="Einlass", from_ms=0, to_ms=2_000),
        Post(kind="volunteer", id="over", title="Aufbau", from_ms=0, to_ms=1_000),
        Post(kind="volunteer", id="then", title="Abbau", from_ms=1_001, to_ms=9_000),
        Post(kind="news", id="news", title="Neues", from_ms=0, to_ms=9_000),
    ]
    assert [post.id for post in rules.offers(posts, now)] == ["soon", "late"]


def test_a_text_is_never_longer_than_an_idea_and_of_one_line():
    assert len(rules.clean("ä" * 900)) == MAX_IDEA_CHARS
    assert rules.clean(" a\n\n\tb\x00c\u200b ") == "a b c"


def test_a_menu_that_is_closed_stays_closed():
    assert rules.touched(Menu(), "ideas", 0) is None
    assert rules.expired(Menu(), 10**9) == Menu()
