"""One module per command of ``anfang``."""
