"""The language of conditions and calculations: XPath 1.0 without paths, and ODK's functions.

    text -> lexer.tokens -> parser.parse -> tree -> fits.check -> compiling.compiled -> At -> Value

Total: no loops and no recursion to write, bounded text, depth, steps and output.
`surveys.rules` is its face; docs/expressions.md is for authors.
"""
