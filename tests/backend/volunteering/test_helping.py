"""A guest finds an offer, signs up by mail, waits, passes on, is reminded, and is forgotten."""

import asyncio
import logging

import pytest

from hallenwart_backend.exchange.model import ItemKind
from hallenwart_backend.volunteering.rules import HOUR_MS as ONE_HOUR_MS
from hallenwart_backend.volunteering.signing import Guest
from support.backends import AMT, HOUR_MS, JANA, KERN, MEMBER, MONDAY_NOON_MS, OSMAN, open_town
from support.help_town import GUEST, START_MS, fill_in, letters, link_to, offer, sign_up, states, wish, with_mail
from support.letters import give_way

both = pytest.mark.usefixtures("each_database")
OTHER = "zweite@beispiel.example"


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        await with_mail(opened)
        yield opened


async def look(town, *, at_ms: int | None = None):
    if at_ms is not None:
        town.clock.advance(at_ms - town.clock.now_ms())
    return await town.backend.volunteering.due.look()


async def act(town, page: str, what: str):
    browser = town.stranger()
    text = (await browser.get(page)).text
    signup = text.split('name="signup" value="')[1][:16]
    return await browser.post(page, data={"act": what, "signup": signup})


async def test_a_guest_signs_up_by_mail_and_only_the_club_reads_the_name(town, caplog):
    caplog.set_level(logging.INFO)
    caplog.set_level(logging.WARNING, logger="httpx")
    made = await offer(town)
    browser = town.stranger()
    assert made["title"] in (await browser.get("/mitmachen")).text
    assert (await fill_in(browser, made)).status_code == 303
    assert await states(town, made) == {GUEST: "asked"}
    page = await link_to(town)
    assert "Ja, ich möchte helfen" in (await browser.get(page)).text
    assert await states(town, made) == {GUEST: "asked"}, "a look changes nothing: mail programs look"
    assert (await browser.post(page, data={"act": "confirm"})).status_code == 303
    assert await states(town, made) == {GUEST: "in"}
    shown = await browser.get(page)
    assert "HALLE-M1-" in shown.text, "the mark, to type it where no reader is"
    assert '<svg class="qr"' in shown.text
    assert shown.headers["cache-control"] == "no-store"
    assert "Alle Plätze sind vergeben" in (await browser.get("/mitmachen")).text
    assert await states(town, made) == {GUEST: "in"}
    for email, status in ((JANA, 200), (AMT, 200), (KERN, 200), (OSMAN, 403), (MEMBER, 403)):
        told = await (await town.signed_in(email)).get(f"/api/volunteering/offers/{made['id']}")
        assert told.status_code == status
        assert ("Gesa Gast" in told.text) == (email == JANA), email
    public = (await browser.get("/mitmachen")).text + (await browser.get(f"/mitmachen/{made['id']}")).text
    posts = await town.backend.volunteering.posts.of("nordpark-2", (town.clock.now_ms(), START_MS))
    items = await town.backend.volunteering.source.items(ItemKind.OFFER)
    for secret in (GUEST, "Gesa Gast", page):
        assert secret not in public + repr(posts) + repr(items) + caplog.text


async def test_whoever_types_an_address_learns_nothing_of_it(town):
    made = await offer(town, shifts=[*wish()["shifts"], {"from_ms": START_MS, "to_ms": START_MS + HOUR_MS, "wanted": 2}])
    first = made | {"shifts": made["shifts"][:1]}
    await sign_up(town, first)
    for shifts in (made["shifts"][:1], made["shifts"][1:]):
        again = await fill_in(town.stranger(), made | {"shifts": shifts}, name="Jemand Anderes")
        assert again.headers["location"].endswith("said=sent")
    assert "Gesa Gast" in (await town.stranger().get(await link_to(town))).text


async def test_nobody_helps_in_two_places_at_once(town):
    one, other = await offer(town), await offer(town, title="Theke", role="catering")
    page = await sign_up(town, one)
    browser = town.stranger()
    assert (await fill_in(browser, other)).status_code == 303
    refused = await browser.post(page, data={"act": "confirm"})
    assert refused.status_code == 409
    assert "Zu dieser Zeit helfen Sie schon woanders" in refused.text
    assert (await states(town, other)) == {GUEST: "asked"}


