"""This package answers a question with cited statements and, where one is described, a plan.

It refuses to say what no statement or rule says: what is not covered is named as such.
"""
