"""This package reads free text: which facts it holds, where they stand, and what is to be asked.

It refuses to settle what a text leaves open: two values, a missing unit and a doubt are questions.
"""
