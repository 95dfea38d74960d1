"""Whatever happens to a date, in which order, with crashes and restored backups: nobody is told anything twice."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import create_engine, delete, insert, select, update
from sqlalchemy.pool import StaticPool

from hallenwart_backend.accounts.tables import people, roles
from hallenwart_backend.adapters.records_all import metadata
from hallenwart_backend.alerts.tables import outgoing
from hallenwart_backend.alerts.ways.tables import quiet_hours, way_gateways, ways
from hallenwart_backend.booking.letters.tables import choices, told
from hallenwart_backend.booking.letters.writing import Writer
from hallenwart_backend.booking.news import NewsKind
from hallenwart_backend.booking.tables import bookings, news
from hallenwart_backend.halls.model import Hall, Places, Site

START_MS = 1_795_626_000_000
BORN_MS = START_MS - 2 * 86_400_000
TABLES = (people, roles, outgoing, ways, way_gateways, quiet_hours, choices, told, bookings, news)
KINDS = ("booked", "asked", "approved", "moved", "cancelled", "declined", "code_ready", "code_at_locker", "offered", "lent")
PLACES = Places(
    halls={"nord": Hall("nord", Site("s", "Nord", "Weg 1", "Europe/Berlin"), "Nord", 3, 99)}, clubs={"tsv": "TSV", "bc": "BC"}
)
engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
metadata.create_all(engine, tables=list(TABLES))


class Told(RuleBasedStateMachine):
    """One date of a club with two trainers, and an office."""

    @initialize()
    def begin(self):
        self.now_ms, self.number = BORN_MS, 0
        with engine.begin() as connection:
            for table in TABLES:
                connection.execute(delete(table))
            row = {"password_hash": "", "name": "N", "active": True, "pending": False, "created_ms": 0}
            connection.execute(
                insert(people), [row | {"id": one, "email": f"{one}@x.example"} for one in ("jana", "tom", "amt")]
            )
            held = [("jana", "trainer", "tsv"), ("tom", "club_admin", "tsv"), ("amt", "office", "")]
            connection.execute(insert(roles), [{"person": who, "role": what, "scope": where} for who, what, where in held])
            gateway = {"kind": "email", "template": "mailto://h.example?to={to}", "changed_ms": 0, "changed_by": ""}
            connection.execute(insert(way_gateways).values(**gateway))
            date = {
                "id": "b1",
                "hall": "nord",
                "sections": [1],
                "club": "tsv",
                "title": "A",
                "person": "jana",
                "state": "booked",
            }
            span = {"start_ms": START_MS, "end_ms": START_MS + 3_600_000, "created_ms": BORN_MS}
            connection.execute(insert(bookings).values(**date, **span))

    @rule(kind=st.sampled_from(KINDS), person=st.sampled_from(["jana", "tom", "amt"]))
    def happens(self, kind, person):
        self.number += 1
        was = {"was": {"hall": "nord", "start_ms": START_MS - self.number, "end_ms": START_MS, "sections": [1]}}
        row = {"kind": str(NewsKind(kind)), "booking": "b1", "club": "tsv", "person": person, "t_ms": self.now_ms}
        state = {"cancelled": "cancelled", "declined": "declined"}.get(kind, "booked")
        with engine.begin() as connection:
            connection.execute(insert(news).values(**row, detail=was if kind == "moved" else {}))
            if not kind.startswith("code"):
                connection.execute(update(bookings).values(state=state))

    @rule(ms=st.sampled_from([1_000, 9_000, 30_000, 70_000]))
    def time_passes(self, ms):
        self.now_ms += ms

    @rule()
    def letters_are_written(self):
        with engine.begin() as connection:
            Writer(connection, PLACES, self.now_ms).write()

    @rule()
    def the_server_is_killed_while_it_writes(self):
        with engine.connect() as connection, connection.begin() as transaction:
            Writer(connection, PLACES, self.now_ms).write()
            transaction.rollback()

    @rule()
    def an_old_backup_forgets_what_was_done(self):
        self.time_passes(70_000)
        self.letters_are_written()
        before = self.all_told()
        with engine.begin() as connection:
            connection.execute(update(news).values(done_ms=None))
            Writer(connection, PLACES, self.now_ms).write()
        more = [told_once for told_once in self.all_told() if told_once not in before]
        assert all(
            once.startswith(("code_ready:", "code_at_locker:")) for _, once in more
        )  # a code that was not worth a letter beside later news
        assert self.all_told()[: len(before)] == before

    def all_told(self):
        with engine.connect() as connection:
            return [(row.person, row.once) for row in connection.execute(select(told).order_by(told.c.id))]

    @invariant()
    def nobody_is_told_twice_or_more_than_happened(self):
        with engine.connect() as connection:
            letters = [(row.person, row.address, row.once) for row in connection.execute(select(outgoing))]
            happened = len(connection.execute(select(news)).all())
        assert len(letters) == len(set(letters))
        for person in ("jana", "tom"):
            assert sum(who == person for who, _, _ in letters) <= happened
        assert "amt" not in {who for who, _, _ in letters}

    def teardown(self):
        """In the end everything that happened was dealt with."""
        self.time_passes(70_000)
        self.letters_are_written()
        with engine.connect() as connection:
            assert not connection.execute(select(news).where(news.c.done_ms.is_(None))).all()


TestNoDoubles = Told.TestCase
TestNoDoubles.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
