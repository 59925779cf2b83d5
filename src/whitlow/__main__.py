"""This module lets ``python -m whitlow`` be the command line."""

from __future__ import annotations

from whitlow.cli import main

if __name__ == "__main__":
    main()
