"""A telephone rings, reads the alarm out, and takes the answer by key: through a gateway on loopback."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.alerts.voice import rules
from hallenwart_backend.alerts.voice.rules import Lang
from support.backends import KERN, YILMAZ, open_town
from support.letters import fire, give_way, incident_of, row, rows, steps_of, write_letter
from support.voice_gateway import Phone, voice_gateway

NUMBER = "+4930222"
URL = "https://hallen.stadt.example"


@pytest.fixture
async def gateway():
    async with voice_gateway() as opened:
        yield opened


@pytest.fixture
async def town(tmp_path, gateway):
    (tmp_path / "voice.toml").write_text(gateway.config())
    async with open_town(tmp_path, public_url=URL) as opened:
        gateway.app = opened.app
        yield opened


async def _call(town, gateway, *, keys=(), busy="", urgent=True):
    """Let an alarm ring; return the incident, the letter and the telephone."""
    phone = gateway.phones[NUMBER] = Phone(keys=keys, busy=busy)
    await town.backend.incidents.report(fire())
    incident = await incident_of(town)
    title = "Rauch · Sporthalle Nordpark / Smoke"
    letter = await write_letter(town, KERN, f"tel:{NUMBER}", incident=incident.id, urgent=urgent, title=title)
    await town.backend.queue.hand_over_due()
    return incident, letter, phone


async def test_a_call_reads_the_alarm_in_german_and_takes_the_answer_by_key(town, gateway):
    incident, letter, phone = await _call(town, gateway, keys=["1"])
    await gateway.talk("CA1")
    now = await incident_of(town)
    assert (now.state, now.acked_by, now.ack_word) == ("acknowledged", "M. Kern", "going")
    assert phone.heard[0].startswith("de-DE: Hallenwart meldet: Rauch, Sporthalle Nordpark. Geräteraum.")
    assert phone.heard[1] == "de-DE: Danke. Notiert: Sie gehen hin."
    got = await row(town, letter)
    assert None not in (got.delivered_ms, got.acked_ms)
    assert got.ask_ms is None
    assert ("delivered", "M. Kern", "voice") in await steps_of(town, incident.id)


@pytest.mark.parametrize(("key", "word"), [("2", "there"), ("3", "false_alarm")])
async def test_each_key_is_its_own_word(town, gateway, key, word):
    await _call(town, gateway, keys=["9", key])
    await gateway.talk("CA1")
    assert (await incident_of(town)).ack_word == word


async def test_whoever_cannot_go_passes_it_on_to_the_next_person_at_once(town, gateway):
    await give_way(town, KERN, NUMBER, "voice")
    await give_way(town, YILMAZ, "json://next")
    phone = gateway.phones[NUMBER] = Phone(keys=["0"])
    await town.backend.incidents.report(fire())
    await town.backend.queue.hand_over_due()
    assert [one.name for one in (await incident_of(town)).told] == ["M. Kern"]
    await gateway.talk("CA1")
    assert phone.heard[-1] == "de-DE: Gut. Die nächste Person wird angerufen."
    assert [one.name for one in (await incident_of(town)).told] == ["M. Kern", "A. Yilmaz"]
    assert [one.address for one in await rows(town)][-1] == "json://next"


async def test_english_is_one_key_away(town, gateway):
    _, _, phone = await _call(town, gateway, keys=["4", "2"])
    await gateway.talk("CA1")
    assert phone.heard[1].startswith("en-GB: A message from Hallenwart: Smoke. Store room.")
    assert phone.heard[2] == "en-GB: Thank you. Noted: you are there."


async def test_whoever_presses_nothing_hears_it_three_times_and_has_not_acknowledged(town, gateway):
    _, letter, phone = await _call(town, gateway)
    await gateway.talk("CA1")
    assert [line.split(":")[1] for line in phone.heard] == [" Hallenwart meldet"] * 2 + [
        " Es wurde nichts gedrückt. Auf Wiederhören."
    ]
    assert (await incident_of(town)).state == "open"
    got = await row(town, letter)
    assert (got.delivered_ms is not None, got.acked_ms, got.ask_ms) == (True, None, None)


@pytest.mark.parametrize("word", ["busy", "no-answer", "failed"])
async def test_a_busy_line_is_tried_once_more_then_given_up(town, gateway, word):
    incident, letter, phone = await _call(town, gateway, busy=word)
    await gateway.talk("CA1")
    assert await town.backend.queue.hand_over_due() == 0
    town.clock.advance(30_000)
    assert await town.backend.queue.hand_over_due() == 1
    await gateway.talk("CA2")
    town.clock.advance(3_600_000)
    assert await town.backend.queue.hand_over_due() == 0
    assert phone.rings == 2
    assert (await row(town, letter)).dead_ms is not None
    assert ("failed", "M. Kern", "voice") in await steps_of(town, incident.id)


async def test_a_lost_callback_is_made_up_by_asking(town, gateway):
    _, letter, _ = await _call(town, gateway)
    gateway.calls["CA1"]["status"] = "no-answer"
    town.clock.advance(5_000)
    await town.backend.queue.follower.ask_due()
    waiting = await row(town, letter)
    assert (waiting.accepted_ms, waiting.error) == (None, "nobody answered")


async def test_a_ringing_call_ends_when_somebody_else_answers(town, gateway):
    incident, _, _ = await _call(town, gateway)
    await town.backend.incidents.acknowledge(incident.id, by="Yilmaz", word="going", may=lambda _: True)
    await town.backend.queue.hand_over_due()
    await town.backend.queue.follower.ask_due()
    assert gateway.calls["CA1"]["status"] == "completed"


async def test_a_call_about_what_is_settled_says_so(town, gateway):
    incident, _, phone = await _call(town, gateway, keys=["1"])
    await town.backend.incidents.clear(fire().key, "a1", town.clock.now_ms())
    await town.backend.incidents.resolve(incident.id, by="x", note="", may=lambda _: True)
    await gateway.talk("CA1")
    assert phone.heard == ["de-DE: Diese Meldung ist schon erledigt. Danke."]


async def test_nobody_else_can_answer_for_the_gateway(town, gateway):
    await _call(town, gateway)
    url = gateway.calls["CA1"]["Url"]
    assert (await gateway.forge(url, {"Digits": "1"})).status_code == 403
    stranger = town.stranger()
    assert (await stranger.post(url.removeprefix(URL), data={"Digits": "1"})).status_code == 403
    assert (await gateway._ask(f"{URL}/voice/{'0' * 32}", {})).status_code == 404
    assert (await incident_of(town)).state == "open"


async def test_a_key_that_is_played_again_after_the_call_answers_nothing(town, gateway):
    incident, _, _ = await _call(town, gateway)
    await gateway.talk("CA1")
    assert (await gateway._ask(gateway.calls["CA1"]["Url"], {"Digits": "1"})).status_code == 200
    assert (await incident_of(town)).state == "open"
    assert "acked" not in [kind for kind, *_ in await steps_of(town, incident.id)]


async def test_a_gateway_that_is_down_is_tried_again_and_a_wrong_number_never(town, gateway):
    gateway.refuses = 503
    await _call(town, gateway)
    gateway.refuses = 400
    town.clock.advance(60_000)
    await town.backend.queue.hand_over_due()
    assert [(one.attempts, one.dead_ms is not None) for one in await rows(town) if one.way == "voice"] == [(2, True)]


async def test_without_a_gateway_no_callback_is_taken(tmp_path):
    async with open_town(tmp_path) as plain:
        assert (await plain.stranger().post(f"/voice/{'0' * 32}")).status_code == 403


def test_the_signature_is_that_of_the_makers_own_example():
    """The example of Twilio's documentation of request security, known in public."""
    form = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+14158675309",
        "Digits": "1234",
        "From": "+14158675309",
        "To": "+18005551212",
    }
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    assert rules.signature("12345", url, form) == "RSOYDt4T1cUTdK1PDd93/VVr8B8="


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_a_notice_says_the_xml_can_be_read(title, body):
    from xml.etree import ElementTree as ET

    text = rules.spoken(title, body)
    for lang in Lang:
        root = ET.fromstring(rules.read_out(text, lang, here="/voice/a?lang=de&turn=1", again="/voice/a?turn=2"))  # noqa: S314 - our own
        assert root.find("Gather").get("action") == "/voice/a?lang=de&turn=1"