async def test_a_sign_up_nobody_confirms_is_gone_after_a_day_with_its_name(town):
    made = await offer(town)
    await fill_in(town.stranger(), made)
    page = await link_to(town)
    await look(town, at_ms=MONDAY_NOON_MS + 24 * HOUR_MS - 1)
    assert await states(town, made) == {GUEST: "asked"}
    await look(town, at_ms=MONDAY_NOON_MS + 24 * HOUR_MS)
    assert await states(town, made) == {}
    assert (await town.stranger().get(page)).status_code == 404


@both
async def test_the_line_moves_up_in_order_and_asks_for_an_answer(town):
    made = await offer(town)
    first = await sign_up(town, made)
    waiting = [await sign_up(town, made, f"{name}@beispiel.example") for name in ("anna", "berta")]
    assert (await states(town, made))["berta@beispiel.example"] == "waiting"
    assert (await act(town, first, "cancel")).status_code == 303
    assert "frei" in (await letters(town, "anna@beispiel.example"))[-1]["title"]
    assert (await letters(town, "berta@beispiel.example"))[-1]["title"].startswith("Sie stehen")
    late = await sign_up(town, made, "carla@beispiel.example")
    assert (await states(town, made))["carla@beispiel.example"] == "waiting", "nobody passes those who wait"
    await look(town, at_ms=MONDAY_NOON_MS + 25 * HOUR_MS)
    assert (await act(town, waiting[1], "accept")).status_code == 303
    told = await states(town, made)
    assert told == {"berta@beispiel.example": "in", "carla@beispiel.example": "waiting"}
    assert "weitergegeben" in (await letters(town, "anna@beispiel.example"))[-1]["title"]
    assert late


@both
async def test_a_place_is_passed_on_and_counts_until_somebody_takes_it(town):
    made = await offer(town)
    page = await sign_up(town, made)
    assert (await act(town, page, "swap")).status_code == 303
    assert "1 Platz frei" in (await town.stranger().get("/mitmachen")).text
    assert (await act(town, page, "keep")).status_code == 303
    assert (await act(town, page, "swap")).status_code == 303
    await sign_up(town, made, OTHER)
    assert await states(town, made) == {OTHER: "in"}
    assert "übernommen" in (await letters(town))[-1]["title"]


@both
async def test_reminders_come_twice_and_once_each_also_when_clocks_jump(town):
    made = await offer(town)
    await sign_up(town, made)

    async def reminders() -> int:
        return sum(one["title"].startswith("Bald") for one in await letters(town))

    await look(town, at_ms=START_MS - 48 * ONE_HOUR_MS - 1)
    assert await reminders() == 0
    for at_ms, told in ((-48, 1), (-60, 1), (-47, 1), (-3, 2), (-10, 2), (-1, 2), (1, 2)):
        await look(town, at_ms=START_MS + at_ms * HOUR_MS)
        await look(town)
        assert await reminders() == told, at_ms


@both
async def test_whoever_wants_it_is_forgotten_and_the_next_is_asked(town):
    made = await offer(town)
    page = await sign_up(town, made)
    await sign_up(town, made, OTHER)
    gone = await town.stranger().post(page, data={"act": "delete"})
    assert "gelöscht" in gone.text
    assert (await town.stranger().get(page)).status_code == 404
    assert "frei" in (await letters(town, OTHER))[-1]["title"]
    assert list(await states(town, made)) == [OTHER]


@both
async def test_many_at_once_get_the_places_there_are_and_nobody_is_lost(town):
    made = await offer(town, shifts=[{"from_ms": START_MS, "to_ms": START_MS + HOUR_MS, "wanted": 3}])
    room, shift = town.backend.volunteering.signups, made["shifts"][0]["id"]
    guests = [f"n{number}@beispiel.example" for number in range(12)]
    taken = await asyncio.gather(*(room.ask([shift], Guest("N", email), of_age=True) for email in guests))
    tokens = [room.token(one[0].helper.id) for one in taken]
    await asyncio.gather(*(room.confirm(token) for token in tokens))
    told = list((await states(town, made)).values())
    assert (told.count("in"), told.count("waiting"), len(told)) == (3, 9, 12)


