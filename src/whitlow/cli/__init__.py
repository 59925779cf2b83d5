"""This package is the command line: what was typed becomes a question, and its answer is printed.

It refuses to show a traceback, to guess what was meant, and to print anything beside the one
document that ``--json`` asks for.
"""

from __future__ import annotations

from whitlow.cli.program import main

__all__ = ["main"]
