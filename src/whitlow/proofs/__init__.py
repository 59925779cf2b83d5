"""This package holds what a run of proofs found, as data, and keeps the last run of a guideline.

It refuses to prove anything: it needs no solver, so that a surface can show what was proved where
none is installed. Only ``record`` reads the results of the solver.
"""

from __future__ import annotations

from whitlow.proofs.data import Part, Patient, Proofs, Settled, proofs_of
from whitlow.proofs.kept import fingerprint, keep, kept

__all__ = ["Part", "Patient", "Proofs", "Settled", "fingerprint", "keep", "kept", "proofs_of"]
