"""One town tells, another reads: nothing is lost, nothing comes twice, nothing goes round in circles."""

from collections import Counter
from html import escape

import pytest

from hallenwart_backend.exchange.catalog import FILES
from hallenwart_backend.exchange.desk import SourceWish
from hallenwart_backend.exchange.model import ItemKind
from hallenwart_backend.exchange.openactive import FEEDS
from hallenwart_backend.exchange.source_store import of_kind
from support.backends import HOUR_MS, open_town
from support.event_town import event, told_camera
from support.exchange_samples import BASE, Samples

TOLD = {
    "jsonld": (
        *("title", "text", "url", "by", "by_id", "from_ms", "to_ms", "sport", "teams", "role", "needs", "skills"),
        *("languages", "min_age", "shifts", "contact"),
    ),
    "atom": (
        *("title", "text", "url", "by", "by_id", "from_ms", "to_ms", "role", "needs", "skills", "languages"),
        *("min_age", "shifts", "contact", "teams"),
    ),
    "ics": ("title", "text", "url", "by", "by_id", "from_ms", "to_ms", "sport", "shifts", "contact"),
    "csv": (*("title", "text", "url", "by", "by_id", "role", "needs", "skills", "languages", "min_age", "shifts", "contact"),),
    "volunteering.jsonld": ("title", "text", "url", "by", "by_id", "role", "needs", "min_age"),
}
"""What each format has a place for; the rest of an item it does not tell."""


