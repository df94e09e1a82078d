"""Tables of the certification cases.  Only certification.store imports this."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from db.metadata import Json, Serial, UtcDateTime, metadata

users = Table(
    "users",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("login", String(64), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", String(16), nullable=False),  # administrator | auditor
    Column("password", Text, nullable=False),  # argon2id
    Column("language", String(8)),
    Column("disabled", Boolean, nullable=False, server_default="0"),
    Column("created_at", UtcDateTime, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("user_id", ForeignKey("users.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("hash", String(64), nullable=False, unique=True),  # sha-256 of 32 random bytes
    Column("created_at", UtcDateTime, nullable=False),
    Column("revoked_at", UtcDateTime),
)

clients = Table(
    "clients",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("name", Json, nullable=False),  # texts by language
    Column("created_at", UtcDateTime, nullable=False),
)

cases = Table(
    "cases",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("client_id", ForeignKey("clients.id"), nullable=False),
    Column("scheme", String(64), nullable=False),  # key: id@edition
    Column("scheme_hash", String(64), nullable=False),
    Column("stage", String(16), nullable=False),
    Column("policies", Json, nullable=False),  # overrides, by name
    Column("created_at", UtcDateTime, nullable=False),
)

members = Table(
    "members",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("user_id", ForeignKey("users.id"), primary_key=True),
)

findings = Table(
    "findings",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False),
    Column("kind", String(16), nullable=False),  # clause | special | bonus
    Column("subject", String(32), nullable=False),  # the clause; or the special's own number
    Column("source", String(16), nullable=False),  # audited | self-assessed
    Column("value", Json),  # null: withdrawn
    Column("note", Text, nullable=False, server_default=""),
    Column("by", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_findings_case", "case_id", "id"),
)

pulls = Table(
    "pulls",
    metadata,
    Column("user_id", ForeignKey("users.id"), primary_key=True),
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("cursor", BigInteger, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("rows", Integer, nullable=False),
)