async def test_a_cancelled_offer_tells_everybody_and_takes_nobody(town):
    made = await offer(town)
    page = await sign_up(town, made)
    club = await town.signed_in(JANA)
    answer = await club.put(f"/api/volunteering/offers/{made['id']}/state", json={"state": "cancelled"})
    assert answer.json()["state"] == "cancelled"
    assert (await letters(town))[-1]["title"].startswith("Abgesagt")
    assert "abgesagt" in (await town.stranger().get(page)).text
    assert made["title"] not in (await town.stranger().get("/mitmachen")).text
    assert (await fill_in(town.stranger(), made)).status_code == 409


async def test_a_youth_shift_waits_for_the_certificate(town):
    made = await offer(town, youth=True)
    page = await sign_up(town, made)
    assert await states(town, made) == {GUEST: "asked"}
    assert "Führungszeugnis" in (await town.stranger().get(page)).text

    class Seen:
        def seen(self, *_of):
            return True

    room = town.backend.volunteering
    room.line.certificates = Seen()
    await look(town, at_ms=MONDAY_NOON_MS + 30 * HOUR_MS)
    helper, _ = await room.signups.mine(page.rsplit("/", 1)[1])
    await room.signups.settle(helper.id)
    assert await states(town, made) == {GUEST: "in"}


async def test_somebody_with_an_account_signs_up_without_a_mail(town):
    made = await offer(town, min_age=18)
    browser, shift = await town.signed_in(MEMBER), made["shifts"][0]["id"]
    page = await browser.get(f"/mitmachen/{made['id']}")
    assert "Sie sind angemeldet als Mia Member" in page.text
    assert page.headers["cache-control"] == "no-store"
    assert (await browser.post(f"/mitmachen/{made['id']}", data={"shift": shift})).status_code == 422
    sent = await browser.post(f"/mitmachen/{made['id']}", data={"shift": shift, "of_age": "1"})
    assert "said=joined" in sent.headers["location"]
    assert await states(town, made) == {MEMBER: "in"}
    told = (await browser.get("/api/me/volunteering")).json()["signups"]
    assert [(one["state"], one["mark"][:9]) for one in told] == [("in", "HALLE-M1-")]
    gone = await (await town.signed_in(JANA)).delete(f"/api/volunteering/signups/{told[0]['signup']}")
    assert gone.status_code == 204
    assert await states(town, made) == {}


async def test_a_member_is_written_to_by_the_ways_they_chose(town):
    made = await offer(town)
    await give_way(town, MEMBER, "sms://127.0.0.1/+491701234567", "sms")
    joined = await (await town.signed_in(MEMBER)).post("/api/me/volunteering", json={"shifts": [made["shifts"][0]["id"]]})
    assert joined.status_code == 201
    await look(town, at_ms=START_MS - 48 * HOUR_MS)
    told = [one["title"] for one in await letters(town, "491701234567")]
    assert [title.split(":")[0] for title in told] == ["Sie sind dabei", "Bald ist es so weit"]
    assert await letters(town, MEMBER) == []


async def test_displays_of_the_site_show_what_is_free_with_its_address(town):
    made = await offer(town)
    span, posts = (town.clock.now_ms(), START_MS), town.backend.volunteering.posts
    (post,) = await posts.of("nordpark-2", span)
    assert (post.kind, post.title, post.link) == ("volunteer", made["title"], f"http://hallenwart.test/mitmachen/{made['id']}")
    assert post.text == "Fr 27.11., 12:00 Uhr: Einlass. Mitmachen geht ohne Konto."
    assert post.qr
    assert await posts.of("sued-1", span) == []
    await sign_up(town, made)
    assert await posts.of("nordpark-2", span) == []


async def test_others_are_told_what_is_free_and_never_who_helps(town):
    made = await offer(town, skills=["Kasse"], languages=["de"], min_age=16, contact="helfen@tsv-lindenau.example")
    (item,) = await town.backend.volunteering.source.items(ItemKind.OFFER)
    assert (item.title, item.by, item.spot.hall, item.free, item.capacity) == (made["title"], "TSV Lindenau", "nordpark", 1, 1)
    await sign_up(town, made)
    (later,) = await town.backend.volunteering.source.items(ItemKind.OFFER)
    assert later.free == 0
    assert GUEST not in repr(later)
