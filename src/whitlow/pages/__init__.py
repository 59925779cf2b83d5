"""This package holds the pages: a plan, an order or a record as someone reads it.

It refuses medicine and logic: a page translates what a plan holds, and decides nothing. Each form
is a module of its own and none is imported here, so that a dose does not wait for HTML.
"""
