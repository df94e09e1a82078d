"""The case: application, audit, decision, certificate, surveillance."""
