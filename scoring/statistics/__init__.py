"""The statistics of the indices, in Python's own library: one subject a file, every formula with
its source.  Exact where the answer is a fraction, a float where a root or a quantile is in it.

What lies outside a formula's domain raises OutOfDomain; what the data leave undefined (agreement
where nothing varies) is None, never 0.
"""
