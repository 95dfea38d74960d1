"""What is known of a person is handed out and forgotten, over every table there is; chains stay valid."""

import json

import pytest
from sqlalchemy import select

from hallenwart_backend.access.custody import store as custody
from hallenwart_backend.access.custody.rules import Held
from hallenwart_backend.accounts import store as accounts
from hallenwart_backend.accounts.join import QueuedPost
from hallenwart_backend.accounts.privacy.rules import COLUMNS, ERASED, SECRETS, Treatment, sounds_personal
from hallenwart_backend.accounts.tables import people
from hallenwart_backend.accounts.words import Mail
from hallenwart_backend.adapters.records_all import metadata
from hallenwart_backend.alerts import steps
from hallenwart_backend.alerts.tables import incident_steps
from hallenwart_backend.booking.tables import bookings
from hallenwart_backend.evidence.tables import evidence, evidence_said
from hallenwart_backend.ports import EvidenceKind
from hallenwart_contract.live_incidents import StepKind
from support.backends import ADMIN, AMT, HOUR_MS, JANA, KERN, MEMBER, OSMAN, open_town
from support.letters import FIRE_KEY, fire, incident_of, person_of
from support.mailbox import with_mail

DAY_MS = 86_400_000


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


def columns():
    return {f"{table.name}.{column.name}": column for table in metadata.sorted_tables for column in table.columns}


def points_to_people(column):
    return any(key.column.table is people for key in column.foreign_keys)


def test_every_column_about_a_person_has_a_rule():
    """Whoever adds a table says here what becomes of it when somebody is erased."""
    personal = {name for name, column in columns().items() if points_to_people(column) or sounds_personal(column.name)}
    assert personal - set(COLUMNS) == set()


def test_every_rule_is_about_a_column_that_exists_and_fits_its_key():
    known = columns()
    assert set(COLUMNS) - set(known) == set()
    for name, treatment in COLUMNS.items():
        column = known[name]
        ondelete = {key.ondelete for key in column.foreign_keys if key.column.table is people}
        if treatment is Treatment.ROW:
            assert ondelete == {"CASCADE"}, name
        elif treatment is Treatment.LINK:
            assert column.nullable, name
            assert ondelete <= {"SET NULL"}, name
        else:
            assert ondelete == set(), name


async def life(town):
    """Let Jana leave traces in many tables; return her id."""
    jana, person = await town.signed_in(JANA), await person_of(town, JANA)
    start = town.clock.now_ms() + DAY_MS
    wish = {"hall": "sued", "sections": [1], "start_ms": start, "end_ms": start + HOUR_MS, "title": "Training"}
    assert (await jana.post("/api/bookings", json=wish)).status_code == 201
    assert (await jana.post("/api/api-keys", json={"name": "Kalender"})).status_code == 201
    assert (
        await (await town.signed_in(ADMIN)).post("/api/credentials", json={"person": person, "kind": "pin"})
    ).status_code in {
        200,
        201,
    }
    await town.backend.incidents.report(fire())
    incident = (await incident_of(town, FIRE_KEY)).id

    def note(connection):
        now = town.clock.now_ms()
        steps.add(connection, incident, StepKind.ACKED, now, who="Jana Lindner", way="link", text="going")
        steps.add(connection, incident, StepKind.ACKED, now, who="Jana Lindner (Link: M. Kern)", way="link", text="going")
        steps.add(connection, incident, StepKind.ACKED, now, who="Jana Lindnerova", way="link", text="going")
        town.backend.evidence.keep(connection, EvidenceKind.ACKED, incident, person, "Jana Lindner geht hin")
        town.backend.evidence.keep(connection, EvidenceKind.RESET, incident, person, "nordpark-1")

    await town.backend.records.write(note)
    return person


async def rows(town, *wanted):
    return await town.backend.records.read(lambda connection: connection.execute(select(*wanted)).all())


@pytest.mark.usefixtures("each_database")
async def test_the_export_holds_everything_and_no_secret(town):
    person = await life(town)
    jana = await town.signed_in(JANA)
    answer = await jana.get("/api/me/export")
    assert answer.headers["content-disposition"].startswith("attachment")
    told = answer.json()
    assert told["person"]["email"] == JANA
    held = told["tables"]
    assert {"people", "roles", "sessions", "bookings", "api_keys", "credentials", "incident_steps", "evidence"} <= set(held)
    assert {row["who"] for row in held["incident_steps"]} == {"Jana Lindner", "Jana Lindner (Link: M. Kern)"}
    assert [one["said"] for one in told["evidence"] if one["kind"] == EvidenceKind.ACKED] == ["Jana Lindner geht hin"]
    assert all(name not in SECRETS for table in held.values() for row in table for name in row)
    assert await person_of(town, OSMAN) not in json.dumps(told)
    office = await town.signed_in(AMT)
    assert (await office.get(f"/api/people/{person}/export")).json()["person"] == told["person"]
    assert (await jana.get(f"/api/people/{person}/export")).status_code == 403


