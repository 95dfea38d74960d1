"""What the city's accounts gave in clubs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "clubs_oidc"
down_revision = "platforms"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "oidc_club_roles",
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("club", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_oidc_club_roles_person_people"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", "club", name=op.f("pk_oidc_club_roles")),
    )


def downgrade() -> None:
    op.drop_table("oidc_club_roles")
