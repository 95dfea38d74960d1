"""People: invitations, clubs that sign up, links by e-mail, the city's accounts, API keys, what a session looks like."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "people"
down_revision = "seasons"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _account_links()
    _api_keys()
    _club_requests()
    _invites()
    _oidc_identities()
    op.add_column("people", sa.Column("pending", sa.Boolean(), server_default="0", nullable=False))
    op.add_column("people", sa.Column("created_ms", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("sessions", sa.Column("seen_ms", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("sessions", sa.Column("browser", sa.String(length=80), server_default="", nullable=False))
    op.add_column("sessions", sa.Column("way", sa.String(length=12), server_default="password", nullable=False))
    op.add_column("sessions", sa.Column("club", sa.String(length=64), server_default="", nullable=False))


def _account_links() -> None:
    op.create_table(
        "account_links",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("about", sa.String(length=254), server_default="", nullable=False),
        sa.Column("browser", sa.String(length=64), server_default="", nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.Column("used_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_account_links_person_people"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_links")),
    )
    op.create_index(op.f("ix_account_links_expires_ms"), "account_links", ["expires_ms"])
    op.create_index(op.f("ix_account_links_person"), "account_links", ["person"])


def _api_keys() -> None:
    op.create_table(
        "api_keys",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("club", sa.String(length=64), server_default="", nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("writes", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.Column("used_ms", sa.BigInteger(), nullable=True),
        sa.Column("revoked_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_api_keys_person_people"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_keys")),
    )
    op.create_index(op.f("ix_api_keys_person"), "api_keys", ["person"])


def _club_requests() -> None:
    op.create_table(
        "club_requests",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("group", sa.String(length=8), nullable=False),
        sa.Column("contact", sa.String(length=120), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_ms", sa.BigInteger(), nullable=True),
        sa.Column("decided_ms", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", sa.String(length=32), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("club", sa.String(length=64), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["people.id"], name=op.f("fk_club_requests_decided_by_people"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_club_requests_person_people"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_club_requests")),
    )
    op.create_index(op.f("ix_club_requests_person"), "club_requests", ["person"])
    op.create_index(op.f("ix_club_requests_state_created_ms"), "club_requests", ["state", "created_ms"])


def _invites() -> None:
    op.create_table(
        "invites",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("club", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("invited_by", sa.String(length=32), nullable=True),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("sent_ms", sa.BigInteger(), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.Column("accepted_ms", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["club"], ["clubs.id"], name=op.f("fk_invites_club_clubs")),
        sa.ForeignKeyConstraint(["invited_by"], ["people.id"], name=op.f("fk_invites_invited_by_people"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_invites_person_people"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invites")),
    )
    op.create_index(op.f("ix_invites_club_created_ms"), "invites", ["club", "created_ms"])
    op.create_index(op.f("ix_invites_person"), "invites", ["person"])


def _oidc_identities() -> None:
    op.create_table(
        "oidc_identities",
        sa.Column("issuer", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("linked_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_oidc_identities_person_people"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_oidc_identities")),
    )
    op.create_index(op.f("ix_oidc_identities_person"), "oidc_identities", ["person"])


def downgrade() -> None:
    for column in ("club", "way", "browser", "seen_ms"):
        op.drop_column("sessions", column)
    for column in ("created_ms", "pending"):
        op.drop_column("people", column)
    for table in ("oidc_identities", "invites", "club_requests", "api_keys", "account_links"):
        op.drop_table(table)
