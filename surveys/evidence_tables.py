"""Tables of what counted interviews say, and how often.  Only surveys.store imports this.

All of it follows from the logs and is kept with them in one transaction, so that a score need not
read them again; `anfang verify` derives it once more and compares.  A count that has fallen to 0
stays: it names what was said once.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
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

from db.metadata import Serial, UtcDateTime, metadata

interview_counts = Table(
    "interview_counts",
    metadata,
    Column("case_id", ForeignKey("cases.id"), nullable=False),
    Column("outlet_id", ForeignKey("outlets.id"), nullable=False),
    Column("questionnaire", String(64), nullable=False),
    Column("edition", Integer, nullable=False),
    Column("mode", String(12), nullable=False),
    Column("status", String(16), nullable=False),
    Column("assigned", Boolean, nullable=False),  # a visit of an assignment
    Column("n", BigInteger, nullable=False),
    PrimaryKeyConstraint(
        "case_id", "outlet_id", "questionnaire", "edition", "mode", "status", "assigned"
    ),
)

assignment_counts = Table(
    "assignment_counts",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True, autoincrement=False),
    Column("n", BigInteger, nullable=False),
)

# How many answers to one question of an edition said one thing, over the whole case.
counts = Table(
    "counts",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False),
    Column("questionnaire", String(64), nullable=False),
    Column("edition", Integer, nullable=False),
    Column("question", String(24), nullable=False),
    Column("outcome", Text, nullable=False),  # on its clauses: see surveys.counts
    Column("degree", Text, nullable=False),  # on its characteristic, exact: "3/4"; or ""
    Column("n", BigInteger, nullable=False),
    UniqueConstraint("case_id", "questionnaire", "edition", "question", "outcome", "degree"),
)

# The same of one outlet in one wave.
outlet_counts = Table(
    "outlet_counts",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("count_id", ForeignKey("counts.id"), nullable=False),
    Column("wave_id", ForeignKey("waves.id"), nullable=False),
    Column("outlet_id", ForeignKey("outlets.id"), nullable=False),
    Column("n", BigInteger, nullable=False),
    UniqueConstraint("count_id", "wave_id", "outlet_id"),
)

# One row an answer: which count it stands in, and where to look it up again.
evidence = Table(
    "evidence",
    metadata,
    Column("interview_id", ForeignKey("interviews.id"), nullable=False),
    Column("question", String(24), nullable=False),  # of a repeat: the instance's
    Column("outlet_count_id", ForeignKey("outlet_counts.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("interview_id", "question"),
    Index("ix_evidence_outlet_count_id", "outlet_count_id"),
    sqlite_with_rowid=False,
)
