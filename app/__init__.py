"""Composition root: the only package that may import everything."""
