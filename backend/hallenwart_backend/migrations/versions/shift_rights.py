"""Rights to keys that hang on the sign-up of a helper."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "shift_rights"
down_revision = "sharing"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "shift_grants",
        sa.Column("grant", sa.String(length=64), sa.ForeignKey("grants.id", ondelete="CASCADE"), nullable=False),
        sa.Column("signup", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("grant"),
    )
    op.create_index("ix_shift_grants_signup", "shift_grants", ["signup"])


def downgrade() -> None:
    op.drop_table("shift_grants")
