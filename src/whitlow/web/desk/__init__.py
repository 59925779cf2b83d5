"""This package is the editorial desk in the web application: who is signed in, and their pages.

It refuses to be there unasked: without ``whitlow serve --desk`` its addresses show nothing.
"""
