"""This package proves, for every possible patient, what a guideline promises.

It refuses to pass what it could not settle: a solver that gives up is a failure.
"""
