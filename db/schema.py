"""All tables in one place, for migrations and for the test that holds them equal."""

from importlib import import_module

from sqlalchemy import MetaData

from db.metadata import metadata

TABLES = (
    "db.tables", "surveys.tables", "surveys.reminder_tables", "surveys.quota_tables",
    "surveys.evidence_tables",
    "certification.tables",
)  # fmt: skip
APPEND_ONLY = ("entries", "findings", "audit")


def whole() -> MetaData:
    """The metadata with every package's tables in it."""
    # By name: db is below the packages whose tables these are.
    for module in TABLES:
        import_module(module)
    return metadata
