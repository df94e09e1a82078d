"""The JSON API: everything an auditor may pull, by token."""
