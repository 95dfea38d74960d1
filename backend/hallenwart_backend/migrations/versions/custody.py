"""Custody: lost keys, spares, responder releases, the evidence log, calls for help, hand-over reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "custody"
down_revision = "0002"
branch_labels = None
depends_on = None


def _text(name: str, kind: sa.types.TypeEngine[str]) -> sa.Column[str]:
    return sa.Column(name, kind, nullable=False, server_default="")


def upgrade() -> None:
    _extend()
    _keys()
    _evidence()
    _help()
    _reports()


def _extend() -> None:
    with op.batch_alter_table("custody") as table:
        table.add_column(_text("cred", sa.String(64)))
        table.add_column(_text("who", sa.String(64)))
    with op.batch_alter_table("outgoing") as table:
        table.add_column(sa.Column("once", sa.String(120), nullable=True))
        table.create_index("uq_outgoing_once", ["person", "address", "once"], unique=True)


def _keys() -> None:
    op.create_table(
        "compartment_marks",
        sa.Column("device", sa.String(32), nullable=False),
        sa.Column("slot", sa.Integer, nullable=False),
        sa.Column("mark", sa.String(16), nullable=False),
        _text("note", sa.Text()),
        sa.Column("by", sa.String(120), nullable=False),
        sa.Column("since_ms", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("device", "slot", "mark", name=op.f("pk_compartment_marks")),
    )
    op.create_table(
        "compartment_spares",
        sa.Column("device", sa.String(32), nullable=False),
        sa.Column("slot", sa.Integer, nullable=False),
        sa.Column("spare", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("device", "slot", name=op.f("pk_compartment_spares")),
    )
    op.create_table(
        "responder_releases",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("device", sa.String(32), nullable=False),
        sa.Column("slots", sa.JSON, nullable=False),
        sa.Column("from_ms", sa.BigInteger, nullable=False),
        sa.Column("to_ms", sa.BigInteger, nullable=False),
        sa.Column("given_by", sa.String(120), nullable=False),
        sa.Column("given_ms", sa.BigInteger, nullable=False),
        _text("ended_by", sa.String(120)),
        sa.Column("ended_ms", sa.BigInteger, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_responder_releases")),
    )
    op.create_index(op.f("ix_responder_releases_device"), "responder_releases", ["device"])


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("t_ms", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("about", sa.String(64), nullable=False),
        sa.Column("who", sa.String(32), nullable=False),
        sa.Column("commitment", sa.LargeBinary(32), nullable=False),
        sa.Column("prev", sa.LargeBinary(32), nullable=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_evidence")),
    )
    op.create_table(
        "evidence_said",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("salt", sa.LargeBinary(32), nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["number"], ["evidence.number"], name=op.f("fk_evidence_said_number_evidence")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_evidence_said")),
    )


def _help() -> None:
    op.create_table(
        "help_calls",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("device", sa.String(32), nullable=False),
        sa.Column("slot", sa.Integer, nullable=True),
        _text("booking", sa.String(32)),
        sa.Column("asked_ms", sa.BigInteger, nullable=False),
        sa.Column("ended_ms", sa.BigInteger, nullable=True),
        _text("word", sa.String(8)),
        _text("word_by", sa.String(120)),
        sa.Column("word_ms", sa.BigInteger, nullable=True),
        sa.PrimaryKeyConstraint("id", "device", name=op.f("pk_help_calls")),
    )
    op.create_table(
        "help_acts",
        sa.Column("number", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("help", sa.String(64), nullable=False),
        sa.Column("device", sa.String(32), nullable=False),
        sa.Column("t_ms", sa.BigInteger, nullable=False),
        sa.Column("by", sa.String(120), nullable=False),
        sa.Column("word", sa.String(8), nullable=False),
        sa.Column("slot", sa.Integer, nullable=True),
        _text("question", sa.Text()),
        _text("answer", sa.Text()),
        _text("command", sa.String(64)),
        sa.ForeignKeyConstraint(
            ["help", "device"],
            ["help_calls.id", "help_calls.device"],
            name=op.f("fk_help_acts_help_help_calls"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_help_acts")),
    )
    op.create_index(op.f("ix_help_acts_help_device"), "help_acts", ["help", "device"])


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("t_ms", sa.BigInteger, nullable=False),
        _text("booking", sa.String(32)),
        _text("hall", sa.String(64)),
        _text("club", sa.String(64)),
        _text("device", sa.String(32)),
        sa.Column("slot", sa.Integer, nullable=True),
        sa.Column("condition", sa.String(8), nullable=False),
        _text("text", sa.Text()),
        sa.Column("source", sa.String(8), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
    )
    op.create_index(op.f("ix_reports_hall_t_ms"), "reports", ["hall", "t_ms"])
    op.create_index(op.f("ix_reports_booking"), "reports", ["booking"])
    op.create_table(
        "report_photos",
        sa.Column("report", sa.String(64), nullable=False),
        sa.Column("jpeg", sa.LargeBinary, nullable=False),
        sa.Column("t_ms", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_report_photos_report_reports"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", name=op.f("pk_report_photos")),
    )
    op.create_index(op.f("ix_report_photos_t_ms"), "report_photos", ["t_ms"])


def downgrade() -> None:
    for name in (
        "report_photos",
        "reports",
        "help_acts",
        "help_calls",
        "evidence_said",
        "evidence",
        "responder_releases",
        "compartment_spares",
        "compartment_marks",
    ):
        op.drop_table(name)
    with op.batch_alter_table("outgoing") as table:
        table.drop_index("uq_outgoing_once")
        table.drop_column("once")
    with op.batch_alter_table("custody") as table:
        table.drop_column("who")
        table.drop_column("cred")
