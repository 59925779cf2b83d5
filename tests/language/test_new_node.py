"""A node added to the language fails the type check in every fold that must change."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from mypy import api

SOURCE = Path(__file__).parents[2] / "src" / "whitlow"
FOLDS = {
    "arithmetic.py",
    "compiled.py",
    "doubt.py",
    "english.py",
    "explained.py",
    "reasons.py",
    "render.py",
    "types.py",
    "value.py",
    "walk.py",
    "written.py",
}
NODE = '''

@dataclass(frozen=True, slots=True)
class Remainder:
    """What is left of a division."""

    left: Expr
    right: Expr
    at: int = field(default=0, compare=False)

'''


def test_every_fold_fails_the_type_check_when_a_node_is_added(tmp_path: Path) -> None:
    package = tmp_path / "whitlow"
    shutil.copytree(SOURCE / "language", package / "language")
    shutil.copy(SOURCE / "errors.py", package / "errors.py")
    (package / "__init__.py").write_text("")
    nodes = package / "language" / "nodes.py"
    text = nodes.read_text(encoding="utf-8")
    text = text.replace("\nExpr = (\n", f"{NODE}\nExpr = (\n    Remainder\n    | ", 1)
    nodes.write_text(text, encoding="utf-8")

    report, _, _ = api.run(
        ["--strict", "--config-file=", "--cache-dir", str(tmp_path / "cache"), str(package)]
    )

    failing = set(re.findall(r"language/(\w+\.py):\d+: error: .*assert_never", report))
    assert failing == FOLDS
