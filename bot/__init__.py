"""Telegram: update -> Event, Effect -> message.  No decisions."""
