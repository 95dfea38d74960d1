"""Ways to people: what became of each message, tests of the alert path, latencies, webhooks, CAP, telephone calls."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "channels"
down_revision = "incidents"
branch_labels = None
depends_on = None
_FOUND_BY = ("settled", "created_ms", "ask_ms")
_TIMES = ("ask_ms", "delivered_ms", "opened_ms", "acked_ms", "withdrawn_ms")


def upgrade() -> None:
    _letters()
    _path()
    _webhooks()
    _cap()
    _calls()


def _letters() -> None:
    op.add_column("outgoing", sa.Column("lane", sa.String(length=40), server_default="", nullable=False))
    op.add_column("outgoing", sa.Column("urgency", sa.String(length=8), server_default="tell", nullable=False))
    op.add_column("outgoing", sa.Column("receipt", sa.String(length=200), server_default="", nullable=False))
    for name in _TIMES:
        op.add_column("outgoing", sa.Column(name, sa.BigInteger(), nullable=True))
    op.add_column("outgoing", sa.Column("settled", sa.Boolean(), server_default="0", nullable=False))
    op.execute("UPDATE outgoing SET settled = (1 = 1)")  # what was told before is not told to be over now
    for name in _FOUND_BY:
        op.create_index(op.f(f"ix_outgoing_{name}"), "outgoing", [name], unique=False)
    op.add_column("outgoing", sa.Column("over", sa.Boolean(), server_default="0", nullable=False))
    op.add_column("outgoing", sa.Column("test", sa.String(length=32), nullable=True))
    op.create_index(op.f("ix_outgoing_test"), "outgoing", ["test"], unique=False)
    op.create_table(
        "alert_spans",
        sa.Column("incident", sa.String(length=32), nullable=False),
        sa.Column("device", sa.String(length=32), server_default="", nullable=False),
        sa.Column("sensor_ms", sa.BigInteger(), nullable=False),
        sa.Column("committed_ms", sa.BigInteger(), nullable=False),
        sa.Column("screen_ms", sa.BigInteger(), nullable=True),
        sa.Column("handed_ms", sa.BigInteger(), nullable=True),
        sa.Column("trusted", sa.Boolean(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("incident", name=op.f("pk_alert_spans")),
    )
    op.create_index(op.f("ix_alert_spans_sensor_ms"), "alert_spans", ["sensor_ms"], unique=False)


def _path() -> None:
    op.create_table(
        "alert_path",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("heartbeat_url", sa.Text(), server_default="", nullable=False),
        sa.Column("heartbeat_method", sa.String(length=4), server_default="GET", nullable=False),
        sa.Column("heartbeat_every_min", sa.Integer(), server_default="5", nullable=False),
        sa.Column("heartbeat_ms", sa.BigInteger(), nullable=True),
        sa.Column("heartbeat_error", sa.String(length=200), server_default="", nullable=False),
        sa.Column("test_on", sa.Boolean(), server_default="1", nullable=False),
        sa.Column("test_min", sa.Integer(), server_default="660", nullable=False),
        sa.Column("cap_public", sa.Boolean(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_path")),
    )
    op.create_table(
        "alert_tests",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("by", sa.String(length=120), server_default="", nullable=False),
        sa.Column("device", sa.String(length=32), server_default="", nullable=False),
        sa.Column("sensor", sa.String(length=64), server_default="", nullable=False),
        sa.Column("started_ms", sa.BigInteger(), nullable=False),
        sa.Column("alarm_ms", sa.BigInteger(), nullable=True),
        sa.Column("done_ms", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("letters", sa.JSON(), nullable=False),
        sa.Column("error", sa.String(length=40), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_tests")),
    )
    op.create_index(op.f("ix_alert_tests_started_ms"), "alert_tests", ["started_ms"], unique=False)


def _webhooks() -> None:
    op.create_table(
        "alert_webhooks",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("site", sa.String(length=64), server_default="", nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_webhooks")),
    )
    op.create_table(
        "alert_events",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("webhook", sa.String(length=32), nullable=False),
        sa.Column("incident", sa.String(length=32), server_default="", nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("t_ms", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("next_ms", sa.BigInteger(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("delivered_ms", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("error", sa.String(length=200), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["webhook"], ["alert_webhooks.id"], name=op.f("fk_alert_events_webhook_alert_webhooks"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_alert_events")),
    )
    op.create_index(op.f("ix_alert_events_next_ms"), "alert_events", ["next_ms"], unique=False)
    op.create_index("uq_alert_events_id", "alert_events", ["webhook", "id"], unique=True)
    op.create_table(
        "alert_told",
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("incident", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("told_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "incident", name=op.f("pk_alert_told")),
    )


def _cap() -> None:
    op.create_table(
        "cap_messages",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("incident", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("sent_ms", sa.BigInteger(), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_cap_messages")),
        sa.UniqueConstraint("id", name=op.f("uq_cap_messages_id")),
    )
    op.create_index(op.f("ix_cap_messages_incident"), "cap_messages", ["incident"], unique=False)
    op.create_index(op.f("ix_cap_messages_sent_ms"), "cap_messages", ["sent_ms"], unique=False)


def _calls() -> None:
    op.create_table(
        "voice_calls",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("letter", sa.Integer(), nullable=False),
        sa.Column("sid", sa.String(length=64), server_default="", nullable=False),
        sa.Column("state", sa.String(length=12), server_default="ringing", nullable=False),
        sa.Column("word", sa.String(length=16), server_default="", nullable=False),
        sa.Column("started_ms", sa.BigInteger(), nullable=False),
        sa.Column("ended_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["letter"], ["outgoing.id"], name=op.f("fk_voice_calls_letter_outgoing"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_voice_calls")),
    )
    op.create_index(op.f("ix_voice_calls_letter"), "voice_calls", ["letter"], unique=False)


def downgrade() -> None:
    for table in ("voice_calls", "cap_messages", "alert_told", "alert_events", "alert_webhooks", "alert_tests", "alert_path"):
        op.drop_table(table)
    op.drop_table("alert_spans")
    op.drop_index(op.f("ix_outgoing_test"), table_name="outgoing")
    for name in _FOUND_BY:
        op.drop_index(op.f(f"ix_outgoing_{name}"), table_name="outgoing")
    for name in ("test", "over", "settled", *reversed(_TIMES), "receipt", "urgency", "lane"):
        op.drop_column("outgoing", name)
