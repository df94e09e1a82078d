"""Schemes, evidence, score sheet, grade.  Pure, and imports nothing else of ours."""
