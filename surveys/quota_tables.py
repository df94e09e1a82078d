"""Tables of the quotas.  Only surveys.store imports this.

How many are in a cell is counted from the places, never kept beside them: two numbers could
disagree.  Whoever counts holds the quota's row until the commit.
"""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from db.metadata import Json, Serial, UtcDateTime, metadata

quotas = Table(
    "quotas",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("wave_id", ForeignKey("waves.id"), nullable=False),
    Column("outlet_id", ForeignKey("outlets.id")),  # none: all outlets of the wave together
    Column("questionnaire", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("by", Json, nullable=False),  # the strata questions, in order
    Column("otherwise", String(8), nullable=False),
    Column("hold_minutes", Integer, nullable=False),
    Index("ix_quotas_wave_id_questionnaire", "wave_id", "questionnaire"),
)

quota_cells = Table(
    "quota_cells",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("quota_id", ForeignKey("quotas.id"), nullable=False),
    Column("position", Integer, nullable=False),  # as written
    Column("key", Text, nullable=False),  # its values, as a JSON list
    Column("most", Integer, nullable=False),
    UniqueConstraint("quota_id", "key"),
)

quota_places = Table(
    "quota_places",
    metadata,
    Column("interview_id", ForeignKey("interviews.id"), nullable=False),
    Column("quota_id", ForeignKey("quotas.id"), nullable=False, index=True),
    Column("cell_id", ForeignKey("quota_cells.id"), index=True),  # none: outside every cell
    Column("at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("interview_id", "quota_id"),
)
