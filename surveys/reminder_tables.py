"""Tables of fieldwork policies and of the reminders sent.  Only surveys.store imports this."""

from sqlalchemy import Column, ForeignKey, Integer, Table, UniqueConstraint

from db.metadata import Json, Serial, UtcDateTime, metadata

fieldwork_policies = Table(
    "fieldwork_policies",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("policy", Json, nullable=False),  # as written: see surveys.fieldwork_policy
    Column("at", UtcDateTime, nullable=False),
)

reminders = Table(
    "reminders",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("assignment_id", ForeignKey("assignments.id"), nullable=False),
    Column("number", Integer, nullable=False),  # the first is 1
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("assignment_id", "number"),  # each goes once
)
