"""nbclient runs notebooks; what they print equals what they hold."""

import nbformat
import pytest
from conftest import PACKAGE
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

def said(cell):
    """What a cell says as text, whatever message carried it."""
    parts = []
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            parts.append(output.text)
        elif output.output_type == "error":
            parts.append(output.evalue)
        else:
            parts.append(output.data["text/plain"])
    return "".join(part if part.endswith("\n") else part + "\n" for part in parts)


def executed(notebook, folder):
    notebook.metadata.kernelspec = {"name": "croute", "display_name": "croute", "language": "croute"}
    return NotebookClient(
        notebook, kernel_name="croute", timeout=120, resources={"metadata": {"path": str(folder)}}).execute()


def of_cells(*sources, tags=()):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    for index in tags:
        cells[index].metadata.tags = ["raises-exception"]
    return nbformat.v4.new_notebook(cells=cells)


def test_stored_notebooks():
    for path in sorted((PACKAGE / "notebooks").glob("*.ipynb")):
        check(path)


def check(path):
    stored = nbformat.read(path, as_version=4)
    expected = [(cell.source, said(cell)) for cell in stored.cells if cell.cell_type == "code"]
    for cell in stored.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    run = executed(stored, path.parent)
    assert [(cell.source, said(cell)) for cell in run.cells if cell.cell_type == "code"] == expected, path.name


def test_a_notebook_runs_twice_alike(tmp_path):
    sources = (
        "load sim:cascade --queries 500\ndescribe", "fit quality noisy --ante 0.6 --post 0.3\nfit cost constant",
        "sweep routing mix --budgets 3", "plot frontier", "no-such-command", "traces", "sweep?")
    first, second = (executed(of_cells(*sources, tags=[4]), tmp_path) for _ in range(2))
    assert [said(cell) for cell in first.cells] == [said(cell) for cell in second.cells]
    results = [o for o in first.cells[0].outputs if o.output_type != "stream"]
    assert [o.output_type for o in results] == ["execute_result"] and "text/html" in results[0].data
    assert "image/svg+xml" in first.cells[3].outputs[0].data
    assert first.cells[4].outputs[0].evalue == "unknown command 'no-such-command'"
    assert nbformat.validate(first) is None


def test_an_error_ends_a_notebook(tmp_path):
    with pytest.raises(CellExecutionError, match="unknown command"):
        executed(of_cells("no-such-command", "version"), tmp_path)
