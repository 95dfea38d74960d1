"""Places in depth: parts, facts, hours by season, holidays, closures, doors."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "places"
down_revision = "outputs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("sites") as batch:
        batch.add_column(sa.Column("lat", sa.Float(), nullable=True))
        batch.add_column(sa.Column("lon", sa.Float(), nullable=True))
    with op.batch_alter_table("halls") as batch:
        batch.add_column(sa.Column("facts", sa.JSON(), nullable=False, server_default="{}"))
        batch.add_column(sa.Column("alone", sa.Boolean(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("only_halls", sa.JSON(), nullable=False, server_default="[]"))
    _parts_and_doors()
    _holidays()
    _closures()
    _hours()


def _parts_and_doors() -> None:
    op.create_table(
        "hall_parts",
        sa.Column("hall", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.Column("parent", sa.String(length=64), nullable=False, server_default=""),
        sa.ForeignKeyConstraint(["hall"], ["halls.id"], name=op.f("fk_hall_parts_hall_halls"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("hall", "id", name=op.f("pk_hall_parts")),
    )
    op.create_table(
        "hall_doors",
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("hall", sa.String(length=64), nullable=True),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.Column("rooms", sa.JSON(), nullable=False),
        sa.Column("keys", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["site"], ["sites.id"], name=op.f("fk_hall_doors_site_sites"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["hall"], ["halls.id"], name=op.f("fk_hall_doors_hall_halls"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site", "id", name=op.f("pk_hall_doors")),
    )


def _holidays() -> None:
    op.create_table(
        "holiday_calendars",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=False, server_default=""),
        sa.Column("read_ms", sa.BigInteger(), nullable=True),
        sa.Column("fault", sa.String(length=40), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holiday_calendars")),
        sa.UniqueConstraint("name", name=op.f("uq_holiday_calendars_name")),
    )
    calendar = ("fk_holidays_calendar_holiday_calendars", "fk_holiday_rules_calendar_holiday_calendars")
    op.create_table(
        "holidays",
        sa.Column("calendar", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["calendar"], ["holiday_calendars.id"], name=op.f(calendar[0]), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("calendar", "number", name=op.f("pk_holidays")),
    )
    op.create_table(
        "holiday_rules",
        sa.Column("hall", sa.String(length=64), nullable=False),
        sa.Column("calendar", sa.String(length=32), nullable=False),
        sa.Column("rule", sa.String(length=12), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["halls.id"], name=op.f("fk_holiday_rules_hall_halls"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["calendar"], ["holiday_calendars.id"], name=op.f(calendar[1]), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("hall", "calendar", name=op.f("pk_holiday_rules")),
    )


def _closures() -> None:
    op.create_table(
        "closures",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("hall", sa.String(length=64), nullable=True),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.Column("why", sa.String(length=200), nullable=False),
        sa.Column("first", sa.String(length=16), nullable=False),
        sa.Column("last", sa.String(length=16), nullable=False),
        sa.Column("every", sa.String(length=8), nullable=False, server_default=""),
        sa.Column("step", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("who", sa.String(length=12), nullable=False, server_default=""),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["site"], ["sites.id"], name=op.f("fk_closures_site_sites"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["hall"], ["halls.id"], name=op.f("fk_closures_hall_halls"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closures")),
    )


def _hours() -> None:
    """Make one week of each hall's days."""
    hours = op.create_table(
        "hall_hours",
        sa.Column("hall", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False, server_default=""),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("week", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["halls.id"], name=op.f("fk_hall_hours_hall_halls"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("hall", "number", name=op.f("pk_hall_hours")),
    )
    weeks: dict[str, list[list[list[int]]]] = {}
    for row in op.get_bind().execute(sa.text("SELECT hall, weekday, open_min, close_min FROM opening_hours")):
        weeks.setdefault(row.hall, [[] for _ in range(7)])[row.weekday] = [[row.open_min, row.close_min]]
    rows = [{"hall": hall, "number": 0, "kind": "open", "name": "", "week": week} for hall, week in weeks.items()]
    if rows:
        op.bulk_insert(hours, rows)
    op.drop_table("opening_hours")


def downgrade() -> None:
    """Go back to one span a day: the first of the standard week, up to midnight."""
    old = op.create_table(
        "opening_hours",
        sa.Column("hall", sa.String(length=64), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("open_min", sa.Integer(), nullable=False),
        sa.Column("close_min", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "0 <= open_min AND open_min < close_min AND close_min <= 1440", name=op.f("ck_opening_hours_in_a_day")
        ),
        sa.ForeignKeyConstraint(["hall"], ["halls.id"], name=op.f("fk_opening_hours_hall_halls"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("hall", "weekday", name=op.f("pk_opening_hours")),
    )
    rows = []
    for row in op.get_bind().execute(sa.text("SELECT hall, week FROM hall_hours WHERE number = 0")):
        week = json.loads(row.week) if isinstance(row.week, str) else row.week
        rows += [
            {"hall": row.hall, "weekday": weekday, "open_min": spans[0][0], "close_min": min(spans[0][1], 1440)}
            for weekday, spans in enumerate(week)
            if spans
        ]
    if rows:
        op.bulk_insert(old, rows)
    for table in ("hall_hours", "closures", "holiday_rules", "holidays", "holiday_calendars", "hall_doors", "hall_parts"):
        op.drop_table(table)
    with op.batch_alter_table("halls") as batch:
        for column in ("only_halls", "alone", "facts"):
            batch.drop_column(column)
    with op.batch_alter_table("sites") as batch:
        for column in ("lon", "lat"):
            batch.drop_column(column)
