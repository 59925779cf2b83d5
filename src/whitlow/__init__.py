"""This package runs a clinical guideline: cited rules in, a cited plan out.

It refuses to know any medicine: that is all in the guideline folder.
"""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"
