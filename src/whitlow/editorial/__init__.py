"""This package is the editorial desk: who reviewed which exact text, and what follows from it.

It refuses to take anybody's word: a verdict is signed, bound to a text, and held in a chain.
"""
