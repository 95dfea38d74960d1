"""The policy: what it says in words, what it refuses, and how it is changed."""

from dataclasses import replace
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.alerts.policy.checks import faults
from hallenwart_backend.alerts.policy.rules import (
    CELLS,
    FIRE,
    Cell,
    Order,
    Policy,
    Situation,
    Urgency,
    Whom,
    every,
    situation_of,
)
from hallenwart_backend.alerts.policy.service import from_json, to_json
from hallenwart_backend.alerts.policy.words import sentence
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Severity
from support.backends import ADMIN, AMT, KERN, MONDAY_NOON_MS, open_town

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT_EMPTY = Cell(night=True, occupied=False)
orders = st.builds(
    Order, st.sampled_from(Whom), st.sampled_from(Urgency), st.sampled_from([0, 14, 15, 180]), st.sampled_from([0, 29, 60])
)


def test_an_order_reads_as_a_sentence():
    de, en = sentence(Situation.PRE_ALARM, NIGHT_EMPTY, Order(Whom.DUTY, Urgency.WAKE, 15, 60))
    assert de.split("; ") == [
        "Voralarm, nachts, Halle leer: weckt sofort die Bereitschaft",
        "nimmt niemand an, nach 15 Sekunden die nächste Person, nach der letzten alle zugleich",
        "erinnert jede Minute, bis jemand annimmt.",
    ]
    assert en.split("; ") == [
        "Pre-alarm, at night, hall empty: wakes who is on call at once",
        "if nobody acknowledges, after 15 seconds the next person, after the last one all together",
        "reminds every minute until somebody acknowledges.",
    ]
    de, en = sentence(Situation.BATTERY, Cell(night=False, occupied=True), Order(Whom.PAGE, Urgency.PAGE))
    assert (de, en) == (
        "Batterie eines Melders, tags, Halle belegt: steht auf der Seite und ruft niemanden.",
        "Battery of a detector, by day, hall occupied: stands on the page and calls nobody.",
    )


@given(st.sampled_from(Situation), st.sampled_from(CELLS), orders)
def test_every_order_has_words_and_what_is_allowed_wakes_somebody_in_a_fire(situation, cell, order):
    assert all(said.endswith(".") for said in sentence(situation, cell, order))
    if not faults(Policy(orders={(situation, cell): order}), []) and situation in FIRE:
        assert (order.urgency, order.remind_s > 0) == (Urgency.WAKE, True)
        assert order.whom is not Whom.PAGE
        assert order.whom is not Whom.DUTY or order.escalate_s >= 15


def test_the_defaults_are_allowed_and_survive_being_saved():
    assert faults(Policy(), []) == []
    assert from_json(to_json(Policy(nights={"n": (60, 120)}))).nights == {"n": (60, 120)}
    kept = from_json(to_json(Policy()))
    assert [kept.order(*one) for one in every()] == [Policy().order(*one) for one in every()]


@pytest.mark.parametrize(
    ("policy", "where"),
    [
        (Policy(orders={(Situation.ALARM, NIGHT_EMPTY): Order(Whom.PAGE, Urgency.WAKE, 15, 60)}), "alarm.night_empty"),
        (Policy(orders={(Situation.CO, NIGHT_EMPTY): Order(Whom.DUTY, Urgency.TELL, 15, 60)}), "co.night_empty"),
        (Policy(orders={(Situation.ALARM, NIGHT_EMPTY): Order(Whom.DUTY, Urgency.WAKE, 0, 60)}), "alarm.night_empty"),
        (Policy(orders={(Situation.DRILL, NIGHT_EMPTY): Order(Whom.PAGE, Urgency.PAGE)}), "drill.night_empty"),
        (Policy(orders={(Situation.DAMAGE, NIGHT_EMPTY): Order(Whom.DUTY, Urgency.TELL, 14, 0)}), "damage.night_empty"),
        (Policy(night=(60, 60)), "night"),
        (Policy(nights={"nowhere": (60, 120)}), "nights.nowhere"),
        (Policy(cooldown_s=3_601), "cooldown_s"),
    ],
)
def test_what_a_policy_may_not_say(policy, where):
    assert {fault.where for fault in faults(policy, ["nordpark"])} == {where}


def test_every_kind_and_severity_has_a_situation_and_unknown_critical_things_wake():
    for kind, sev in product(IncidentKind, Severity):
        assert situation_of(kind, sev) in Situation
    assert situation_of(IncidentKind.OTHER, Severity.CRIT) is Situation.ALARM


@pytest.mark.parametrize(("hour", "night"), [(21, False), (22, True), (3, True), (6, False), (12, False)])
def test_night_is_local_wall_time(hour, night):
    at_ms = MONDAY_NOON_MS + (hour - 12) * 3_600_000
    assert Policy().is_night("n", BERLIN, at_ms) is night
    assert Policy(nights={"n": (60, 120)}).is_night("n", BERLIN, at_ms) is False
    assert replace(Policy(), night=(0, 1_439)).is_night("n", BERLIN, at_ms)


async def test_the_policy_is_changed_by_the_office_with_its_words_and_refused_with_reasons(tmp_path):
    async with open_town(tmp_path) as town:
        office, kern, admin = [await town.signed_in(mail) for mail in (AMT, KERN, ADMIN)]
        found = (await kern.get("/api/alert-policy")).json()
        assert (found["rev"], len(found["orders"]), found["may_change"]) == (0, len(Situation) * 4, False)
        body = {name: found[name] for name in ("rev", "night", "nights", "cooldown_s")}
        body["orders"] = [{name: one[name] for name in one if name != "words"} for one in found["orders"]]
        assert (await kern.put("/api/alert-policy", json=body)).status_code == 403
        for one in body["orders"]:
            one["whom"] = "all" if one["situation"] == "alarm" else one["whom"]
        saved = await office.put("/api/alert-policy", json=body)
        assert (saved.status_code, saved.json()["rev"], saved.json()["saved_by"]) == (200, 1, "Petra Amt")
        alarm = next(one for one in saved.json()["orders"] if one["situation"] == "alarm")
        assert "alle, die Bereitschaft haben, zugleich" in alarm["words"]["de"]
        assert (await admin.put("/api/alert-policy", json=body)).json()["code"] == "changed"
        for one in body["orders"]:
            one["whom"] = "page" if one["situation"] == "alarm" else one["whom"]
        refused = await admin.put("/api/alert-policy", json=body | {"rev": 1})
        assert (refused.status_code, refused.json()["faults"][0]["where"]) == (422, "alarm.day_empty")
        assert "wecken" in refused.json()["message"]["de"]
        again = town.backend.alerts.policy
        await again.load()
        assert (again.saved.rev, again.current.order(Situation.ALARM, NIGHT_EMPTY).whom) == (1, Whom.ALL)
        assert [link.kind for link, _ in await town.backend.evidence.links()][-1] == "alerts.policy"
