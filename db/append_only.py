"""Triggers that make a table append-only, for both engines."""

from collections.abc import Iterator


def forbid_changes(table: str, dialect: str) -> Iterator[str]:
    """The statements that make UPDATE and DELETE on *table* fail in the database itself."""
    message = f"{table} is append-only"
    if dialect == "postgresql":
        yield (
            f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{message}'; END $$"
        )
        yield (
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )


def allow_changes(table: str, dialect: str) -> Iterator[str]:
    """The statements that undo `forbid_changes`."""
    if dialect == "postgresql":
        yield f"DROP TRIGGER {table}_append_only ON {table}"
        yield f"DROP FUNCTION {table}_append_only()"
        return
    for verb in ("UPDATE", "DELETE"):
        yield f"DROP TRIGGER {table}_no_{verb.lower()}"
