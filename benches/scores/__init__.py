"""How fast scores refresh and are counted again, beside SQLite, DuckDB and pandas."""
