"""What an operator's supervision is told, and the ids that follow one alarm."""

import logging

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import Connection, insert, select

from hallenwart_backend.accounts.tables import people
from hallenwart_backend.alerts.tables import outgoing
from hallenwart_contract.logs import ids_of
from hallenwart_contract.messages import Alarm, AlarmType, Phase, Severity
from support.backends import open_town

TOKEN = "0123456789abcdef0123456789abcdef"


@pytest.fixture
async def town(tmp_path):
    (tmp_path / "metrics.token").write_text(TOKEN + "\n")
    async with open_town(tmp_path) as town:
        yield town


async def figures(town) -> dict[str, dict[tuple[tuple[str, str], ...], float]]:
    answer = await town.stranger().get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200, answer.text
    found: dict[str, dict[tuple[tuple[str, str], ...], float]] = {}
    for family in text_string_to_metric_families(answer.text):
        for sample in family.samples:
            found.setdefault(sample.name, {})[tuple(sorted(sample.labels.items()))] = sample.value
    return found


def smoke() -> Alarm:
    kind, phase, sev = AlarmType.SMOKE, Phase.RAISE, Severity.CRIT
    return Alarm(id="alarm-1", type=kind, phase=phase, sev=sev, zone="geraeteraum", c="rauch", t_ms=1_795_431_600_000)


def _letter(connection: Connection, made_ms: int) -> None:
    person = connection.execute(select(people.c.id)).scalars().first()
    values = {"step": 0, "way": "email", "address": "a", "notice": {}, "since_ms": made_ms, "next_ms": made_ms}
    connection.execute(insert(outgoing).values(person=person, created_ms=made_ms, **values))


async def test_figures_tell_devices_incidents_and_requests(town):
    await town.backend.fire.on_alarm(town.arrival(), smoke())
    await town.backend.records.write(lambda connection: _letter(connection, town.clock.now_ms() - 90_000))
    told = await figures(town)
    assert told["hallenwart_devices"][("state", "never"),] == 3
    assert told["hallenwart_incidents"][("kind", "smoke"), ("state", "open")] == 1
    assert told["hallenwart_messages_waiting"][()] == 1
    assert told["hallenwart_messages_oldest_seconds"][()] == 90
    assert told["hallenwart_broker_up"][()] == 0
    assert "process_resident_memory_bytes" in told
    again = await figures(town)
    route = ("method", "GET"), ("route", "/metrics"), ("status", "2xx")
    assert again["hallenwart_http_request_seconds_count"][route] == 1


async def test_figures_name_nobody(town):
    browser = await town.signed_in("jana@tsv-lindenau.example")
    await browser.get("/api/me")
    await town.backend.fire.on_alarm(town.arrival(), smoke())
    text = (await town.stranger().get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})).text
    assert "@" not in text
    assert "Jana" not in text
    assert "tsv" not in text


@pytest.mark.parametrize("shown", ["", "Bearer ", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer ä"])
async def test_only_who_shows_the_token_is_told(town, shown):
    answer = await town.stranger().get("/metrics", headers={"Authorization": shown.encode()})
    assert answer.status_code == 401


async def test_without_a_token_there_are_no_figures(tmp_path):
    async with open_town(tmp_path) as town:
        answer = await town.stranger().get("/metrics", headers={"Authorization": "Bearer "})
        assert answer.status_code == 404


async def test_alive_is_not_ready(town):
    stranger = town.stranger()
    assert (await stranger.get("/healthz")).json() == {"alive": True}
    ready = await stranger.get("/readyz")
    assert (ready.status_code, ready.json()) == (503, {"records": True, "broker": False, "store": True, "ingest": False})
    town.backend.records.close()
    ready = await stranger.get("/readyz")
    assert (ready.status_code, ready.json()) == (503, {"records": False})
    assert (await stranger.get("/healthz")).status_code == 200


async def test_one_alarm_is_followed_from_row_to_message(town, caplog):
    with caplog.at_level(logging.INFO):
        await town.backend.fire.on_alarm(town.arrival(), smoke())
        await town.backend.queue.hand_over_due()
    about = [ids_of(record) for record in caplog.records]
    (taken,) = [ids for ids in about if ids.get("alarm") == "alarm-1" and "incident" not in ids]
    (opened,) = [ids for ids in about if ids.get("alarm") == "alarm-1" and "incident" in ids]
    assert taken["device"] == opened["device"] == "nordpark-1"
    handed = [ids for ids in about if "letter" in ids]
    assert {ids["incident"] for ids in handed} <= {opened["incident"]}
