"""CAP 1.2: the order of the elements, their words, and what is told when."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from hallenwart_backend.alerts.cap import rules
from hallenwart_backend.alerts.cap.rules import Message, Place, Words
from hallenwart_backend.alerts.path import store as path_store
from hallenwart_backend.alerts.path.rules import Settings
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Severity
from support.backends import open_town
from support.letters import fire, incident_of

ALERT = ["identifier", "sender", "sent", "status", "msgType", "source", "scope", "restriction", "addresses", "code", "note"]
ALERT += ["references", "incidents", "info"]
INFO = ["language", "category", "event", "responseType", "urgency", "severity", "certainty", "audience", "eventCode"]
INFO += ["effective", "onset", "expires", "senderName", "headline", "description", "instruction", "web", "contact"]
INFO += ["parameter", "resource", "area"]
AREA = ["areaDesc", "polygon", "circle", "geocode", "altitude", "ceiling"]
MANY = {
    "code",
    "info",
    "category",
    "responseType",
    "eventCode",
    "parameter",
    "resource",
    "area",
    "polygon",
    "circle",
    "geocode",
}
NEEDED = {
    "alert": {"identifier", "sender", "sent", "status", "msgType", "scope"},
    "info": {"category", "event", "urgency", "severity", "certainty"},
    "area": {"areaDesc"},
}
WORDS = {
    "status": {"Actual", "Exercise", "System", "Test", "Draft"},
    "msgType": {"Alert", "Update", "Cancel", "Ack", "Error"},
    "scope": {"Public", "Restricted", "Private"},
    "category": {"Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport", "Infra", "CBRNE", "Other"},
    "responseType": {"Shelter", "Evacuate", "Prepare", "Execute", "Avoid", "Monitor", "Assess", "AllClear", "None"},
    "urgency": {"Immediate", "Expected", "Future", "Past", "Unknown"},
    "severity": {"Extreme", "Severe", "Moderate", "Minor", "Unknown"},
    "certainty": {"Observed", "Likely", "Possible", "Unlikely", "Unknown"},
}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d")
NAME = re.compile(r"[^\s,<&]+")
NS = f"{{{rules.NAMESPACE}}}"


def check(xml):
    """Check a message against the standard, as far as order, number, words and forms go; return it."""
    root = ET.fromstring(xml)  # noqa: S314 - our own
    assert root.tag == f"{NS}alert"
    _ordered(root, ALERT, "alert")
    for info in root.findall(f"{NS}info"):
        _ordered(info, INFO, "info")
        for area in info.findall(f"{NS}area"):
            _ordered(area, AREA, "area")
    for element in root.iter():
        name = element.tag.removeprefix(NS)
        if name in WORDS:
            assert element.text in WORDS[name], name
        if name in {"sent", "effective", "onset", "expires"}:
            assert MOMENT.fullmatch(element.text)
    for name in ("identifier", "sender"):
        assert NAME.fullmatch(root.findtext(NS + name))
    for known in (root.findtext(f"{NS}references") or "").split():
        assert len(known.split(",")) == 3
    return root


def _ordered(element, order, name):
    names = [child.tag.removeprefix(NS) for child in element]
    assert names == sorted(names, key=order.index), names
    assert NEEDED[name] <= set(names)
    assert all(names.count(one) == 1 for one in set(names) - MANY)


def said(xml, name, language=0):
    return check(xml).findall(f"{NS}info")[language].findtext(NS + name)


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path, public_url="https://hallen.stadt.example") as opened:
        await opened.backend.records.write(lambda connection: path_store.keep(connection, Settings(cap_public=True)))
        yield opened


async def _feed(town):
    answer = await town.stranger().get("/cap/feed.atom")
    assert answer.status_code == 200
    atom = "{http://www.w3.org/2005/Atom}"
    entries = ET.fromstring(answer.text).findall(f"{atom}entry")  # noqa: S314 - our own
    return [entry.find(f"{atom}link").get("href").removeprefix("https://hallen.stadt.example") for entry in reversed(entries)]


async def _messages(town):
    return [(await town.stranger().get(path)).text for path in await _feed(town)]


async def test_an_alarm_is_alert_then_update_then_cancel_each_naming_those_before(town):
    await town.backend.incidents.report(fire(kind=IncidentKind.PRE_ALARM, sev=Severity.WARN))
    assert await town.backend.channels.cap.look() == 1
    assert await town.backend.channels.cap.look() == 0
    town.clock.advance(2_000)
    await town.backend.incidents.report(fire(id="a2"))
    await town.backend.channels.cap.look()
    incident = await incident_of(town)
    await town.backend.incidents.acknowledge(incident.id, by="M. Kern", word="there", may=lambda _: True)
    await town.backend.channels.cap.look()
    await town.backend.incidents.clear(fire().key, "", town.clock.now_ms())
    await town.backend.incidents.resolve(incident.id, by="M. Kern", note="", may=lambda _: True)
    await town.backend.channels.cap.look()
    messages = await _messages(town)
    roots = [check(one) for one in messages]
    assert [root.findtext(f"{NS}msgType") for root in roots] == ["Alert", "Update", "Update", "Cancel"]
    assert [len((root.findtext(f"{NS}references") or "").split()) for root in roots] == [0, 1, 2, 3]
    assert [said(one, "certainty") for one in messages] == ["Possible", "Likely", "Observed", "Observed"]
    assert [said(one, "urgency") for one in messages] == ["Expected", "Immediate", "Immediate", "Past"]
    assert said(messages[1], "headline") == "Rauch · Sporthalle Nordpark"
    assert said(messages[1], "headline", 1) == "Smoke · Sporthalle Nordpark"
    assert "112" in said(messages[1], "instruction", 1)
    assert not any("Kern" in one for one in messages)


async def test_only_fires_and_drills_are_told(town):
    await town.backend.incidents.report(fire(key="k1", kind=IncidentKind.KEY_OVERDUE, sev=Severity.WARN))
    await town.backend.incidents.report(fire(key="k2", kind=IncidentKind.SENSOR_FAULT, sev=Severity.WARN))
    await town.backend.incidents.report(fire(key="k3", kind=IncidentKind.DRILL))
    await town.backend.channels.cap.look()
    (message,) = await _messages(town)
    assert check(message).findtext(f"{NS}status") == "Exercise"
    assert said(message, "headline").startswith("PROBE-ALARM · ")
    assert said(message, "instruction") is None
    assert said(message, "responseType") == "None"


async def test_an_alarm_that_lasts_is_told_again_before_it_expires(town):
    await town.backend.incidents.report(fire())
    await town.backend.channels.cap.look()
    town.clock.advance(rules.RENEW_MS)
    assert await town.backend.channels.cap.look() == 1
    assert rules.RENEW_MS < rules.EXPIRES_MS


async def test_nothing_is_published_unless_the_operator_wants_it(tmp_path):
    async with open_town(tmp_path) as town:
        await town.backend.incidents.report(fire())
        assert await town.backend.channels.cap.look() == 0
        assert (await town.stranger().get("/cap/feed.atom")).status_code == 404
        await town.backend.records.write(lambda connection: path_store.keep(connection, Settings(cap_public=True)))
        assert await town.backend.channels.cap.look() == 1
        path = (await _feed_paths(town))[0]
        await town.backend.records.write(lambda connection: path_store.keep(connection, Settings()))
        assert (await town.stranger().get(path)).status_code == 404


async def _feed_paths(town):
    text = (await town.stranger().get("/cap/feed.atom")).text
    return re.findall(r"/cap/[0-9a-f.]+\.xml", text)


async def test_a_false_alarm_is_unlikely_and_coordinates_make_a_circle(town):
    await town.backend.incidents.report(fire())
    incident = replace(await incident_of(town), ack_word="false_alarm")
    place = Place("nordpark", 'Halle "A" & <B>\x00\x0b\uffff', "Am Nordpark 7", coordinates=(52.52, 13.405))
    words = Words(("Rauch", "Smoke"), (("Raus.", "Leave."),))
    message = Message("i.1", "hallenwart@stadt.example", rules.Kind.UPDATE, 1_795_431_600_999, (("i.0", 1_795_431_600_000),))
    xml = rules.document(message, incident, place, words, web="https://hallen.stadt.example/", drill=False)
    assert said(xml, "certainty") == "Unlikely"
    assert check(xml).find(f"{NS}info/{NS}area/{NS}circle").text == "52.52000,13.40500 0.200"
