"""This package is how a store of each version is brought to the next.

It refuses to go back: a store is copied before it is changed.
"""
