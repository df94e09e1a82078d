"""Alembic: one chain for SQLite and PostgreSQL."""
