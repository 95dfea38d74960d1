"""Projects of participation platforms stand beside their halls, with their age; a platform that misbehaves changes nothing."""

import asyncio

import pytest

from hallenwart_backend import webhook_rules
from hallenwart_backend.exchange.model import ItemKind
from hallenwart_backend.participation.platforms import answers, rules
from hallenwart_backend.participation.platforms.answers import AnswerError
from hallenwart_backend.participation.platforms.model import Rule, Told
from hallenwart_backend.participation.platforms.reading import MOST_BYTES
from support.backends import AMT, HOUR_MS, JANA, KERN, open_town
from support.graphql_platforms import Consul, Decidim, process, proposal, texts
from support.http_double import http_double

DAY_MS = 24 * HOUR_MS
ROOF = process(
    1,
    "Wie wird die Sporthalle Nordpark?",
    shortDescription=texts(en="Roof", de="<p>Das <b>Dach</b> wird neu.</p><script>alert(1)</script>"),
    endDate="2026-12-31",
)
SOUTH = process(2, "Sport im Süden", metaScope=texts(de="Stadtteil Süd"))
ELSEWHERE = process(3, "Radwege am Fluss")
RULES = [{"words": "nordpark", "hall": "nordpark"}, {"words": "stadtteil süd", "site": "sued"}]


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path, webhooks_here=True) as opened:
        yield opened


async def added(town, url, kind="decidim", **more):
    office = await town.signed_in(AMT)
    body = {"kind": kind, "name": "Mitreden Beispielstadt", "url": url, "rules": RULES} | more
    made = await office.post("/api/platforms", json=body)
    assert made.status_code == 201, made.text
    await town.backend.participation.platforms.look()
    return (await office.get("/api/platforms")).json()


async def looked(town):
    """Let the platforms be due, and look."""
    town.clock.advance(HOUR_MS)
    await town.backend.participation.platforms.look()
    return (await (await town.signed_in(AMT)).get("/api/platforms")).json()


async def at_kiosk(town, device="nordpark-1"):
    return (await town.backend.plans.view_of(device)).projects


async def test_a_project_of_decidim_stands_beside_its_hall_with_its_age(town):
    async with http_double() as server:
        server.answer = Decidim(ROOF, SOUTH, ELSEWHERE)
        told = await added(town, server.url)
        assert (told["platforms"][0]["current"], told["platforms"][0]["fault"]) == (True, None)
        assert {one["title"]: len(one["places"]) for one in told["projects"]} == {
            "Wie wird die Sporthalle Nordpark?": 1,
            "Sport im Süden": 1,
            "Radwege am Fluss": 0,
        }
        (shown,) = await at_kiosk(town)
        assert (shown.title, shown.text, shown.by) == (
            ROOF["title"]["translations"][0]["text"],
            "Das Dach wird neu.",
            "Mitreden Beispielstadt",
        )
        assert (shown.link, shown.read_ms) == (f"{server.url}/processes/projekt-1", town.clock.now_ms())
        assert len(shown.qr) == len(shown.qr[0]) > 20
        assert [one.title for one in await at_kiosk(town, "sued-1")] == ["Sport im Süden"]
        page = (await town.stranger().get("/ideen?halle=nordpark")).text
        assert "Wie wird die Sporthalle Nordpark?" in page
        assert "Sport im Süden" not in page
        assert "Gelesen am 23.11.2026 12:00" in page
        items = await town.backend.participation.projects.items(ItemKind.PROJECT)
        assert {(item.title, item.deleted) for item in items if item.title} == {
            (ROOF["title"]["translations"][0]["text"], False),
            ("Sport im Süden", False),
        }
        town.clock.advance(rules.OLD_MS)
        assert "Zuletzt gelesen am 23.11.2026 12:00" in (await town.stranger().get("/ideen")).text
        town.clock.advance(rules.TOO_OLD_MS)
        assert await at_kiosk(town) == []
        assert "Nordpark?" not in (await town.stranger().get("/ideen")).text, "never shown as if it were current"


async def test_what_is_told_no_longer_is_gone_and_comes_back(town):
    async with http_double() as server:
        server.answer = platform = Decidim(ROOF)
        await added(town, server.url)
        platform.processes = []
        assert (await looked(town))["projects"][0]["gone"] is True
        assert await at_kiosk(town) == []
        (item,) = await town.backend.participation.projects.items(ItemKind.PROJECT)
        assert (item.deleted, item.modified_ms) == (True, town.clock.now_ms())
        platform.processes = [ROOF]
        await looked(town)
        assert len(await at_kiosk(town)) == 1


