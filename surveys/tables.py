"""Tables of the surveys.  Only surveys.store imports this.

Who somebody is stands in `persons` alone; everything else knows a number.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
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

persons = Table(
    "persons",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("name", Text),  # a shopper's, for the coordinator; never shown to auditors
    Column("chat", BigInteger, unique=True),  # Telegram's id of the private chat
    Column("language", String(8)),
    Column("interview_id", BigInteger),  # the one this chat is talking about
    Column("unreachable_at", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False),
)

outlets = Table(
    "outlets",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("client_id", ForeignKey("clients.id"), nullable=False),
    Column("code", String(32), nullable=False),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("opens", String(5)),
    Column("closes", String(5)),
    UniqueConstraint("client_id", "code"),
)

waves = Table(
    "waves",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("opens", UtcDateTime, nullable=False),
    Column("closes", UtcDateTime, nullable=False),
)

assignments = Table(
    "assignments",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("code", String(32), nullable=False, unique=True),
    Column("wave_id", ForeignKey("waves.id"), nullable=False, index=True),
    Column("outlet_id", ForeignKey("outlets.id"), nullable=False),
    Column("questionnaire", String(64), nullable=False),
    Column("edition", Integer, nullable=False),
    Column("person_id", ForeignKey("persons.id")),
    Column("scenario", Json, nullable=False),  # texts by language
    Column("opens", UtcDateTime, nullable=False),
    Column("closes", UtcDateTime, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("hidden", Json),  # what it says without asking, by question
)

cards = Table(
    "cards",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("code", String(32), nullable=False, unique=True),
    Column("wave_id", ForeignKey("waves.id"), nullable=False),
    Column("outlet_id", ForeignKey("outlets.id"), nullable=False),
    Column("questionnaire", String(64), nullable=False),
    Column("edition", Integer, nullable=False),
    UniqueConstraint("wave_id", "outlet_id", "questionnaire", "edition"),
)

editions = Table(
    "editions",
    metadata,
    Column("questionnaire", String(64), primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("hash", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("fielded_at", UtcDateTime, nullable=False),
)

interviews = Table(
    "interviews",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("key", String(12), nullable=False, unique=True),  # in buttons and traces: no secret
    Column("token", String(32), nullable=False, unique=True),  # the page's address: a secret
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("wave_id", ForeignKey("waves.id"), nullable=False),
    Column("outlet_id", ForeignKey("outlets.id"), nullable=False),
    Column("questionnaire", String(64), nullable=False),
    Column("edition", Integer, nullable=False),
    Column("mode", String(12), nullable=False),
    Column("assignment_id", ForeignKey("assignments.id"), unique=True),
    Column("card_id", ForeignKey("cards.id")),
    Column("person_id", ForeignKey("persons.id"), index=True),
    Column("language", String(8)),
    Column("started_at", UtcDateTime, nullable=False),
    # Where it stands, from its log and kept with it, so that a list need not read every log.
    Column("status", String(16), nullable=False, server_default="new"),
    Index("ix_interviews_status", "case_id", "status", "id"),
)

# How long honest answers took, when so many counted for the first time; never changed after.
paces = Table(
    "paces",
    metadata,
    Column("case_id", ForeignKey("cases.id"), nullable=False),
    Column("questionnaire", String(64), nullable=False),
    Column("edition", Integer, nullable=False),
    Column("of", Integer, nullable=False),
    Column("seconds", Json, nullable=False),  # by question, exact: "17/2"
    Column("frozen_at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("case_id", "questionnaire", "edition"),
)

entries = Table(
    "entries",
    metadata,
    Column("id", Serial, primary_key=True),  # how they are read: see db.numbering
    Column("interview_id", ForeignKey("interviews.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("question", String(24)),
    Column("value", Json),
    Column("at", UtcDateTime, nullable=False),
    Column("channel", String(8), nullable=False),
    Column("device_at", UtcDateTime),
    UniqueConstraint("interview_id", "position"),
    Index("ix_entries_kind", "kind", "interview_id"),
)

attachments = Table(
    "attachments",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("interview_id", ForeignKey("interviews.id"), nullable=False, index=True),
    Column("question", String(24), nullable=False),
    Column("source", Json, nullable=False),  # {"telegram": file id} or {"upload": true}
    Column("is_file", Boolean, nullable=False),  # sent as a file: quality kept
    Column("path", Text),  # under the data folder, once fetched
    Column("sha256", String(64)),
    Column("size", BigInteger),
    Column("mime", String(64)),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("error", Text),
    Column("at", UtcDateTime, nullable=False),
)
