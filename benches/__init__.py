"""How long the parts take that people wait for, or that run for every answer."""
