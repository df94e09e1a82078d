"""What every store shares: metadata, engine, inbox, outbox, audit trail."""
