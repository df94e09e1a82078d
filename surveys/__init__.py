"""What we ask, whom, and what they said."""
