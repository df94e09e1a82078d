"""Quotas, their cells, and who has a place in which."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "quotas",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("wave_id", SERIAL, nullable=False),
        sa.Column("outlet_id", SERIAL, nullable=True),
        sa.Column("questionnaire", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "by",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=Text()), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("otherwise", sa.String(length=8), nullable=False),
        sa.Column("hold_minutes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlets.id"], name="fk_quotas_outlet_id_outlets"),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name="fk_quotas_wave_id_waves"),
        sa.PrimaryKeyConstraint("id", name="pk_quotas"),
    )
    op.create_index("ix_quotas_wave_id_questionnaire", "quotas", ["wave_id", "questionnaire"])
    op.create_table(
        "quota_cells",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("quota_id", SERIAL, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["quota_id"], ["quotas.id"], name="fk_quota_cells_quota_id_quotas"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_quota_cells"),
        sa.UniqueConstraint("quota_id", "key", name="uq_quota_cells_quota_id_key"),
    )
    op.create_table(
        "quota_places",
        sa.Column("interview_id", SERIAL, nullable=False),
        sa.Column("quota_id", SERIAL, nullable=False),
        sa.Column("cell_id", SERIAL, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["cell_id"], ["quota_cells.id"], name="fk_quota_places_cell_id_quota_cells"
        ),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interviews.id"], name="fk_quota_places_interview_id_interviews"
        ),
        sa.ForeignKeyConstraint(
            ["quota_id"], ["quotas.id"], name="fk_quota_places_quota_id_quotas"
        ),
        sa.PrimaryKeyConstraint("interview_id", "quota_id", name="pk_quota_places"),
    )
    op.create_index("ix_quota_places_cell_id", "quota_places", ["cell_id"])
    op.create_index("ix_quota_places_quota_id", "quota_places", ["quota_id"])


def downgrade() -> None:
    op.drop_table("quota_places")
    op.drop_table("quota_cells")
    op.drop_table("quotas")
