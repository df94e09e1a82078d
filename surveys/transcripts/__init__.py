"""Transcripts: a conversation written down, with what must come of it.

`form` reads the file, `replay` plays it on the engine, `coverage` says what a set of them saw,
`recording` writes one while somebody plays, `written` puts it into a file.  Nothing here opens a
file but `files`.  How an author writes one: docs/authors.md.
"""