@pytest.fixture
async def towns(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    async with (
        open_town(tmp_path / "a", public_url=BASE) as one,
        open_town(tmp_path / "b", public_url="http://localhost:8701", webhooks_here=True) as two,
    ):
        await told_camera(one)
        await event(one, teams=["TSV Lindenau", "SV Süd"], sport="volleyball", text="Kommt alle!")
        one.backend.outward.exchange.keeper.sources.append(Samples())
        await one.backend.outward.exchange.keeper.look()
        client = one.stranger()
        asked = Counter()

        async def fetch(url, tag, modified):
            answer = await client.get(url, headers={"If-None-Match": tag} if tag else {})
            asked[url, answer.status_code] += 1
            if answer.status_code == 304:
                return Text(None, tag, modified)
            if answer.status_code != 200:
                raise OSError("status")
            return Text(answer.content.decode(), answer.headers.get("etag", ""), "")

        two.backend.outward.exchange.poller._fetch = fetch
        yield one, two, asked


class Text:
    def __init__(self, text, tag, modified):
        self.text, self.tag, self.modified = text, tag, modified


async def took(town, kind):
    now = town.clock.now_ms()
    return await town.backend.records.read(lambda connection: of_kind(connection, kind, now))


async def read(two, url, name="Musterstadt"):
    made = await two.backend.outward.exchange.desk.add(SourceWish(name, url))
    two.clock.advance(1)
    assert await two.backend.outward.exchange.poller.read(made) == ""
    return await two.backend.outward.exchange.desk.one(made.id)


async def test_every_feed_comes_over_whole_and_once(towns):
    one, two, asked = towns
    for file, (subject, form) in FILES.items():
        source = await read(two, f"{BASE}/daten/{file}")
        own, came = await one.backend.outward.exchange.feeds.standing(subject.kind), await took(two, subject.kind)
        assert (source.broken, len(came), len(own) > 0) == (0, len(own), True), file
        assert facts(came, TOLD[form.ending]) == facts(own, TOLD[form.ending]), file
        assert len(await two.backend.outward.exchange.desk.shown(subject.kind)) == len(own), file
        assert await two.backend.outward.exchange.poller.read(source) == "", file
        assert asked[source.url, 304] == 1, f"{file}: who has it is not sent it again"
        assert await took(two, subject.kind) == came, file
        await two.backend.outward.exchange.desk.remove(source.id)


def facts(items, names):
    """Return what a format tells of things, in an order of its own."""
    lists = {"teams", "skills", "languages", "shifts"}
    told = [[list(getattr(item, name)) if name in lists else getattr(item, name) for name in names] for item in items]
    places = [(item.spot.name, item.spot.address if names is not TOLD["ics"] else "") for item in items]
    return sorted(str(one) for one in zip(told, places, strict=True))


async def test_rpde_feeds_come_over_whole_and_follow_what_changes(towns):
    one, two, _ = towns
    feeds = one.backend.outward.exchange.feeds
    for name, feed in FEEDS.items():
        await read(two, f"{BASE}/openactive/feeds/{name}", name)
        own = [item for item in await feeds.standing(feed.of) if feed.fits(item)]
        came = await took(two, feed.of)
        assert len(own) >= 1
        if feed.of in {ItemKind.SLOT, ItemKind.DATE}:
            assert times(came) == times(own)
        assert len(came) == len(own)
    one.clock.advance(2 * HOUR_MS)
    two.clock.advance(2 * HOUR_MS)
    await one.backend.outward.exchange.keeper.look()
    await two.backend.outward.exchange.poller.look()
    own, came = await feeds.standing(ItemKind.SLOT), await took(two, ItemKind.SLOT)
    assert Counter((item.from_ms, item.free) for item in came) == Counter((item.from_ms, item.free) for item in own)


def times(items):
    return Counter((item.from_ms, item.to_ms, item.free, item.capacity) for item in items)


async def test_the_same_thing_by_several_ways_is_shown_once_and_nothing_goes_round_in_circles(towns):
    one, two, _ = towns
    for ending in ("jsonld", "atom", "ics"):
        await read(two, f"{BASE}/daten/events.{ending}", ending)
    for ending in ("jsonld", "volunteering.jsonld", "atom", "ics", "csv"):
        await read(two, f"{BASE}/daten/offers.{ending}", ending)
    (shown,) = await two.backend.outward.exchange.desk.shown(ItemKind.EVENT)
    assert shown.sources == ["jsonld", "atom", "ics"]
    offers = await two.backend.outward.exchange.desk.shown(ItemKind.OFFER)
    assert [len(one.sources) for one in offers] == [5, 5]
    page = (await two.stranger().get("/mitmachen")).text
    assert [page.count(escape(one.item.title)) for one in offers] == [1, 1]
    assert "Quelle: jsonld, volunteering.jsonld, atom, ics, csv" in page
    listed = {came.source.name + came.source.id: came.merged for came in await two.backend.outward.exchange.desk.every()}
    assert sum(listed.values()) == 2 + 2 * 4
    public = (await two.stranger().get("/veranstaltungen")).text
    assert public.count("TSV Lindenau gegen SV Süd") == 1
    assert "Quelle: jsonld, atom, ics" in public
    await two.backend.outward.exchange.keeper.look()
    assert await two.backend.outward.exchange.feeds.standing(ItemKind.EVENT) == [], "what came is not told on"
    desk, text = one.backend.outward.exchange.desk, (await one.stranger().get("/daten/events.jsonld")).text
    back = await desk.add(SourceWish("Zurück"))
    await desk.put(back.id, text)
    assert await desk.shown(ItemKind.EVENT) == []
    assert [found.ours for found in await desk.every()] == [1]


async def test_one_broken_thing_costs_itself_alone(tmp_path):
    async with open_town(tmp_path) as town:
        await _one_broken(town)


async def _one_broken(town):
    desk = town.backend.outward.exchange.desk
    made = await desk.add(SourceWish("Von Hand"))
    good = '{"@type":"Event","name":"Fest","startDate":"2026-12-01T18:00:00+01:00","url":"https://fest.example/1"}'
    bad = ('{"@type":"Event","name":"Ohne Zeit"}', '{"@type":"Event","name":["x",{}],"startDate":5}', '"nur Text"', "7", "null")
    await desk.put(made.id, f'{{"@context":"https://schema.org","@graph":[{",".join([*bad, good])}]}}')
    (shown,) = await desk.shown(ItemKind.EVENT)
    assert (shown.item.title, shown.sources) == ("Fest", ["Von Hand"])
    assert (await desk.one(made.id)).broken == 2
