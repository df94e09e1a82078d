"""Tables every process shares.  Read by db.inbox, db.aside, db.outbox, db.posted and
db.audit only."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text, text

from db.metadata import Json, Serial, UtcDateTime, metadata

updates = Table(
    "updates",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("received_at", UtcDateTime, nullable=False),
    # Of one that was put aside (db.aside):
    Column("error", Text),
    Column("place", Text),
    Column("kind", String(32)),
    Column("chat", BigInteger),
    Column("body", Text),  # under a seal
    Column("again_at", UtcDateTime),
    Index(
        "ix_updates_aside",
        "received_at",
        sqlite_where=text("error IS NOT NULL"),
        postgresql_where=text("error IS NOT NULL"),
    ),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("chat", BigInteger, nullable=False),
    Column("message", Json, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("not_before", UtcDateTime, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("state", String(8), nullable=False, server_default="open"),  # open | sent | dead
    Column("error", Text),
    Index(
        "ix_outbox_open",
        "chat",
        "id",
        sqlite_where=text("state = 'open'"),
        postgresql_where=text("state = 'open'"),
    ),
)

posted = Table(
    "posted",
    metadata,
    Column("id", String(64), primary_key=True),  # a digest of the form's key
    Column("body", String(64), nullable=False),  # and, under that key, of what was sent
    Column("reply", Json),
    Column("at", UtcDateTime, nullable=False),
    sqlite_with_rowid=False,  # its key is random: one tree to write, not two
)

audit = Table(
    "audit",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("actor", String(64), nullable=False),
    Column("action", String(64), nullable=False),
    Column("subject", String(128), nullable=False),
    Column("details", Json, nullable=False),
)
