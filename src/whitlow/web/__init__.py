"""This package is the web application: the engine's pages in a browser, on this machine.

It refuses medicine and logic: it shows what the engine says. It needs the extra ``web``, which only
``whitlow serve`` imports.
"""
