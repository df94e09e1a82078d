"""The pace of honest answers, frozen; and where each interview stands, beside its log."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

JSON = sa.JSON(none_as_null=True).with_variant(
    postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
)
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "paces",
        sa.Column("case_id", SERIAL, nullable=False),
        sa.Column("questionnaire", sa.String(length=64), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("seconds", JSON, nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_paces_case_id_cases"),
        sa.PrimaryKeyConstraint("case_id", "questionnaire", "edition", name="pk_paces"),
    )
    op.add_column(
        "interviews",
        sa.Column("status", sa.String(length=16), server_default="new", nullable=False),
    )
    op.create_index("ix_interviews_status", "interviews", ["case_id", "status", "id"])


def downgrade() -> None:
    op.drop_index("ix_interviews_status", "interviews")
    op.drop_column("interviews", "status")
    op.drop_table("paces")
