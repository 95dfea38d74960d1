"""A call for help at a locker: who is woken, what they see, what they may do, and when it is over."""

import pytest

from hallenwart_contract.event_kinds import EventKind
from support.backends import AMT, HOUR_MS, JANA, KERN, MONDAY_NOON_MS, OSMAN, YILMAZ, open_town
from support.locker_town import book, connect, incident, letters, open_kinds, reachable, take, tell

CALL = "h1"
URL = f"/api/help/{CALL}"


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        await reachable(opened, KERN, YILMAZ)
        yield opened


async def _ask(town, slot=1, **a):
    await tell(town, EventKind.HELP_ASKED, slot, help=CALL, **a)


async def test_a_call_wakes_who_is_on_call_at_once_and_speaks_of_no_fire(town):
    await _ask(town)
    found = await incident(town, "help")
    assert (found.what.sev, found.what.site, found.what.hall, found.what.siren) == ("crit", "nordpark", "nordpark", False)
    assert found.what.detail == "Nordpark Drittel 1"
    ((address, title),) = await letters(town)
    assert (address, "Hilfe" in title) == (KERN, True)
    (shown,) = (await town.backend.build_view()).incidents
    assert (shown.kind, shown.ref) == ("help", CALL)


async def test_whoever_is_on_call_sees_who_is_expected_and_who_has_which_key(town):
    noon, hour = MONDAY_NOON_MS, HOUR_MS
    now = await book(town, "nordpark", noon, noon + hour, "tsv-lindenau")
    near = await book(town, "gymnastik", noon + hour, noon + 2 * hour, "bc-04")
    far = await book(town, "nordpark", noon + 3 * hour, noon + 4 * hour, "bc-04", section=2)
    elsewhere = await book(town, "sued", noon, noon + hour, "bc-04")
    await take(town, now)
    town.clock.advance(60_000)
    await _ask(town, slot=None, booking=now.id)
    seen = (await (await town.signed_in(KERN)).get(URL)).json()
    assert [(one["booking"], one["key"], one["code"], one["slots"]) for one in seen["expected"]] == [
        (now.id, "out", "waiting", [1]),
        (near.id, "in", "waiting", [4]),
    ]
    assert {far.id, elsewhere.id}.isdisjoint(one["booking"] for one in seen["expected"])
    assert [(one["slot"], one["holder"]) for one in seen["held"]] == [(1, "TSV Lindenau · Gruppe tsv-lindenau")]
    assert [one["slot"] for one in seen["compartments"]] == [1, 2, 3, 4, 8]
    assert (seen["call"]["booking"], seen["call"]["word"], seen["incident"] != "") == (now.id, "", True)


@pytest.mark.parametrize(
    ("email", "device", "status"),
    [
        (KERN, "nordpark-1", 200),
        (AMT, "nordpark-1", 200),
        (JANA, "nordpark-1", 403),
        (OSMAN, "nordpark-1", 403),
        (KERN, "sued-1", 200),  # of another site, yet on call
    ],
)
async def test_managers_of_the_site_and_who_is_on_call_see_it(town, email, device, status):
    await tell(town, EventKind.HELP_ASKED, 1, device=device, help=CALL)
    client = await town.signed_in(email)
    assert (await client.get(URL)).status_code == status
    assert (await client.post(f"{URL}/answer", json={"word": "seen"})).status_code == status
    assert [one["id"] for one in (await client.get("/api/help")).json()["calls"]] == ([CALL] if status == 200 else [])


async def test_an_answer_reaches_the_locker_and_done_ends_it(town):
    wire = await connect(town)
    await _ask(town)
    kern = await town.signed_in(KERN)
    assert (await kern.post(f"{URL}/answer", json={"word": "seen"})).json() == {"told": True}
    found = await incident(town, "help")
    assert (found.acked_by, found.state) == ("M. Kern", "acknowledged")
    assert (await kern.post(f"{URL}/answer", json={"word": "done"})).json() == {"told": True}
    assert [(command.op, command.arg) for _, command in wire.sent] == [
        ("answer", {"help": CALL, "word": "seen"}),
        ("answer", {"help": CALL, "word": "done"}),
    ]
    assert await town.backend.incidents.open_incidents() == []
    seen = (await kern.get(URL)).json()
    assert [(one["word"], one["by"]) for one in seen["acts"]] == [("seen", "M. Kern"), ("done", "M. Kern")]
    assert seen["call"]["ended_ms"] == town.clock.now_ms()