@pytest.mark.usefixtures("each_database")
async def test_an_erased_person_is_gone_from_every_table_and_the_chain_holds(town):
    person = await life(town)
    jana = await town.signed_in(JANA)
    assert (await jana.request("DELETE", "/api/me", json={"password": "falsch"})).status_code == 401
    before = await town.backend.evidence.verify()
    gone = await jana.request("DELETE", "/api/me", json={"password": town.passwords[JANA]})
    assert gone.status_code == 204, gone.text
    assert (await jana.get("/api/session")).status_code == 401
    for table in metadata.sorted_tables:
        text = repr([tuple(row) for row in await rows(town, table)]).replace("Jana Lindnerova", "")
        assert "Jana Lindner" not in text, table.name
        assert JANA not in text, table.name
        assert person not in text, table.name
    after = await town.backend.evidence.verify()
    assert after.fault_at is None
    assert after.links == before.links + 1
    whos = {row.who for row in await rows(town, incident_steps.c.who)}
    assert {ERASED, f"{ERASED} (Link: M. Kern)", "Jana Lindnerova"} <= whos
    said = {row.said for row in await rows(town, evidence_said.c.said)}
    assert "nordpark-1" in said
    assert "Jana Lindner geht hin" not in said
    pseudonym = town.backend.account_room.privacy._pseudonym(person)
    kinds = [row.kind for row in await rows(town, evidence.c.kind, evidence.c.who) if row.who == pseudonym]
    assert kinds == [EvidenceKind.ACKED, EvidenceKind.RESET]
    assert [(row.club, row.person, row.state) for row in await rows(town, bookings)] == [("tsv-lindenau", None, "booked")]


async def test_keys_that_are_out_come_back_first(town):
    person = await person_of(town, JANA)
    pseudonym = town.backend.account_room.privacy._pseudonym(person)
    held = Held("nordpark-1", 1, town.clock.now_ms(), who=pseudonym)
    await town.backend.records.write(lambda connection: custody.add_custody(connection, held))
    jana = await town.signed_in(JANA)
    refused = await jana.request("DELETE", "/api/me", json={"password": town.passwords[JANA]})
    assert (refused.status_code, refused.json()["code"]) == (409, "keys_held")
    assert refused.json()["keys"] == ["Nordpark Drittel 1"]
    now = town.clock.now_ms()
    await town.backend.records.write(lambda connection: custody.end_custody(connection, "nordpark-1", 1, at_ms=now + 1))
    assert (await jana.request("DELETE", "/api/me", json={"password": town.passwords[JANA]})).status_code == 204


async def test_nobody_goes_who_alone_manages_something(town):
    for email, code in ((OSMAN, "last_club_admin"), (ADMIN, "last_admin")):
        browser = await town.signed_in(email)
        refused = await browser.request("DELETE", "/api/me", json={"password": town.passwords[email]})
        assert (refused.status_code, refused.json()["code"]) == (409, code)


async def test_the_office_erases_people_of_clubs_and_only_an_admin_staff(town):
    office, admin = await town.signed_in(AMT), await town.signed_in(ADMIN)
    mia, kern = await person_of(town, MEMBER), await person_of(town, KERN)
    assert (await (await town.signed_in(OSMAN)).delete(f"/api/people/{mia}")).status_code == 403
    assert (await office.delete(f"/api/people/{mia}")).status_code == 204
    assert (await office.delete(f"/api/people/{mia}")).status_code == 404
    assert (await office.delete(f"/api/people/{kern}")).json()["code"] == "staff_only"
    assert (await admin.delete(f"/api/people/{kern}")).status_code == 204
    assert (await town.backend.evidence.verify()).fault_at is None


async def test_without_a_password_a_new_session_is_the_proof(town):
    post = await with_mail(town)
    await town.backend.records.write(
        lambda connection: accounts.set_person(connection, accounts.by_email(connection, JANA).person.id, password_hash="")
    )
    browser = town.stranger()
    await browser.post("/api/session/link", json={"email": JANA})
    await browser.post(await post.link_to(JANA), data={"press": "1"})
    town.clock.advance(16 * 60_000)
    late = await browser.request("DELETE", "/api/me", json={})
    assert (late.status_code, late.json()["code"]) == (403, "sign_in_anew")
    await browser.post("/api/session/link", json={"email": JANA})
    await browser.post(await post.link_to(JANA), data={"press": "1"})
    assert (await browser.request("DELETE", "/api/me", json={})).status_code == 204


async def test_letters_that_wait_go_with_the_person(town):
    post = await with_mail(town)
    await town.stranger().post("/api/session/link", json={"email": JANA})
    await town.backend.account_room.links.work()
    office = await town.signed_in(AMT)
    assert (await office.delete(f"/api/people/{await person_of(town, JANA)}")).status_code == 204
    assert await post.collect() == []


async def test_nobody_is_handed_letters_to_others_nor_what_a_gateway_costs_to_enter(town):
    post = await with_mail(town)
    queued, jana = QueuedPost(lambda: None), await person_of(town, JANA)

    def put(connection):
        for address in (JANA, "gast@familie.example"):
            queued.put(connection, jana, address, Mail(f"An {address}", "Guten Tag", "", ""), now_ms=town.clock.now_ms())

    await town.backend.records.write(put)
    told = (await (await town.signed_in(JANA)).get("/api/me/export")).json()["tables"]["outgoing"]
    assert [row["notice"]["title"] for row in told] == [f"An {JANA}"]
    assert not {"address", "receipt"} & set(told[0])
    assert len(await post.collect()) == 2


@pytest.mark.parametrize(
    ("column", "personal"),
    [("created_by", True), ("who", True), ("told_ms", False), ("person", True), ("anybody", False), ("seen_by_ms", False)],
)
def test_which_names_sound_like_people(column, personal):
    assert sounds_personal(column) is personal
