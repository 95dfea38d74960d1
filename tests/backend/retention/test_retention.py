"""What is too old goes, what is not stays, and the job proves itself; chains stay valid."""

from contextlib import closing

import pytest
from sqlalchemy import func, insert, select, text, true, update

from hallenwart_backend.adapters.records_all import metadata
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.evidence import store as evidence_store
from hallenwart_backend.evidence.rules import fault_at
from hallenwart_backend.evidence.service import EvidenceLog
from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.retention import service as service_module
from hallenwart_backend.retention import store
from hallenwart_backend.retention.kinds import BY_ID, DAY_MS, KINDS
from hallenwart_backend.retention.readings import LEVEL_OF
from hallenwart_backend.retention.service import LATE_MS, Retention
from hallenwart_backend.retention.standing import STANDING
from hallenwart_backend.telemetry.ports import Level
from hallenwart_contract.event_kinds import EventKind
from support.backends import ADMIN, AMT, JANA, SetClock, open_town
from support.databases import open_records, open_series_at
from support.filled import filled

NOW_MS = 1_795_431_600_000
STREAMS = {"events": "e", "alarm_rows": "a"}
CASCADE = {"bookers"}
pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(service_module, "PAUSE_S", 0)


@pytest.fixture
async def records(tmp_path):
    async with open_records(tmp_path) as records:
        yield records


@pytest.fixture
def series(tmp_path):
    with closing(open_series_at(tmp_path)) as series:
        yield series


@pytest.fixture
def job_of(series):
    def made(records: Records) -> tuple[Retention, SetClock]:
        clock = SetClock(NOW_MS)
        return Retention(records, series, clock, EvidenceLog(records, clock, lambda person: f"p-{person}")), clock

    return made


def aged(connection, days: float) -> None:
    """Let every row be as old as its kind's days and so many more, and end what must have ended."""
    for kind in KINDS:
        t_ms = NOW_MS - int((kind.days + days) * DAY_MS)
        if kind.id == "evidence_words":
            connection.execute(update(metadata.tables["evidence"]).values(t_ms=t_ms, kind=EventKind.EMERGENCY_OPENED))
        elif kind.id != "bookers":
            table = metadata.tables[kind.table]
            of_kind = table.c.stream == STREAMS[kind.id] if kind.id in STREAMS else true()
            connection.execute(update(table).where(of_kind).values({kind.time: t_ms}))


def ended(connection) -> None:
    """Put two rows into every table, of which one is an event and one an alarm, and let incidents be over."""
    filled(connection)
    connection.execute(text("UPDATE stream_row SET stream = CASE number WHEN 1 THEN 'e' ELSE 'a' END"))
    connection.execute(text("UPDATE incidents SET state = 'resolved'"))
    connection.execute(text("DELETE FROM retention_runs"))


async def count(records: Records, name: str) -> int:
    return await records.read(lambda connection: connection.scalar(select(func.count()).select_from(metadata.tables[name])))


def test_every_table_has_a_time_or_a_reason():
    placed = {kind.table for kind in KINDS} | {name for names in STANDING.values() for name in names.split()}
    assert placed == set(metadata.tables)
    assert all(kind.time in metadata.tables[kind.table].c or kind.id == "evidence_words" for kind in KINDS)
    assert all(kind.least <= kind.days <= kind.most for kind in KINDS)
    assert (BY_ID["custody"].days, BY_ID["events"].days, BY_ID["photos"].days) == (90, 90, 30)


async def test_rows_stay_to_their_day_and_go_after_it(records, job_of):
    job, _ = job_of(records)
    await records.write(ended)
    await records.write(lambda connection: aged(connection, -0.5))
    assert await job.once()
    for kind in KINDS:
        assert await count(records, kind.table) >= 2, kind.id
    await records.write(lambda connection: aged(connection, 0.5))
    assert await job.once()
    for kind in KINDS:
        assert await count(records, kind.table) == (1 if kind.id == "evidence_words" else 0), kind.id  # what the last run said
    runs = await records.read(lambda connection: connection.execute(select(metadata.tables["retention_runs"])).all())
    assert (runs[0].deleted, runs[0].left, runs[1].left) == ({"bookers": 2}, {}, {})
    assert all(runs[1].deleted.get(kind.id, 0) > 0 for kind in KINDS if kind.id not in CASCADE)


