"""What is known of an update that was put aside, and its words under a seal."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("updates", sa.Column("place", sa.Text(), nullable=True))
    op.add_column("updates", sa.Column("kind", sa.String(length=32), nullable=True))
    op.add_column("updates", sa.Column("chat", sa.BigInteger(), nullable=True))
    op.add_column("updates", sa.Column("body", sa.Text(), nullable=True))
    op.add_column("updates", sa.Column("again_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_updates_aside",
        "updates",
        ["received_at"],
        sqlite_where=sa.text("error IS NOT NULL"),
        postgresql_where=sa.text("error IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_updates_aside", "updates")
    for name in ("again_at", "body", "chat", "kind", "place"):
        op.drop_column("updates", name)