async def test_the_proposals_of_consul_come_page_by_page(town):
    many = [proposal(n, f"Vorschlag {n} für Nordpark", geozone={"id": "1", "name": "Nord"}) for n in range(60)]
    async with http_double() as server:
        server.answer = Consul(*many, proposal(99, "Nordpark zurückgezogen", retired_at="2026-11-01T00:00:00Z"))
        told = await added(town, server.url, "consul")
    assert len(told["projects"]) == 60
    assert {(one["area"], one["support"]) for one in told["projects"]} == {("Nord", 7)}
    assert len(await at_kiosk(town)) == rules.MOST_AT_KIOSK
    assert len(server.asked) == 3


async def test_adhocracy_is_asked_with_its_token_which_nobody_reads(town):
    project = {"pk": 5, "name": "Neue Kurse im Nordpark", "description": "Reden Sie mit", "organisation": "Sportamt"}

    def answer(asked):
        known = asked.headers.get("authorization") == "Token geheim-5"
        return (200, [project]) if known and asked.path == "/api/app-projects/" else (401, {"detail": "no"})

    async with http_double(answer) as server:
        told = await added(town, server.url, "adhocracy", token="falsch")
        assert told["platforms"][0]["fault"]["de"] == "Die Plattform nimmt den Schlüssel nicht an"
        office = await town.signed_in(AMT)
        path = f"/api/platforms/{told['platforms'][0]['id']}"
        body = {"kind": "adhocracy", "name": "adhocracy", "url": server.url, "rules": RULES, "token": "geheim-5"}
        assert "geheim-5" not in (await office.put(path, json=body)).text
        await office.put(path, json=body | {"token": None, "name": "Anders"})
        read = (await office.post(f"{path}/read")).json()
    assert [one["title"] for one in read["projects"]] == ["Neue Kurse im Nordpark"]
    assert read["platforms"][0]["has_token"] is True


STRANGE = {
    "no_json": (200, "plain words"),
    "no_answer": (200, {"errors": [{"message": "unknown field"}]}),
    "no_list": (200, {"data": {"participatoryProcesses": {"a": 1}}}),
    "status": (500, {}),
    "redirect": (302, {}),
    "too_large": (200, {"data": "x" * MOST_BYTES}),
}


async def test_a_platform_that_misbehaves_says_so_and_what_was_read_stays(town):
    async with http_double() as server:
        server.answer = Decidim(ROOF)
        told = await added(town, server.url)
        read_ms = told["platforms"][0]["read_ms"]
        for name, said in STRANGE.items():
            server.answer = lambda _asked, said=said: said
            one = (await looked(town))["platforms"][0]
            assert one["fault"] is not None, name
            assert one["read_ms"] == read_ms, name
        assert one["current"] is False
        assert len(await at_kiosk(town)) == 1
    assert (await looked(town))["platforms"][0]["fault"]["de"] == "Die Plattform ist nicht zu erreichen"


async def test_one_that_hangs_holds_up_no_other(town, monkeypatch):
    monkeypatch.setattr("hallenwart_backend.adapters.webhook_http._WHOLE_S", 0.3)

    async def hang(_asked):
        await asyncio.sleep(5)
        return 200, {}

    async with http_double(hang) as slow, http_double(Decidim(ROOF)) as quick:
        await added(town, slow.url)
        told = await added(town, quick.url)
        assert {one["fault"] is None for one in told["platforms"]} == {True, False}
    assert len(await at_kiosk(town)) == 1


async def test_addresses_that_are_never_read(tmp_path):
    async with open_town(tmp_path) as town:
        office = await town.signed_in(AMT)
        for url in (
            "http://mitreden.example",
            "https://127.0.0.1",
            "https://10.0.0.7/x",
            "https://[::1]/",
            "file:///etc/passwd",
            "x",
        ):
            answer = await office.post("/api/platforms", json={"kind": "decidim", "name": "A", "url": url})
            assert answer.status_code == 422, url
            put = await office.put("/api/ideas/handing", json={"url": url})
            assert put.status_code == 422, url


async def test_the_office_places_and_hides_by_hand(town):
    async with http_double() as server:
        server.answer = Decidim(ELSEWHERE)
        told = await added(town, server.url)
    project = told["projects"][0]["id"]
    office = await town.signed_in(AMT)
    await office.put(f"/api/platforms/projects/{project}", json={"halls": ["nordpark"]})
    assert [one.title for one in await at_kiosk(town)] == ["Radwege am Fluss"]
    await office.put(f"/api/platforms/projects/{project}", json={"halls": ["nordpark"], "hidden": True})
    assert await at_kiosk(town) == []
    assert (await office.put("/api/platforms/projects/unknown", json={})).status_code == 404
    platform = told["platforms"][0]["id"]
    assert (await office.delete(f"/api/platforms/{platform}")).status_code == 204
    assert (await office.get("/api/platforms")).json()["projects"] == []