async def test_who_booked_is_forgotten_before_the_booking(records, job_of):
    job, _ = job_of(records)
    bookings = metadata.tables["bookings"]
    await records.write(ended)
    await records.write(
        lambda connection: connection.execute(update(bookings).values(end_ms=NOW_MS - (BY_ID["bookers"].days + 1) * DAY_MS))
    )
    assert await job.once()
    rows = await records.read(lambda connection: connection.execute(select(bookings.c.person)).all())
    assert [row.person for row in rows] == [None, None]


async def test_what_still_stands_or_waits_never_goes(records, job_of):
    job, _ = job_of(records)

    def put(connection):
        ended(connection)
        connection.execute(text("UPDATE custody SET taken_ms = taken_ms, returned_ms = NULL"))
        connection.execute(text("UPDATE incidents SET state = 'open', raised_ms = 1"))
        connection.execute(text("UPDATE outgoing SET created_ms = 1, accepted_ms = NULL, dead_ms = NULL, withdrawn_ms = NULL"))
        connection.execute(text("UPDATE fire_off SET since_ms = 1, ended_ms = NULL"))

    await records.write(put)
    assert await job.once()
    for name in ("custody", "incidents", "outgoing", "fire_off"):
        assert await count(records, name) == 2, name


async def test_words_about_openings_go_and_the_chain_stays_valid(records, job_of):
    job, _ = job_of(records)

    def put(connection):
        for number, kind in enumerate((EventKind.EMERGENCY_OPENED, "alarm.raised", EventKind.RESPONDER_OPENED)):
            t_ms = NOW_MS - 91 * DAY_MS + number
            evidence_store.append(connection, kind=kind, about=str(number), who="w", said=f"Fach {number}", t_ms=t_ms)

    await records.write(put)
    await job.once()
    links = await records.read(evidence_store.chain)
    assert [said.said if said else None for _, said in links[:3]] == [None, "Fach 1", None]
    assert fault_at(links) is None


async def test_a_job_that_deletes_nothing_is_found_out(records, job_of, monkeypatch):
    job, clock = job_of(records)
    await records.write(ended)
    monkeypatch.setattr(store, "delete_some", lambda *_, **__: 0)
    assert not await job.once()
    standing = await job.standing()
    assert not standing.ok
    assert next(held for held in standing.held if held.kind.id == "sessions").left == 2
    monkeypatch.undo()
    assert await job.once()
    assert (await job.standing()).ok
    clock.advance(LATE_MS + 1)
    assert not (await job.standing()).ok


async def test_days_are_set_within_their_bounds(records, job_of):
    job, _ = job_of(records)
    await job.set_days({"photos": 7}, by="Ada Admin", person="a")
    assert next(held for held in (await job.standing()).held if held.kind.id == "photos").days == 7
    for wrong in ({"photos": 366}, {"incidents": 10}, {"nothing": 3}):
        with pytest.raises(RefusedError):
            await job.set_days(wrong, by="Ada Admin", person="a")


async def test_many_rows_go_in_small_batches(records, job_of, monkeypatch):
    job, _ = job_of(records)
    monkeypatch.setattr(store, "BATCH", 3)
    row = {"kind": "x", "t_ms": 1, "who": "w", "act": "a", "subject": "s", "detail": ""}
    table = metadata.tables["access_audit"]
    rows = [{name: value for name, value in {**row, "id": number}.items() if name in table.c} for number in range(10)]
    await records.write(lambda connection: connection.execute(insert(table), rows))
    assert await job.once()
    assert await count(records, "access_audit") == 0


