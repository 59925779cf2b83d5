"""This package holds one step for each version, which is never changed once a store had it.

It refuses to import the schema of today: a step makes what there was in its own time.
"""
