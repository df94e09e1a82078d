"""Evidence and its counts, kept with the logs they follow from; `anfang migrate` fills them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "interview_counts",
        sa.Column("case_id", SERIAL, nullable=False),
        sa.Column("questionnaire", sa.String(length=64), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=12), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("assigned", sa.Boolean(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name="fk_interview_counts_case_id_cases"
        ),
        sa.PrimaryKeyConstraint(
            "case_id",
            "questionnaire",
            "edition",
            "mode",
            "status",
            "assigned",
            name="pk_interview_counts",
        ),
    )
    op.create_table(
        "assignment_counts",
        sa.Column("case_id", SERIAL, nullable=False, autoincrement=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name="fk_assignment_counts_case_id_cases"
        ),
        sa.PrimaryKeyConstraint("case_id", name="pk_assignment_counts"),
    )
    op.create_table(
        "counts",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("case_id", SERIAL, nullable=False),
        sa.Column("questionnaire", sa.String(length=64), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=24), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("degree", sa.Text(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_counts_case_id_cases"),
        sa.PrimaryKeyConstraint("id", name="pk_counts"),
        sa.UniqueConstraint(
            "case_id",
            "questionnaire",
            "edition",
            "question",
            "outcome",
            "degree",
            name="uq_counts_case_id_questionnaire_edition_question_outcome_degree",
        ),
    )
    op.create_table(
        "outlet_counts",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("count_id", SERIAL, nullable=False),
        sa.Column("wave_id", SERIAL, nullable=False),
        sa.Column("outlet_id", SERIAL, nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["count_id"], ["counts.id"], name="fk_outlet_counts_count_id_counts"
        ),
        sa.ForeignKeyConstraint(
            ["outlet_id"], ["outlets.id"], name="fk_outlet_counts_outlet_id_outlets"
        ),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name="fk_outlet_counts_wave_id_waves"),
        sa.PrimaryKeyConstraint("id", name="pk_outlet_counts"),
        sa.UniqueConstraint(
            "count_id", "wave_id", "outlet_id", name="uq_outlet_counts_count_id_wave_id_outlet_id"
        ),
    )
    op.create_table(
        "evidence",
        sa.Column("interview_id", SERIAL, nullable=False),
        sa.Column("question", sa.String(length=24), nullable=False),
        sa.Column("outlet_count_id", SERIAL, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interviews.id"], name="fk_evidence_interview_id_interviews"
        ),
        sa.ForeignKeyConstraint(
            ["outlet_count_id"],
            ["outlet_counts.id"],
            name="fk_evidence_outlet_count_id_outlet_counts",
        ),
        sa.PrimaryKeyConstraint("interview_id", "question", name="pk_evidence"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_evidence_outlet_count_id", "evidence", ["outlet_count_id"])
    op.execute(
        "INSERT INTO assignment_counts (case_id, n) SELECT waves.case_id, count(*) "
        "FROM assignments JOIN waves ON waves.id = assignments.wave_id GROUP BY waves.case_id"
    )


def downgrade() -> None:
    op.drop_table("evidence")
    op.drop_table("outlet_counts")
    op.drop_table("counts")
    op.drop_table("assignment_counts")
    op.drop_table("interview_counts")