async def test_acknowledging_the_incident_tells_who_waits_once(town):
    wire = await connect(town)
    await _ask(town)
    kern = await town.signed_in(KERN)
    url = f"/api/incidents/{(await incident(town, 'help')).id}/ack"
    for _ in range(2):
        assert (await kern.post(url, json={"word": "going"})).status_code == 200
    assert [command.arg for _, command in wire.sent] == [{"help": CALL, "word": "seen"}]


async def test_without_network_the_answer_is_kept_and_said_not_to_be_told(town):
    await _ask(town)
    answer = await (await town.signed_in(KERN)).post(f"{URL}/answer", json={"word": "call"})
    assert (answer.status_code, answer.json()) == (200, {"told": False})
    opened = await (await town.signed_in(KERN)).post(f"{URL}/open", json={"slot": 1, "question": "Wer?", "answer": "Wir"})
    assert (opened.status_code, opened.json()["code"]) == (409, "device_offline")
    assert [one["word"] for one in (await (await town.signed_in(KERN)).get(URL)).json()["acts"]] == ["call"]


async def test_exactly_one_compartment_opens_and_name_question_and_answer_are_kept(town):
    wire = await connect(town)
    await _ask(town)
    kern = await town.signed_in(KERN)
    body = {"slot": 2, "question": "Wie heißt Ihre Trainerin?", "answer": "Jana"}
    opened = await kern.post(f"{URL}/open", json=body)
    assert opened.status_code == 202
    ((topic, command),) = wire.sent
    assert (topic.split("/")[-2], command.op, command.arg, command.id) == (
        "nordpark-1",
        "open",
        {"slot": 2},
        opened.json()["id"],
    )
    assert command.by == ""  # devices know no names
    (act,) = (await kern.get(URL)).json()["acts"]
    assert (act["by"], act["slot"], act["question"], act["answer"]) == ("M. Kern", 2, body["question"], body["answer"])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"slot": 77, "question": "Wer?", "answer": "Wir"}, 404),
        ({"slot": 1, "question": " ", "answer": "Wir"}, 422),
        ({"slot": 1, "question": "Wer?"}, 422),
        ({"slot": 1, "answer": "Wir"}, 422),
    ],
)
async def test_nothing_opens_without_a_question_and_its_answer(town, body, status):
    wire = await connect(town)
    await _ask(town)
    assert (await (await town.signed_in(KERN)).post(f"{URL}/open", json=body)).status_code == status
    assert wire.sent == []


async def test_the_office_answers_but_opens_nothing_from_afar_unless_it_is_on_call(town):
    wire = await connect(town)
    await _ask(town)
    answer = await (await town.signed_in(AMT)).post(f"{URL}/open", json={"slot": 1, "question": "Wer?", "answer": "Wir"})
    assert (answer.status_code, wire.sent) == (403, [])


async def test_a_call_that_ended_opens_nothing_and_stays_until_somebody_saw_it(town):
    wire = await connect(town)
    await _ask(town)
    asked_ms = town.clock.now_ms()
    town.clock.advance(1_000)
    await tell(town, EventKind.HELP_ENDED, None, help=CALL)
    assert await open_kinds(town) == []
    found = await incident(town, "help")
    kern = await town.signed_in(KERN)
    answer = await kern.post(f"{URL}/open", json={"slot": 1, "question": "Wer?", "answer": "Wir"})
    assert (answer.status_code, answer.json()["code"], wire.sent) == (409, "help_ended", [])
    assert (await kern.post(f"/api/incidents/{found.id}/ack", json={"word": "seen"})).json()["state"] == "resolved"
    await _ask(town, at_ms=asked_ms)  # told again after a crash
    assert await open_kinds(town) == []
