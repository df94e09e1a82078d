"""What a private chat can send, turned into events."""
