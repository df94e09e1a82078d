"""Interviews are counted by outlet; `anfang migrate` counts them again from the logs."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CASE = ("case_id", "cases")
OUTLET = ("outlet_id", "outlets")


def upgrade() -> None:
    _make(CASE, OUTLET)


def downgrade() -> None:
    _make(CASE)


def _make(*places: tuple[str, str]) -> None:
    """The table anew, empty: what is counted follows from the logs."""
    op.drop_table("interview_counts")
    op.create_table(
        "interview_counts",
        *(sa.Column(column, SERIAL, nullable=False) for column, _ in places),
        sa.Column("questionnaire", sa.String(length=64), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=12), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("assigned", sa.Boolean(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=f"fk_interview_counts_{column}_{table}"
            )
            for column, table in places
        ),
        sa.PrimaryKeyConstraint(
            *(column for column, _ in places),
            "questionnaire",
            "edition",
            "mode",
            "status",
            "assigned",
            name="pk_interview_counts",
        ),
    )