async def test_readings_go_by_their_own_days_and_what_they_added_up_to_stays_longer(records, series, job_of):
    job, clock = job_of(records)
    key = SeriesKey("nordpark-1", "nordpark", "people")
    await series.append([(key, NOW_MS - age * DAY_MS, float(age)) for age in (1, 399, 401, 1_900)])
    assert await job.once()
    span = {"from_ms": 0, "to_ms": NOW_MS}
    assert [sample.x for sample in await series.samples(key, **span, limit=9)] == [399.0, 1.0]
    assert [hour.total for hour in (await series.buckets([key], Level.HOUR, **span))[key]] == [401.0, 399.0, 1.0]
    assert [day.total for day in (await series.buckets([key], Level.DAY, **span))[key]] == [1_900.0, 401.0, 399.0, 1.0]
    held = {each.kind.id: each for each in (await job.standing()).held}
    assert [held[name].deleted for name in LEVEL_OF] == [2, 1, 0]
    assert held["readings"].oldest_ms == NOW_MS - 399 * DAY_MS
    clock.advance(5 * DAY_MS)
    await job.set_days({"readings": 35}, by="Ada Admin", person="a")
    assert await job.once()
    assert [sample.x for sample in await series.samples(key, **span, limit=9)] == [1.0]


async def test_nothing_fine_is_kept_longer_than_what_is_coarse(records, job_of):
    job, _ = job_of(records)
    with pytest.raises(RefusedError):
        await job.set_days({"readings": 500, "reading_hours": 450}, by="Ada Admin", person="a")
    with pytest.raises(RefusedError):
        await job.set_days({"reading_days": 1_000}, by="Ada Admin", person="a")
    await job.set_days({"reading_days": 2_000, "readings": 450}, by="Ada Admin", person="a")


async def test_readings_that_are_not_deleted_are_found_out(records, series, job_of, monkeypatch):
    job, _ = job_of(records)
    await series.append([(SeriesKey("nordpark-1", "nordpark", "people"), NOW_MS - 500 * DAY_MS, 1.0)])

    async def nothing(*_: object, **__: object) -> int:
        return 0

    monkeypatch.setattr(series, "forget", nothing)
    assert not await job.once()
    assert next(held for held in (await job.standing()).held if held.kind.id == "readings").left == 1


async def test_pages_show_what_is_kept_and_only_administrators_set_it(tmp_path):
    async with open_town(tmp_path) as town:
        office, admin, club = [await town.signed_in(who) for who in (AMT, ADMIN, JANA)]
        assert (await club.get("/api/retention")).status_code == 403
        shown = (await office.get("/api/retention")).json()
        photos = next(kind for kind in shown["kinds"] if kind["id"] == "photos")
        assert (photos["days"], photos["words"]["de"]) == (30, "Fotos zu Schadensmeldungen")
        assert (await office.put("/api/retention", json={"days": {"photos": 14}})).status_code == 403
        assert (await admin.put("/api/retention", json={"days": {"photos": 14}})).status_code == 200
        assert (await admin.put("/api/retention", json={"days": {"photos": 0}})).status_code == 422


async def test_everybody_is_told_what_is_kept_and_by_whom(tmp_path):
    async with open_town(tmp_path) as town:
        admin = await town.signed_in(ADMIN)
        sheet = {
            "rev": 0,
            "controller": "Stadt Beispiel",
            "contact": "datenschutz@stadt.example",
            "officer": "",
            "authority": "",
        }
        assert (await admin.put("/api/privacy", json=sheet)).json()["rev"] == 1
        assert (await admin.put("/api/privacy", json=sheet)).status_code == 409
        await admin.put("/api/retention", json={"days": {"photos": 14}})
        german = await town.stranger().get("/datenschutz")
        assert "Stadt Beispiel" in german.text
        assert "Fotos zu Schadensmeldungen: 14 Tage" in german.text
        assert "noch nicht eingetragen" in german.text  # the officer
        assert "<script" not in german.text
        english = await town.stranger().get("/datenschutz?lang=en")
        assert "photos of damage: 14 days" in english.text
        assert (await town.stranger().get("/api/privacy/record")).status_code == 401
        assert "argon2id" in (await admin.get("/api/privacy/record")).text
