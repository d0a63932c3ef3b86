"""jupytext turns session files into notebooks with the code that ours have."""

import jupytext
import nbformat
import pytest
from conftest import PACKAGE

SESSIONS = sorted([*PACKAGE.glob("tutorials/[0-9]*.md"), *PACKAGE.glob("notebooks/*.md")])


def code(notebook):
    """The sources of the cells that stand in the session file, without what covers those of solutions."""
    return [
        cell.source.removeprefix("# solution\n") for cell in notebook.cells
        if cell.cell_type == "code" and not cell.metadata.get("croute", {}).get("generated")]


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)
def test_the_code_is_the_same(path):
    ours = code(nbformat.read(PACKAGE / "notebooks" / f"{path.stem}.ipynb", as_version=4))
    theirs = jupytext.read(path)
    assert ours and code(theirs) == ours
    assert theirs.metadata.kernelspec.name == "croute"