async def test_caretakers_read_and_clubs_do_not(town):
    assert (await (await town.signed_in(KERN)).get("/api/platforms")).json()["may"] is False
    assert (await (await town.signed_in(JANA)).get("/api/platforms")).status_code == 403
    refused = await (await town.signed_in(KERN)).post("/api/platforms", json={"kind": "decidim", "name": "A", "url": "x"})
    assert refused.status_code == 403


def test_marks_and_nonsense_become_plain_text():
    assert answers.plain("<p>Ein&nbsp;<b>Satz</b></p><style>p{}</style>\n\u0007", 80) == "Ein Satz"
    assert answers.plain("wort " * 90, 20) == "wort wort wort…"
    assert answers.plain({"a": 1}, 9) == ""
    assert answers.day_ms("2026-12-31", end=True) == 1_798_761_599_999
    assert answers.day_ms("bald") is answers.day_ms(None) is None


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"[" * 100_000, b'{"data": 5}'])
def test_what_is_no_answer_is_said(body):
    with pytest.raises(AnswerError):
        answers.data_of(body)


@pytest.mark.parametrize(
    "nodes", [[], [None], [{}], [{"node": None}], [{"node": {"id": {}, "title": 5}}], [{"node": {"id": "../x", "title": "T"}}]]
)
def test_proposals_without_name_or_number_are_left_out(nodes):
    assert answers.consul({"proposals": {"edges": nodes}}, "https://x.example") == ([], "")


def test_words_find_halls_and_sites():
    sites = {"nordpark": "n", "gymnastik": "n", "sued": "s"}
    found = rules.concerned(
        Told("1", "Umbau NORDPARK", area="Süd"), [Rule("nordpark", "nordpark"), Rule("süd", "", "s"), Rule(" ")], sites
    )
    assert found == (("nordpark", "n"), ("", "s"))
    assert rules.at(found, hall="sued", site="s")
    assert not rules.at(found, hall="gymnastik", site="n")
    assert rules.at(found, site="n")


async def test_ideas_are_data_without_persons_and_go_on_by_webhook(town):
    ideas = town.backend.participation.ideas
    left = await ideas.leave("=Licht zu dunkel im Flur", "repair", "nordpark")
    office, anybody = await town.signed_in(AMT), town.stranger()
    body = {"kind": "repair", "state": "open", "title": left.title, "text": left.text, "hall": "nordpark"}
    await office.put(f"/api/ideas/{left.id}", json=body)
    told = (await anybody.get("/daten/ideen.json")).json()["ideas"]
    assert [(one["id"], one["hall_name"], one["answered"]) for one in told] == [(left.id, "Sporthalle Nordpark", "")]
    assert not {"email", "device", "answered_by"} & told[0].keys()
    table = await anybody.get("/daten/ideen.csv")
    assert table.content.startswith(b"\xef\xbb\xbfid;kind;state;")
    assert "'=Licht zu dunkel" in table.text, "nothing is a formula"
    assert (await office.post(f"/api/ideas/{left.id}/pass", json={"way": "call"})).json()["code"] == "no_way"
    async with http_double(lambda _asked: (503 if len(server.asked) < 2 else 200, {})) as server:
        secret = (await office.put("/api/ideas/handing", json={"url": server.url})).json()["secret"]
        assert secret.startswith("whsec_")
        assert (await office.get("/api/ideas/handing")).json()["secret"] == ""
        passed = (await office.post(f"/api/ideas/{left.id}/pass", json={"way": "call"})).json()
        assert (passed["state"], passed["passed_sent"]) == ("passed_on", "waiting")
        for sent in ("waiting", "taken"):
            await town.backend.participation.handing.look()
            assert (await ideas.one(left.id)).passed.sent == sent
            town.clock.advance(HOUR_MS)
        await town.backend.participation.handing.look()
        assert len(server.asked) == 2
    asked = server.asked[-1]
    assert (asked.json["id"], asked.json["title"]) == (left.id, left.title)
    t_s = int(asked.headers["hallenwart-signature"].split(",")[0].removeprefix("t="))
    assert asked.headers["hallenwart-signature"] == webhook_rules.signature([secret], t_s, asked.body)
