"""The same survey as others would write it, each at its documented best practice."""
