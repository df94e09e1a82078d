"""The auditors' console: cases, score sheets, reviews, fieldwork, pulls."""
