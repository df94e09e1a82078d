"""HTTP: respondent pages, the console, the JSON API, health and metrics."""
