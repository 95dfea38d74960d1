"""The first schema."""
# ruff: noqa: PLR0915 - a schema is as long as it is

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clubs",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clubs")),
    )
    op.create_table(
        "custody",
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("taken_ms", sa.BigInteger(), nullable=False),
        sa.Column("returned_ms", sa.BigInteger(), nullable=True),
        sa.Column("grant", sa.String(length=64), server_default="", nullable=False),
        sa.Column("booking", sa.String(length=32), server_default="", nullable=False),
        sa.Column("due_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("device", "slot", "taken_ms", name=op.f("pk_custody")),
    )
    op.create_table(
        "dead_letter",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=16), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("first_ms", sa.BigInteger(), nullable=False),
        sa.Column("last_ms", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dead_letter")),
        sa.UniqueConstraint("digest", name=op.f("uq_dead_letter_digest")),
    )
    op.create_table(
        "device_command",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("op", sa.String(length=32), nullable=False),
        sa.Column("boot", sa.String(length=64), nullable=False),
        sa.Column("conn", sa.BigInteger(), nullable=False),
        sa.Column("requested_by", sa.String(length=128), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("exp_ms", sa.BigInteger(), nullable=False),
        sa.Column("changed_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device_command")),
    )
    with op.batch_alter_table("device_command", schema=None) as batch_op:
        batch_op.create_index("ix_device_command_device_created_ms", ["device", "created_ms"], unique=False)

    op.create_table(
        "device_heard",
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("seen_ms", sa.BigInteger(), nullable=False),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("conn", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("device", name=op.f("pk_device_heard")),
    )
    op.create_table(
        "fire_alarm",
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("t_ms", sa.BigInteger(), nullable=False),
        sa.Column("received_ms", sa.BigInteger(), nullable=False),
        sa.Column("told_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("device", "id", name=op.f("pk_fire_alarm")),
    )
    op.create_table(
        "incidents",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("sev", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("hall", sa.String(length=64), server_default="", nullable=False),
        sa.Column("zone", sa.String(length=64), server_default="", nullable=False),
        sa.Column("device", sa.String(length=32), server_default="", nullable=False),
        sa.Column("slot", sa.Integer(), nullable=True),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.Column("since_ms", sa.BigInteger(), nullable=False),
        sa.Column("raised_ms", sa.BigInteger(), nullable=False),
        sa.Column("cleared_ms", sa.BigInteger(), nullable=True),
        sa.Column("causes", sa.JSON(), nullable=False),
        sa.Column("measured", sa.JSON(), nullable=False),
        sa.Column("siren", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("acked_by", sa.String(length=120), server_default="", nullable=False),
        sa.Column("acked_ms", sa.BigInteger(), nullable=True),
        sa.Column("ack_word", sa.String(length=16), server_default="", nullable=False),
        sa.Column("resolved_by", sa.String(length=120), server_default="", nullable=False),
        sa.Column("resolved_ms", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("woken", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
    )
    with op.batch_alter_table("incidents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incidents_state_raised_ms"), ["state", "raised_ms"], unique=False)
        batch_op.create_index(
            "uq_incidents_unresolved_key",
            ["key"],
            unique=True,
            sqlite_where=sa.text("state != 'resolved'"),
            postgresql_where=sa.text("state != 'resolved'"),
        )

    op.create_table(
        "people",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=40), server_default="", nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("email", name=op.f("uq_people_email")),
    )
    op.create_table(
        "published_documents",
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("applied_rev", sa.Integer(), server_default="0", nullable=False),
        sa.Column("applied_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("device", "channel", name=op.f("pk_published_documents")),
    )
    op.create_table(
        "sites",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=200), server_default="", nullable=False),
        sa.Column("zone", sa.String(length=64), server_default="Europe/Berlin", nullable=False),
        sa.Column("assembly_point", sa.String(length=200), server_default="", nullable=False),
        sa.Column("help_phone", sa.String(length=40), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sites")),
    )
    op.create_table(
        "stream_progress",
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("epoch", sa.String(length=64), nullable=False),
        sa.Column("stream", sa.String(length=1), nullable=False),
        sa.Column("wm", sa.BigInteger(), nullable=False),
        sa.Column("beyond", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("device", "epoch", "stream", name=op.f("pk_stream_progress")),
    )
    op.create_table(
        "stream_row",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("epoch", sa.String(length=64), nullable=False),
        sa.Column("stream", sa.String(length=1), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("copy", sa.Integer(), nullable=False),
        sa.Column("t_ms", sa.BigInteger(), nullable=False),
        sa.Column("received_ms", sa.BigInteger(), nullable=False),
        sa.Column("replayed", sa.Boolean(), nullable=False),
        sa.Column("server_time", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_stream_row")),
        sa.UniqueConstraint(
            "device", "epoch", "stream", "seq", "copy", name=op.f("uq_stream_row_device_epoch_stream_seq_copy")
        ),
    )
    with op.batch_alter_table("stream_row", schema=None) as batch_op:
        batch_op.create_index("ix_stream_row_stream_number", ["stream", "number"], unique=False)

    op.create_table(
        "told",
        sa.Column("listener", sa.String(length=64), nullable=False),
        sa.Column("stream", sa.String(length=1), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("listener", "stream", name=op.f("pk_told")),
    )
    op.create_table(
        "wanted_document",
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("device", "kind", name=op.f("pk_wanted_document")),
    )
    op.create_table(
        "halls",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("sections", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("sections >= 1", name=op.f("ck_halls_has_sections")),
        sa.ForeignKeyConstraint(["site"], ["sites.id"], name=op.f("fk_halls_site_sites")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_halls")),
    )
    op.create_table(
        "on_call",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_on_call_person_people"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_on_call")),
        sa.UniqueConstraint("person", name=op.f("uq_on_call_person")),
    )
    op.create_table(
        "outgoing",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("incident", sa.String(length=32), nullable=True),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("notice", sa.JSON(), nullable=False),
        sa.Column("since_ms", sa.BigInteger(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("next_ms", sa.BigInteger(), nullable=False),
        sa.Column("accepted_ms", sa.BigInteger(), nullable=True),
        sa.Column("dead_ms", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.String(length=200), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["incident"], ["incidents.id"], name=op.f("fk_outgoing_incident_incidents"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_outgoing_person_people"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing")),
    )
    with op.batch_alter_table("outgoing", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_outgoing_accepted_ms_dead_ms_next_ms"), ["accepted_ms", "dead_ms", "next_ms"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_outgoing_incident"), ["incident"], unique=False)

    op.create_table(
        "push_subscriptions",
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("p256dh", sa.String(length=120), nullable=False),
        sa.Column("auth", sa.String(length=60), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person"], ["people.id"], name=op.f("fk_push_subscriptions_person_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("endpoint", name=op.f("pk_push_subscriptions")),
    )
    with op.batch_alter_table("push_subscriptions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_push_subscriptions_person"), ["person"], unique=False)

    op.create_table(
        "roles",
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("scope", sa.String(length=64), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_roles_person_people"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", "role", "scope", name=op.f("pk_roles")),
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_sessions_person_people"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sessions")),
    )
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sessions_expires_ms"), ["expires_ms"], unique=False)
        batch_op.create_index(batch_op.f("ix_sessions_person"), ["person"], unique=False)

    op.create_table(
        "site_devices",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("halls", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["site"], ["sites.id"], name=op.f("fk_site_devices_site_sites")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_devices")),
    )
    op.create_table(
        "ways",
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_ways_person_people"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", "address", name=op.f("pk_ways")),
    )
    op.create_table(
        "bookings",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("hall", sa.String(length=64), nullable=False),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.Column("club", sa.String(length=64), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=True),
        sa.Column("start_ms", sa.BigInteger(), nullable=False),
        sa.Column("end_ms", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("cancelled_ms", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("start_ms < end_ms", name=op.f("ck_bookings_lasts")),
        sa.ForeignKeyConstraint(["club"], ["clubs.id"], name=op.f("fk_bookings_club_clubs")),
        sa.ForeignKeyConstraint(["hall"], ["halls.id"], name=op.f("fk_bookings_hall_halls")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_bookings_person_people"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bookings")),
    )
    with op.batch_alter_table("bookings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bookings_club_start_ms"), ["club", "start_ms"], unique=False)
        batch_op.create_index(batch_op.f("ix_bookings_hall_start_ms"), ["hall", "start_ms"], unique=False)

    op.create_table(
        "compartments",
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("hall", sa.String(length=64), nullable=True),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["device"], ["site_devices.id"], name=op.f("fk_compartments_device_site_devices")),
        sa.ForeignKeyConstraint(["hall"], ["halls.id"], name=op.f("fk_compartments_hall_halls")),
        sa.PrimaryKeyConstraint("device", "number", name=op.f("pk_compartments")),
    )
    op.create_table(
        "displays",
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("halls", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["device"], ["site_devices.id"], name=op.f("fk_displays_device_site_devices")),
        sa.PrimaryKeyConstraint("device", name=op.f("pk_displays")),
    )
    op.create_table(
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
    op.create_table(
        "grants",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("booking", sa.String(length=32), nullable=True),
        sa.Column("slots", sa.JSON(), nullable=False),
        sa.Column("from_ms", sa.BigInteger(), nullable=False),
        sa.Column("to_ms", sa.BigInteger(), nullable=False),
        sa.Column("pin", sa.LargeBinary(length=32), nullable=True),
        sa.Column("code", sa.LargeBinary(), nullable=True),
        sa.Column("staff", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("revoked", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("rev", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["booking"], ["bookings.id"], name=op.f("fk_grants_booking_bookings"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grants")),
    )
    with op.batch_alter_table("grants", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grants_booking"), ["booking"], unique=False)
        batch_op.create_index("uq_grants_device_pin", ["device", "pin"], unique=True)

    op.create_table(
        "occupied_quarters",
        sa.Column("hall", sa.String(length=64), nullable=False),
        sa.Column("section", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.BigInteger(), nullable=False),
        sa.Column("booking", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking"], ["bookings.id"], name=op.f("fk_occupied_quarters_booking_bookings"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["hall"], ["halls.id"], name=op.f("fk_occupied_quarters_hall_halls")),
        sa.PrimaryKeyConstraint("hall", "section", "quarter", name=op.f("pk_occupied_quarters")),
    )
    with op.batch_alter_table("occupied_quarters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_occupied_quarters_booking"), ["booking"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("occupied_quarters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_occupied_quarters_booking"))

    op.drop_table("occupied_quarters")
    with op.batch_alter_table("grants", schema=None) as batch_op:
        batch_op.drop_index("uq_grants_device_pin")
        batch_op.drop_index(batch_op.f("ix_grants_booking"))

    op.drop_table("grants")
    op.drop_table("opening_hours")
    op.drop_table("displays")
    op.drop_table("compartments")
    with op.batch_alter_table("bookings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bookings_hall_start_ms"))
        batch_op.drop_index(batch_op.f("ix_bookings_club_start_ms"))

    op.drop_table("bookings")
    op.drop_table("ways")
    op.drop_table("site_devices")
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sessions_person"))
        batch_op.drop_index(batch_op.f("ix_sessions_expires_ms"))

    op.drop_table("sessions")
    op.drop_table("roles")
    with op.batch_alter_table("push_subscriptions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_push_subscriptions_person"))

    op.drop_table("push_subscriptions")
    with op.batch_alter_table("outgoing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outgoing_incident"))
        batch_op.drop_index(batch_op.f("ix_outgoing_accepted_ms_dead_ms_next_ms"))

    op.drop_table("outgoing")
    op.drop_table("on_call")
    op.drop_table("halls")
    op.drop_table("wanted_document")
    op.drop_table("told")
    with op.batch_alter_table("stream_row", schema=None) as batch_op:
        batch_op.drop_index("ix_stream_row_stream_number")

    op.drop_table("stream_row")
    op.drop_table("stream_progress")
    op.drop_table("sites")
    op.drop_table("published_documents")
    op.drop_table("people")
    with op.batch_alter_table("incidents", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_incidents_unresolved_key",
            sqlite_where=sa.text("state != 'resolved'"),
            postgresql_where=sa.text("state != 'resolved'"),
        )
        batch_op.drop_index(batch_op.f("ix_incidents_state_raised_ms"))

    op.drop_table("incidents")
    op.drop_table("fire_alarm")
    op.drop_table("device_heard")
    with op.batch_alter_table("device_command", schema=None) as batch_op:
        batch_op.drop_index("ix_device_command_device_created_ms")

    op.drop_table("device_command")
    op.drop_table("dead_letter")
    op.drop_table("custody")
    op.drop_table("clubs")
