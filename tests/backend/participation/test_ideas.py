"""An idea is left, the office reads and answers it, and everybody sees the answer: page, kiosk, mail."""

import re

import pytest
from sqlalchemy import select

from hallenwart_backend.alerts.tables import outgoing
from hallenwart_backend.alerts.ways import store as ways
from hallenwart_backend.alerts.ways.routes import Kind
from hallenwart_backend.participation import rules
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event
from support.backends import AMT, HOUR_MS, JANA, KERN, open_town

TEXT = "Die Tür zum Foyer ist sehr schwer. Mit dem Rollstuhl komme ich nicht durch."
TITLE = "Die Tür zum Foyer ist sehr schwer"


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def left_at_the_kiosk(town, identity="a" * 32, text=TEXT, **more):
    told = {"idea": identity, "hall": "nordpark", "idea_kind": "barrier", "text": text} | more
    event = Event(kind=EventKind.IDEA_LEFT, t_ms=town.clock.now_ms(), c="kiosk", a=told)
    await town.backend.participation.ideas.on_event(town.arrival(), event)
    return identity


async def at_kiosk(town, device="nordpark-1"):
    view = await town.backend.plans.view_of(device)
    return view.ideas


async def moderated(town, identity, **changes):
    office = await town.signed_in(AMT)
    known = next(one for one in (await office.get("/api/ideas")).json()["ideas"] if one["id"] == identity)
    body = {name: known[name] for name in ("kind", "state", "title", "text", "hall")} | changes
    answer = await office.put(f"/api/ideas/{identity}", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.usefixtures("each_database")
async def test_left_at_the_kiosk_answered_and_shown(town):
    identity = await left_at_the_kiosk(town)
    office, page = await town.signed_in(AMT), town.stranger()
    assert await at_kiosk(town) == []
    assert TEXT not in (await page.get("/ideen")).text, "nothing is shown before the office read it"
    listed = (await office.get("/api/ideas")).json()
    assert [(one["id"], one["state"], one["title"], one["hall_name"]) for one in listed["ideas"]] == [
        (identity, "new", TITLE, "Sporthalle Nordpark")
    ]
    await moderated(town, identity, state="open")
    assert [(one.id, one.state) for one in await at_kiosk(town)] == [(identity, "open")]
    said = await office.post(f"/api/ideas/{identity}/answer", json={"answer": "Ein Türöffner ist bestellt."})
    assert said.json()["state"] == "answered"
    assert [one.answer for one in await at_kiosk(town)] == ["Ein Türöffner ist bestellt."]
    assert "Ein Türöffner ist bestellt." in (await page.get("/ideen")).text
    assert "Ein Türöffner ist bestellt." in (await page.get(f"/ideen/{identity}?lang=en")).text
    assert await at_kiosk(town, "sued-1") == [], "at its own site alone"
    town.clock.advance(rules.ANSWER_SHOWN_MS)
    assert await at_kiosk(town) == []


async def test_told_twice_it_is_kept_once_and_what_is_no_idea_is_not_kept(town):
    await left_at_the_kiosk(town)
    await left_at_the_kiosk(town, text="Etwas anderes, aber dieselbe Kennung")
    await left_at_the_kiosk(town, "b" * 32, text="  hm ")
    await left_at_the_kiosk(town, "../../x", text=TEXT)
    await left_at_the_kiosk(town, "c" * 32, text=TEXT, hall="sued", idea_kind=["x"])
    kept = {one.id: one for one in await town.backend.participation.ideas.every()}
    assert {identity: one.text for identity, one in kept.items()} == {"a" * 32: TEXT, "c" * 32: TEXT}
    assert (kept["c" * 32].hall, kept["c" * 32].site, kept["c" * 32].kind) == ("", "nordpark", "other")


async def test_a_kiosk_that_never_stops_is_not_believed(town):
    for number in range(rules.MOST_PER_DEVICE + 5):
        await left_at_the_kiosk(town, f"{number:032d}")
    assert len(await town.backend.participation.ideas.every()) == rules.MOST_PER_DEVICE


async def test_left_on_the_page_without_account_and_answered_by_mail(town):
    await town.backend.records.write(gateway)
    page = town.stranger()
    sent = await page.post("/ideen", data={"text": TEXT, "kind": "barrier", "hall": "sued", "email": "rolf@post.example"})
    assert (sent.status_code, sent.headers["location"]) == (303, "/ideen?gesagt=danke-mail&lang=de")
    assert "Bitte bestätigen Sie" in (await page.get(sent.headers["location"])).text
    (mail,) = await mails(town)
    assert mail["title"] == "Sollen wir Ihnen auf Ihre Idee antworten?"
    link = mail["link"]
    assert re.fullmatch(r"/ideen/post/[\w-]{20,}", link)
    (idea,) = await town.backend.participation.ideas.every()
    office = await town.signed_in(AMT)
    told = (await office.get("/api/ideas")).json()["ideas"][0]
    assert (told["wants_mail"], "rolf@" in str(told)) == (False, False)
    looked = await page.get(link)
    assert "Ja, bitte schicken" in looked.text
    assert looked.headers["cache-control"] == "no-store"
    assert "Sie bekommen die Antwort" in (await page.post(link, data={"act": "yes"})).text
    await office.post(f"/api/ideas/{idea.id}/answer", json={"answer": "Kommt im März.", "done": True})
    assert [one["title"] for one in await mails(town)] == ["Sollen wir Ihnen auf Ihre Idee antworten?", "Antwort auf Ihre Idee"]
    town.clock.advance(rules.ADDRESS_KEPT_MS)
    await town.backend.participation.ideas.look()
    assert (await town.backend.participation.ideas.one(idea.id)).asker.email == ""
    assert (await page.get(link)).status_code == 404


async def test_an_address_nobody_confirms_is_forgotten_and_gets_nothing_more(town):
    await town.backend.records.write(gateway)
    page = town.stranger()
    await page.post("/ideen", data={"text": TEXT, "email": "fremd@post.example"})
    (idea,) = await town.backend.participation.ideas.every()
    office = await town.signed_in(AMT)
    await office.post(f"/api/ideas/{idea.id}/answer", json={"answer": "Ja."})
    assert len(await mails(town)) == 1
    town.clock.advance(rules.CONFIRM_WITHIN_MS)
    await town.backend.participation.ideas.look()
    assert (await town.backend.participation.ideas.one(idea.id)).asker.email == ""


REFUSED = (
    ({"text": "hm"}, "etwas mehr"),
    ({"text": "x" * 501}, "zu lang"),
    ({"text": f"{TEXT} https://kauf.example/jetzt"}, "ohne Adressen"),
    ({"text": TEXT, "email": "keine"}, "E-Mail-Adresse stimmt nicht"),
    ({"text": TEXT, "email": "a@b.example"}, "keine E-Mails senden"),
    ({"text": TEXT, "hall": "nirgends"}, "Diese Halle gibt es nicht"),
    ({}, "etwas mehr"),
)


async def test_what_is_refused_is_said_and_nothing_typed_is_lost(town):
    page = town.stranger()
    for form, words in REFUSED:
        answer = await page.post("/ideen", data=form)
        assert answer.status_code in {409, 422}
        assert words in answer.text
        assert form.get("text", "")[:100] in answer.text
        town.clock.advance(HOUR_MS)
    assert await town.backend.participation.ideas.every() == []
    answer = await page.post("/ideen", data={"text": TEXT, "website": "kauf"})
    assert answer.status_code == 303, "programs that fill every field get thanks and nothing else"
    assert await town.backend.participation.ideas.every() == []


async def test_one_address_sends_a_few_and_then_waits(town):
    page = town.stranger()
    codes = [(await page.post("/ideen", data={"text": f"{TEXT} {turn}"})).status_code for turn in range(6)]
    assert codes == [303, 303, 303, 303, 429, 429]
    town.clock.advance(HOUR_MS)
    assert (await page.post("/ideen", data={"text": TEXT})).status_code == 303


@pytest.mark.usefixtures("each_database")
async def test_support_counts_once_a_day_from_one_address_and_keeps_no_address(town):
    identity = await left_at_the_kiosk(town)
    page = town.stranger()
    path = f"/ideen/{identity}/unterstuetzen"
    assert "schon" in (await page.post(path)).headers["location"], "nobody supports what is not shown"
    await moderated(town, identity, state="open")
    assert ["gezaehlt" in (await page.post(path)).headers["location"] for _ in range(3)] == [True, False, False]
    town.clock.advance(24 * HOUR_MS)
    assert "gezaehlt" in (await page.post(path)).headers["location"]
    for _ in range(2):
        event = Event(kind=EventKind.IDEA_SUPPORTED, t_ms=town.clock.now_ms(), a={"idea": identity})
        await town.backend.participation.ideas.on_event(town.arrival(), event)
    assert [one.support for one in await at_kiosk(town)] == [3]
    assert "3 Personen wollen das auch." in (await page.get("/ideen")).text


@pytest.mark.usefixtures("each_database")
async def test_the_same_idea_twice_becomes_one(town):
    first, second = await left_at_the_kiosk(town), await left_at_the_kiosk(town, "b" * 32)
    await moderated(town, first, state="open")
    office = await town.signed_in(AMT)
    assert (await office.post(f"/api/ideas/{second}/merge", json={"into": second})).status_code == 422
    assert (await office.post(f"/api/ideas/{second}/merge", json={"into": first})).json()["into"] == first
    assert (await office.post(f"/api/ideas/{first}/merge", json={"into": second})).status_code == 422
    assert [(one.id, one.support) for one in await at_kiosk(town)] == [(first, 1)]
    gone = await town.stranger().get(f"/ideen/{second}")
    assert (gone.status_code, gone.headers["location"]) == (303, f"/ideen/{first}?lang=de")


async def test_the_office_hides_and_takes_names_out(town):
    identity = await left_at_the_kiosk(town, text="Herr Muster aus der Umkleide ist immer laut.")
    await moderated(town, identity, state="open", title="Es ist laut", text="In der Umkleide ist es immer laut.")
    page = town.stranger()
    assert "Muster" not in (await page.get("/ideen")).text
    hidden = await moderated(town, identity, state="hidden", why="Steht schon an anderer Stelle")
    assert hidden["why"] == "Steht schon an anderer Stelle"
    assert (await page.get(f"/ideen/{identity}")).status_code == 404
    assert await at_kiosk(town) == []


async def test_caretakers_read_clubs_do_not_and_the_office_alone_decides(town):
    identity = await left_at_the_kiosk(town)
    kern, jana = await town.signed_in(KERN), await town.signed_in(JANA)
    assert (await kern.get("/api/ideas")).json()["may"] is False
    assert (await jana.get("/api/ideas")).status_code == 403
    for client in (kern, jana):
        assert (await client.post(f"/api/ideas/{identity}/answer", json={"answer": "Ja."})).status_code == 403


async def test_what_cannot_become_of_it_is_refused(town):
    identity = await left_at_the_kiosk(town)
    office = await town.signed_in(AMT)
    body = {"kind": "barrier", "state": "done", "title": "T", "text": TEXT}
    assert (await office.put(f"/api/ideas/{identity}", json=body)).json()["code"] == "not_now"
    assert (await office.post(f"/api/ideas/{identity}/answer", json={"answer": " "})).json()["code"] == "no_answer"
    assert (await office.post("/api/ideas/nothing/answer", json={"answer": "Ja."})).status_code == 404


def gateway(connection):
    """Let this server be able to send e-mails."""
    ways.set_gateway(connection, Kind.EMAIL, "mailto://localhost", by="test", now_ms=1)


async def mails(town):
    rows = await town.backend.records.read(
        lambda connection: connection.execute(select(outgoing.c.notice).order_by(outgoing.c.id)).all()
    )
    return [row.notice for row in rows]
